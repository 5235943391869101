"""One class at a glance: a line of signs for each trainee, which a cheap phone shows as text and not as a thousand cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from people.roles import Role

from ..assignments.works import WorkState
from ..models import Assignment, Lesson, Membership
from .standing import Progress, progress_of

if TYPE_CHECKING:
    from ..models import Cohort

ATTENDED, READ, NOTHING = "■", "□", "·"
SIGNS = {WorkState.ACCEPTED: ATTENDED, WorkState.SENT: READ, WorkState.REVISE: READ, WorkState.MISSING: NOTHING}


@dataclass(frozen=True)
class Row:
    """One trainee; `lessons` and `assignments` have a sign for each column, `works` the assignments with their states."""

    progress: Progress
    lessons: str
    works: Sequence[tuple[Assignment, WorkState]]

    @property
    def assignments(self) -> str:
        return "".join(SIGNS[state] for _assignment, state in self.works)


@dataclass(frozen=True)
class Matrix:
    """The columns in their order, and a row for each trainee by name."""

    lessons: Sequence[Lesson]
    assignments: Sequence[Assignment]
    rows: Sequence[Row]

    @property
    def trained_count(self) -> int:
        return sum(row.progress.is_trained for row in self.rows)


def matrix_of(cohort: Cohort, day: date) -> Matrix:
    trainees = Membership.objects.current(on=day).as_role(Role.TRAINEE).in_cohort(cohort).select_related("user", "cohort", "batch")
    return matrix(list(trainees.order_by("user__display_name", "pk")), cohort, day)


def matrix(trainees: list[Membership], cohort: Cohort, day: date) -> Matrix:
    lessons = list(Lesson.objects.live().of_programmes([cohort.programme_id]).listed())
    assignments = list(Assignment.objects.filter(cohort=cohort, opens_on__lte=day))
    rows = [
        Row(item, _lesson_signs(item, lessons), [(assignment, item.work(assignment.pk)) for assignment in assignments])
        for item in progress_of(trainees, day)
    ]
    return Matrix(lessons, assignments, rows)


def _lesson_signs(item: Progress, lessons: Sequence[Lesson]) -> str:
    return "".join(
        ATTENDED if lesson.pk in item.attended_lessons else READ if lesson.pk in item.read_lessons else NOTHING for lesson in lessons
    )
