"""Puts the ready curriculum into the database: what is missing appears, what is there is left as its editors made it."""

from __future__ import annotations

from django.db import transaction

from ..models import Cohort, Lesson, Module, Programme
from .ready_texts import ReadyLesson, ReadyProgramme, ready_programme


@transaction.atomic
def set_up_lessons() -> Programme:
    """Idempotent. A lesson is known by its file, so one that was renamed, moved or taken offline does not come back.

    The rows are written at once and without Wagtail's revisions: a history begins with the first change that a person makes.
    """
    ready = ready_programme()
    programme = _programme(ready)
    _add_missing_lessons(ready, programme)
    Cohort.objects.filter(programme=None).update(programme=programme)
    return programme


def _programme(ready: ReadyProgramme) -> Programme:
    """The one that holds ready modules, whatever it is called by now."""
    found = Programme.objects.filter(modules__in=Module.objects.exclude(ready_key="")).order_by("pk").first()
    return found or Programme.objects.get_or_create(slug=ready.slug, defaults={"title": ready.title, "summary": ready.summary})[0]


def _add_missing_lessons(ready: ReadyProgramme, programme: Programme) -> None:
    there = set(Lesson.objects.exclude(ready_key="").values_list("ready_key", flat=True))
    if there >= {lesson.key for module in ready.modules for lesson in module.lessons}:
        return
    taken = set(Lesson.objects.values_list("slug", flat=True))
    missing = []
    for place, wanted in enumerate(ready.modules, 1):
        facts = {"position": place, "title": wanted.title, "summary": wanted.summary}
        module, _made = Module.objects.get_or_create(programme=programme, ready_key=wanted.key, defaults=facts)
        missing += [_lesson(text, module, number, taken) for number, text in enumerate(wanted.lessons, 1) if text.key not in there]
    Lesson.objects.bulk_create(missing)


def _lesson(text: ReadyLesson, module: Module, position: int, taken: set[str]) -> Lesson:
    return Lesson(
        module=module,
        position=position,
        title=text.title,
        slug=f"{text.key}-2" if text.key in taken else text.key,
        minutes=text.minutes,
        summary=text.summary,
        goals=text.goals,
        body=text.body,
        trainer_notes=text.trainer_notes,
        handout=text.handout,
        ready_key=text.key,
    )
