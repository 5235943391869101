"""Account cards: one use, thirty days, hashed, and the PIN that follows."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people import attempts, services
from people.errors import AccountClosed, CardNotForStaff, CardRefused, PinGrantOver
from people.models import AccountCard, PersonLogEntry, User
from people.services.cards import ALPHABET

from .conftest import PHONE, signed_in_as

pytestmark = pytest.mark.django_db
NEW_PIN = {"pin": "739158", "pin_again": "739158", "phone_is": "mine"}


@pytest.fixture
def card(siti, ratna):
    return services.issue_account_card(user=siti, issued_by=ratna)


def test_the_code_reads_well_from_paper(card):
    first, second = card.code.split("-")
    assert len(first) == len(second) == 5
    assert set(first + second) <= set(ALPHABET)
    assert not set("01OIL") & set(ALPHABET)


def test_the_code_is_kept_only_as_a_hash(card):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_accountcard")
        row = repr(cursor.fetchall())
    assert card.code not in row
    assert card.code.replace("-", "") not in row
    assert card.code not in repr(card)


def test_a_card_works_once(card, siti):
    assert services.redeem_account_card(code=card.code) == siti
    with pytest.raises(CardRefused):
        services.redeem_account_card(code=card.code)


def test_a_code_is_understood_however_it_is_typed(card, siti):
    assert services.redeem_account_card(code=f" {card.code.lower().replace('-', ' ')} ") == siti


def test_a_card_expires_after_thirty_days(card, clock):
    clock.forward(days=30, seconds=1)
    with pytest.raises(CardRefused):
        services.redeem_account_card(code=card.code)


def test_a_card_still_works_on_its_last_day(card, clock, siti):
    clock.forward(days=29, hours=23)
    assert services.redeem_account_card(code=card.code) == siti


def test_a_reprint_makes_the_older_card_void(card, siti, ratna):
    newer = services.issue_account_card(user=siti, issued_by=ratna)
    with pytest.raises(CardRefused):
        services.redeem_account_card(code=card.code)
    assert services.redeem_account_card(code=newer.code) == siti


def test_the_database_allows_one_open_card_each(card, siti):
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountCard.objects.create(user=siti, code_hash="x", issued_on=timezone.localdate(), expires_at=timezone.now())


def test_a_reprint_takes_back_the_right_to_choose_a_pin(card, siti, ratna):
    services.redeem_account_card(code=card.code, claim="k")
    services.issue_account_card(user=siti, issued_by=ratna)
    with pytest.raises(PinGrantOver):
        services.choose_pin_after_card(user=siti, pin="739158", claim="k")


def test_who_used_a_card_that_was_void_later_has_no_share_in_the_next_one(card, siti, ratna):
    finder, owner = Client(), Client()
    finder.post(reverse("people:card"), {"code": card.code, "claim": "f" * 32})
    newer = services.issue_account_card(user=siti, issued_by=ratna)
    owner.post(reverse("people:card"), {"code": newer.code, "claim": "o" * 32})
    finder.post(reverse("people:choose_pin"), NEW_PIN)
    assert signed_in_as(finder) is None
    owner.post(reverse("people:choose_pin"), NEW_PIN)
    assert signed_in_as(owner) == str(siti.pk)


def test_a_form_that_arrives_twice_and_one_without_a_key_lead_to_a_pin(card, client, siti, ratna):
    for _unused in range(2):
        client.post(reverse("people:card"), {"code": card.code, "claim": "k"})
    client.post(reverse("people:choose_pin"), NEW_PIN)
    assert signed_in_as(client) == str(siti.pk)
    by_hand = Client()
    by_hand.post(reverse("people:card"), {"code": services.issue_account_card(user=siti, issued_by=ratna).code})
    by_hand.post(reverse("people:choose_pin"), NEW_PIN)
    assert signed_in_as(by_hand) == str(siti.pk)


def test_choosing_a_pin_locks_the_person_before_her_card_as_every_other_service_does(card, siti):
    services.redeem_account_card(code=card.code, claim="k")
    with CaptureQueriesContext(connection) as queries:
        services.choose_pin_after_card(user=siti, pin="739158", claim="k")
    tables = [found[1] for query in queries if (found := re.search(r'FROM "(people_user|people_accountcard)"', query["sql"]))]
    assert tables[0] == "people_user"


def test_the_same_form_sent_twice_is_one_use(card, siti):
    assert services.redeem_account_card(code=card.code, claim="key-of-the-form") == siti
    assert services.redeem_account_card(code=card.code, claim="key-of-the-form") == siti
    with pytest.raises(CardRefused):
        services.redeem_account_card(code=card.code, claim="another-form")
    assert PersonLogEntry.objects.filter(action="card.redeem").count() == 1


def test_once_the_pin_is_chosen_the_form_is_worth_nothing(card, siti):
    services.redeem_account_card(code=card.code, claim="key-of-the-form")
    services.choose_pin_after_card(user=siti, pin="739158", claim="key-of-the-form")
    with pytest.raises(CardRefused):
        services.redeem_account_card(code=card.code, claim="key-of-the-form")
    with pytest.raises(PinGrantOver):
        services.choose_pin_after_card(user=siti, pin="915482", claim="key-of-the-form")


def test_of_parallel_redemptions_one_wins(card, siti, in_parallel):
    def redeem():
        try:
            return services.redeem_account_card(code=card.code) == siti
        except CardRefused:
            return False

    assert in_parallel(*[redeem] * 8).count(True) == 1


def test_a_closed_account_gets_no_card_and_its_cards_are_dead(card, siti, ratna):
    services.deactivate_person(user=siti, by=ratna)
    with pytest.raises(AccountClosed):
        services.issue_account_card(user=siti, issued_by=ratna)
    with pytest.raises(CardRefused):
        services.redeem_account_card(code=card.code)


def test_a_pin_cannot_replace_a_staff_password(maya, ratna):
    with pytest.raises(CardNotForStaff):
        services.issue_account_card(user=maya, issued_by=ratna)


def test_looking_at_the_address_does_not_use_the_card(card, client):
    page = client.get(reverse("people:card_code", args=[card.code]))
    client.head(reverse("people:card_code", args=[card.code]))
    assert page.status_code == 200
    assert "<button" in page.content.decode()
    assert AccountCard.objects.get().used_at is None


def test_from_the_scanned_card_to_the_desk(card, client, siti, type_pin):
    used = client.post(reverse("people:card_code", args=[card.code]), {"claim": "k"})
    assert used.url == reverse("people:choose_pin")
    assert signed_in_as(client) is None
    assert "Melati" in client.get(used.url).content.decode()
    client.post(used.url, NEW_PIN)
    assert signed_in_as(client) == str(siti.pk)
    client.post(reverse("people:sign_out"))
    type_pin(pin="739158")
    assert signed_in_as(client) == str(siti.pk)


def test_a_typed_code_leads_to_the_pin_page(card, client):
    assert client.post(reverse("people:card"), {"code": card.code.lower(), "claim": "k"}).url == reverse("people:choose_pin")


def test_the_pin_page_is_closed_without_a_card(client, db):
    assert client.get(reverse("people:choose_pin")).url == reverse("people:card")


def test_the_right_to_choose_a_pin_lasts_half_an_hour(card, client, clock):
    client.post(reverse("people:card"), {"code": card.code, "claim": "k"})
    clock.forward(minutes=31)
    client.post(reverse("people:choose_pin"), NEW_PIN)
    assert signed_in_as(client) is None
    with pytest.raises(PinGrantOver):
        services.choose_pin_after_card(user=AccountCard.objects.get().user, pin="739158", claim="k")


@pytest.mark.parametrize(("pin", "again"), [("123456", "123456"), ("739158", "739159"), ("12345", "12345"), ("000142", "000142")])
def test_a_refused_pin_is_explained_beside_its_field(card, client, pin, again):
    client.post(reverse("people:card"), {"code": card.code, "claim": "k"})
    page = client.post(reverse("people:choose_pin"), {"pin": pin, "pin_again": again}).content.decode()
    assert 'role="alert"' in page
    assert 'class="error" id="id_pin' in page
    assert f'value="{pin}"' not in page
    assert signed_in_as(client) is None


def test_wrong_codes_are_counted_by_address(client, db):
    statuses = [client.post(reverse("people:card"), {"code": f"AAAAA-AAA{n:02d}", "claim": "k"}).status_code for n in range(25)]
    assert statuses.count(200) == attempts.CARD_ADDRESS.tries - 1
    assert statuses[-1] == 429


def test_issuing_and_using_a_card_are_in_the_log_without_the_code(card, siti, ratna):
    services.redeem_account_card(code=card.code)
    entries = PersonLogEntry.objects.for_instance(siti)
    assert [(entry.action, entry.user) for entry in entries.order_by("pk")] == [("card.issue", ratna), ("card.redeem", siti)]
    assert card.code not in repr([entry.data for entry in entries])


def test_the_button_sends_the_code_in_the_body_and_not_in_the_address(card, client):
    page = client.get(reverse("people:card_code", args=[card.code])).content.decode()
    assert f'action="{reverse("people:card")}"' in page
    assert f'<input type="hidden" name="code" value="{card.code}">' in page


def test_spent_cards_are_gone_a_day_later(card, ratna, clock):
    services.redeem_account_card(code=card.code)
    services.issue_account_card(user=ratna, issued_by=None)
    assert services.sweep(clock.now + timedelta(hours=23))["account_cards"] == 0
    assert services.sweep(clock.now + timedelta(hours=25))["account_cards"] == 1
    assert AccountCard.objects.get().user == ratna


def test_the_number_on_the_page_is_hers_and_not_shown(card, client):
    client.post(reverse("people:card"), {"code": card.code, "claim": "k"})
    page = client.get(reverse("people:choose_pin")).content.decode()
    assert PHONE not in page
    assert "Siti Kenanga" not in page


class TestAfterBecomingStaff:
    """The card was printed before she was made an editor."""

    def promote(self, user):
        user.user_permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))

    def test_the_card_opens_nothing_any_more(self, card, siti):
        self.promote(siti)
        with pytest.raises(CardRefused):
            services.redeem_account_card(code=card.code)

    def test_a_card_used_a_moment_before_gives_no_pin_any_more(self, card, siti):
        services.redeem_account_card(code=card.code, claim="k")
        self.promote(siti)
        with pytest.raises(PinGrantOver):
            services.choose_pin_after_card(user=User.objects.get(pk=siti.pk), pin="739158", claim="k")
