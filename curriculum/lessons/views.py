"""Lessons on the phone, the trainer's notes, and both on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cms.photos.markup import prefetch_pictures

from ..models import Lesson, LessonReading
from ..pages import onward, sheet, show, training_page
from ..visitor import Visitor
from . import services, sheets
from .permissions import enrolments, may_read_notes, readable_lessons
from .shelves import shelves_for

if TYPE_CHECKING:
    from django.db.models import QuerySet


@training_page("GET")
def lessons(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    return show(request, visitor, "lessons/lessons", shelves=shelves_for(visitor))


@training_page("GET")
def lesson(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    found = _lesson(visitor, slug)
    prefetch_pictures(block.value.get("image") for block in found.body if block.block_type == "picture")
    before, after, number = _neighbours(found, readable_lessons(visitor))
    mine = [membership.pk for membership in enrolments(visitor, found)]
    reading = LessonReading.objects.filter(membership_id__in=mine, lesson=found).order_by("read_on").first() if mine else None
    context = {"number": number, "before": before, "after": after, "may_mark": bool(mine), "reading": reading}
    context |= {"lesson": found, "reads_notes": may_read_notes(visitor), "has_sheet": bool(found.handout)}
    return show(request, visitor, "lessons/lesson", **context)


@training_page("GET")
def notes(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    found = _lesson(visitor, slug)
    if not may_read_notes(visitor):
        raise PermissionDenied
    return show(request, visitor, "lessons/notes", lesson=found, plans=sheets.clocks(found), has_sheet=bool(found.handout))


@training_page("POST")
def mark_read(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    """Back to the list, which says what comes next."""
    services.mark_read(visitor=visitor, lesson=_lesson(visitor, slug))
    return onward("lessons")


@training_page("GET")
def handout(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    """404 where a lesson has no handout."""
    found = _lesson(visitor, slug)
    if not found.handout:
        raise Http404
    return sheet(request, visitor, sheets.handout_content(found), name=f"lembar-{found.slug}", back=_address(found))


@training_page("GET")
def pack(request: HttpRequest, visitor: Visitor, slug: str) -> HttpResponse:
    """Notes, lesson and handout together, for a hall without network."""
    found = _lesson(visitor, slug)
    if not may_read_notes(visitor):
        raise PermissionDenied
    return sheet(request, visitor, sheets.pack_content(found), name=f"pelatih-{found.slug}", back=_address(found))


def _lesson(visitor: Visitor, slug: str) -> Lesson:
    return get_object_or_404(readable_lessons(visitor).select_related("module__programme"), slug=slug)


def _address(found: Lesson) -> str:
    return reverse("curriculum:lesson", args=[found.slug])


def _neighbours(found: Lesson, readable: QuerySet[Lesson]) -> tuple[Lesson | None, Lesson | None, int]:
    """The lessons before and after it in its programme, and its number there. One query."""
    row = list(readable.of_programmes([found.module.programme_id]).listed())
    place = next(number for number, other in enumerate(row) if other.pk == found.pk)
    return (row[place - 1] if place else None), (row[place + 1] if place + 1 < len(row) else None), place + 1
