"""The walls of all cities as numbers, for the programme manager and the editors. No workplace, no board, no steward."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, Q, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.models import City
from curriculum.permissions import is_editor
from printing.models import NoticeBoard, PrintReport, WallTask
from printing.permissions import sees_overview

FRESH = timedelta(days=14)
WEEKS = 4


@dataclass
class CityWalls:
    """Numbers of one city; `weeks` are the reports of each week, the present one last."""

    city: City
    boards: int = 0
    fresh_boards: int = 0
    weeks: tuple[int, ...] = (0,) * WEEKS
    open_tasks: int = 0
    escalated: int = 0


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    if not sees_overview(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    context = {
        "rows": walls_by_city(today),
        "mondays": mondays(today),
        "late": late_tasks(),
        "nav": "editor" if is_editor(request.user) else "manager",
        "current": "print",
    }
    return render(request, "printing/desk/overview.html", context)


def mondays(today: date) -> list[date]:
    this_week = today - timedelta(days=today.weekday())
    return [this_week - timedelta(weeks=back) for back in reversed(range(WEEKS))]


def walls_by_city(today: date) -> list[CityWalls]:
    """Every city, also those without a board. Five queries."""
    rows = {city.pk: CityWalls(city) for city in City.objects.all()}
    fresh = Q(reports__bulletin__isnull=False, reports__taken_back_on__isnull=True, reports__hung_on__gt=today - FRESH)
    open_boards = NoticeBoard.objects.filter(closed_on__isnull=True).order_by().values_list("workplace__city")
    for pk, boards, fresh_boards in open_boards.annotate(Count("pk", distinct=True), fresh=Count("pk", filter=fresh, distinct=True)):
        rows[pk].boards, rows[pk].fresh_boards = boards, fresh_boards
    for pk, *weeks in _reports_by_week(mondays(today)):
        rows[pk].weeks = tuple(weeks)
    tasks = WallTask.objects.open().order_by().values_list("report__board__workplace__city")
    for pk, count, escalated in tasks.annotate(Count("pk"), late=Count("pk", filter=Q(escalated_on__isnull=False))):
        rows[pk].open_tasks, rows[pk].escalated = count, escalated
    return list(rows.values())


def _reports_by_week(starts: list[date]) -> Iterable[tuple[int, ...]]:
    """City, then one number for each week."""
    counts = {
        f"week_{number}": Count("pk", filter=Q(hung_on__gte=start, hung_on__lt=start + timedelta(weeks=1)))
        for number, start in enumerate(starts)
    }
    return PrintReport.objects.valid().order_by().values_list("board__workplace__city").annotate(**counts)


def late_tasks() -> list[dict[str, object]]:
    """What nobody answered in time, what must come down first: article or week of a recalled bulletin, city, since when, board count."""
    week = Case(When(article=None, then="report__bulletin__week_starts_on"))
    late = WallTask.objects.escalated().annotate(week=week).order_by("-kind", "asked_on", "article__title", "week")
    places = ("article__title", "week", "report__board__workplace__city__name", "kind", "asked_on")
    return list(late.values(*places).annotate(board_count=Count("report__board", distinct=True)))
