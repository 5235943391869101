"""A class with workshops, for the tests of seats and attendance; smaller than the whole cast."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cms.models import City
from curriculum.models import Batch, Cohort, Lesson, Membership, Workshop
from curriculum.services import grant_membership
from curriculum.workshops.rules import Mark
from curriculum.workshops.services.attendance import save_attendance
from curriculum.workshops.services.planning import Plan, plan_workshop
from people.models import User
from people.roles import Role
from tests.cast import STARTS_ON

WIB = ZoneInfo("Asia/Jakarta")
START = datetime(2026, 11, 28, 13, 0, tzinfo=WIB)
END = START + timedelta(hours=3)
BEFORE = START - timedelta(days=2)


class Hall:
    """One class of Semarang: Tono trains it, the trainees are named by their number."""

    def __init__(self, trainees: int = 3) -> None:
        self.city = City.objects.get(slug="semarang")
        self.cohort = Cohort.objects.filter(city=self.city).first() or Cohort.objects.create(
            city=self.city, name="Semarang 2026", slug="semarang-2026", starts_on=STARTS_ON
        )
        self.batch, _made = Batch.objects.get_or_create(cohort=self.cohort, number=1)
        self.tono = user("Tono")
        grant_membership(user=self.tono, role=Role.TRAINER, starts_on=STARTS_ON, cohort=self.cohort)
        self.people = [self.trainee(f"Peserta {number:03}") for number in range(1, trainees + 1)]

    def trainee(self, name: str, **facts: Any) -> Membership:
        facts = {"batch": self.batch, "starts_on": STARTS_ON} | facts
        return grant_membership(user=user(name), role=Role.TRAINEE, cohort=self.cohort, **facts)

    def crowd(self, count: int) -> None:
        """Many more trainees in two statements."""
        names = [f"Peserta {number:03}" for number in range(len(self.people) + 1, count + 1)]
        users = User.objects.bulk_create(User(username=f"u{uuid.uuid4().hex[:12]}", display_name=name) for name in names)
        facts = {"role": Role.TRAINEE, "starts_on": STARTS_ON, "cohort": self.cohort, "batch": self.batch}
        self.people += Membership.objects.bulk_create(Membership(user=one, **facts) for one in users)

    def trainer(self, name: str) -> User:
        made = user(name)
        grant_membership(user=made, role=Role.TRAINER, starts_on=STARTS_ON, cohort=self.cohort)
        return made

    def workshop(self, **facts: Any) -> Workshop:
        lessons = facts.pop("lessons", ())
        plan = {"title": "Memotret dengan HP", "starts_at": START, "ends_at": END, "venue": "Aula", "batch": self.batch} | facts
        return plan_workshop(cohort=self.cohort, plan=Plan(lessons=tuple(lessons), **plan), client_id=uuid.uuid4(), by=self.tono)

    def save(self, workshop: Workshop, typed: dict[Membership, Mark], *, by: User | None = None, **facts: Any):  # noqa: ANN201  Saved
        facts = {"seen": {}, "now": END} | facts
        facts["seen"] = {membership.pk: value for membership, value in facts["seen"].items()}
        marks = {membership.pk: value for membership, value in typed.items()}
        return save_attendance(workshop=workshop, typed=marks, by=by or self.tono, **facts)


def user(name: str) -> User:
    """Somebody whose account is open; without identity, which these tests never read."""
    return User.objects.create(username=f"u{uuid.uuid4().hex[:12]}", display_name=name)


def lesson(title: str) -> Lesson:
    """The first lesson of that title, made where there is none."""
    from curriculum.models import Module, Programme

    programme, _made = Programme.objects.get_or_create(slug="uji", defaults={"title": "Uji"})
    module, _made = Module.objects.get_or_create(programme=programme, position=1, defaults={"title": "Satu"})
    slug = title.lower().replace(" ", "-")
    return Lesson.objects.get_or_create(
        slug=slug, defaults={"module": module, "position": 1, "title": title, "summary": "…", "goals": "…"}
    )[0]
