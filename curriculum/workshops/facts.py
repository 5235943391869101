"""What others ask about attendance, for many people at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from ..models import Attendance, Presence, Seat, SeatState, Workshop, WorkshopStatus
from .rules import attended


class Attended(NamedTuple):
    """Of so many sessions she attended so many."""

    attended: int
    sessions: int


def attended_share(membership_ids: Collection[int], *, before: datetime | None = None) -> dict[int, Attended]:
    """Attended sessions and sessions of each of these trainees. Three queries, however many people. `before` leaves out what began later.

    A session is a workshop that was held, with her name on its list (present or not), or whose seat she gave up. She attended it when
    she was present, late or gone early and there for at least half of its minutes. Excused is not attended: the session still counts.
    A session that she missed counts no longer once she attended others with all of its lessons. Nobody who had no session has a share:
    (0, 0), which is no hundred percent.
    """
    held = {"membership_id__in": membership_ids, "workshop__status": WorkshopStatus.HELD}
    if before:
        held["workshop__starts_at__lt"] = before
    came, missed = defaultdict(set), defaultdict(set)
    for row in Attendance.objects.filter(**held).select_related("workshop"):
        was_there = attended(row.presence, row.minutes, row.workshop.total_minutes)
        (came if was_there else missed)[row.membership_id].add(row.workshop_id)
    given_up = Seat.objects.filter(state=SeatState.GIVEN_UP, **held)
    for membership_id, workshop_id in given_up.values_list("membership_id", "workshop_id"):
        if workshop_id not in came[membership_id]:
            missed[membership_id].add(workshop_id)
    lessons = _lessons({workshop_id for ids in (*came.values(), *missed.values()) for workshop_id in ids})
    return {key: _share(came[key], missed[key], lessons) for key in membership_ids}


def _share(came: set[int], missed: set[int], lessons: dict[int, set[int]]) -> Attended:
    learnt = set().union(*(lessons[workshop] for workshop in came))
    still_missed = [workshop for workshop in missed if not (lessons[workshop] and lessons[workshop] <= learnt)]
    return Attended(len(came), len(came) + len(still_missed))


def _lessons(workshop_ids: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    taught = Workshop.lessons.through.objects.filter(workshop_id__in=list(workshop_ids))
    for workshop_id, lesson_id in taught.values_list("workshop_id", "lesson_id"):
        found[workshop_id].add(lesson_id)
    return found


def presence_counts(workshop_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """How many are on each list by presence. One query."""
    found: dict[int, dict[str, int]] = {key: dict.fromkeys(Presence.values, 0) for key in workshop_ids}
    for workshop_id, presence in Attendance.objects.filter(workshop_id__in=workshop_ids).values_list("workshop_id", "presence"):
        found[workshop_id][presence] += 1
    return found


def lessons_attended(membership_ids: Collection[int]) -> dict[int, set[int]]:
    """Lessons taught in the sessions that each of them attended. Two queries, however many people."""
    rows = Attendance.objects.filter(membership_id__in=membership_ids, workshop__status=WorkshopStatus.HELD).select_related("workshop")
    came = [(row.membership_id, row.workshop_id) for row in rows if attended(row.presence, row.minutes, row.workshop.total_minutes)]
    lessons = _lessons({workshop_id for _membership, workshop_id in came})
    found: dict[int, set[int]] = defaultdict(set)
    for membership_id, workshop_id in came:
        found[membership_id] |= lessons[workshop_id]
    return found
