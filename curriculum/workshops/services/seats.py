"""Seats and the waiting list. Each act locks its workshop first, so that no seat is given twice; who waits moves up in order by itself.

Locks of this room are taken with no_key: a row that points at a locked one (a seat at a membership, a batch at a class) is then written
without waiting, where PostgreSQL would else let two acts wait for one another.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from people.roles import Role

from ...models import NOT_COMING, Membership, Seat, SeatState, Workshop, WorkshopStatus
from ..errors import WorkshopRefused
from ..permissions import may_plan, refuse_unless_planner

if TYPE_CHECKING:
    from people.models import User


def locked(workshop: Workshop) -> Workshop:
    """Fresh, and nobody else's until the transaction ends."""
    return Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)


@transaction.atomic
def take_seat(*, workshop: Workshop, membership: Membership, by: User, now: datetime) -> Seat:
    """A seat, or a place at the end of the waiting list. Who has one keeps it. Raises PermissionDenied, WorkshopRefused."""
    _refuse_strangers(membership, by, workshop)
    workshop = locked(workshop)
    _refuse_unless_open(workshop, now)
    waiting = {"state": SeatState.WAITING, "asked_at": now}
    seat, made = Seat.objects.get_or_create(workshop=workshop, membership=membership, defaults=waiting)
    if not made and seat.state in NOT_COMING:
        seat.state, seat.asked_at = SeatState.WAITING, now
        seat.save(update_fields=["state", "asked_at"])
    fill_seats(workshop)
    seat.refresh_from_db()
    return seat


@transaction.atomic
def give_up_seat(*, workshop: Workshop, membership: Membership, by: User, now: datetime) -> None:
    """Her seat is free, and the first who waits has it. Who only waited had none, and misses nothing. Twice is once.

    Raises PermissionDenied, WorkshopRefused.
    """
    _refuse_strangers(membership, by, workshop)
    workshop = locked(workshop)
    _refuse_unless_open(workshop, now)
    hers = Seat.objects.filter(workshop=workshop, membership=membership)
    hers.filter(state=SeatState.WAITING).update(state=SeatState.OUT)
    if hers.filter(state=SeatState.SEAT).update(state=SeatState.GIVEN_UP):
        fill_seats(workshop)


@transaction.atomic
def free_seats_of(membership: Membership, *, after: date) -> None:
    """She leaves the class: her seats of workshops that start after that day go to those who wait."""
    ahead = Workshop.objects.filter(status=WorkshopStatus.PLANNED, seats__membership=membership, starts_at__date__gt=after)
    for workshop in ahead.order_by("pk"):
        workshop = locked(workshop)
        Seat.objects.filter(workshop=workshop, membership=membership).exclude(state=SeatState.GIVEN_UP).update(state=SeatState.OUT)
        fill_seats(workshop)


def forget_leaving(membership: Membership) -> None:
    """She is back in the class: what she lost by leaving it keeps her off no list that lies ahead."""
    Seat.objects.filter(membership=membership, state=SeatState.OUT, workshop__status=WorkshopStatus.PLANNED).delete()


@transaction.atomic
def seat_everybody(*, workshop: Workshop, by: User, now: datetime) -> int:
    """All trainees of the batch, or of the class where there is no batch; how many were added. Who cannot come is not put back.

    Raises PermissionDenied, WorkshopRefused.
    """
    refuse_unless_planner(by, workshop.cohort)
    workshop = locked(workshop)
    _refuse_unless_open(workshop, now)
    known = Seat.objects.filter(workshop=workshop).values("membership_id")
    people = trainees_of(workshop).exclude(pk__in=known).order_by("user__display_name", "pk")
    rows = [Seat(workshop=workshop, membership=membership, state=SeatState.WAITING, asked_at=now) for membership in people]
    Seat.objects.bulk_create(rows)
    fill_seats(workshop)
    if rows:
        log(workshop, "curriculum.workshop_seated", user=by, data={"count": len(rows)})
    return len(rows)


def fill_seats(workshop: Workshop) -> None:
    """Whoever waits longest moves up while seats are free. The workshop is locked by the caller."""
    free = workshop.capacity - workshop.seats.filter(state=SeatState.SEAT).count()
    if free > 0:
        next_ones = workshop.seats.filter(state=SeatState.WAITING).order_by("asked_at", "pk").values_list("pk", flat=True)[:free]
        Seat.objects.filter(pk__in=list(next_ones)).update(state=SeatState.SEAT)


def trainees_of(workshop: Workshop):  # noqa: ANN201  MembershipQuerySet
    """For whom it is meant."""
    people = Membership.objects.current().as_role(Role.TRAINEE).filter(cohort_id=workshop.cohort_id).select_related("user")
    return people.filter(batch_id=workshop.batch_id) if workshop.batch_id else people


def _refuse_strangers(membership: Membership, by: User, workshop: Workshop) -> None:
    """A trainee of the class, for herself; whoever plans, for her."""
    is_here = membership.role == Role.TRAINEE and membership.cohort_id == workshop.cohort_id
    if not is_here or not (membership.user_id == by.pk or may_plan(by, workshop.cohort)):
        raise PermissionDenied


def _refuse_unless_open(workshop: Workshop, now: datetime) -> None:
    if workshop.status != WorkshopStatus.PLANNED:
        raise WorkshopRefused(_("This workshop is no longer being planned, so seats stay as they are."))
    if now >= workshop.ends_at:
        raise WorkshopRefused(_("This workshop is over, so seats stay as they are."))
