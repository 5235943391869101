"""Who may do what on paper and at walls. Finished sheets are for everybody; these are the questions about making and hanging them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from cms.models import ArticlePage, City
from curriculum import permissions as curriculum
from curriculum.models import Membership
from people.roles import Role
from printing.models import PrintReport

if TYPE_CHECKING:
    from people.models import User


OVERVIEW_ROLES = {Role.EDITOR, Role.PROGRAMME_MANAGER}


def makes_bulletins(user: User, city: City) -> bool:
    """Editors make those of any city, stewards those of their own."""
    return bool(user and user.is_active) and (curriculum.is_editor(user) or curriculum.stewards_city(user, city))


def cities_of(user: User) -> list[City]:
    """Those whose bulletins she makes; empty for everybody else."""
    if not user.is_active:
        return []
    if curriculum.is_editor(user):
        return list(City.objects.all())
    stewarding = Membership.objects.current().held_by(user).as_role(Role.STEWARD)
    return list(City.objects.filter(memberships__in=stewarding).distinct())


def works_at_walls(user: User, city: City) -> bool:
    """Boards, reports, tasks and what people said: stewards, in their own city only."""
    return curriculum.stewards_city(user, city)


def may_collect_about(article: ArticlePage, cities: Collection[City]) -> bool:
    """What people said is written down about stories of the steward's own cities, of none, and of others that hung on a board of hers. One
    query at most."""
    if article.city_id is None or article.city_id in {city.pk for city in cities}:
        return True
    return PrintReport.objects.valid().filter(board__workplace__city__in=cities).showing(article).exists()


def mends_sheets(user: User) -> bool:
    """To see why a sheet could not be made, and to have it tried again: editors."""
    return bool(user and user.is_active) and curriculum.is_editor(user)


def sees_overview(user: User) -> bool:
    """Counts of all cities' walls."""
    return curriculum.holds(user, *OVERVIEW_ROLES)


def refuse_strangers(user: User, city: City) -> None:
    """Raises PermissionDenied for whoever does not work at the walls of that city."""
    if not works_at_walls(user, city):
        raise PermissionDenied
