"""What is in a pack: it draws for seconds, so it belongs into a job or a command and into no transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.drawing import draw

from ..lessons import sheets
from ..models import Lesson, Workshop, WorkshopStatus
from ..workshops import paper as workshop_paper
from ..workshops.errors import WorkshopRefused
from ..workshops.moments import day_of, day_words
from ..workshops.services.sheets import print_roll
from .archive import MOST_BYTES, packed
from .forms_on_paper import blank_forms
from .offline import Entry, index_page, lesson_page, notes_page

if TYPE_CHECKING:
    from people.models import User
    from printing.layout import Content

    from ..models import Cohort

PAPER_LANGUAGE = "id"
MOST_WORKSHOPS = 12  # the next ones; each has three sheets


@dataclass
class Pack:
    """Files as they are made, and the groups of index.html."""

    cohort: Cohort
    paper: str
    by: User | None  # None for the operator at the command line
    now: datetime
    files: dict[str, bytes] = field(default_factory=dict)
    groups: dict[str, list[Entry]] = field(default_factory=dict)

    def add(self, group: str, path: str, title: str, data: bytes, hint: str = "") -> None:
        self.files[path] = data
        self.groups.setdefault(group, []).append(Entry(path, title, len(data), hint))

    def draw(self, group: str, path: str, title: str, content: Content) -> None:
        self.add(group, f"{path}.pdf", title, draw(content, paper=self.paper).pdf, self.paper.upper())

    def zipped(self, most: int = MOST_BYTES) -> bytes:
        """With its index.html. Raises PackTooBig."""
        with override(PAPER_LANGUAGE):
            today = timezone.localdate(self.now, ZoneInfo(self.cohort.city.time_zone))
            index = index_page(self.cohort, today, list(self.groups.items()))
        return packed([*self.files.items(), ("index.html", index)], most)


def collect(cohort: Cohort, *, paper: str, by: User | None, now: datetime) -> Pack:
    """All but account cards. Raises ContentError, LayoutFailed, PermissionDenied."""
    pack = Pack(cohort, paper, by, now)
    with override(PAPER_LANGUAGE):
        _add_lessons(pack)
        _add_workshops(pack)
        for name, content in blank_forms(cohort).items():
            pack.draw(_("Blank forms"), f"formulir/{name}", content.title, content)
    return pack


def _add_lessons(pack: Pack) -> None:
    """To read first, then to print: on a phone the reading comes first."""
    lessons = list(Lesson.objects.live().of_programmes([pack.cohort.programme_id]).select_related("module__programme"))
    numbered = [(number, f"{number:02}-{lesson.slug}", lesson) for number, lesson in enumerate(lessons, 1)]
    for number, name, lesson in numbered:
        pack.add(_("Lessons to read"), f"pelajaran/{name}.html", f"{number}. {lesson.title}", lesson_page(number, lesson))
    for number, name, lesson in numbered:
        if lesson.trainer_notes:
            pack.add(_("Trainer's notes to read"), f"pelatih/{name}.html", f"{number}. {lesson.title}", notes_page(number, lesson))
    for number, name, lesson in numbered:
        if lesson.handout:
            pack.draw(_("Sheets to hand out"), f"cetak/{name}-lembar", f"{number}. {lesson.title}", sheets.handout_content(lesson))
    for number, name, lesson in numbered:
        pack.draw(_("Trainer's packs to print"), f"cetak/{name}-pelatih", f"{number}. {lesson.title}", sheets.pack_content(lesson))


def _add_workshops(pack: Pack) -> None:
    today = timezone.localdate(pack.now)
    names: Counter[str] = Counter()
    for workshop in _ahead(pack):
        day = f"{day_of(workshop):%Y-%m-%d}"
        names[day] += 1
        path = f"pertemuan/{day}" if names[day] == 1 else f"pertemuan/{day}-{names[day]}"
        group = f"{workshop.title}, {day_words(workshop)}"
        group = group if group not in pack.groups else f"{group} ({names[day]})"
        pack.draw(group, f"{path}-undangan", _("Invitation"), workshop_paper.invitation(workshop))
        with suppress(WorkshopRefused):  # cancelled this minute
            roll = print_roll(workshop=workshop, by=pack.by, today=today)
            title = _("Attendance, sheet %(number)d") % {"number": roll.number}
            pack.draw(group, f"{path}-hadir", title, workshop_paper.roll_sheet(roll))
        pack.draw(group, f"{path}-ingin-ikut", _("I want to join"), workshop_paper.sign_up_sheet(workshop))


def _ahead(pack: Pack) -> Iterator[Workshop]:
    """Those of today, even when they have begun, and the next ones."""
    rows = Workshop.objects.filter(cohort=pack.cohort, status=WorkshopStatus.PLANNED, starts_at__gte=pack.now - timedelta(hours=12))
    yield from rows.select_related("cohort__city", "batch", "trainer").order_by("starts_at", "pk")[:MOST_WORKSHOPS]
