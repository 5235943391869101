"""Who reads a text: for 48 hours it is hers alone, and it is free again when she gives it back, lets the time pass, or leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.models import Membership
from people.roles import Role

from ..errors import AlreadyClaimed, NotReady
from ..models import ReviewTaskState, Stage, Submission
from ..notifications import tell
from ..permissions import may_judge, may_release, open_step
from ..rules import Missing
from .locking import lock, lock_person, record

if TYPE_CHECKING:
    from people.models import User

CLAIM_LASTS = timedelta(hours=48)
CLAIMS_MAX = 5
UNCLAIMED = {"claimed_by": None, "claimed_at": None, "claim_expires": None}
STAGE_OF_ROLE = {Role.MENTOR: Stage.MENTOR, Role.EDITOR: Stage.EDITOR}


@transaction.atomic
def claim(*, submission: Submission, user: User) -> ReviewTaskState:
    """Take the text for 48 hours. Raises AlreadyClaimed with the other reader's name, NotReady at five open claims, PermissionDenied."""
    lock_person(user)
    submission = lock(submission)
    step = open_step(submission)
    if step is None or step.stage == Stage.AUTHOR or not may_judge(user, submission, step.stage):
        raise PermissionDenied
    now = timezone.now()
    mine = ReviewTaskState.objects.filter(claimed_by=user, claim_expires__gt=now, waiting_since__isnull=False).exclude(pk=step.pk)
    if step.stage == Stage.MENTOR and mine.count() >= CLAIMS_MAX:
        raise NotReady([Missing("claim", _("You are reading five texts already. Finish or release one first."))])
    free = Q(claimed_by__isnull=True) | Q(claim_expires__lt=now) | Q(claimed_by=user)
    taken = ReviewTaskState.objects.filter(free, pk=step.pk, waiting_since__isnull=False).update(
        claimed_by=user, claimed_at=now, claim_expires=now + CLAIM_LASTS
    )
    if not taken:
        raise AlreadyClaimed(step.claimed_by.display_name if step.claimed_by else "")
    record(submission, "claim", by=user, role=step.stage)
    if step.stage == Stage.MENTOR and step.claimed_by_id != user.pk:
        tell("being_read", submission, [submission.author_id])
    step.refresh_from_db()
    return step


@transaction.atomic
def release(*, submission: Submission, user: User) -> None:
    """Give the text back to the queue; notes stay with it. Raises PermissionDenied."""
    submission = lock(submission)
    step = open_step(submission)
    if step is None or step.claimed_by_id is None or not may_release(user, submission, step):
        raise PermissionDenied
    ReviewTaskState.objects.filter(pk=step.pk).update(**UNCLAIMED)
    record(submission, "release", by=user, role=step.stage)


@transaction.atomic
def release_all_claims_of(user: User) -> None:
    """Her account was shut: what she was reading is offered to others at once."""
    for step in _held_by(user):
        end_claim(step, with_word=True)


@transaction.atomic
def release_claims_of_membership(membership: Membership) -> None:
    """A mentor or editor left: what she was reading by that membership, and by no other, is offered to others at once."""
    others = Membership.objects.current().held_by(membership.user).as_role(membership.role).exclude(pk=membership.pk)
    for step in _held_by(membership.user).filter(stage=STAGE_OF_ROLE.get(membership.role, "")):
        cohort = step.submission.cohort
        if not (others.exists() if step.stage == Stage.EDITOR else others.in_cohort(cohort).exists() or others.relief_pool().exists()):
            end_claim(step, with_word=True)


def _held_by(user: User) -> QuerySet[ReviewTaskState]:
    held = ReviewTaskState.objects.filter(claimed_by=user, waiting_since__isnull=False)
    return held.select_related("submission__membership__cohort").order_by("submission", "pk")


def end_claim(step: ReviewTaskState, *, with_word: bool) -> None:
    """The text is free again; `with_word`: its author hears that another reader comes."""
    submission = lock(step.submission_id)
    held = ReviewTaskState.objects.filter(pk=step.pk, claimed_by=step.claimed_by_id, waiting_since__isnull=False)
    if not held.update(**UNCLAIMED):  # she gave it back a moment ago, and perhaps the next one reads it already
        return
    record(submission, "claim.expire", by=None, role=step.stage)
    if with_word:
        tell("new_reader", submission, [submission.author_id])
