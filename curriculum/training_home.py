"""/pelatihan/ is where everybody in the training begins. Each sub-room adds its rows: a function in its `home.py`, named in SOURCES."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from .assignments.home import assignment_rows
from .certificates.home import certificate_rows
from .desk import CARD_ROLES
from .lessons.home import lesson_rows
from .models import Membership
from .packs.home import pack_rows
from .progress.home import progress_rows
from .reports.home import report_rows
from .roster.home import roster_rows
from .visitor import HomeRow, Visitor
from .workshops.home import schedule_rows

if TYPE_CHECKING:
    from people.models import User


def own_rows(visitor: Visitor) -> Iterable[HomeRow]:
    """Account cards and classes, which are older than the sub-rooms."""
    if visitor.holds(*CARD_ROLES):
        yield HomeRow(_("Account cards"), _("For people of your class who sign in for the first time"), reverse("curriculum:cards"), 70)
    if visitor.oversees:
        yield HomeRow(_("Classes"), _("See which are open, and close one"), reverse("curriculum:cohorts"), 80)


# Each takes the visitor and yields rows; lower `order` stands higher (lessons 10, schedule 20, assignments 30, progress 40, …).
SOURCES: list[Callable[[Visitor], Iterable[HomeRow]]] = [
    lesson_rows,
    schedule_rows,
    assignment_rows,
    progress_rows,
    certificate_rows,
    report_rows,
    pack_rows,
    roster_rows,
    own_rows,
]


def visitor_of(user: User, today: date) -> Visitor:
    """What she is today and where. One query."""
    held = Membership.objects.current(on=today).held_by(user).select_related("cohort__city", "city")
    return Visitor(user, tuple(held), today)


def rows_for(visitor: Visitor) -> list[HomeRow]:
    return sorted((row for source in SOURCES for row in source(visitor)), key=lambda row: row.order)
