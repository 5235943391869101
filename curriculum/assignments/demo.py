"""Two assignments for each class of the demo, the channel task with an answer in every state. All of it invented."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from people.roles import Role

from ..models import AssignmentKind, Cohort, Lesson, Membership
from ..training_home import visitor_of
from . import services

GIVEN_DAYS_AGO = 10
TEXT = ("Satu berita dari tempat kerja", "Tulis satu berita pendek: apa, siapa, kapan, di mana, mengapa, bagaimana.\nCukup 200 kata.")
TASK = ("Jadwal unggahan seminggu", "Tulis tujuh hari, satu baris sehari: apa yang diunggah, di mana, dan siapa yang memeriksa.")
ANSWERS = (
    "Senin: foto rapat ranting, di halaman serikat.\nSelasa: kutipan hasil rapat.\nRabu: jadwal posko.\nKamis: tanya jawab upah lembur.\n"
    "Jumat: foto poster di papan.\nSabtu: ajakan diskusi.\nMinggu: libur.",
    "Senin sampai Jumat: satu foto sehari di grup. Sabtu: ringkasan.",
    "Senin: berita upah. Rabu: jadwal posko. Jumat: ajakan diskusi di grup.",
)
PRAISE = "Rapi dan bisa dijalankan."
WISH = "Ajakannya jelas. Siapa yang memeriksa fotonya sebelum diunggah?"


def add_assignments(progress: Callable[[str], None]) -> None:
    """A class that has an assignment already, or no trainer, is left alone."""
    now = timezone.now()
    for cohort in Cohort.objects.filter(assignments=None).select_related("city").order_by("pk"):
        trainer = Membership.objects.current().as_role(Role.TRAINER).in_cohort(cohort).select_related("user").first()
        if trainer:
            progress(f"Assignments of {cohort.name}: 2, with {_add(cohort, trainer, now)} answers.")


def _add(cohort: Cohort, trainer: Membership, now: datetime) -> int:
    given_at = now - timedelta(days=GIVEN_DAYS_AGO)
    if timezone.localdate(given_at) < max(cohort.starts_on, trainer.starts_on):
        given_at = now
    day = timezone.localdate(given_at)
    visitor = visitor_of(trainer.user, day)
    lesson = Lesson.objects.live().of_programmes([cohort.programme_id]).listed().first()
    made = []
    for kind, (title, words), days in ((AssignmentKind.TEXT, TEXT, 21), (AssignmentKind.CHANNEL, TASK, 14)):
        facts = services.AssignmentFacts(title, words, day + timedelta(days=days), lesson if kind == AssignmentKind.TEXT else None)
        made.append(services.give(visitor=visitor, cohort=cohort, kind=kind, facts=facts, client_id=uuid.uuid4()))
    trainees = Membership.objects.current(on=day).as_role(Role.TRAINEE).in_cohort(cohort).select_related("user").order_by("pk")
    return sum(_answer(made[1], member, number, trainer, now) for number, member in enumerate(trainees[: len(ANSWERS)]))


def _answer(assignment, member: Membership, number: int, trainer: Membership, now: datetime) -> bool:  # noqa: ANN001  Assignment
    """The first is accepted, the second is to be improved, the third waits."""
    today = timezone.localdate(now)
    her = visitor_of(member.user, today)
    answer = services.hand_in(visitor=her, assignment=assignment, words=ANSWERS[number], now=now - timedelta(hours=number + 2))
    if number < 2:
        facts = {"accept": number == 0, "feedback": (PRAISE, WISH)[number], "seen": answer.sent_at, "now": now}
        services.judge(visitor=visitor_of(trainer.user, today), answer=answer, **facts)
    return True
