"""What must be done at the walls of a city, one entry for each story or recalled bulletin however many boards it concerns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Min, QuerySet, When
from django.utils.translation import gettext as _

from cms import short_codes
from cms.models import City
from printing.models import WallTask
from printing.weeks import days_words

_KEY = re.compile(r"(turunkan|betulkan)-(\w{6})|buletin-(\d{4}-\d\d-\d\d)", re.ASCII)
_WORDS = {WallTask.Kind.TAKE_DOWN: "turunkan", WallTask.Kind.CORRECT: "betulkan"}


@dataclass(frozen=True)
class TaskGroup:
    """`key` names it in an address: `turunkan-k7m3qx`, `betulkan-k7m3qx`, `buletin-2026-11-23`."""

    key: str
    title: str
    takes_down: bool
    board_count: int
    asked_on: date
    is_late: bool


def groups_in(city: City) -> QuerySet[WallTask]:
    """Rows for `group_of`, what must come down first. One query, however many boards."""
    week = Case(When(article__isnull=True, then="report__bulletin__week_starts_on"))
    rows = (
        WallTask.objects.open().in_city(city).order_by().annotate(week=week).values("kind", "week", "article__title", "article__code__code")
    )
    counts = {"boards": Count("report__board", distinct=True), "since": Min("asked_on"), "late": Count("escalated_on")}
    return rows.annotate(**counts).order_by("-kind", "since", "article__title", "week")


def group_of(row: dict[str, object], city: City) -> TaskGroup:
    if row["week"]:
        key, title = f"buletin-{row['week'].isoformat()}", week_title(city, row["week"])
    else:
        key, title = f"{_WORDS[row['kind']]}-{row['article__code__code'].lower()}", row["article__title"]
    takes_down = row["kind"] == WallTask.Kind.TAKE_DOWN
    return TaskGroup(key, title, takes_down, row["boards"], row["since"], bool(row["late"]))


def key_of(task: WallTask) -> str:
    if task.article is None:
        return f"buletin-{task.report.bulletin.week_starts_on.isoformat()}"
    return f"{_WORDS[WallTask.Kind(task.kind)]}-{task.article.short_code.lower()}"


def week_title(city: City, monday: date) -> str:
    return _("Bulletin %(city)s, %(week)s") % {"city": city.name, "week": days_words(monday, monday + timedelta(days=6))}


def tasks_about(key: str, city: City) -> QuerySet[WallTask] | None:
    """All of that group in the city, answered ones too, board by board; None for no key of ours."""
    found = _KEY.fullmatch(key)
    if not found:
        return None
    tasks = WallTask.objects.in_city(city).for_reading().select_related("article__code")
    tasks = tasks.order_by("report__board__workplace__name", "report__board__place", "pk")
    if found[3]:
        return _of_week(tasks, found[3])
    kind = next(kind for kind, word in _WORDS.items() if word == found[1])
    return tasks.filter(kind=kind, article__code__code=short_codes.normalise(found[2]))


def _of_week(tasks: QuerySet[WallTask], week: str) -> QuerySet[WallTask] | None:
    try:
        monday = date.fromisoformat(week)
    except ValueError:
        return None
    return tasks.filter(article__isnull=True, report__bulletin__week_starts_on=monday)
