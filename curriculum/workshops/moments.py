"""When a workshop is, on the clock of its city and in words."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

from ..models import Workshop


def zone_of(workshop: Workshop) -> ZoneInfo:
    """Reads the city: ask for it together with the workshop."""
    return ZoneInfo(workshop.cohort.city.time_zone)


def day_of(workshop: Workshop) -> date:
    return timezone.localdate(workshop.starts_at, zone_of(workshop))


def hours(workshop: Workshop) -> str:
    """ "13.00–16.00 WIB"."""
    zone = zone_of(workshop)
    start, end = (timezone.localtime(moment, zone) for moment in (workshop.starts_at, workshop.ends_at))
    return f"{clock_words(start)}–{clock_words(end)} {workshop.cohort.city.get_time_zone_display()}"


def clock_words(moment: datetime | time) -> str:
    return f"{moment.hour:02}.{moment.minute:02}"


def day_words(workshop: Workshop) -> str:
    """ "Sabtu, 28 November 2026"."""
    return date_format(day_of(workshop), "l, j F Y")


def starts_clock(workshop: Workshop) -> time:
    return timezone.localtime(workshop.starts_at, zone_of(workshop)).time()
