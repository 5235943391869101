"""The sealed record: what lies in the database, who may read it, how keys change."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from wagtail.log_actions import registry

from people import services
from people.contact import PhoneNotUnderstood, normalise_phone
from people.errors import EmailTaken, PhoneTaken, ReasonMissing
from people.models import Identity, PersonLogEntry, User
from people.services.erasure import NAME_OF_NOBODY

from .conftest import EMAIL, PHONE

pytestmark = pytest.mark.django_db
CANARIES = ("Siti", "Kenanga", "0142", "81200000142", "Pabrik", "Awan", "siti@contoh.example")


def raw_rows(*tables) -> bytes:
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            rows += cursor.fetchall()
    return repr(rows).encode()


def test_the_database_holds_no_name_phone_or_address_in_the_clear(siti, ratna):
    services.update_identity(user=siti, by=ratna, email="siti@contoh.example")
    services.open_identity(user=siti, viewer=ratna, reason="mencetak kartu baru")
    raw = raw_rows("people_user", "people_identity", "people_personlogentry", "people_accountcard")
    assert b"Melati" in raw  # the display name is there, so the canaries are looked for in the right place
    assert [canary for canary in CANARIES if canary.encode() in raw] == []


def test_the_same_number_is_another_token_each_time(siti):
    one = Identity.objects.get(pk=siti.pk)
    before = raw_rows("people_identity")
    one.save()
    assert raw_rows("people_identity") == before  # a saved token stays
    one.phone = PHONE
    one.save()
    assert raw_rows("people_identity") != before


def test_a_sealed_text_never_shows_itself(siti):
    identity = Identity.objects.get(pk=siti.pk)
    shown = f"{identity.legal_name} {identity.legal_name!r} {identity} {vars(identity)}"
    assert "Kenanga" not in shown
    assert identity.legal_name.reveal() == "Siti Kenanga"


def test_what_was_just_saved_is_sealed_in_memory_too(siti):
    identity = Identity(user=User.objects.create_user(display_name="X"), legal_name="Siti Kenanga")
    identity.save()
    assert "Kenanga" not in repr(vars(identity))


def test_sealed_texts_cannot_be_searched(siti):
    with pytest.raises(FieldError):
        Identity.objects.filter(legal_name="Siti Kenanga").exists()


def test_opening_gives_the_texts_and_is_written_down(siti, ratna):
    opened = services.open_identity(user=siti, viewer=ratna, reason="  mencetak  kartu baru ")
    assert (opened.legal_name, opened.phone, opened.workplace) == ("Siti Kenanga", "+6281200000142", "Pabrik Awan")
    entry = services.identity_openings(siti).get()
    assert (entry.user, entry.data) == (ratna, {"reason": "mencetak kartu baru"})
    assert "Kenanga" not in repr(opened)


@pytest.mark.parametrize("reason", ["", "   ", "ya"])
def test_opening_without_a_reason_is_refused_and_shows_nothing(siti, ratna, reason):
    with pytest.raises(ReasonMissing):
        services.open_identity(user=siti, viewer=ratna, reason=reason)
    assert not PersonLogEntry.objects.exists()


def test_if_the_log_fails_nothing_is_opened(siti, ratna, monkeypatch):
    monkeypatch.setitem(registry.formatters, "name.reveal", registry.formatters["name.reveal"])
    monkeypatch.delitem(registry.formatters, "name.reveal")
    with pytest.raises(Exception, match="name.reveal"):
        services.open_identity(user=siti, viewer=ratna, reason="mencetak kartu baru")


def test_log_rows_hold_no_address_of_the_caller_and_outlive_the_person(siti, ratna):
    services.open_identity(user=siti, viewer=ratna, reason="mencetak kartu baru")
    columns = {field.name for field in PersonLogEntry._meta.get_fields()}
    assert not {name for name in columns if "ip" in name.split("_") or "agent" in name}
    siti.delete()
    entry = PersonLogEntry.objects.get()
    assert "Melati" not in entry.label


def test_rotation_seals_everything_under_the_new_key(siti, ratna, settings):
    old, new = settings.IDENTITY_KEYS[0], Fernet.generate_key().decode()
    settings.IDENTITY_KEYS = [new, old]
    assert services.rotate_identities() == 2
    settings.IDENTITY_KEYS = [new]
    assert services.open_identity(user=siti, viewer=None, reason="setelah ganti kunci").legal_name == "Siti Kenanga"
    settings.IDENTITY_KEYS = [old]
    with pytest.raises(InvalidToken):
        services.open_identity(user=siti, viewer=None, reason="dengan kunci lama")


def test_rotation_renews_the_hashes_so_that_she_is_still_found(siti, settings, type_pin, client):
    settings.IDENTITY_HASH_KEY = "another-key"
    call_command("rotate_identity_keys", stdout=StringIO())
    assert type_pin().status_code == 303


def test_a_number_belongs_to_one_account(siti):
    with pytest.raises(PhoneTaken):
        services.create_person(display_name="Lain", phone="+62 812-0000-0142")
    with pytest.raises(IntegrityError), transaction.atomic():
        Identity.objects.create(user=User.objects.create_user(display_name="Lain"), phone=PHONE)


def test_an_address_belongs_to_one_account(maya, siti):
    with pytest.raises(EmailTaken):
        services.update_identity(user=siti, by=None, email=f" {EMAIL.upper()} ")


def test_many_people_may_have_neither_number_nor_address(db):
    services.create_person(display_name="Satu")
    services.create_person(display_name="Dua")


def test_writing_the_same_again_changes_nothing(siti, ratna):
    assert services.update_identity(user=siti, by=ratna, phone="62 812 0000 0142", workplace="Pabrik Awan") is False
    assert services.update_identity(user=siti, by=ratna, workplace="Pabrik Hujan") is True
    assert PersonLogEntry.objects.get().data == {"fields": ["workplace"]}


@pytest.mark.parametrize("text", ["nomorku", "", "0812", "++", "0812000001420000000"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(PhoneNotUnderstood):
        normalise_phone(text)


def test_the_account_gives_wagtail_no_address_and_no_legal_name(siti):
    columns = {field.name for field in User._meta.get_fields()}
    assert not columns & {"email", "first_name", "last_name", "phone", "legal_name", "last_login"}
    assert (siti.email, siti.get_full_name(), str(siti)) == ("", "Melati", "Melati")
    assert siti.username != services.create_person(display_name="Melati").username


def test_an_erased_person_leaves_no_name_number_or_secret(siti, ratna):
    services.issue_account_card(user=siti, issued_by=ratna)
    services.erase_person(user=siti, by=ratna)
    services.erase_person(user=siti, by=ratna)
    raw = raw_rows("people_user", "people_identity", "people_accountcard", "people_personlogentry")
    assert b"Ratna" in raw
    assert b"Melati" not in raw
    assert not Identity.objects.filter(pk=siti.pk).exists()
    siti.refresh_from_db()
    assert not siti.is_active
    assert not siti.has_usable_password()
    assert PersonLogEntry.objects.filter(action="person.erase").count() == 1


def test_a_closed_account_that_was_nameless_before_is_erased_too():
    nobody = services.create_person(display_name=NAME_OF_NOBODY, phone="0812 0000 0300", legal_name="Siti Kenanga")
    services.deactivate_person(user=nobody, by=None)
    assert not services.is_erased(nobody)
    services.erase_person(user=nobody, by=None)
    assert not Identity.objects.filter(pk=nobody.pk).exists()
    assert services.is_erased(nobody)


def test_an_erased_number_can_be_registered_again(siti, ratna):
    services.erase_person(user=siti, by=ratna)
    services.create_person(display_name="Baru", phone=PHONE)


def test_what_is_not_known_opens_as_nothing(ratna):
    nameless = services.create_person(display_name="Melur")
    opened = services.open_identity(user=nameless, viewer=ratna, reason="mencetak kartu baru")
    assert (opened.legal_name, opened.phone, opened.email, opened.workplace) == ("", "", "", "")
