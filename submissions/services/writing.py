"""The author's services: start, save, discard, and what to do with a copy that came late."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from curriculum.models import Membership

from ..errors import NotReady, Stale
from ..models import Contribution, SavedWrite, SideDraft, Submission
from ..permissions import may_edit, writing_membership
from ..text import blocks_from_lines, clean_line
from .fields import DraftFields, byline_words, fields_of, without_name_taken_back
from .locking import lock, record
from .versions import thin_out

if TYPE_CHECKING:
    from people.models import User


@dataclass(frozen=True)
class Saved:
    """What became of a form: the text, its version, and the side copy when the form came late."""

    submission: Submission
    revision: Revision | None
    side_draft: SideDraft | None = None


@transaction.atomic
def start_draft(*, author: User, client_id: uuid.UUID, fields: DraftFields, membership: Membership | None = None) -> Saved:
    """A new text of this author. The same form sent again returns the same text. Raises PermissionDenied, NotReady."""
    begun = Submission.objects.filter(started_with=client_id).first()
    if begun is not None:
        if begun.author_id != author.pk:
            raise PermissionDenied
        return save_draft(submission=begun, author=author, client_id=client_id, base_id=None, fields=fields)
    _refuse_what_does_not_fit(fields)
    membership = membership or writing_membership(author)
    if membership is None or membership.user_id != author.pk:
        raise PermissionDenied
    # Two copies of one form may arrive at once: the unique form id lets one in, the other finds it.
    submission, created = Submission.objects.get_or_create(started_with=client_id, defaults={"author": author, "membership": membership})
    if not created:
        return save_draft(submission=submission, author=author, client_id=client_id, base_id=None, fields=fields)
    Contribution.objects.create(submission=submission, user=author, role=Contribution.As.WRITER)
    saved = _save_version(lock(submission), author, client_id, fields)
    record(saved.submission, "start", by=author, role="author")
    return saved


@transaction.atomic
def save_draft(*, submission: Submission, author: User, client_id: uuid.UUID, base_id: int | None, fields: DraftFields) -> Saved:
    """Save what the form holds; nothing that was typed is ever lost.

    `base_id` is the version that the form was filled with. The same form again gives the same answer; a form on an old base, or one that
    arrives while the text is being read, is kept as a side draft. Raises PermissionDenied for anyone but the author, NotReady.
    """
    submission = lock(submission)
    if author.pk != submission.author_id:
        raise PermissionDenied
    _refuse_what_does_not_fit(fields)
    fields = without_name_taken_back(submission, fields)
    taken = SavedWrite.objects.filter(submission=submission, client_id=client_id).select_related("revision", "side_draft").first()
    is_settled = taken is not None and taken.side_draft is not None and taken.side_draft.settled_at is not None
    if taken is not None and taken.sha256 == fields.sha256() and not is_settled:
        return Saved(submission, taken.revision, taken.side_draft)
    latest = submission.get_latest_revision_as_object()
    if fields_of(latest).says_the_same_as(fields):
        return _remember(submission, client_id, fields, revision=submission.latest_revision)
    # The form may be sent, changed and sent again from the same window. Each time is a version of its own: two such requests can overtake
    # each other on a bad line, and the later words must not be written over.
    same_form_wrote_last = taken is not None and taken.revision_id is not None and taken.revision_id == submission.latest_revision_id
    if not may_edit(author, submission):
        return _keep_aside(submission, client_id, base_id, fields, SideDraft.Reason.BEING_READ)
    if not same_form_wrote_last and not _words_are_those_of(submission, base_id, latest):
        return _keep_aside(submission, client_id, base_id, fields, SideDraft.Reason.OLD_BASE)
    return _save_version(submission, author, client_id, fields)


def _words_are_those_of(submission: Submission, base_id: int | None, latest: Submission) -> bool:
    """Whether the form was filled with the words of the newest version: photos that came or went since are no other words."""
    if base_id == submission.latest_revision_id:
        return True
    base = Revision.objects.for_instance(submission).filter(pk=base_id).first() if base_id else None
    return base is not None and fields_of(base.as_object()).says_the_same_as(fields_of(latest))


def _refuse_what_does_not_fit(fields: DraftFields) -> None:
    if missing := fields.missing_to_save():
        raise NotReady(missing)


def _save_version(submission: Submission, author: User, client_id: uuid.UUID, fields: DraftFields) -> Saved:
    version = submission.get_latest_revision_as_object()
    _fill(version, fields)
    if not submission.live:
        version.save()  # also the row, as Wagtail's edit view does: a photo named only in versions counts as unused (trap T19)
    revision = version.save_revision(user=author)
    submission.refresh_from_db()
    saved = _remember(submission, client_id, fields, revision=revision)
    thin_out(submission)
    return saved


def _remember(
    submission: Submission, client_id: uuid.UUID, fields: DraftFields, revision: Revision | None, side_draft: SideDraft | None = None
) -> Saved:
    """The same form sent again gives this answer."""
    kept = {"revision": revision, "side_draft": side_draft, "sha256": fields.sha256()}
    SavedWrite.objects.update_or_create(submission=submission, client_id=client_id, defaults=kept)
    return Saved(submission, revision, side_draft)


def _keep_aside(submission: Submission, client_id: uuid.UUID, base_id: int | None, fields: DraftFields, reason: str) -> Saved:
    base = Revision.objects.for_instance(submission).filter(pk=base_id).first() if base_id else None
    copy = SideDraft.objects.create(submission=submission, base=base, reason=reason, content=fields.to_json())
    record(submission, "side_draft", by=submission.author, role="author")
    return _remember(submission, client_id, fields, revision=None, side_draft=copy)


def _fill(version: Submission, fields: DraftFields) -> None:
    old = list(version.body.raw_data)
    photos = [block for block in old if block["type"] == "photo"]
    version.title = clean_line(fields.title)
    version.standfirst = clean_line(fields.standfirst)
    version.body = json.dumps(blocks_from_lines(fields.lines, photos, previous=old))
    version.city_id = fields.city_id
    version.event_date = fields.event_date
    questions = [*(clean_line(question) for question in fields.questions), "", "", ""]
    version.question_1, version.question_2, version.question_3 = questions[:3]
    version.byline_choice = fields.byline_choice
    version.byline = byline_words(version)
    version.topics = list(fields.topic_ids)


@transaction.atomic
def discard_draft(*, submission: Submission, author: User) -> None:
    """Delete a draft that was never sent, with its photos. Raises PermissionDenied."""
    submission = lock(submission)
    if author.pk != submission.author_id:
        raise PermissionDenied
    record(submission, "discard", by=author, role="author")
    images = [photo.image for photo in submission.photos.select_related("image")]
    submission.photos.all().delete()
    Submission.objects.filter(pk=submission.pk).update(lead_photo=None)
    submission.refresh_from_db()
    submission.delete()
    for image in images:  # their files go after the commit
        image.delete()


@transaction.atomic
def settle_side_draft(*, side_draft: SideDraft, author: User, use_it: bool, seen_id: int | None) -> Saved:
    """The author chose between the late copy and the version `seen_id` beside it: put the copy in as a new version, or let it go.

    Raises PermissionDenied while the text is being read, Stale when the text is another one by now.
    """
    submission = lock(side_draft.submission_id)
    side_draft = SideDraft.objects.get(pk=side_draft.pk)
    if author.pk != submission.author_id or side_draft.settled_at is not None:
        raise PermissionDenied
    if use_it and not may_edit(author, submission):
        raise PermissionDenied
    if seen_id != submission.latest_revision_id:
        raise Stale(_("There is another version of this text. Look at both again, then choose."))
    SideDraft.objects.filter(pk=side_draft.pk).update(settled_at=timezone.now())
    if not use_it:
        return Saved(submission, submission.latest_revision)
    fields = without_name_taken_back(submission, DraftFields.from_json(side_draft.content))
    return _save_version(submission, author, uuid.uuid4(), fields)
