"""A lesson on paper: the handout for those who are taught, and the trainer's pack for a hall without network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.addresses import absolute
from cms.photos.services import poster_jpeg
from printing.layout import Column, DocumentBlock, DocumentContent, Photo

if TYPE_CHECKING:
    from ..models import Lesson

PAPER_LANGUAGE = "id"  # the lessons are written in Indonesian, so are the few words around them


def handout_content(lesson: Lesson) -> DocumentContent:
    with translation.override(PAPER_LANGUAGE):
        return _document(lesson, _("Sheet for you"), "", tuple(_blocks(lesson.handout)))


def pack_content(lesson: Lesson) -> DocumentContent:
    """The trainer's notes, then the lesson as the trainees read it, then the handout, each from a new page."""
    with translation.override(PAPER_LANGUAGE):
        blocks = [
            DocumentBlock("list", text=_("Afterwards they can:"), items=tuple(lesson.goal_list)),
            *_blocks(lesson.trainer_notes),
            DocumentBlock("break"),
            DocumentBlock("heading", text=_("The lesson as they read it")),
            DocumentBlock("paragraph", text=lesson.summary),
            *_blocks(lesson.body),
        ]
        if lesson.handout:
            blocks += [DocumentBlock("break"), DocumentBlock("heading", text=_("The sheet to hand out")), *_blocks(lesson.handout)]
        return _document(lesson, _("For the trainer"), _minutes(lesson.minutes), tuple(blocks))


def clocks(lesson: Lesson) -> list[list[tuple[str, str]]]:
    """Each plan in the notes as rows of a stretch of the clock ("10–25") and what is done then."""
    return [list(_clock(block.value)) for block in lesson.trainer_notes if block.block_type == "plan"]


def _document(lesson: Lesson, what: str, standfirst: str, blocks: tuple[DocumentBlock, ...]) -> DocumentContent:
    """The address stands in the foot; a QR code would push many a handout over to a second page."""
    address = absolute(reverse("curriculum:lesson", args=[lesson.slug])).partition("://")[2]
    return DocumentContent(
        title=lesson.title, kicker=f"{what} · {lesson.module.title}", standfirst=standfirst, blocks=blocks, footer=address
    )


def _blocks(stream: Iterable[Any]) -> Iterator[DocumentBlock]:
    for block in stream:
        yield from _DRAWN[block.block_type](block.value)


def _exercise(value: Any) -> Iterator[DocumentBlock]:
    yield DocumentBlock("heading", text=_("Exercise: %(title)s") % {"title": value["title"]}, level=2)
    yield DocumentBlock("numbered", text=_minutes(value["minutes"]), items=tuple(value["steps"]))


def _plan(value: Any) -> Iterator[DocumentBlock]:
    columns = (Column(_("Minute"), 1), Column(_("What is done"), 6))
    yield DocumentBlock("table", columns=columns, rows=tuple(_clock(value)))


def _picture(value: Any) -> Iterator[DocumentBlock]:
    if value["image"] is not None and not value["image"].is_private:
        photo = Photo(poster_jpeg(value["image"]), value["caption"], value["credit"])
        yield DocumentBlock("picture", photo=photo)


def _clock(steps: Iterable[Any]) -> Iterator[tuple[str, str]]:
    began = 0
    for step in steps:
        yield f"{began}–{began + step['minutes']}", step["words"]
        began += step["minutes"]


def _minutes(count: int) -> str:
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


_DRAWN = {
    "paragraph": lambda value: [DocumentBlock("paragraph", text=value)],
    "heading": lambda value: [DocumentBlock("heading", text=value, level=2)],
    "list": lambda value: [DocumentBlock("list", items=tuple(value))],
    "checklist": lambda value: [DocumentBlock("checklist", items=tuple(value))],
    "lines": lambda value: [DocumentBlock("lines", text=value["asked"], count=value["count"])],
    "discussion": lambda value: [DocumentBlock("notice", text=_("To talk about"), items=tuple(value["questions"]))],
    "exercise": _exercise,
    "plan": _plan,
    "picture": _picture,
}
