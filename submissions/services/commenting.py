"""What a reader writes beside the text: notes on its paragraphs, marks, lines among reviewers. None of it is a version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..errors import NotReady, OtherNotes
from ..models import ReviewComment, ReviewNote, ReviewTaskState, Submission
from ..permissions import may_judge, may_read, open_step
from ..rules import Missing
from .claims import CLAIM_LASTS
from .locking import lock

if TYPE_CHECKING:
    from people.models import User


@dataclass(frozen=True)
class ParagraphNote:
    """A note on one paragraph, by the id of its block; an empty id means the whole text."""

    block_id: str
    number: int | None
    text: str = ""
    proposal: str = ""


def digest_of_notes(step: ReviewTaskState, comments: Iterable[ReviewComment]) -> str:
    """Names what a reader's form was filled with: her notes on this step, the marks, the praise and the wish."""
    return sha256(json.dumps(_kept(step, comments), sort_keys=True).encode()).hexdigest()


def _kept(step: ReviewTaskState, comments: Iterable[ReviewComment]) -> dict[str, str]:
    written = {comment.block_id: comment for comment in comments}
    words = {f"note {pk}": comment.text for pk, comment in written.items()}
    words |= {f"proposal {pk}": comment.proposal for pk, comment in written.items()}
    words |= _overall(step.rubric.get("lines", {}), step.rubric.get("praise", ""), step.rubric.get("todo", ""))
    return {name: value for name, value in words.items() if value}


def _overall(lines: Mapping[str, str], praise: str, todo: str) -> dict[str, str]:
    return {f"line {key}": mark for key, mark in lines.items()} | {"praise": praise.strip(), "todo": todo.strip()}


@transaction.atomic
def save_comments(
    *,
    submission: Submission,
    user: User,
    notes: Sequence[ParagraphNote],
    rubric: Mapping[str, str] | None = None,
    praise: str = "",
    todo: str = "",
    seen: str | None = None,
) -> ReviewTaskState:
    """Keep the reader's notes as they stand now and renew her claim. A note emptied is a note taken back.

    `seen` is the digest of the notes that filled her form. Raises PermissionDenied; OtherNotes when others stand there that would be lost.
    """
    submission = lock(submission)
    step = open_step(submission)
    if step is None or not step.is_claimed_by(user) or not may_judge(user, submission, step.stage):
        raise PermissionDenied
    if seen is not None:
        _refuse_older_form(step, user, seen, notes, _overall(rubric or {}, praise, todo))
    for note in notes:
        _keep_note(step, user, note)
    step.rubric = step.rubric | {"lines": dict(rubric or {}), "praise": praise.strip(), "todo": todo.strip()}
    step.claim_expires = timezone.now() + CLAIM_LASTS
    step.save(update_fields=["rubric", "claim_expires"])
    return step


def _refuse_older_form(step: ReviewTaskState, user: User, seen: str, notes: Sequence[ParagraphNote], overall: dict[str, str]) -> None:
    """The same form once more takes nothing away, so it is no older form."""
    mine = list(ReviewComment.objects.filter(state=step, written_by=user))
    wanted = overall | {f"note {note.block_id}": note.text.strip() for note in notes}
    wanted |= {f"proposal {note.block_id}": note.proposal.strip() for note in notes}
    is_lost = any(wanted.get(name) != value for name, value in _kept(step, mine).items())
    if is_lost and seen != digest_of_notes(step, mine):
        raise OtherNotes(_("You kept other notes in another window. They stand below beside what you typed here; nothing new was saved."))


def _keep_note(step: ReviewTaskState, user: User, note: ParagraphNote) -> None:
    text, proposal = note.text.strip(), note.proposal.strip()
    place = {"state": step, "block_id": note.block_id, "written_by": user}
    if text or proposal:
        ReviewComment.objects.update_or_create(**place, defaults={"paragraph_number": note.number, "text": text, "proposal": proposal})
    else:
        ReviewComment.objects.filter(**place).delete()


@transaction.atomic
def add_note(*, submission: Submission, user: User, text: str) -> ReviewNote:
    """A line among reviewers, or from the author to her mentor; not a version. Raises PermissionDenied, NotReady."""
    submission = lock(submission)
    if not may_read(user, submission):
        raise PermissionDenied
    if not text.strip():
        raise NotReady([Missing("note", _("Write the note first."))])
    return ReviewNote.objects.create(submission=submission, written_by=user, from_author=user.pk == submission.author_id, text=text.strip())
