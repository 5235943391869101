"""A planned publication that its job could not do: shown for what it is, told once, tried again or called off."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobs import runner
from jobs import services as jobs
from jobs.errors import PermanentFailure
from jobs.models import Job, JobState
from submissions.models import InboxMessage, ReviewTaskState
from submissions.services import ageing, publication
from submissions.states import PUBLISH_KIND, State, standing_of
from tests.submissions import texts
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db


def refuse(*args, **kwargs):
    raise PermanentFailure("Berkas fotonya hilang.")


def run_its_job() -> Job:
    Job.objects.filter(kind=PUBLISH_KIND, state=JobState.QUEUED).update(not_before=timezone.now() - timedelta(minutes=1))
    job = jobs.claim(Job.objects.get(kind=PUBLISH_KIND, state=JobState.QUEUED).pk)
    runner.run_claimed(job)
    return Job.objects.get(pk=job.pk)


@pytest.fixture
def failed(cast, monkeypatch):
    text = texts.scheduled(cast)
    ReviewTaskState.objects.filter(submission=text).update(publish_at=timezone.now() - timedelta(minutes=1))
    with monkeypatch.context() as broken:
        broken.setattr(publication, "publish_scheduled", refuse)
        assert run_its_job().state == JobState.QUARANTINED
    return texts.fresh(text)


def test_it_is_no_draft_and_its_author_and_the_editors_read_what_to_do(cast, failed):
    assert standing_of(failed).state == State.PUBLISH_FAILED
    for name, args in (("my_texts", []), ("text", [failed.public_id])):
        words = words_of(cast.client("siti").get(reverse(f"submissions:{name}", args=args)))
        assert "Penerbitan gagal" in words
        assert "Redaksi sudah tahu" in words
    desk = words_of(cast.client("maya").get(reverse("editors:edit", args=[failed.pk])))
    assert "Penerbitan gagal" in desk
    assert "Berkas fotonya hilang." in desk


def test_both_are_told_once(cast, failed):
    for _twice in range(2):
        ageing.age_reviews(now=timezone.now())
    assert InboxMessage.objects.filter(kind="publish_failed", user=cast.siti).count() == 1
    assert InboxMessage.objects.filter(kind="publish_failed_office", user=cast.maya).count() == 1


def test_it_stands_on_the_editors_first_page_until_somebody_has_acted(cast, failed):
    """Also when nobody has a notice of it any more; and for whoever else may enter it does not stand there at all."""
    for name, stands in (("maya", True), ("agus", False)):
        home = words_of(cast.client(name).get("/redaksi/"))
        assert ("Penerbitan yang gagal" in home and "Berkas fotonya hilang." in home) is stands
    publication.publish_again(submission=failed, by=cast.maya)
    assert "Penerbitan yang gagal" not in words_of(cast.client("maya").get("/redaksi/"))


def test_an_editor_has_it_published_after_all(cast, failed):
    cast.client("maya").post(reverse("editors:publish_again", args=[failed.pk]))
    assert standing_of(failed).state == State.SCHEDULED
    assert run_its_job().state == JobState.DONE
    assert standing_of(texts.fresh(failed)).state == State.PUBLISHED


def test_nobody_else_may(cast, failed):
    for who in (cast.siti, cast.ratna, cast.agus):
        with pytest.raises(publication.PermissionDenied):
            publication.publish_again(submission=failed, by=who)


@pytest.mark.parametrize("who", ["siti", "maya"])
def test_called_off_it_is_a_draft_and_nothing_is_left_in_quarantine(cast, failed, who):
    address = ("submissions:take_back", failed.public_id) if who == "siti" else ("editors:unschedule", failed.pk)
    cast.client(who).post(reverse(address[0], args=[address[1]]))
    assert standing_of(texts.fresh(failed)).state == State.DRAFT
    assert Job.objects.get(kind=PUBLISH_KIND).state == JobState.CANCELLED


def test_a_plan_whose_job_an_operator_dropped_is_seen_too(cast):
    text = texts.scheduled(cast)
    jobs.drop(Job.objects.get(kind=PUBLISH_KIND).pk)
    assert standing_of(text).state == State.PUBLISH_FAILED


def test_a_second_plan_of_the_same_text_has_a_job_of_its_own(cast):
    text = texts.scheduled(cast)
    first = Job.objects.get(kind=PUBLISH_KIND)
    publication.unschedule(submission=text, by=cast.maya, role="editor")
    text = texts.submit(text)
    assert standing_of(text).state == State.WAITING
    assert first.key == str(first.payload["workflow_state"])
