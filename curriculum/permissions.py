"""Who may do what in the programme. Rights are read from the database at each call: what was taken away is gone at the next click."""

from datetime import date
from typing import TYPE_CHECKING

from cms.extension_points import ModerationScope
from people.roles import Role

from .models import Membership

if TYPE_CHECKING:
    from cms.models import City
    from people.models import User

    from .models import Cohort


# They run the programme: they see all classes, and what is done for one class they may do for each.
OVERSEERS = (Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


def holds(user: "User", *roles: Role, on: date | None = None) -> bool:
    """Whether the person holds one of these roles on that day (today), anywhere."""
    return user.pk is not None and Membership.objects.current(on=on).held_by(user).as_role(*roles).exists()


def is_editor(user: "User", on: date | None = None) -> bool:
    return holds(user, Role.EDITOR, on=on)


def is_programme_manager(user: "User", on: date | None = None) -> bool:
    return holds(user, Role.PROGRAMME_MANAGER, on=on)


def is_administrator(user: "User", on: date | None = None) -> bool:
    return holds(user, Role.ADMINISTRATOR, on=on)


def mentors_cohort(user: "User", cohort: "Cohort", on: date | None = None) -> bool:
    return user.pk is not None and Membership.objects.current(on=on).held_by(user).mentoring(cohort).exists()


def leads_cohort(user: "User", cohort: "Cohort", on: date | None = None) -> bool:
    """Whether she leads the mentors of that cohort."""
    return user.pk is not None and Membership.objects.current(on=on).held_by(user).mentoring(cohort).filter(is_lead=True).exists()


def takes_relief(user: "User", on: date | None = None) -> bool:
    return user.pk is not None and Membership.objects.current(on=on).held_by(user).relief_pool().exists()


def trains_cohort(user: "User", cohort: "Cohort", on: date | None = None) -> bool:
    return user.pk is not None and Membership.objects.current(on=on).held_by(user).as_role(Role.TRAINER).in_cohort(cohort).exists()


def stewards_city(user: "User", city: "City", on: date | None = None) -> bool:
    return user.pk is not None and Membership.objects.current(on=on).held_by(user).as_role(Role.STEWARD).filter(city=city).exists()


def moderation_scope(user: "User", on: date | None = None) -> ModerationScope:
    """Where she reads readers' answers before they are shown: editors everywhere, mentors in the cities of their classes. One query."""
    if user.pk is None:
        return ModerationScope()
    held = Membership.objects.current(on=on).held_by(user).as_role(Role.EDITOR, Role.MENTOR).values_list("role", "cohort__city_id")
    places = list(held)
    return ModerationScope(any(role == Role.EDITOR for role, _city in places), frozenset(city for role, city in places if city))


def may_close_cohorts(user: "User", on: date | None = None) -> bool:
    return holds(user, *OVERSEERS, on=on)


def may_issue_card(user: "User", membership: Membership, on: date | None = None) -> bool:
    """A new account card is given face to face: by the cohort's trainer or mentor, a steward's by an administrator."""
    if user.pk == membership.user_id:
        return False
    if is_administrator(user, on):
        return True
    cohort = membership.cohort
    if cohort is None or membership.role not in (Role.TRAINEE, Role.MENTOR):
        return False
    return trains_cohort(user, cohort, on) or (membership.role == Role.TRAINEE and mentors_cohort(user, cohort, on))
