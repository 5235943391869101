"""Who stands on a workshop's list, in one order for the phone and the paper."""

from __future__ import annotations

from collections.abc import Iterable

from people.roles import Role

from ..models import NOT_COMING, Attendance, Membership, Seat, SeatState, Workshop
from .moments import day_of
from .rules import Mark
from .services.seats import trainees_of


def on_the_list(workshop: Workshop) -> list[Membership]:
    """Who has a seat and who was there anyhow, by name. Where nobody was given a seat, all for whom it is meant. Three queries at most."""
    seated = set(Seat.objects.filter(workshop=workshop, state=SeatState.SEAT).values_list("membership_id", flat=True))
    came = set(Attendance.objects.filter(workshop=workshop).values_list("membership_id", flat=True))
    if not seated:
        seated = _meant(workshop)
    return in_order(Membership.objects.filter(pk__in=seated | came).select_related("user"))


def _meant(workshop: Workshop) -> set[int]:
    """The trainees of its day: who joined later was not absent. Those of today where the class had none yet, as for a workshop that
    was held before its people were enrolled."""
    not_coming = workshop.seats.filter(state__in=NOT_COMING).values("membership_id")
    starts = dict(trainees_of(workshop).exclude(pk__in=not_coming).values_list("pk", "starts_on"))
    then = {pk for pk, starts_on in starts.items() if starts_on <= day_of(workshop)}
    return then or set(starts)


def in_order(people: Iterable[Membership]) -> list[Membership]:
    return sorted(people, key=lambda membership: (membership.user.display_name.casefold(), membership.pk))


def classmates(workshop: Workshop) -> list[Membership]:
    """Every trainee of the class today: who may walk in."""
    return in_order(Membership.objects.current().as_role(Role.TRAINEE).filter(cohort_id=workshop.cohort_id).select_related("user", "batch"))


def stored_marks(workshop: Workshop) -> dict[int, Mark]:
    """What the list says now, by membership. One query."""
    rows = Attendance.objects.filter(workshop=workshop).values_list("membership_id", "presence", "minutes")
    return {key: Mark(presence, minutes) for key, presence, minutes in rows}
