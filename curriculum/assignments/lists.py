"""What stands on the page of all assignments: hers by whose turn it is, and those of her classes with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from people.roles import Role

from ..models import AnswerState, Assignment, ChannelAnswer, Cohort, Membership
from .permissions import may_give
from .works import WorkState, furthest, works_of

if TYPE_CHECKING:
    from people.models import User

    from ..visitor import Visitor


@dataclass(frozen=True)
class OwnRow:
    """One assignment of hers."""

    assignment: Assignment
    state: WorkState
    is_late: bool

    @property
    def is_her_turn(self) -> bool:
        return self.state in (WorkState.MISSING, WorkState.REVISE)


@dataclass(frozen=True)
class WatchedRow:
    """One assignment of a class: of how many trainees how many have sent something, and how many of those were accepted."""

    assignment: Assignment
    sent: int
    accepted: int
    people: int

    @property
    def missing(self) -> int:
        return self.people - self.sent


@dataclass(frozen=True)
class Watched:
    """One class with its assignments, the newest day first."""

    cohort: Cohort
    rows: tuple[WatchedRow, ...]
    may_give: bool


def own_list(membership: Membership, today: date) -> list[OwnRow]:
    """What has been given to her; what she can do something about stands first, by day."""
    given = Assignment.objects.filter(cohort=membership.cohort_id, opens_on__lte=today).select_related("lesson")
    states = furthest(works_of([membership.pk]))
    rows = [_own(assignment, states.get((membership.pk, assignment.pk), WorkState.MISSING), today) for assignment in given]
    return sorted(rows, key=lambda row: (not row.is_her_turn, row.assignment.due_on))


def _own(assignment: Assignment, state: WorkState, today: date) -> OwnRow:
    return OwnRow(assignment, state, state == WorkState.MISSING and today > assignment.due_on)


def watched_lists(visitor: Visitor) -> list[Watched]:
    """Her classes; four queries, however many."""
    cohorts = watched_cohorts(visitor)
    if not cohorts:
        return []
    trainees = Membership.objects.current(on=visitor.today).as_role(Role.TRAINEE).filter(cohort__in=cohorts)
    class_of = dict(trainees.values_list("pk", "cohort_id"))
    sizes = Counter(class_of.values())
    sent, accepted = Counter(), Counter()
    for (_membership, assignment), state in furthest(works_of(class_of)).items():
        sent[assignment] += state != WorkState.MISSING
        accepted[assignment] += state == WorkState.ACCEPTED
    given: dict[int, list[WatchedRow]] = {}
    for found in Assignment.objects.filter(cohort__in=cohorts).select_related("lesson").order_by("-due_on", "-pk"):
        row = WatchedRow(found, sent[found.pk], accepted[found.pk], sizes[found.cohort_id])
        given.setdefault(found.cohort_id, []).append(row)
    return [Watched(cohort, tuple(given.get(cohort.pk, ())), may_give(visitor, cohort)) for cohort in cohorts]


def watched_cohorts(visitor: Visitor) -> list[Cohort]:
    """Those whose people she sees: her own, or all for those who run the programme."""
    return visitor.classes(Role.TRAINER, Role.MENTOR)


def waiting_answers(visitor: Visitor) -> list[ChannelAnswer]:
    """Channel tasks that wait for a mentor or trainer of her classes, the oldest first; never her own."""
    cohorts = visitor.cohorts(Role.TRAINER, Role.MENTOR)
    if not cohorts:
        return []
    waiting = _waiting(visitor.user, [cohort.pk for cohort in cohorts])
    return list(waiting.select_related("assignment", "membership__user").order_by("sent_at", "pk"))


def count_waiting_answers(user: User, cohort_ids: Collection[int]) -> int:
    """How many wait in those classes that are not hers."""
    return _waiting(user, cohort_ids).count()


def _waiting(user: User, cohort_ids: Collection[int]):  # noqa: ANN202  QuerySet of ChannelAnswer
    return ChannelAnswer.objects.filter(state=AnswerState.WAITING, assignment__cohort__in=cohort_ids).exclude(membership__user=user)


def open_counts(membership: Membership, today: date) -> tuple[int, int]:
    """How many assignments she can do something about, and how many of them are late."""
    rows = [row for row in own_list(membership, today) if row.is_her_turn]
    return len(rows), sum(row.is_late for row in rows)


def text_assignments(membership: Membership, today: date):  # noqa: ANN201  QuerySet of Assignment
    """Those that a text of hers may answer."""
    return Assignment.objects.filter(cohort=membership.cohort_id, kind="text", opens_on__lte=today)
