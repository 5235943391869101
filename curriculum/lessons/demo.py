"""What the demo's trainees have read: each a little further than the one before, so that every state of the lists is seen."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from people.roles import Role

from ..models import Lesson, LessonReading, Membership


def add_readings(progress: Callable[[str], None]) -> None:
    """Idempotent: who has read something already is left alone."""
    today = timezone.localdate()
    lessons = list(Lesson.objects.live().listed())
    rows = []
    trainees = Membership.objects.current(on=today).as_role(Role.TRAINEE).filter(readings=None).select_related("cohort")
    for number, membership in enumerate(trainees.order_by("pk")):
        hers = [lesson for lesson in lessons if lesson.module.programme_id == membership.cohort.programme_id]
        rows += [LessonReading(membership=membership, lesson=lesson, read_on=today) for lesson in hers[: number % (len(hers) + 1)]]
    LessonReading.objects.bulk_create(rows, ignore_conflicts=True)
    progress(f"{len(rows)} lessons are read.")
