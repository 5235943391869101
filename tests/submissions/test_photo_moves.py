"""Photos move between private and public without a lock being held while bytes travel, and without a hole in anybody's article."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from cms.models import ArticlePage, Image
from cms.photos import files
from jobs import runner
from jobs import services as jobs
from jobs.models import Job
from submissions.errors import Stale
from submissions.models import SubmissionPhoto
from submissions.services import claims, commenting, correction, editing, photos, publication
from submissions.states import PUBLISH_KIND, State, standing_of
from tests.cms.photos.pictures import saved, two_halves
from tests.submissions import texts

pytestmark = pytest.mark.django_db


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.jpg", saved(two_halves(), "JPEG"))


def with_editor(cast, text=None):
    """A text with a photo, claimed by the editor."""
    text = text or texts.draft(cast)
    photos.add_photo(submission=text, author=cast.siti, client_id=uuid.uuid4(), upload=upload())
    text = texts.submit(text)
    claims.claim(submission=text, user=cast.ratna)
    commenting.save_comments(submission=text, user=cast.ratna, notes=(), rubric=texts.RUBRIC_LINES)
    texts.judge(text, cast.ratna, "approve")
    claims.claim(submission=text, user=cast.maya)
    return texts.fresh(text)


@pytest.fixture
def touched(monkeypatch):
    """How deep in transactions each file was read or stored; 0 is outside all of ours."""
    depths = []
    for name in ("put", "read"):
        real = getattr(files, name)
        monkeypatch.setattr(files, name, lambda *a, real=real: (depths.append(len(connection.savepoint_ids)), real(*a))[1])
    return depths


def test_no_file_is_copied_or_stored_while_a_text_is_locked(cast, touched):
    text = with_editor(cast)
    assert texts.approve(text, cast.maya).live
    publication.withdraw(submission=text, by=cast.maya, reason="Diminta.")
    assert touched and set(touched) == {0}
    assert Image.objects.get().is_private


def test_a_planned_text_finds_its_copies_ready_at_its_hour(cast, touched):
    text = texts.approve(with_editor(cast), cast.maya, publish_at=timezone.now() + timedelta(hours=5))
    Job.objects.filter(kind=PUBLISH_KIND).update(not_before=timezone.now() - timedelta(minutes=1))
    runner.run_claimed(jobs.claim(Job.objects.get(kind=PUBLISH_KIND).pk))
    assert standing_of(texts.fresh(text)).state == State.PUBLISHED
    assert not Image.objects.get().is_private
    assert set(touched) == {0}


def test_a_publication_that_fails_leaves_no_public_copy(cast, monkeypatch):
    text = with_editor(cast)
    monkeypatch.setattr(publication, "_write_facts_about", lambda *a: (_ for _ in ()).throw(ZeroDivisionError))
    with pytest.raises(ZeroDivisionError):
        texts.approve(text, cast.maya)
    image = Image.objects.get()
    assert image.is_private
    assert not files.storage.exists(files.public_name(image))
    assert files.storage.exists(image.file.name)


def test_a_photo_that_is_refused_or_comes_twice_leaves_no_file(cast, monkeypatch):
    text = texts.draft(cast)
    client_id = uuid.uuid4()
    first = photos.add_photo(submission=text, author=cast.siti, client_id=client_id, upload=upload())
    absent_once = SubmissionPhoto.objects.none()
    monkeypatch.setattr(SubmissionPhoto.objects, "filter", lambda *a, **k: (monkeypatch.undo(), absent_once)[1])
    assert photos.add_photo(submission=text, author=cast.siti, client_id=client_id, upload=upload()) == first
    monkeypatch.setattr(photos, "PHOTOS_MAX", 1)
    with pytest.raises(photos.NotReady):
        photos.add_photo(submission=text, author=cast.siti, client_id=uuid.uuid4(), upload=upload())
    assert [f"private/{name}" for name in files.storage.listdir("private/")[1]] == [first.image.file.name]


def test_a_photo_taken_out_makes_room_for_another(cast, monkeypatch):
    monkeypatch.setattr(photos, "PHOTOS_MAX", 1)
    text = texts.draft(cast)
    first = photos.add_photo(submission=text, author=cast.siti, client_id=uuid.uuid4(), upload=upload())
    photos.remove_photo(photo=first, author=cast.siti)
    second = photos.add_photo(submission=text, author=cast.siti, client_id=uuid.uuid4(), upload=upload())
    assert texts.fresh(text).get_latest_revision_as_object().lead_photo == second.image


def two_articles(cast):
    """The second shows the photo of the first in its body."""
    first = texts.approve(with_editor(cast), cast.maya)
    image = first.photos.get().image
    second = texts.claimed_by_editor(cast)
    version = second.get_latest_revision_as_object()
    block = {"type": "photo", "id": str(uuid.uuid4()), "value": {"image": image.pk, "caption": "", "credit": ""}}
    body = json.dumps([*version.body.raw_data, block])
    editing.edit_as_editor(submission=second, editor=cast.maya, base_id=second.latest_revision_id, changes={"body": body})
    texts.approve(second, cast.maya)
    return texts.fresh(first), texts.confirm(second), image


class TestSharedPhotos:
    def test_withdrawing_one_article_leaves_no_hole_in_the_other(self, cast):
        first, second, image = two_articles(cast)
        publication.withdraw(submission=first, by=cast.maya, reason="Diminta.")
        assert not Image.objects.get(pk=image.pk).is_private
        publication.withdraw(submission=second, by=cast.maya, reason="Diminta.")
        assert Image.objects.get(pk=image.pk).is_private

    def test_a_correction_that_takes_it_out_leaves_no_hole_in_the_other(self, cast):
        first, _second, image = two_articles(cast)
        correction.start_correction(submission=first, editor=cast.maya)
        changes = {"lead_photo": None, "standfirst": "Tanpa foto."}
        base = texts.fresh(first).latest_revision_id
        editing.edit_as_editor(submission=first, editor=cast.maya, base_id=base, changes=changes)
        texts.approve(first, cast.maya)
        texts.confirm(first)
        assert ArticlePage.objects.get(pk=first.page_id).lead_photo is None
        assert not Image.objects.get(pk=image.pk).is_private


def test_what_was_decided_meanwhile_is_not_decided_again(cast):
    text = with_editor(cast)
    seen = text.latest_revision_id
    texts.approve(text, cast.maya)
    with pytest.raises(Stale):
        texts.judge(text, cast.maya, "approve", revision_id=seen)
