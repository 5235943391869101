"""Who sees the people of a class, and who may change who they are: its trainers, programme managers and administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from people.roles import Role

from ..models import Cohort, CohortStatus, Membership
from ..permissions import holds, is_administrator, mentors_cohort, trains_cohort

if TYPE_CHECKING:
    from cms.models import City
    from people.models import User

    from ..visitor import Visitor

EVERYWHERE = (Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)
CARD_GIVERS = (Role.TRAINER, Role.MENTOR, Role.ADMINISTRATOR)


def may_fill(user: User, cohort: Cohort) -> bool:
    """Whether she may put people into that class, move them and let them go."""
    return holds(user, *EVERYWHERE) or trains_cohort(user, cohort)


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
    return holds(user, *EVERYWHERE) or trained.exists()


# --- The same of somebody whose roles a page has read already.


def sees_all(visitor: Visitor) -> bool:
    return visitor.holds(*EVERYWHERE)


def has_rosters(visitor: Visitor) -> bool:
    return visitor.holds(*EVERYWHERE, Role.TRAINER, Role.MENTOR)


def fills_something(visitor: Visitor) -> bool:
    return visitor.holds(*EVERYWHERE, Role.TRAINER)


def gives_cards(visitor: Visitor) -> bool:
    return visitor.holds(*CARD_GIVERS)


def fills(visitor: Visitor, cohort: Cohort) -> bool:
    return sees_all(visitor) or cohort in visitor.cohorts(Role.TRAINER)


def classes_seen(visitor: Visitor) -> list[Cohort]:
    return _classes(visitor, Role.TRAINER, Role.MENTOR)


def classes_filled(visitor: Visitor) -> list[Cohort]:
    """Those that take new people."""
    return [cohort for cohort in _classes(visitor, Role.TRAINER) if cohort.status == CohortStatus.OPEN]


def classes_given_cards(visitor: Visitor) -> list[Cohort]:
    if visitor.holds(Role.ADMINISTRATOR):
        return list(Cohort.objects.select_related("city").order_by("name"))
    return sorted(visitor.cohorts(Role.TRAINER, Role.MENTOR), key=lambda cohort: cohort.name)


def _classes(visitor: Visitor, *roles: Role) -> list[Cohort]:
    if sees_all(visitor):
        return list(Cohort.objects.select_related("city").order_by("name"))
    return sorted(visitor.cohorts(*roles), key=lambda cohort: cohort.name)


def class_for(visitor: Visitor, slug: str, *, to_fill: bool = False) -> Cohort:
    """The class of an address. Raises Http404 for a stranger to it, PermissionDenied for one of its own who has no right."""
    if sees_all(visitor):
        found = Cohort.objects.select_related("city").filter(slug=slug).first()
        allowed = found
    else:
        found = next((cohort for cohort in visitor.cohorts() if cohort.slug == slug), None)
        roles = (Role.TRAINER,) if to_fill else (Role.TRAINER, Role.MENTOR)
        allowed = found if found in visitor.cohorts(*roles) else None
    if found is None:
        raise Http404
    if allowed is None:
        raise PermissionDenied
    return found


def cities_decided(visitor: Visitor) -> set[int] | None:
    """Cities whose sign-ups are hers; None for all of them."""
    if sees_all(visitor):
        return None
    return {cohort.city_id for cohort in visitor.cohorts(Role.TRAINER)}
