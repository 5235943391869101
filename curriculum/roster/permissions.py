"""Who sees the people of a class, and who may change who they are: its trainers, programme managers and administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from people.roles import Role

from ..desk import CARD_ROLES
from ..models import Cohort, CohortStatus, Membership
from ..permissions import OVERSEERS, holds, is_administrator, mentors_cohort, trains_cohort

if TYPE_CHECKING:
    from cms.models import City
    from people.models import User

    from ..visitor import Visitor


def may_fill(user: User, cohort: Cohort) -> bool:
    """Whether she may put people into that class, move them and let them go."""
    return holds(user, *OVERSEERS) or trains_cohort(user, cohort)


def refuse_unless_filler(user: User, cohort: Cohort) -> None:
    """Raises PermissionDenied."""
    if not may_fill(user, cohort):
        raise PermissionDenied


def may_print_cards(user: User, cohort: Cohort) -> bool:
    """As for a single card: whoever stands before the people."""
    return is_administrator(user) or trains_cohort(user, cohort) or mentors_cohort(user, cohort)


def may_decide_in(user: User, city: City) -> bool:
    """Whether sign-ups from that city are hers to decide: she trains a class there, or manages the programme."""
    trained = Membership.objects.current().held_by(user).as_role(Role.TRAINER).filter(cohort__city_id=city.pk)
    return holds(user, *OVERSEERS) or trained.exists()


# --- The same of somebody whose roles a page has read already.


def has_rosters(visitor: Visitor) -> bool:
    return visitor.holds(*OVERSEERS, Role.TRAINER, Role.MENTOR)


def fills_something(visitor: Visitor) -> bool:
    return visitor.holds(*OVERSEERS, Role.TRAINER)


def gives_cards(visitor: Visitor) -> bool:
    return visitor.holds(*CARD_ROLES)


def fills(visitor: Visitor, cohort: Cohort) -> bool:
    return visitor.acts_in(cohort, Role.TRAINER)


def classes_seen(visitor: Visitor) -> list[Cohort]:
    return visitor.classes(Role.TRAINER, Role.MENTOR)


def classes_filled(visitor: Visitor) -> list[Cohort]:
    """Those that take new people."""
    return [cohort for cohort in visitor.classes(Role.TRAINER) if cohort.status == CohortStatus.OPEN]


def classes_given_cards(visitor: Visitor) -> list[Cohort]:
    if visitor.holds(Role.ADMINISTRATOR):
        return list(Cohort.objects.select_related("city").order_by("name"))
    return sorted(visitor.cohorts(Role.TRAINER, Role.MENTOR), key=lambda cohort: cohort.name)


def cities_decided(visitor: Visitor) -> set[int] | None:
    """Cities whose sign-ups are hers; None for all of them."""
    if visitor.oversees:
        return None
    return {cohort.city_id for cohort in visitor.cohorts(Role.TRAINER)}
