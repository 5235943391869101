"""Days and hours as people say them: today 10.42, yesterday, Monday, 24 November. The day and the zone come from the caller's clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.typesetting import NO_BREAK_SPACE

THIRD = timedelta(hours=24)


def said_day(day: date, today: date) -> str:
    """Near days by name, others as a date (with the year when it is another one)."""
    names = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
    distance = (day - today).days
    if distance in names:
        return names[distance]
    if abs(distance) < 7:
        return date_format(day, "l")
    return date_format(day, "j F" if day.year == today.year else "j F Y").replace(" ", NO_BREAK_SPACE)


def full_day(day: date) -> str:
    """Tuesday, 8 December."""
    return date_format(day, "l, j F").replace(" ", NO_BREAK_SPACE)


def said_moment(at: datetime, today: date) -> str:
    local = timezone.localtime(at)
    return f"{said_day(local.date(), today)} {date_format(local, 'TIME_FORMAT')}".replace(" ", NO_BREAK_SPACE)


def said_hour(at: datetime) -> str:
    return date_format(timezone.localtime(at), "TIME_FORMAT")


def said_span(span: timedelta) -> str:
    """2 days 20 hours; the smaller part is left out where it is nothing."""
    hours = max(0, int(span.total_seconds() // 3600))
    days, hours = divmod(hours, 24)
    if not days and not hours:
        return _("less than an hour")
    parts = []
    if days:
        parts.append(ngettext("%(count)s day", "%(count)s days", days) % {"count": days})
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    return " ".join(parts).replace(" ", NO_BREAK_SPACE)


def thirds(span: timedelta) -> str:
    """■□□, ■■□, ■■■: which third of the 72 hours it is."""
    filled = min(3, int(span / THIRD) + 1)
    return "■" * filled + "□" * (3 - filled)
