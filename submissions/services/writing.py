"""The author's services: start, save, discard, and what to do with a copy that came late."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
from .versions import forget_version, thin_out

if TYPE_CHECKING:
    from people.models import User


@dataclass(frozen=True)
class Saved:
    """What became of a form: the text, its version, and the side copy when the form came late."""

    submission: Submission
    revision: Revision | None
    side_draft: SideDraft | None = None


@transaction.atomic
def start_draft(
    *, author: User, client_id: uuid.UUID, fields: DraftFields, membership: Membership | None = None, number: int | None = None
) -> Saved:
    """A new text of this author. The same form sent again returns the same text. Raises PermissionDenied, NotReady."""
    begun = Submission.objects.filter(started_with=client_id).first()
    if begun is None:
        _refuse_what_does_not_fit(fields)
        begun, is_new = _begin(author, client_id, membership or writing_membership(author))
        if is_new:
            saved = _save_version(begun, author, client_id, fields, number=number)
            record(saved.submission, "start", by=author, role="author")
            return saved
    return save_draft(submission=begun, author=author, client_id=client_id, base_id=None, fields=fields, number=number)


def _begin(author: User, client_id: uuid.UUID, membership: Membership | None) -> tuple[Submission, bool]:
    """The text of this form without a word yet, locked, and whether it is new. Raises PermissionDenied."""
    if membership is None or membership.user_id != author.pk:
        raise PermissionDenied
    # Two copies of one form may arrive at once: the unique form id lets one in, the other finds it.
    submission, is_new = Submission.objects.get_or_create(started_with=client_id, defaults={"author": author, "membership": membership})
    if is_new:
        Contribution.objects.create(submission=submission, user=author, role=Contribution.As.WRITER)
    return lock(submission), is_new


@transaction.atomic
def save_draft(
    *, submission: Submission, author: User, client_id: uuid.UUID, base_id: int | None, fields: DraftFields, number: int | None = None
) -> Saved:
    """Save what the form holds; nothing that was typed is ever lost.

    `base_id` is the version that the form was filled with. The same form again gives the same answer; a form on an old base, or one that
    arrives while the text is being read, is kept as a side draft. `number` comes from forms with a script (see `save_by_itself`).
    Raises PermissionDenied for anyone but the author, NotReady.
    """
    submission, fields, taken = _received(submission, author, client_id, fields)
    is_settled = taken is not None and taken.side_draft is not None and taken.side_draft.settled_at is not None
    if taken is not None and taken.sha256 == fields.sha256() and not taken.by_itself and not is_settled:
        return Saved(submission, taken.revision, taken.side_draft)
    latest = submission.get_latest_revision_as_object()
    if fields_of(latest).says_the_same_as(fields):
        return _remember(submission, client_id, fields, revision=submission.latest_revision, number=number)
    if not may_edit(author, submission):
        return _keep_aside(submission, client_id, base_id, fields, SideDraft.Reason.BEING_READ)
    if not _is_written_on(submission, latest, taken, base_id):
        return _keep_aside(submission, client_id, base_id, fields, SideDraft.Reason.OLD_BASE)
    return _save_version(submission, author, client_id, fields, number=number)


@transaction.atomic
def save_by_itself(
    *, submission: Submission | None, author: User, client_id: uuid.UUID, base_id: int | None, fields: DraftFields, number: int
) -> Saved:
    """What the page's script saves while she writes. It takes the place of what the same form saved by itself before, if nothing came
    between: a hundred of them are one version. `number` rises with every sending, so that one which was overtaken changes nothing.

    Without a text a new one is begun. Nothing is kept aside: whatever does not fit raises Stale, and stays in her window until she saves
    it herself. Raises PermissionDenied, NotReady.
    """
    begun, is_new = submission or Submission.objects.filter(started_with=client_id).first(), False
    if begun is None:
        begun, is_new = _begin(author, client_id, writing_membership(author))
    submission, fields, taken = _received(begun, author, client_id, fields)
    if taken is not None and taken.number is not None and taken.number >= number:
        raise Stale(_("Something newer from this window was saved already. Press “Save” to keep what stands here."))
    latest = submission.get_latest_revision_as_object()
    is_on_its_own = taken is not None and taken.by_itself and taken.revision_id == submission.latest_revision_id
    if not is_new and fields_of(latest).says_the_same_as(fields):
        return _remember(submission, client_id, fields, revision=submission.latest_revision, number=number, by_itself=is_on_its_own)
    if not may_edit(author, submission) or not (is_new or _is_written_on(submission, latest, taken, base_id)):
        raise Stale(_("The text is being read, or there is a newer version of it. Press “Save”: what stands here is kept beside it."))
    saved = _save_version(submission, author, client_id, fields, number=number, by_itself=True)
    if is_on_its_own:
        forget_version(submission, taken.revision, since=taken.saved_at)
    if is_new:
        record(saved.submission, "start", by=author, role="author")
    return saved


def _received(
    submission: Submission, author: User, client_id: uuid.UUID, fields: DraftFields
) -> tuple[Submission, DraftFields, SavedWrite | None]:
    """The locked text, the fields as they may be saved, and what this form saved before. Raises PermissionDenied, NotReady."""
    submission = lock(submission)
    if author.pk != submission.author_id:
        raise PermissionDenied
    _refuse_what_does_not_fit(fields)
    taken = SavedWrite.objects.filter(submission=submission, client_id=client_id).select_related("revision", "side_draft").first()
    return submission, without_name_taken_back(submission, fields), taken


def _is_written_on(submission: Submission, latest: Submission, taken: SavedWrite | None, base_id: int | None) -> bool:
    """Whether the newest words are those that filled the form, or those that the form saved itself: it may be sent, changed and sent again
    from the same window. Each time is a version of its own, since two requests can overtake each other on a bad line.
    """
    wrote = taken.revision_id if taken is not None else None
    return _words_are_those_of(submission, wrote, latest) or _words_are_those_of(submission, base_id, latest)


def _words_are_those_of(submission: Submission, base_id: int | None, latest: Submission) -> bool:
    """Whether the form was filled with the words of the newest version: photos that came or went since are no other words."""
    if base_id is not None and base_id == submission.latest_revision_id:
        return True
    base = Revision.objects.for_instance(submission).filter(pk=base_id).first() if base_id else None
    return base is not None and fields_of(base.as_object()).says_the_same_as(fields_of(latest))


def _refuse_what_does_not_fit(fields: DraftFields) -> None:
    if missing := fields.missing_to_save():
        raise NotReady(missing)


def _save_version(submission: Submission, author: User, client_id: uuid.UUID, fields: DraftFields, **how: Any) -> Saved:
    version = submission.get_latest_revision_as_object()
    _fill(version, fields)
    if not submission.live:
        version.save()  # also the row, as Wagtail's edit view does: a photo named only in versions counts as unused (trap T19)
    revision = version.save_revision(user=author)
    submission.refresh_from_db()
    saved = _remember(submission, client_id, fields, revision=revision, **how)
    thin_out(submission)
    return saved


def _remember(
    submission: Submission,
    client_id: uuid.UUID,
    fields: DraftFields,
    revision: Revision | None,
    side_draft: SideDraft | None = None,
    number: int | None = None,
    by_itself: bool = False,
) -> Saved:
    """The same form sent again gives this answer."""
    kept: dict[str, Any] = {"revision": revision, "side_draft": side_draft, "sha256": fields.sha256(), "by_itself": by_itself}
    if number is not None:
        kept["number"] = number
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
def discard_draft(*, submission: Submission, author: User, seen_id: int | None) -> None:
    """Delete a draft that was never sent, with its photos; `seen_id` is the version that she had before her.

    Raises PermissionDenied; Stale when she wrote on since, in another window or on another phone.
    """
    submission = lock(submission)
    if author.pk != submission.author_id:
        raise PermissionDenied
    if seen_id != submission.latest_revision_id:
        raise Stale(_("There is another version of this text. Look at it first, then choose."))
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
