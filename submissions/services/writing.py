"""The author's services: start, save, photos, send, take back, discard, and what to do with a copy that came late."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Revision, WorkflowState

from curriculum.models import Membership

from ..content import as_stored, body_blocks
from ..errors import AlreadySent, NotReady, TooManyOpenTexts
from ..models import BylineChoice, Contribution, ReviewTaskState, SavedWrite, SetAside, SideDraft, Stage, Submission
from ..models.submission import TITLE_COLUMN
from ..permissions import may_edit, writing_membership
from ..rules import OPEN_TEXTS_MAX, QUESTION_MAX, STANDFIRST_MAX, Missing, TextFacts, missing_to_submit
from ..states import Standing, State, standing_of
from ..text import Line, blocks_from_lines, clean_line, count_characters, count_words, parse_lines, typed_from_blocks
from .locking import lock, record

if TYPE_CHECKING:
    from people.models import User


@dataclass(frozen=True)
class DraftFields:
    """What a writer fills in. `lines` is the text, already split into paragraphs with their kinds."""

    title: str = ""
    lines: tuple[Line, ...] = ()
    standfirst: str = ""
    city_id: int | None = None
    event_date: date | None = None
    questions: tuple[str, ...] = ()
    byline_choice: str = BylineChoice.SECTOR
    topic_ids: tuple[int, ...] = field(default=())

    @classmethod
    def typed(cls, *, body: str, **fields: Any) -> DraftFields:
        return cls(lines=tuple(parse_lines(body)), **fields)

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "event_date": self.event_date and self.event_date.isoformat(),
            "lines": [[line.kind, line.text] for line in self.lines],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> DraftFields:
        lines = tuple(Line(kind, text) for kind, text in value["lines"])
        day = date.fromisoformat(value["event_date"]) if value["event_date"] else None
        lists = {"questions": tuple(value["questions"]), "topic_ids": tuple(value["topic_ids"])}
        return cls(**value | {"lines": lines, "event_date": day} | lists)

    def sha256(self) -> str:
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True).encode()).hexdigest()

    def missing_to_save(self) -> list[Missing]:
        """What does not even fit into a draft. Headline and text may be too long to send and are kept all the same."""
        found = [
            (len(self.title) > TITLE_COLUMN, "title", _("The headline is longer than a page. Put it into the text.")),
            (len(self.standfirst) > STANDFIRST_MAX, "standfirst", _("The summary is longer than 300 letters. Make it shorter.")),
            (
                any(len(q) > QUESTION_MAX for q in self.questions),
                "question_1",
                _("A question is longer than 200 letters. Make it shorter."),
            ),
        ]
        return [Missing(name, message) for is_missing, name, message in found if is_missing]


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
    taken = SavedWrite.objects.filter(submission=submission, client_id=client_id).select_related("revision", "side_draft").first()
    if taken is not None and taken.sha256 == fields.sha256():
        return Saved(submission, taken.revision, taken.side_draft)
    # The form may be sent, changed and sent again from the same window. Each time is a version of its own: two such requests can overtake
    # each other on a bad line, and the later words must not be written over.
    same_form_wrote_last = taken is not None and taken.revision_id == submission.latest_revision_id
    if not may_edit(author, submission):
        return _keep_aside(submission, client_id, base_id, fields, SideDraft.Reason.BEING_READ)
    if base_id != submission.latest_revision_id and not same_form_wrote_last:
        return _keep_aside(submission, client_id, base_id, fields, SideDraft.Reason.OLD_BASE)
    return _save_version(submission, author, client_id, fields)


def _refuse_what_does_not_fit(fields: DraftFields) -> None:
    if missing := fields.missing_to_save():
        raise NotReady(missing)


def _save_version(submission: Submission, author: User, client_id: uuid.UUID, fields: DraftFields) -> Saved:
    version = submission.get_latest_revision_as_object()
    _fill(version, fields)
    if not submission.live:
        version.save()  # also the row, as Wagtail's edit view does: a photo named only in versions counts as unused (trap T19)
    revision = version.save_revision(user=author)
    SavedWrite.objects.update_or_create(
        submission=submission, client_id=client_id, defaults={"revision": revision, "side_draft": None, "sha256": fields.sha256()}
    )
    submission.refresh_from_db()
    return Saved(submission, revision)


def _keep_aside(submission: Submission, client_id: uuid.UUID, base_id: int | None, fields: DraftFields, reason: str) -> Saved:
    base = Revision.objects.for_instance(submission).filter(pk=base_id).first() if base_id else None
    copy = SideDraft.objects.create(submission=submission, base=base, reason=reason, content=fields.to_json())
    SavedWrite.objects.update_or_create(
        submission=submission, client_id=client_id, defaults={"revision": None, "side_draft": copy, "sha256": fields.sha256()}
    )
    record(submission, "side_draft", by=submission.author, role="author")
    return Saved(submission, None, copy)


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


def byline_words(submission: Submission) -> str:
    """The words of the byline in Indonesian; empty for a real name, which stands in no version. Two queries."""
    with translation.override("id"):
        if submission.byline_choice == BylineChoice.PEN:
            return submission.author.display_name
        if submission.byline_choice == BylineChoice.WORKER:
            return str(_("Worker"))
        if submission.byline_choice == BylineChoice.SECTOR:
            trade = str(submission.membership.get_sector_display())
            words = _("%(trade)s, %(city)s") % {"trade": trade, "city": submission.membership.cohort.city.name}
            return words[:1].upper() + words[1:]
    return ""


def fields_of(version: Submission) -> DraftFields:
    """The form's fields for a version; saving them unchanged gives the same content."""
    return DraftFields(
        title=version.title,
        lines=tuple(parse_lines(typed_from_blocks(version.body.raw_data))),
        standfirst=version.standfirst,
        city_id=version.city_id,
        event_date=version.event_date,
        questions=(version.question_1, version.question_2, version.question_3),
        byline_choice=version.byline_choice,
        topic_ids=tuple(topic.pk for topic in version.topics.all()),
    )


