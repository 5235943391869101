"""The administrator's page of quarantined jobs: what it says and never says, what its buttons do, and where she finds it."""

import html
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from jobs import deciding, registry, services
from jobs.models import Job, JobState
from people.services import create_person
from tests.cast import sign_in
from tests.submissions import texts

pytestmark = pytest.mark.django_db


def quarantined(kind: str = "printing.render_poster", error: str = "missing_glyph:𐎀 paragraph 2", **payload: object) -> Job:
    job = services.claim(services.enqueue(kind, key=str(payload), payload=payload or {"poster": 4711, "request": 1}).pk)
    services.quarantine(job, error)
    return Job.objects.get(pk=job.pk)


def page(client: Client, address: str = "") -> str:
    return html.unescape(client.get(address or reverse("jobs:quarantine")).content.decode())


def press(client: Client, name: str, job: Job) -> str:
    response = client.post(reverse(f"jobs:{name}", args=[job.pk]), follow=True)
    return html.unescape(response.content.decode())


def test_it_says_what_why_since_when_and_about_which_number(cast):
    job = quarantined()
    said = page(cast.client("agus"))
    for words in ("Menggambar poster", "Paragraf 2", "𐎀", "dicoba 1 kali", "poster 4711", str(job.pk), "1 pekerjaan dikarantina."):
        assert words in said
    assert re.search(r"Sejak \d+ \w+ 20\d\d, \d\d\.\d\d", said)


def test_every_kind_has_a_title_in_plain_words():
    nameless = [kind.name for kind in registry._kinds.values() if not kind.title and not kind.name.startswith("test.")]
    assert nameless == []


def test_the_command_says_the_same_sentence(cast):
    quarantined()
    out = StringIO()
    call_command("jobs", stdout=out)
    assert "Paragraf 2" in out.getvalue() and "missing_glyph" not in out.getvalue()


def test_try_again_gives_all_attempts_back_and_is_written_down(cast):
    job, agus = quarantined(), cast.client("agus")
    assert "antrean lagi" in press(agus, "retry", job)
    assert "tidak ada yang diubah" in press(agus, "retry", job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.QUEUED, 0, "")
    entry = ModelLogEntry.objects.get(action="jobs.retry")
    assert (entry.object_id, entry.user) == (str(job.pk), cast.agus)


def test_letting_go_asks_first_and_is_written_down(cast):
    job, agus = quarantined(), cast.client("agus")
    assert "Lepaskan pekerjaan ini?" in page(agus, reverse("jobs:drop", args=[job.pk]))
    assert Job.objects.get(pk=job.pk).state == JobState.QUARANTINED
    assert "Sudah dilepaskan" in press(agus, "drop", job)
    assert Job.objects.get(pk=job.pk).state == JobState.CANCELLED
    assert ModelLogEntry.objects.get(action="jobs.drop").user == cast.agus


def test_an_old_question_does_not_cancel_what_was_tried_again_meanwhile(cast):
    job = quarantined()
    deciding.try_again(job_id=job.pk, by=cast.agus)
    assert "tidak ada yang diubah" in press(cast.client("agus"), "drop", job)
    assert Job.objects.get(pk=job.pk).state == JobState.QUEUED


def test_the_services_ask_too(cast):
    job = quarantined()
    for who in (cast.maya, cast.rini, cast.siti):
        with pytest.raises(deciding.PermissionDenied):
            deciding.try_again(job_id=job.pk, by=who)
        with pytest.raises(deciding.PermissionDenied):
            deciding.let_go(job_id=job.pk, by=who)


def test_a_superuser_may_decide(cast):
    root = create_person(display_name="Root")
    root.is_superuser = True
    root.save()
    client, job = Client(), quarantined()
    sign_in(client, root, staff=True)
    assert "antrean lagi" in press(client, "retry", job)


def test_the_menu_counts_for_administrators_alone(cast):
    home = reverse("wagtailadmin_home")
    assert "Pekerjaan latar (" not in page(cast.client("agus"), home)
    quarantined()
    quarantined(poster=2)
    told = page(cast.client("agus"), home)
    assert "Pekerjaan latar (2)" in told and "2 pekerjaan menunggu keputusanmu." in told
    assert "Pekerjaan latar" not in page(cast.client("maya"), home)


def test_no_word_of_a_text_and_no_name_stands_on_it(cast):
    """The job of a planned publication, of a hidden text, with the headline of nobody."""
    text = texts.scheduled(cast, title="RAHASIA judul")
    job = Job.objects.get(kind="submissions.publish")
    Job.objects.filter(pk=job.pk).update(
        state=JobState.QUARANTINED, attempts=3, error="FinishRefused (judged_version, line 9)", finished_at=job.created_at
    )
    agus = cast.client("agus")
    for said in (page(agus), page(agus, reverse("jobs:drop", args=[job.pk]))):
        assert f"submission {text.pk}" in said and "Menerbitkan tulisan pada jamnya" in said
        assert "RAHASIA" not in said and "Siti" not in said
