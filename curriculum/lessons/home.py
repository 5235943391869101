"""The lessons' row on /pelatihan/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..visitor import HomeRow
from .permissions import may_read_notes, readable_lessons
from .shelves import Shelf, shelves_for

if TYPE_CHECKING:
    from ..visitor import Visitor


def lesson_rows(visitor: Visitor) -> Iterable[HomeRow]:
    yield HomeRow(_("Lessons"), _words(visitor), reverse("curriculum:lessons"), 10)


def _words(visitor: Visitor) -> str:
    """For a trainee how far she is and what comes next; for others what there is."""
    if not may_read_notes(visitor):
        shelves = shelves_for(visitor)
        if shelves.is_enrolled and shelves.shelves:
            return _how_far(shelves.shelves[0])
    count = readable_lessons(visitor).count()
    words = {"count": count}
    if may_read_notes(visitor):
        return ngettext("%(count)d lesson, with notes and sheets", "%(count)d lessons, with notes and sheets", count) % words
    return ngettext("%(count)d lesson, with sheets to print", "%(count)d lessons, with sheets to print", count) % words


def _how_far(shelf: Shelf) -> str:
    if shelf.next_row is None:
        return _("You have read all of them")
    words = {"read": shelf.read_count, "all": len(shelf.rows), "next": shelf.next_row.lesson.title}
    return _("%(read)d of %(all)d read. Next: %(next)s") % words
