"""Who gives assignments, who hands in, who judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.roles import Role

if TYPE_CHECKING:
    from ..models import ChannelAnswer, Cohort, Membership
    from ..visitor import Visitor


def may_give(visitor: Visitor, cohort: Cohort) -> bool:
    """The class's trainers, and those who run the programme."""
    return visitor.acts_in(cohort, Role.TRAINER)


def may_oversee(visitor: Visitor, cohort: Cohort) -> bool:
    """Who sees how each of the class stands."""
    return visitor.acts_in(cohort, Role.TRAINER, Role.MENTOR)


def may_judge(visitor: Visitor, answer: ChannelAnswer) -> bool:
    """The class's mentors and trainers, never one's own."""
    return answer.membership.user_id != visitor.user.pk and answer.assignment.cohort in visitor.cohorts(Role.MENTOR, Role.TRAINER)


def may_call(visitor: Visitor, cohort: Cohort) -> bool:
    """Telephone numbers are for the class's own trainers."""
    return cohort in visitor.cohorts(Role.TRAINER)


def enrolment(visitor: Visitor, cohort: Cohort) -> Membership | None:
    """As whom she hands in there."""
    return next((m for m in visitor.memberships if m.role == Role.TRAINEE and m.cohort_id == cohort.pk), None)
