"""Reading the people of a class for its page, its exports and its cards: a few queries, however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from people.roles import Role

from ..cards import Member, with_cards
from ..models import Batch, Cohort, Membership

NO_BATCH = "0"


@dataclass(frozen=True)
class Roster:
    """`members` are the trainees of today, by batch and name; `chosen` is the batch of the address, "" for all."""

    cohort: Cohort
    members: list[Member]
    batches: list[Batch]
    chosen: str

    @property
    def count(self) -> int:
        return len(self.members)


def trainees(cohort: Cohort, today: date):  # noqa: ANN201  MembershipQuerySet
    found = Membership.objects.current(on=today).as_role(Role.TRAINEE).in_cohort(cohort).filter(ends_on=None)
    return found.select_related("user", "batch", "cohort").order_by("batch__number", "user__display_name", "pk")


def roster_of(cohort: Cohort, today: date, *, batch: str = "") -> Roster:
    """Three queries."""
    batches = list(cohort.batches.order_by("number"))
    if batch not in {NO_BATCH, *(str(one.number) for one in batches)}:
        batch = ""
    return Roster(cohort, with_cards(in_batch(trainees(cohort, today), batch)), batches, batch)


def in_batch(memberships, batch: str):  # noqa: ANN001, ANN201  MembershipQuerySet
    if batch == NO_BATCH:
        return memberships.filter(batch=None)
    return memberships.filter(batch__number=int(batch)) if batch else memberships


def by_batch(members: Iterable[Member]) -> list[tuple[Batch | None, list[Member]]]:
    groups: dict[Batch | None, list[Member]] = {}
    for member in members:
        groups.setdefault(member.membership.batch, []).append(member)
    return list(groups.items())
