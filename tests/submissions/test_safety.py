"""What must hold when hands cross: a late request, a job at work, a name or a photo that somebody takes back."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import Revision

from cms.models import ArticlePage, Image
from jobs import runner
from jobs import services as jobs
from jobs.models import Job, JobState
from people.services import deactivate_person, erase_person
from submissions.models import BylineChoice, InboxMessage, ReviewTaskState
from submissions.services import claims, commenting, correction, photos, publication, sending, writing
from submissions.states import PUBLISH_KIND, State, standing_of
from tests.cms.photos.pictures import saved, two_halves
from tests.submissions import texts

pytestmark = pytest.mark.django_db


def test_two_sends_of_one_window_that_overtake_each_other_write_over_nothing(cast):
    text = texts.draft(cast)
    window = {"submission": text, "author": cast.siti, "client_id": uuid.uuid4(), "base_id": text.latest_revision_id}
    for title in ("Judul yang kedua", "Judul yang pertama"):  # the first one was slower
        writing.save_draft(**window, fields=texts.fields(title=title))
    titles = [revision.content["title"] for revision in Revision.objects.for_instance(text).order_by("pk")]
    assert titles[1:] == ["Judul yang kedua", "Judul yang pertama"]


class TestPlans:
    def job_at_work(self, text) -> Job:
        """Its worker has taken it and is slow, or dead."""
        Job.objects.filter(kind=PUBLISH_KIND).update(not_before=timezone.now() - timedelta(minutes=1))
        return jobs.claim(Job.objects.get(kind=PUBLISH_KIND).pk)

    def test_taken_back_while_its_job_is_at_work_it_is_not_published(self, cast):
        text = texts.scheduled(cast)
        job = self.job_at_work(text)
        sending.take_back(submission=text, author=cast.siti)
        runner.run_claimed(job)
        assert Job.objects.get(pk=job.pk).state == JobState.DONE
        assert not ArticlePage.objects.exists()
        assert standing_of(texts.fresh(text)).state == State.DRAFT

    def test_changed_after_it_was_called_off_it_leaves_no_failed_job(self, cast):
        text = texts.scheduled(cast)
        job = self.job_at_work(text)
        publication.unschedule(submission=text, by=cast.maya, role="editor")
        runner.run_claimed(job)
        texts.rewrite(text, title="Lain")
        publication.publish_scheduled(submission_id=text.pk, workflow_state_id=job.payload["workflow_state"])
        assert not ArticlePage.objects.exists()

    def test_at_its_hour_it_is_published_once(self, cast):
        text = texts.scheduled(cast)
        job = self.job_at_work(text)
        runner.run_claimed(job)
        publication.publish_scheduled(submission_id=text.pk, workflow_state_id=job.payload["workflow_state"])
        assert texts.fresh(text).publications.count() == 1
        assert not publication.unschedule(submission=text, by=cast.maya, role="editor")

    def test_the_author_takes_back_a_planned_return_of_a_withdrawn_text(self, cast):
        text = texts.withdrawn(cast)
        publication.bring_back(submission=text, by=cast.maya)
        claims.claim(submission=text, user=cast.maya)
        texts.approve(text, cast.maya, publish_at=timezone.now() + timedelta(hours=3))
        texts.confirm(text)
        sending.take_back(submission=text, author=cast.siti)
        assert not Job.objects.filter(kind=PUBLISH_KIND, state=JobState.QUEUED).exists()
        assert standing_of(texts.fresh(text)).publish_at is None


class TestNames:
    @pytest.mark.parametrize("choice", [BylineChoice.PEN, BylineChoice.REAL])
    def test_a_name_that_was_taken_back_does_not_return_with_a_correction(self, cast, choice):
        text = texts.published(cast, byline_choice=choice)
        publication.take_back_byline(submission=text, author=cast.siti)
        correction.start_correction(submission=text, editor=cast.maya)
        texts.approve(texts.edited(text, cast.maya), cast.maya)
        texts.confirm(text)
        page = ArticlePage.objects.get()
        assert (page.edition, page.byline_words) == (2, "Pekerja")

    def test_it_changes_with_a_correction_as_long_as_it_was_not_taken_back(self, cast):
        text = texts.published(cast, byline_choice=BylineChoice.WORKER)
        text = texts.submit(texts.rewrite(text, byline_choice=BylineChoice.PEN))
        claims.claim(submission=text, user=cast.maya)
        texts.approve(text, cast.maya)
        assert ArticlePage.objects.get().byline_words == "Siti"

    def test_who_is_erased_is_named_on_no_article(self, cast):
        texts.published(cast, byline_choice=BylineChoice.REAL)
        assert "NAMA-RAHASIA" in ArticlePage.objects.get().byline_words
        erase_person(user=cast.siti, by=cast.agus)
        assert ArticlePage.objects.get().byline_words == "Pekerja"


class TestPhotos:
    def with_photo(self, cast):
        text = texts.draft(cast)
        upload = SimpleUploadedFile("a.jpg", saved(two_halves(), "JPEG"))
        photos.add_photo(submission=text, author=cast.siti, client_id=uuid.uuid4(), upload=upload)
        text = texts.submit(text)
        claims.claim(submission=text, user=cast.ratna)
        commenting.save_comments(submission=text, user=cast.ratna, notes=(), rubric=texts.RUBRIC_LINES)
        texts.judge(text, cast.ratna, "approve")
        claims.claim(submission=text, user=cast.maya)
        texts.approve(text, cast.maya)
        return texts.fresh(text)

    def test_a_photo_that_a_correction_takes_out_has_no_public_address(self, cast):
        text = self.with_photo(cast)
        image = text.photos.get().image
        assert not image.is_private
        photos.remove_photo(photo=text.photos.get(), author=cast.siti)
        text = texts.submit(text)
        claims.claim(submission=text, user=cast.maya)
        assert not Image.objects.get().is_private  # until the correction is out
        texts.approve(text, cast.maya)
        assert ArticlePage.objects.get().lead_photo is None
        assert Image.objects.get().is_private


def test_a_closed_account_gives_back_what_it_was_reading(cast):
    held = [texts.claimed_by_mentor(cast) for _unused in range(2)]
    deactivate_person(user=cast.ratna, by=cast.agus)
    assert not ReviewTaskState.objects.filter(claimed_by=cast.ratna, waiting_since__isnull=False).exists()
    assert InboxMessage.objects.filter(kind="new_reader", submission__in=held, user=cast.siti).count() == 2


def test_danger_before_publication_calls_a_planned_one_off(cast):
    text = texts.scheduled(cast)
    assert publication.hide_now(submission=text, by=cast.maya) is None
    assert standing_of(texts.fresh(text)).state == State.DRAFT
    assert not ArticlePage.objects.exists()


def test_taking_a_name_back_is_no_second_publication(cast):
    text = texts.published(cast, byline_choice=BylineChoice.PEN)
    told = InboxMessage.objects.filter(kind="published").count()
    publication.take_back_byline(submission=text, author=cast.siti)
    assert InboxMessage.objects.filter(kind="published").count() == told
