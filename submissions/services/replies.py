"""What the author answers besides writing: ticks on her reviewers' points, a request to take her article down."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.models import Membership
from people.roles import Role

from ..models import InboxMessage, ReviewComment, ReviewNote, ReviewTaskState, Submission
from ..notifications import mentors_of, tell
from .locking import lock, record

if TYPE_CHECKING:
    from people.models import User


@transaction.atomic
def tick_comments(*, submission: Submission, author: User, done: Collection[int]) -> None:
    """Keep which points of the last feedback she has dealt with; the others are open again. Raises PermissionDenied."""
    submission = lock(submission)
    if author.pk != submission.author_id:
        raise PermissionDenied
    shown = ReviewComment.objects.filter(state__submission=submission).exclude(state__status=ReviewTaskState.STATUS_IN_PROGRESS)
    shown.filter(pk__in=done).update(done=True)
    shown.exclude(pk__in=done).update(done=False)


@transaction.atomic
def ask_for_withdrawal(*, submission: Submission, author: User, reason: str = "") -> ReviewNote:
    """One tap: editors and her mentors are told that she wants her article taken down; a reason is welcome, not required.

    Asking again with the same words changes nothing while that edition is up. Raises PermissionDenied.
    """
    submission = lock(submission)
    if author.pk != submission.author_id or not submission.live:
        raise PermissionDenied
    words = _("The author asks to take this article down.") + (f" {reason.strip()}" if reason.strip() else "")
    since = submission.publications.order_by("-pk").values_list("published_at", flat=True).first() or timezone.now()
    last = submission.notes.filter(from_author=True, text=words, written_at__gte=since).order_by("-pk").first()
    if last is not None:
        return last
    editors = Membership.objects.current().as_role(Role.EDITOR).exclude(user_id=author.pk).values_list("user_id", flat=True)
    tell("withdrawal_asked", submission, [*editors, *mentors_of(submission)])
    record(submission, "ask_withdrawal", by=author, role="author")
    return ReviewNote.objects.create(submission=submission, written_by=author, from_author=True, text=words)


def mark_read(*, user: User, up_to: int) -> None:
    """Her messages up to the newest one that the page showed; a later one stays unread."""
    InboxMessage.objects.filter(user=user, read_at__isnull=True, pk__lte=up_to).update(read_at=timezone.now())