def facts_of(revision: Revision) -> TextFacts:
    """What the rules look at, from a stored version."""
    content = as_stored(revision.content)
    blocks = body_blocks(content)
    questions = tuple(q for q in (content["question_1"], content["question_2"], content["question_3"]) if q)
    day = date.fromisoformat(content["event_date"]) if content["event_date"] else None
    return TextFacts(
        title=content["title"],
        characters=count_characters(blocks),
        words=count_words(blocks),
        event_date=day,
        standfirst=content["standfirst"],
        questions=questions,
    )


@transaction.atomic
def submit(*, submission: Submission, author: User) -> Submission:
    """Send the text on: to a mentor, or back to whoever asked for changes.

    Raises NotReady, TooManyOpenTexts, AlreadySent, PermissionDenied.
    """
    submission = lock(submission)
    if author.pk != submission.author_id:
        raise PermissionDenied
    standing = standing_of(submission)
    if not may_edit(author, submission, standing):
        raise AlreadySent
    if missing := missing_to_submit(facts_of(submission.latest_revision), timezone.localdate()):
        raise NotReady(missing)
    if standing.state == State.NEEDS_CHANGES:
        _send_again(standing, author)
    else:
        _send_first(submission, author, standing)
    submission.refresh_from_db()
    record(submission, "submit", by=author, role="author", revision=submission.latest_revision_id)
    return submission


def _send_first(submission: Submission, author: User, standing: Standing) -> None:
    if standing.state == State.PUBLISHED and submission.latest_revision_id == submission.live_revision_id:
        raise NotReady([Missing("body", _("Nothing has changed since it was published."))])
    if open_texts_of(author) >= OPEN_TEXTS_MAX:
        raise TooManyOpenTexts([Missing("title", _("Three of your texts are being read already. Send this one when one of them is done."))])
    if not submission.cohort.takes_new_texts and not submission.page_id:
        raise NotReady([Missing("title", _("Your class takes no new texts any more. Ask your mentor."))])
    SetAside.objects.filter(submission=submission, lifted_at__isnull=True).update(lifted_at=timezone.now())
    start_workflow(submission, author)


def start_workflow(submission: Submission, user: User) -> WorkflowState:
    """Start the workflow that fits; refuses one with a missing or switched-off step, which Wagtail would run to its end (trap G3)."""
    workflow = submission.get_workflow()
    wanted = [Stage.EDITOR, Stage.AUTHOR] if submission.page_id else [Stage.MENTOR, Stage.EDITOR, Stage.AUTHOR]
    found = list(workflow.tasks.filter(active=True).values_list("reviewtask__stage", flat=True)) if workflow else []
    if workflow is None or found != wanted:
        raise PermissionDenied("The workflow is not complete. Run manage.py setup_programme.")
    return workflow.start(submission, user)


def _send_again(standing: Standing, author: User) -> None:
    if standing.workflow is None or standing.step is None:
        raise AlreadySent
    if standing.step.stage == Stage.AUTHOR:
        from .review import send_back_to_editor

        send_back_to_editor(standing.workflow, author)  # resume() would reopen the author's own step and skip the editor
    else:
        standing.workflow.resume(author)


def open_texts_of(author: User) -> int:
    """Texts of hers that somebody is asked to read now."""
    waiting = ReviewTaskState.objects.filter(submission__author=author, waiting_since__isnull=False).exclude(stage=Stage.AUTHOR)
    return waiting.values("submission_id").distinct().count()


@transaction.atomic
def take_back(*, submission: Submission, author: User) -> Submission:
    """The author takes her text back at any moment before it is published; it is a draft again. Raises PermissionDenied."""
    from .publication import unschedule

    submission = lock(submission)
    if author.pk != submission.author_id:
        raise PermissionDenied
    standing = standing_of(submission)
    if standing.publish_at is not None and standing.workflow is None:  # planned, be it for the first time or after a withdrawal
        unschedule(submission=submission, by=author, role="author")
    elif standing.workflow is not None:
        standing.workflow.cancel(user=author)
        record(submission, "take_back", by=author, role="author")
    else:
        raise PermissionDenied
    submission.refresh_from_db()
    return submission


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
def settle_side_draft(*, side_draft: SideDraft, author: User, use_it: bool) -> Saved:
    """The author chose: put the late copy in as a new version, or let it go. Raises PermissionDenied while the text is being read."""
    submission = lock(side_draft.submission_id)
    side_draft = SideDraft.objects.get(pk=side_draft.pk)
    if author.pk != submission.author_id or side_draft.settled_at is not None:
        raise PermissionDenied
    if use_it and not may_edit(author, submission):
        raise PermissionDenied
    SideDraft.objects.filter(pk=side_draft.pk).update(settled_at=timezone.now())
    if not use_it:
        return Saved(submission, submission.latest_revision)
    return _save_version(submission, author, uuid.uuid4(), DraftFields.from_json(side_draft.content))
