"""The calendar of a month, as a page and as a file for the phone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.addresses import absolute

from ...models import NOT_COMING, Cohort, CohortStatus, Seat, SeatState, Workshop, WorkshopStatus
from ...visitor import Visitor
from .. import ics
from ..moments import day_of, hours
from ..permissions import IN_CLASS, enrolments, plans_class, visible_workshops
from .pages import schedule_page, show, workshop_page

ICS_WORKSHOPS_MAX = 500


@dataclass(frozen=True)
class Line:
    """A workshop in a list; `seat` is the visitor's own, where she is a trainee."""

    workshop: Workshop
    seated: int
    seat: str

    @property
    def hours(self) -> str:
        return hours(self.workshop)


@schedule_page("GET")
def schedule(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    month = _month(request.GET.get("bulan", ""), visitor.today)
    cohorts = _cohorts(visitor)
    chosen = _chosen(request.GET.get("kelas", ""), cohorts)
    rows = visible_workshops(visitor)
    lines = _lines(rows.filter(cohort=chosen) if chosen else rows, month, visitor)
    days = [(day, list(group)) for day, group in groupby(lines, key=lambda line: day_of(line.workshop))]
    plans = [cohort for cohort in cohorts if cohort.status != CohortStatus.CLOSED and plans_class(visitor, cohort)]
    context = {"month": month, "before": month - timedelta(days=1), "after": _next(month), "days": days, "cohorts": cohorts}
    return show(request, visitor, "schedule", chosen=chosen, plans=plans, is_trainee=bool(enrolments(visitor)), **context)


def _month(text: str, today: date) -> date:
    """The first day of it; "2026-11". Raises Http404."""
    if not text:
        return today.replace(day=1)
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text, re.ASCII)
    if not found:
        raise Http404
    return date(int(found[1]), int(found[2]), 1)


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _cohorts(visitor: Visitor) -> list[Cohort]:
    if visitor.oversees:
        return list(Cohort.objects.select_related("city").order_by("city__name", "name"))
    return sorted(visitor.cohorts(*IN_CLASS), key=lambda cohort: cohort.name)


def _chosen(slug: str, cohorts: list[Cohort]) -> Cohort | None:
    """Raises Http404."""
    if not slug:
        return None
    found = next((cohort for cohort in cohorts if cohort.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _lines(rows: QuerySet[Workshop], month: date, visitor: Visitor) -> list[Line]:
    """Those whose day in their own city lies in the month. Two queries."""
    edges = [datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (month, _next(month))]
    near = rows.filter(starts_at__gte=edges[0] - timedelta(days=1), starts_at__lt=edges[1] + timedelta(days=1))
    seated = Count("seats", filter=Q(seats__state=SeatState.SEAT))
    found = [workshop for workshop in near.annotate(seated=seated).order_by("starts_at", "pk") if day_of(workshop).replace(day=1) == month]
    mine = _my_seats(visitor, found)
    return [
        Line(workshop, workshop.seated, mine.get(workshop.pk, ""))
        for workshop in sorted(found, key=lambda one: (day_of(one), one.starts_at))
    ]


def _my_seats(visitor: Visitor, workshops: list[Workshop]) -> dict[int, str]:
    mine = [membership.pk for membership in enrolments(visitor)]
    if not mine:
        return {}
    seats = Seat.objects.filter(membership_id__in=mine, workshop__in=workshops)
    return {seat.workshop_id: seat.get_state_display() for seat in seats}


# --- Calendar files


@schedule_page("GET")
def schedule_ics(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """All that lies ahead and the last month; a trainee's without workshops whose seat she gave up."""
    since = timezone.now() - timedelta(days=31)
    rows = visible_workshops(visitor).filter(starts_at__gte=since).order_by("starts_at", "pk")
    mine = [membership.pk for membership in enrolments(visitor)]
    if mine:
        rows = rows.exclude(seats__in=Seat.objects.filter(membership_id__in=mine, state__in=NOT_COMING))
    return _ics_answer(rows[:ICS_WORKSHOPS_MAX], "pelatihan")


@workshop_page("GET")
def workshop_ics(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> HttpResponse:
    return _ics_answer([workshop], f"pelatihan-{day_of(workshop):%Y-%m-%d}")


def _ics_answer(workshops, name: str) -> HttpResponse:  # noqa: ANN001  an iterable of Workshop
    events = [event_of(workshop) for workshop in workshops]
    body = ics.calendar_file(events, name=_("Workshops of Warta Buruh"), made_at=timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def event_of(workshop: Workshop) -> ics.Event:
    """With the reason where it does not take place, and no name of anybody."""
    is_cancelled = workshop.status in (WorkshopStatus.CANCELLED, WorkshopStatus.MOVED)
    return ics.Event(
        uid=f"{workshop.public_id}@wartaburuh",
        sequence=workshop.sequence,
        starts_at=workshop.starts_at,
        ends_at=workshop.ends_at,
        title=workshop.title,
        place=workshop.venue,
        words="\n".join(filter(None, [str(workshop.cohort), workshop.directions, workshop.reason])),
        url=absolute(reverse("curriculum:workshop", args=[workshop.public_id])),
        is_cancelled=is_cancelled,
    )
