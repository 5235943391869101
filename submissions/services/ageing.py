"""The clocks of review: who is reminded when, when a claim ends, when other cities may help. Running it twice tells nobody twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from wagtail.models import TaskState, WorkflowState

from curriculum.models import Membership
from people.roles import Role

from ..deadlines import due_after
from ..models import InboxMessage, ReviewTaskState, Stage
from ..notifications import mentors_of, tell
from ..permissions import may_judge, may_send
from ..states import State, open_plans, standing_of
from .claims import end_claim
from .locking import lock

ELIGIBLE_AT_LEAST = 2


def _claimer(step: ReviewTaskState) -> Iterable[int | None]:
    return [step.claimed_by_id]


def _author(step: ReviewTaskState) -> Iterable[int]:
    return [step.submission.author_id]


def _cohort_mentors(step: ReviewTaskState) -> Iterable[int]:
    return mentors_of(step.submission)


def _lead_mentors(step: ReviewTaskState) -> Iterable[int]:
    return Membership.objects.current().mentoring(step.submission.cohort).filter(is_lead=True).values_list("user_id", flat=True)


def _relief_pool(step: ReviewTaskState) -> Iterable[int]:
    return Membership.objects.current().relief_pool().values_list("user_id", flat=True)


def _editors(step: ReviewTaskState) -> Iterable[int]:
    return Membership.objects.current().as_role(Role.EDITOR).exclude(user_id=step.claimed_by_id).values_list("user_id", flat=True)


def _managers(step: ReviewTaskState) -> Iterable[int]:
    return Membership.objects.current().as_role(Role.PROGRAMME_MANAGER).values_list("user_id", flat=True)


@dataclass(frozen=True)
class Reminder:
    """After so many hours of waiting on working days, these people get this message, once for each wait."""

    kind: str
    stage: Stage
    hours: int
    audience: Callable[[ReviewTaskState], Iterable[int | None]]
    claimed: bool | None = None  # None: claimed or not
    escalates: bool = False


REMINDERS = (
    Reminder("waits_a_day", Stage.MENTOR, 24, _cohort_mentors, claimed=False),
    Reminder("waits_two_days", Stage.MENTOR, 48, _lead_mentors, claimed=False),
    Reminder("needs_relief", Stage.MENTOR, 72, _relief_pool, claimed=False, escalates=True),
    Reminder("found_no_reader", Stage.MENTOR, 72, _managers, claimed=False),
    Reminder("due_soon", Stage.MENTOR, 48, _claimer, claimed=True),
    Reminder("reading_is_late", Stage.MENTOR, 96, _lead_mentors, claimed=True),
    Reminder("editor_due_soon", Stage.EDITOR, 48, _claimer, claimed=True),
    Reminder("second_editor", Stage.EDITOR, 96, _editors),
    Reminder("editors_are_late", Stage.EDITOR, 144, _managers),
    Reminder("confirm_reminder", Stage.AUTHOR, 2 * 24, _author),
    Reminder("confirm_again", Stage.AUTHOR, 5 * 24, _author),
    Reminder("confirm_by_phone", Stage.AUTHOR, 7 * 24, _cohort_mentors),
)
# After the day of the feedback, in working days; the words are soft.
AUTHOR_REMINDERS = (("revise_reminder", 7), ("revise_again", 12))


def age_reviews(*, now: datetime) -> int:
    """Send what is due at this moment; returns the number of messages. Each text in a transaction of its own."""
    waiting = ReviewTaskState.objects.filter(waiting_since__isnull=False, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)
    sent = sum(_age_step(pk, now) for pk in waiting.order_by("pk").values_list("pk", flat=True))
    rejected = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES).values("current_task_state_id")
    asked = ReviewTaskState.objects.filter(pk__in=rejected, status=TaskState.STATUS_REJECTED).select_related(
        "submission__membership__cohort__city"
    )
    sent += sum(_remind_author(step, now) for step in asked)
    return sent + sum(_tell_that_it_failed(plan, now) for plan in open_plans().filter(publish_at__lt=now).select_related("submission"))


@transaction.atomic
def _tell_that_it_failed(step: ReviewTaskState, now: datetime) -> int:
    """A planned publication that no job will do any more: its author and the editors are told once."""
    told = InboxMessage.objects.filter(submission=step.submission, kind="publish_failed", sent_at__gte=step.publish_at)
    if standing_of(step.submission).state != State.PUBLISH_FAILED or told.exists():
        return 0
    editors = list(_editors(step))
    tell("publish_failed", step.submission, [step.submission.author_id], at=now)
    tell("publish_failed_office", step.submission, editors, at=now)
    return 1 + len(editors)


@transaction.atomic
def _age_step(pk: int, now: datetime) -> int:
    step = ReviewTaskState.objects.select_related("submission__membership__cohort__city").get(pk=pk)
    lock(step.submission_id)
    step.refresh_from_db(fields=["waiting_since", "claimed_by", "claim_expires", "escalated_at"])
    if step.waiting_since is None:
        return 0
    _end_old_claim(step, now)
    return sum(_send(step, reminder, now) for reminder in REMINDERS if reminder.stage == step.stage)


def _end_old_claim(step: ReviewTaskState, now: datetime) -> None:
    if step.claimed_by_id is None:
        return
    has_left = not may_judge(step.claimed_by, step.submission, step.stage)
    if step.is_claimed(now) and not has_left:
        return
    end_claim(step, with_word=has_left)
    step.claimed_by = step.claim_expires = None


def _send(step: ReviewTaskState, reminder: Reminder, now: datetime) -> int:
    claimed = step.claimed_by_id is not None
    if reminder.claimed not in (None, claimed) or now < _after(step, step.waiting_since, reminder.hours):
        return 0
    if InboxMessage.objects.filter(submission=step.submission, kind=reminder.kind, sent_at__gte=step.waiting_since).exists():
        return 0
    people = [pk for pk in reminder.audience(step) if pk]
    tell(reminder.kind, step.submission, people, at=now)
    changes = {"reminded_at": now} | ({"escalated_at": now} if reminder.escalates else {})
    ReviewTaskState.objects.filter(pk=step.pk).update(**changes)
    return len(set(people))


@transaction.atomic
def _remind_author(step: ReviewTaskState, now: datetime) -> int:
    text, sent = step.submission, 0
    if standing_of(text).state != State.NEEDS_CHANGES or not may_send(text.author, text):
        return 0  # her class is closed, or she has left it: she could not send it
    for kind, days in AUTHOR_REMINDERS:
        due = step.finished_at is not None and now >= _after(step, step.finished_at, days * 24)
        told = InboxMessage.objects.filter(submission=text, kind=kind, sent_at__gte=step.finished_at)
        if due and not told.exists():
            tell(kind, text, [text.author_id], at=now)
            sent += 1
    return sent


def _after(step: ReviewTaskState, start: datetime, hours: int) -> datetime:
    return due_after(start, hours, zone=ZoneInfo(step.submission.cohort.city.time_zone))


def understaffed() -> list[ReviewTaskState]:
    """Open waits that fewer than two people could decide (trap G12): nobody would notice them. For the monitor, not for readers."""
    steps = (
        ReviewTaskState.objects.filter(waiting_since__isnull=False)
        .exclude(stage=Stage.AUTHOR)
        .select_related("submission__membership__cohort")
    )
    return [step for step in steps if _eligible(step) < ELIGIBLE_AT_LEAST]


def _eligible(step: ReviewTaskState) -> int:
    roles = Membership.objects.current().as_role(Role.MENTOR if step.stage == Stage.MENTOR else Role.EDITOR).select_related("user")
    return sum(may_judge(user, step.submission, step.stage) for user in {membership.user for membership in roles})
