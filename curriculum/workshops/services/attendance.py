"""The one door to the attendance list: ticked on a phone, typed from a sheet, scanned, or put right afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.cleaning import clean_line
from people.roles import Role

from ...models import Attendance, AttendanceChange, Membership, Presence, Workshop, WorkshopStatus
from ..errors import ReasonMissing, WorkshopRefused
from ..permissions import refuse_unless_planner
from ..rules import THERE, Mark, Merged, mark, merge
from .seats import locked

if TYPE_CHECKING:
    from people.models import User

DOORS_OPEN = timedelta(hours=3)  # before the start: whoever comes early may be ticked
GRACE = timedelta(minutes=15)  # scanned within it, nobody is late
REASON_MAX = 200


@dataclass(frozen=True)
class Saved:
    """What became of a list: how many rows were written, and what somebody else had written meanwhile."""

    written: int
    merged: Merged
    is_closed: bool


@transaction.atomic
def save_attendance(
    *,
    workshop: Workshop,
    typed: Mapping[int, Mark | None],
    seen: Mapping[int, Mark | None],
    by: User,
    now: datetime,
    reason: str = "",
    close: bool = False,
    expected: Iterable[int] = (),
) -> Saved:
    """Write what was typed where nobody else wrote since it was `seen`; by membership id, None says nothing about her.

    `close` ends the taking of attendance: who is `expected` and nowhere on the list was absent, and the workshop was held. From then on
    a change needs a reason and keeps what stood before. The same list twice is once. Raises PermissionDenied, WorkshopRefused.
    """
    refuse_unless_planner(by, workshop.cohort)
    workshop = locked(workshop)
    refuse_unless_listable(workshop, now)
    rows = {row.membership_id: row for row in Attendance.objects.filter(workshop=workshop)}
    stored = {key: Mark(row.presence, row.minutes) for key, row in rows.items()}
    ours = _trainees_among(workshop, {*typed, *expected})
    merged = merge({key: value for key, value in typed.items() if key in ours}, seen, stored)
    _write(workshop, merged.writes, rows, reason=reason, by=by, now=now)
    may_close = close and not merged.clashes and workshop.status == WorkshopStatus.PLANNED
    if may_close:
        missing = ours.intersection(expected) - rows.keys() - merged.writes.keys()
        _write(workshop, dict.fromkeys(missing, mark(Presence.ABSENT, 0)), {}, reason="", by=by, now=now)
        _mark_held(workshop, by, now)
    return Saved(len(merged.writes), merged, may_close)


@transaction.atomic
def tick_present(*, workshop: Workshop, membership: Membership, by: User, now: datetime) -> bool:
    """She is here, now: late when scanned after the first quarter of an hour. False when the list said so already.

    Raises PermissionDenied, WorkshopRefused.
    """
    refuse_unless_planner(by, workshop.cohort)
    workshop = locked(workshop)
    refuse_unless_listable(workshop, now)
    if workshop.status == WorkshopStatus.HELD or now > workshop.ends_at:
        raise WorkshopRefused(_("The workshop is over. Put it right on the attendance list, with a reason."))
    row = Attendance.objects.filter(workshop=workshop, membership=membership).first()
    if row and row.presence in THERE:
        return False
    total, missed = workshop.total_minutes, int((now - workshop.starts_at).total_seconds() // 60)
    is_late = now > workshop.starts_at + GRACE
    here = mark(Presence.LATE, total, missed) if is_late else mark(Presence.PRESENT, total)
    _write(workshop, {membership.pk: here}, {membership.pk: row} if row else {}, reason="", by=by, now=now)
    return True


def refuse_unless_listable(workshop: Workshop, now: datetime) -> None:
    """Raises WorkshopRefused when no attendance can be taken."""
    if workshop.status in (WorkshopStatus.CANCELLED, WorkshopStatus.MOVED):
        raise WorkshopRefused(_("This workshop did not take place, so nobody can have been there."))
    if now < workshop.starts_at - DOORS_OPEN:
        raise WorkshopRefused(_("The list opens three hours before the workshop starts."))


def _write(workshop: Workshop, marks: Mapping[int, Mark], rows: Mapping[int, Attendance], *, reason: str, by: User, now: datetime) -> None:
    """New rows and changed ones. A few rows change at a time, so each is saved by itself; new ones go in together."""
    reason = clean_line(reason)[:REASON_MAX]
    is_correction = workshop.status == WorkshopStatus.HELD
    if marks and is_correction and not reason:
        raise ReasonMissing(_("The list is closed. Write the reason for the change: the trainee and the programme managers can read it."))
    facts = {"recorded_at": now, "recorded_by": by}
    new = [
        Attendance(workshop=workshop, membership_id=key, presence=value.presence, minutes=value.minutes, **facts)
        for key, value in sorted(marks.items())
        if key not in rows
    ]
    Attendance.objects.bulk_create(new)
    before = [(row, Presence.ABSENT, 0) for row in new] + [
        (rows[key], rows[key].presence, rows[key].minutes) for key in marks if key in rows
    ]
    for key, value in marks.items():
        if key in rows:
            Attendance.objects.filter(pk=rows[key].pk).update(presence=value.presence, minutes=value.minutes, **facts)
    if marks and is_correction:
        kept = {"reason": reason, "changed_at": now, "changed_by": by}
        AttendanceChange.objects.bulk_create(
            AttendanceChange(attendance=row, presence=presence, minutes=minutes, **kept) for row, presence, minutes in before
        )
        log(workshop, "curriculum.attendance_corrected", user=by, data={"count": len(marks)})


def _mark_held(workshop: Workshop, by: User, now: datetime) -> None:
    if now < workshop.starts_at:
        raise WorkshopRefused(_("The workshop has not begun, so its list cannot be closed."))
    workshop.status = WorkshopStatus.HELD
    workshop.sequence += 1
    workshop.save(update_fields=["status", "sequence"])
    log(workshop, "curriculum.workshop_held", user=by)


def _trainees_among(workshop: Workshop, ids: set[int]) -> set[int]:
    """Whoever is no trainee of this class cannot get onto its list, whatever a form says."""
    rows = Membership.objects.filter(pk__in=ids, cohort_id=workshop.cohort_id, role=Role.TRAINEE)
    return set(rows.values_list("pk", flat=True))
