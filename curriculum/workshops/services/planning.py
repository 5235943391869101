"""Planning, changing, cancelling and moving a workshop. Who has a seat keeps it; who was there is never touched here."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ...models import Batch, Cohort, CohortStatus, Lesson, Seat, SeatState, SignUp, Workshop, WorkshopStatus
from ..errors import WorkshopRefused
from ..permissions import refuse_unless_planner
from .seats import fill_seats, locked

if TYPE_CHECKING:
    from people.models import User


@dataclass(frozen=True)
class Plan:
    """What is planned; moments are aware."""

    title: str
    starts_at: datetime
    ends_at: datetime
    venue: str
    directions: str = ""
    capacity: int = 30
    batch: Batch | None = None
    trainer: User | None = None
    lessons: tuple[Lesson, ...] = ()
    takes_sign_ups: bool = False

    def put_into(self, workshop: Workshop) -> None:
        workshop.title, workshop.venue, workshop.directions = self.title, self.venue, self.directions
        workshop.starts_at, workshop.ends_at = self.starts_at, self.ends_at
        workshop.capacity, workshop.batch, workshop.trainer = self.capacity, self.batch, self.trainer
        workshop.takes_sign_ups = self.takes_sign_ups


@transaction.atomic
def plan_workshop(*, cohort: Cohort, plan: Plan, client_id: uuid.UUID, by: User) -> Workshop:
    """A new workshop; the same form again gives the one there is. Raises PermissionDenied, WorkshopRefused."""
    refuse_unless_planner(by, cohort)
    cohort = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)  # two sendings of one form follow one another
    client_id = uuid.uuid5(client_id, f"plan:{cohort.pk}")
    if known := Workshop.objects.filter(client_id=client_id).first():
        return known
    if cohort.status == CohortStatus.CLOSED:
        raise WorkshopRefused(_("The class is closed, so no workshop is planned for it any more."))
    _check_times(plan.starts_at, plan.ends_at)
    workshop = Workshop(cohort=cohort, client_id=client_id)
    plan.put_into(workshop)
    workshop.save()
    workshop.lessons.set(plan.lessons)
    log(workshop, "curriculum.workshop_planned", user=by)
    return workshop


@transaction.atomic
def change_workshop(*, workshop: Workshop, plan: Plan, by: User) -> Workshop:
    """Everything but the time once somebody has a seat: then it is moved, with a reason. Raises PermissionDenied, WorkshopRefused."""
    refuse_unless_planner(by, workshop.cohort)
    workshop = locked(workshop)
    _refuse_unless_planned(workshop)
    _check_times(plan.starts_at, plan.ends_at)
    seated = workshop.seats.filter(state=SeatState.SEAT).count()
    if seated > plan.capacity:
        raise WorkshopRefused(_("%(count)d people have a seat already. Take seats back first, or leave room for them.") % {"count": seated})
    has_new_time = (workshop.starts_at, workshop.ends_at) != (plan.starts_at, plan.ends_at)
    if has_new_time and workshop.seats.exists():
        raise WorkshopRefused(_("People have seats for this time. Move the workshop instead: they are then told why."))
    if has_new_time:
        _refuse_with_attendance(workshop)  # minutes are counted against the time that stands there
    plan.put_into(workshop)
    workshop.sequence += 1
    workshop.save()
    workshop.lessons.set(plan.lessons)
    fill_seats(workshop)
    log(workshop, "curriculum.workshop_changed", user=by)
    return workshop


@transaction.atomic
def cancel_workshop(*, workshop: Workshop, reason: str, by: User) -> Workshop:
    """It does not take place; seats stay as a record. Twice is once. Raises PermissionDenied, WorkshopRefused."""
    refuse_unless_planner(by, workshop.cohort)
    workshop = locked(workshop)
    if workshop.status == WorkshopStatus.CANCELLED:
        return workshop
    _refuse_unless_planned(workshop)
    _refuse_with_attendance(workshop)
    workshop.status, workshop.reason = WorkshopStatus.CANCELLED, _reason(reason)
    workshop.sequence += 1
    workshop.save(update_fields=["status", "reason", "sequence"])
    log(workshop, "curriculum.workshop_cancelled", user=by)
    return workshop


@transaction.atomic
def move_workshop(
    *, workshop: Workshop, starts_at: datetime, ends_at: datetime, venue: str, directions: str, reason: str, by: User
) -> Workshop:
    """The new workshop that takes its place: seats, the waiting list and sign-ups go along. Moved already, the new one is given as it is.

    Raises PermissionDenied, WorkshopRefused.
    """
    refuse_unless_planner(by, workshop.cohort)
    asked = SignUp.objects.select_for_update(of=("self",), no_key=True).filter(workshop=workshop)
    list(asked.order_by("pk").values_list("pk", flat=True))  # before the workshop, as whoever accepts one of them does
    old = locked(workshop)
    if old.status == WorkshopStatus.MOVED:
        return old.moved_to
    _refuse_unless_planned(old)
    _refuse_with_attendance(old)
    _check_times(starts_at, ends_at)
    reason = _reason(reason)
    new = Workshop.objects.create(
        cohort_id=old.cohort_id,
        batch_id=old.batch_id,
        title=old.title,
        starts_at=starts_at,
        ends_at=ends_at,
        venue=venue,
        directions=directions,
        capacity=old.capacity,
        trainer_id=old.trainer_id,
        takes_sign_ups=old.takes_sign_ups,
    )
    new.lessons.set(old.lessons.all())
    seats = old.seats.order_by("pk")
    Seat.objects.bulk_create(
        Seat(workshop=new, membership_id=seat.membership_id, state=seat.state, asked_at=seat.asked_at) for seat in seats
    )
    SignUp.objects.filter(workshop=old).update(workshop=new)
    old.status, old.reason, old.moved_to = WorkshopStatus.MOVED, reason, new
    old.sequence += 1
    old.save(update_fields=["status", "reason", "moved_to", "sequence"])
    log(old, "curriculum.workshop_moved", user=by, data={"to": new.pk})
    return new


def _refuse_unless_planned(workshop: Workshop) -> None:
    if workshop.status != WorkshopStatus.PLANNED:
        raise WorkshopRefused(_("This workshop is no longer being planned, so nothing about it can be changed."))


def _refuse_with_attendance(workshop: Workshop) -> None:
    if workshop.attendances.exists():
        raise WorkshopRefused(_("Attendance has been taken already, so this workshop took place."))


def _check_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise WorkshopRefused(_("The workshop ends after it starts."))


def _reason(text: str) -> str:
    if not text.strip():
        raise WorkshopRefused(_("Write the reason: people read it."))
    return text.strip()
