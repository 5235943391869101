"""What a reader writes beside the text: notes on its paragraphs, marks, lines among reviewers. None of it is a version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..errors import NotReady
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


@transaction.atomic
def save_comments(
    *,
    submission: Submission,
    user: User,
    notes: Sequence[ParagraphNote],
    rubric: Mapping[str, str] | None = None,
    praise: str = "",
    todo: str = "",
) -> ReviewTaskState:
    """Keep the reader's notes as they stand now and renew her claim. A note emptied is a note taken back. Raises PermissionDenied."""
    submission = lock(submission)
    step = open_step(submission)
    if step is None or not step.is_claimed_by(user) or not may_judge(user, submission, step.stage):
        raise PermissionDenied
    for note in notes:
        _keep_note(step, user, note)
    step.rubric = step.rubric | {"lines": dict(rubric or {}), "praise": praise.strip(), "todo": todo.strip()}
    step.claim_expires = timezone.now() + CLAIM_LASTS
    step.save(update_fields=["rubric", "claim_expires"])
    return step


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
