"""What workshops add to the demo: for each class some that were held, one ahead, one cancelled. All of it invented."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from people.roles import Role

from ..models import Batch, Cohort, Lesson, Membership, Presence, Workshop
from .people import on_the_list
from .rules import Mark, mark
from .services.attendance import save_attendance
from .services.planning import Plan, cancel_workshop, plan_workshop
from .services.seats import seat_everybody

HALL = "Sekretariat serikat contoh"
# Days from today, title where no lesson gives it, how it ended.
PLANNED = (
    (-35, "Apa itu berita", "held"),
    (-21, "Wawancara di depan pabrik", "held"),
    (-7, "Memotret dengan HP murah", "held"),
    (-3, "Menyunting bersama", "cancelled"),
    (3, "Media sosial untuk serikat", "seated"),
    (17, "Menempel dan berdiskusi", "planned"),
)
REASON = "Aula dipakai rapat serikat."


def add_workshops(progress: Callable[[str], None]) -> None:
    """A class that has a workshop already, or no trainer, is left alone."""
    for cohort in Cohort.objects.filter(workshops=None).select_related("city").order_by("pk"):
        trainer = Membership.objects.current().as_role(Role.TRAINER).in_cohort(cohort).select_related("user").first()
        if trainer:
            count = _add(cohort, trainer.user)
            progress(f"Workshops of {cohort.name}: {count}.")


def _add(cohort: Cohort, trainer) -> int:  # noqa: ANN001  User
    batch, _made = Batch.objects.get_or_create(cohort=cohort, number=1)
    Membership.objects.filter(cohort=cohort, role=Role.TRAINEE, batch=None).update(batch=batch)
    lessons = list(Lesson.objects.filter(live=True, module__programme=cohort.programme_id).listed()[: len(PLANNED)])
    today = timezone.localdate(timezone=ZoneInfo(cohort.city.time_zone))
    for number, (days, title, end) in enumerate(PLANNED):
        lesson = lessons[number : number + 1]
        plan = _plan(cohort, today + timedelta(days=days), lesson[0].title if lesson else title, batch, trainer, tuple(lesson))
        workshop = plan_workshop(cohort=cohort, plan=plan, client_id=uuid.uuid4(), by=trainer)
        _play(workshop, end, trainer)
    return len(PLANNED)


def _plan(cohort: Cohort, day: date, title: str, batch: Batch, trainer, lessons: tuple[Lesson, ...]) -> Plan:  # noqa: ANN001  User
    zone = ZoneInfo(cohort.city.time_zone)
    start, end = (datetime.combine(day, time(hour), tzinfo=zone) for hour in (13, 16))
    facts = {"directions": "Masuk dari gerbang timur, lantai dua.", "batch": batch, "trainer": trainer, "lessons": lessons}
    return Plan(title[:120], start, end, HALL, takes_sign_ups=day > timezone.localdate(), **facts)


def _play(workshop: Workshop, end: str, trainer) -> None:  # noqa: ANN001  User
    """As far as it came, each step at its own hour."""
    before = workshop.starts_at - timedelta(days=1)
    if end in ("held", "seated", "cancelled"):
        seat_everybody(workshop=workshop, by=trainer, now=before)
    if end == "cancelled":
        cancel_workshop(workshop=workshop, reason=REASON, by=trainer)
    if end == "held":
        people = [membership.pk for membership in on_the_list(workshop)]
        marks = {key: _mark(number + workshop.pk, workshop.total_minutes) for number, key in enumerate(people)}
        save_attendance(workshop=workshop, typed=marks, seen={}, by=trainer, now=workshop.ends_at, close=True, expected=people)


def _mark(number: int, total: int) -> Mark:
    match number % 9:
        case 3:
            return mark(Presence.LATE, total, 20)
        case 5:
            return mark(Presence.LEFT_EARLY, total, 30)
        case 7:
            return mark(Presence.EXCUSED, total)
        case 8:
            return mark(Presence.ABSENT, total)
    return mark(Presence.PRESENT, total)
