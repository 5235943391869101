"""Who sees and who plans workshops: a class its own, trainers plan theirs, programme managers and administrators all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from people.roles import Role

from ..models import Workshop
from ..permissions import OVERSEERS, holds, is_administrator, trains_cohort

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from people.models import User

    from ..models import Cohort, Membership
    from ..visitor import Visitor

IN_CLASS = (Role.TRAINEE, Role.MENTOR, Role.TRAINER)


def may_plan(user: User, cohort: Cohort) -> bool:
    """Whether she plans that class's workshops and keeps its attendance."""
    return holds(user, *OVERSEERS) or trains_cohort(user, cohort)


def refuse_unless_planner(user: User, cohort: Cohort) -> None:
    """Raises PermissionDenied."""
    if not may_plan(user, cohort):
        raise PermissionDenied


def may_open_names(user: User, cohort: Cohort) -> bool:
    """Legal names for a sheet: whoever stands before the people, as for account cards."""
    return is_administrator(user) or trains_cohort(user, cohort)


# --- The same of somebody whose roles a page has read already. No query.


def may_see_schedule(visitor: Visitor) -> bool:
    return visitor.holds(*OVERSEERS, *IN_CLASS)


def sees_class(visitor: Visitor, cohort: Cohort) -> bool:
    return visitor.acts_in(cohort, *IN_CLASS)


def plans_class(visitor: Visitor, cohort: Cohort) -> bool:
    return visitor.acts_in(cohort, Role.TRAINER)


def opens_names(visitor: Visitor, cohort: Cohort) -> bool:
    return visitor.holds(Role.ADMINISTRATOR) or cohort in visitor.cohorts(Role.TRAINER)


def knows_people(visitor: Visitor, cohort: Cohort) -> bool:
    """Trainers and mentors see the names of their class; trainees only their own seat."""
    return visitor.acts_in(cohort, Role.TRAINER, Role.MENTOR)


def enrolments(visitor: Visitor) -> list[Membership]:
    return [membership for membership in visitor.memberships if membership.role == Role.TRAINEE]


def enrolment_in(visitor: Visitor, cohort: Cohort) -> Membership | None:
    return next((membership for membership in enrolments(visitor) if membership.cohort_id == cohort.pk), None)


def visible_workshops(visitor: Visitor) -> QuerySet[Workshop]:
    """Those that she sees, with what a line about them needs."""
    rows = Workshop.objects.select_related("cohort__city", "batch", "trainer", "moved_to")
    return rows if visitor.oversees else rows.filter(cohort__in=visitor.cohorts(*IN_CLASS))
