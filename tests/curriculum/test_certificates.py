"""Certificates: who gets one, under which name, what the public learns, and what becomes of a replaced or revoked one."""

import io
import uuid
from datetime import timedelta

import pypdf
import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from curriculum.certificates import services
from curriculum.certificates.drawing import content_of, files, sweep
from curriculum.certificates.errors import NobodyToCertify, NoLegalName, NoLongerValid, ReasonMissing
from curriculum.certificates.numbers import normalise, shown
from curriculum.models import Attendance, Certificate, CertificateBatch, Workshop, WorkshopStatus
from curriculum.training_home import visitor_of
from jobs.runner import drain
from people.models import User
from people.services import create_person, erase_person, identity_openings
from tests.cast import add_member
from tests.submissions import texts

pytestmark = pytest.mark.django_db


def visitor(user):
    return visitor_of(user, timezone.localdate())


@pytest.fixture
def trained(cast):
    """Siti has been to the only session and a mentor has passed on her text."""
    starts = timezone.now() - timedelta(days=3)
    facts = {"cohort": cast.semarang, "title": "Pertemuan", "venue": "Aula", "status": WorkshopStatus.HELD}
    workshop = Workshop.objects.create(starts_at=starts, ends_at=starts + timedelta(hours=2), **facts)
    here = {"workshop": workshop, "membership": cast.membership("siti"), "presence": "present", "minutes": 120, "recorded_at": starts}
    Attendance.objects.create(**here)
    texts.with_editors(cast)
    return cast.siti


def issue(cast, by="tono", client_id=None, paper="a4"):
    order = {"cohort": cast.semarang, "paper": paper, "client_id": client_id or uuid.uuid4(), "now": timezone.now()}
    return services.issue(visitor=visitor(getattr(cast, by)), **order)


def text_of(batch):
    """What stands on the sheets of the batch's file."""
    batch.refresh_from_db()
    with files().open(batch.file) as file:
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.read())).pages)


def test_who_counts_as_trained_gets_one_certificate_and_no_second(cast, trained):
    batch = issue(cast)
    assert batch.certificates.get().membership.user == trained
    with pytest.raises(NobodyToCertify):
        issue(cast)


def test_the_same_form_twice_is_one_batch(cast, trained):
    form = uuid.uuid4()
    assert issue(cast, client_id=form) == issue(cast, client_id=form)
    assert Certificate.objects.count() == 1


def test_whoever_still_misses_something_gets_none(cast):
    with pytest.raises(NobodyToCertify):
        issue(cast)
    assert not CertificateBatch.objects.exists()


@pytest.mark.parametrize("name", ["siti", "ratna", "joko", "maya", "dewi"])
def test_only_the_classs_trainers_and_those_who_run_the_programme_issue(cast, trained, name):
    with pytest.raises(PermissionDenied):
        issue(cast, by=name)


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_the_job_draws_the_file_with_pen_name_and_number_and_without_the_legal_name(cast, trained, paper):
    batch = issue(cast, paper=paper)
    drain()
    words = text_of(batch)
    assert "Siti" in words
    assert shown(batch.certificates.get().code) in words
    assert "NAMA-RAHASIA" not in words
    assert not identity_openings(trained).exists()


def test_the_legal_name_stands_on_it_when_she_chose_so_and_the_opening_is_written_down(cast, trained):
    services.choose_name(visitor=visitor(trained), membership=cast.membership("siti"), choice="legal")
    batch = issue(cast)
    drain()
    assert "SITI NAMA-RAHASIA" in text_of(batch)
    assert identity_openings(trained).filter(user=cast.tono).exists()
    assert "NAMA-RAHASIA" not in repr(list(Certificate.objects.values()))


def test_a_legal_name_that_nobody_knows_cannot_be_chosen(cast):
    person = create_person(display_name="Tanpa nama")
    membership = add_member(person, "trainee", "semarang")
    with pytest.raises(NoLegalName):
        services.choose_name(visitor=visitor(person), membership=membership, choice="legal")


def test_nobody_chooses_anothers_name(cast):
    with pytest.raises(PermissionDenied):
        services.choose_name(visitor=visitor(cast.tono), membership=cast.membership("siti"), choice="legal")


