"""When an answer is due: the clock stops on Sundays and on days when unions rest. Pure."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
# Fixed national holidays as (month, day). The moving ones (Idul Fitri week, Nyepi, Waisak …) are given by the caller.
FIXED_HOLIDAYS = {(1, 1), (5, 1), (6, 1), (8, 17), (12, 25)}


def due_after(start: datetime, hours: int, holidays: Collection[date] = (), zone: ZoneInfo = JAKARTA) -> datetime:
    """The moment `hours` later, not counting any hour of a day of rest in that zone."""
    at, left = start.astimezone(zone), timedelta(hours=hours)
    while left > timedelta():
        midnight = (at + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        step = midnight - at
        if not _is_day_of_rest(at.date(), holidays):
            step = min(step, left)
            left -= step
        at += step
    return at


def _is_day_of_rest(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() == 6 or (day.month, day.day) in FIXED_HOLIDAYS or day in holidays
