"""Who looks at a page of the training: her roles of today and where she holds them, read once for each request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from people.roles import Role

from .models import Cohort
from .permissions import OVERSEERS

if TYPE_CHECKING:
    from people.models import User

    from .models import Membership

# By which of her roles the bar under the masthead is chosen, the first that she holds.
BARS = (
    (Role.TRAINER, "trainer"),
    (Role.MENTOR, "mentor"),
    (Role.TRAINEE, "writer"),
    (Role.STEWARD, "steward"),
    (Role.EDITOR, "editor"),
    (Role.PROGRAMME_MANAGER, "manager"),
)


@dataclass(frozen=True)
class HomeRow:
    """One row of /pelatihan/: a whole link with a hint under it; lower `order` stands higher."""

    title: str
    hint: str
    url: str
    order: int = 50


@dataclass(frozen=True)
class Visitor:
    """`memberships` are those in force `today`, with their cohorts and cities loaded."""

    user: User
    memberships: tuple[Membership, ...]
    today: date

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(membership.role for membership in self.memberships)

    def holds(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def oversees(self) -> bool:
        """Whether she is one of those who run the programme."""
        return self.holds(*OVERSEERS)

    def acts_in(self, cohort: Cohort, *roles: Role) -> bool:
        """Whether she is one of these in that class, or runs the programme."""
        return self.oversees or cohort in self.cohorts(*roles)

    def classes(self, *roles: Role) -> list[Cohort]:
        """Those in which she acts so, by name. One query for whoever runs the programme."""
        found = Cohort.objects.select_related("city") if self.oversees else self.cohorts(*roles)
        return sorted(found, key=lambda cohort: cohort.name)

    def cohorts(self, *roles: Role) -> list[Cohort]:
        """Her classes, in which she is one of these (or anything)."""
        held = (m for m in self.memberships if m.cohort is not None and (not roles or m.role in roles))
        return list({membership.cohort_id: membership.cohort for membership in held}.values())

    @property
    def bar(self) -> str:
        """The `nav` of her working pages."""
        return next((bar for role, bar in BARS if role in self.roles), "signed_in")

    @property
    def city_class(self) -> str:
        """The colour of her city, where she has exactly one."""
        cities = {membership.cohort.city if membership.cohort else membership.city for membership in self.memberships} - {None}
        return cities.pop().colour_class if len(cities) == 1 else ""
