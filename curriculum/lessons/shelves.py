"""The lessons in their order, with what has been read of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Count, Min

from people.roles import Role

from ..models import LessonReading, Membership
from .permissions import readable_lessons

if TYPE_CHECKING:
    from ..models import Lesson, Module, Programme
    from ..visitor import Visitor


@dataclass(frozen=True)
class LessonRow:
    """`number` counts through the programme; `read_by` is how many of her trainees have read it, for who teaches."""

    number: int
    lesson: Lesson
    read_on: date | None
    read_by: int | None = None


@dataclass(frozen=True)
class Shelf:
    """One programme; `modules` holds each module with its rows."""

    programme: Programme
    modules: list[tuple[Module, list[LessonRow]]]

    @property
    def rows(self) -> list[LessonRow]:
        return [row for _module, rows in self.modules for row in rows]

    @property
    def read_count(self) -> int:
        return sum(row.read_on is not None for row in self.rows)

    @property
    def next_row(self) -> LessonRow | None:
        """The first that she has not read."""
        return next((row for row in self.rows if row.read_on is None), None)


@dataclass(frozen=True)
class Shelves:
    """All that she may read. `is_enrolled`: her own reading is counted; `class_size`: how many she teaches."""

    shelves: list[Shelf] = field(default_factory=list)
    is_enrolled: bool = False
    class_size: int = 0

    @property
    def lesson_count(self) -> int:
        return sum(len(shelf.rows) for shelf in self.shelves)


def shelves_for(visitor: Visitor) -> Shelves:
    """At most four queries, however many lessons and people."""
    lessons = list(readable_lessons(visitor).listed())
    enrolled = [m.pk for m in visitor.memberships if m.role == Role.TRAINEE]
    read_on = _read_on(enrolled) if enrolled else {}
    taught = [cohort.pk for cohort in visitor.cohorts(Role.TRAINER, Role.MENTOR)]
    class_size, read_by = _class_reading(taught, visitor.today) if taught else (0, {})
    shelves = []
    for programme, of_programme in groupby(lessons, key=lambda lesson: lesson.module.programme):
        rows = [
            LessonRow(number, lesson, read_on.get(lesson.pk), read_by.get(lesson.pk, 0) if class_size else None)
            for number, lesson in enumerate(of_programme, 1)
        ]
        shelves.append(Shelf(programme, [(module, list(group)) for module, group in groupby(rows, key=lambda row: row.lesson.module)]))
    return Shelves(shelves, bool(enrolled), class_size)


def _read_on(memberships: list[int]) -> dict[int, date]:
    found = LessonReading.objects.filter(membership_id__in=memberships).values_list("lesson_id").annotate(first=Min("read_on"))
    return dict(found)


def _class_reading(cohorts: list[int], today: date) -> tuple[int, dict[int, int]]:
    """How many trainees those classes have today, and how many of them have read each lesson."""
    trainees = Membership.objects.current(on=today).as_role(Role.TRAINEE).filter(cohort_id__in=cohorts)
    size = trainees.count()
    counted = (
        LessonReading.objects.filter(membership__in=trainees).values_list("lesson_id").annotate(count=Count("membership", distinct=True))
    )
    return size, dict(counted)