def test_the_public_learns_whether_it_is_valid_and_nothing_more(cast, trained, client):
    certificate = issue(cast).certificates.get()
    answer = client.get(reverse("certificate_check", args=[shown(certificate.code).lower()]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Sertifikat ini berlaku" in page
    assert "Siti" not in page and "Semarang" not in page.split("<main")[1].split("</main")[0]
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_a_revoked_number_answers_like_one_that_never_was(cast, trained, client):
    certificate = issue(cast).certificates.get()
    services.revoke(visitor=visitor(cast.rini), certificate=certificate, reason="Salah orang.", now=timezone.now())
    revoked, unknown = (client.get(reverse("certificate_check", args=[number])) for number in (certificate.code, "A" * 10))
    assert revoked.status_code == unknown.status_code == 404
    assert revoked.content.decode().replace(certificate.code, "X") == unknown.content.decode().replace("A" * 10, "X")


@pytest.mark.parametrize("typed", ["", "x", "0" * 10, "ABCDE-FGHJ", "𝐀" * 10, "a" * 500])
def test_what_cannot_be_a_number_is_told_so_without_an_error(client, typed):
    assert client.get("/sertifikat/", {"nomor": typed}).status_code == 200
    assert normalise(typed) == "" or typed == "ABCDE-FGHJ"


def test_a_typed_number_leads_to_its_address(cast, trained, client):
    code = issue(cast).certificates.get().code
    answer = client.get("/sertifikat/", {"nomor": f" {shown(code).lower()} "}, follow=True)
    assert "Sertifikat ini berlaku" in answer.content.decode()


def test_a_replaced_one_gives_way_to_a_new_number_by_the_same_rule(cast, trained):
    old = issue(cast).certificates.get()
    order = {"visitor": visitor(cast.tono), "certificate": old, "reason": "Lembarnya hilang.", "client_id": uuid.uuid4()}
    first, again = (services.replace(**order, now=timezone.now()) for _time in range(2))
    assert first == again
    new = first.certificates.get()
    assert (new.rule, new.membership) == (old.rule, old.membership)
    assert [services.is_valid(number) for number in (old.code, new.code)] == [False, True]
    with pytest.raises(NoLongerValid):
        services.revoke(visitor=visitor(cast.tono), certificate=old, reason="Lagi.", now=timezone.now())


def test_ending_a_certificate_needs_a_reason(cast, trained):
    certificate = issue(cast).certificates.get()
    with pytest.raises(ReasonMissing):
        services.revoke(visitor=visitor(cast.tono), certificate=certificate, reason="", now=timezone.now())


def test_after_a_revocation_she_may_be_certified_again(cast, trained):
    services.revoke(visitor=visitor(cast.tono), certificate=issue(cast).certificates.get(), reason="Keliru.", now=timezone.now())
    assert issue(cast).certificates.count() == 1


def test_the_file_goes_after_a_month_and_can_be_drawn_again(cast, trained):
    batch = issue(cast)
    drain()
    batch.refresh_from_db()
    name = batch.file
    assert sweep(timezone.now() + timedelta(days=29)) == 0
    assert sweep(timezone.now() + timedelta(days=31)) == 1
    assert not files().exists(name)
    services.draw_again(visitor=visitor(cast.tono), batch=batch)
    drain()
    batch.refresh_from_db()
    assert batch.file == name and files().exists(name)


def test_a_file_that_no_batch_names_goes_after_a_day_and_no_other(cast, trained):
    batch = issue(cast)
    drain()
    batch.refresh_from_db()
    stray = files().save("certificates/stray.pdf", ContentFile(b"%PDF"))
    assert sweep(timezone.now() + timedelta(hours=23)) == 0
    assert sweep(timezone.now() + timedelta(hours=25)) == 1
    assert files().exists(batch.file) and not files().exists(stray)


def test_a_file_that_is_gone_is_said_to_be_gone_and_drawn_again(cast, trained):
    batch, client = issue(cast), cast.client("tono")
    drain()
    batch.refresh_from_db()
    files().delete(batch.file)
    address = reverse("curriculum:certificate_batch", args=[batch.public_id])
    page = client.get(address).content.decode()
    assert "Berkas bisa dibuat lagi" in page and 'http-equiv="refresh"' not in page
    client.post(address)
    drain()
    assert files().exists(batch.file)


def test_what_was_revoked_is_not_drawn_again(cast, trained):
    batch = issue(cast)
    services.revoke(visitor=visitor(cast.tono), certificate=batch.certificates.get(), reason="Keliru.", now=timezone.now())
    drain()
    batch.refresh_from_db()
    assert not batch.file and "berlaku" in batch.problem


def test_of_somebody_who_was_erased_no_name_stays_on_a_row_or_in_a_file(cast, trained, django_capture_on_commit_callbacks):
    services.choose_name(visitor=visitor(trained), membership=cast.membership("siti"), choice="legal")
    batch = issue(cast)
    drain()
    batch.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(user=User.objects.get(pk=trained.pk), by=None)
    assert not files().exists(batch.file)
    assert batch.certificates.get().name.reveal() == ""
    services.draw_again(visitor=visitor(cast.tono), batch=batch)
    drain()
    batch.refresh_from_db()
    assert not batch.file and services.is_valid(batch.certificates.get().code)


def test_names_are_sealed_anew_when_the_key_changes(cast, trained, settings):
    certificate = issue(cast).certificates.get()
    settings.IDENTITY_KEYS = [new := Fernet.generate_key().decode(), *settings.IDENTITY_KEYS]
    call_command("rotate_identity_keys", stdout=io.StringIO())
    settings.IDENTITY_KEYS = [new]
    certificate.refresh_from_db()
    assert certificate.name.reveal() == "Siti"


def test_a_form_of_another_class_makes_no_batch(cast, trained):
    form = uuid.uuid4()
    facts = {"cohort": cast.karawang, "made_at": timezone.now(), "client_id": form}
    CertificateBatch.objects.create(**facts)
    with pytest.raises(PermissionDenied):
        issue(cast, client_id=form)


def test_a_trainer_issues_waits_and_opens_the_file(cast, trained):
    client, address = cast.client("tono"), reverse("curriculum:class_certificates", args=[cast.semarang.slug])
    assert "1 orang terhitung terlatih" in client.get(address).content.decode()
    page = client.post(address, {"paper": "f4", "client_id": str(uuid.uuid4())}, follow=True)
    assert 'http-equiv="refresh"' in page.content.decode()
    drain()
    page = client.get(page.request["PATH_INFO"]).content.decode()
    assert 'http-equiv="refresh"' not in page
    file = client.get(reverse("curriculum:certificate_file", args=[CertificateBatch.objects.get().public_id]))
    assert file["Content-Type"] == "application/pdf"
    assert file["Cache-Control"] == "no-store"


def test_the_same_rows_are_drawn_to_the_same_content(cast, trained):
    batch = issue(cast)
    assert content_of(batch).canonical_json() == content_of(batch).canonical_json()
