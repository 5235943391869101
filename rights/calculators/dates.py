"""Months and service. A month later is the same day of the next month, or its last day if there is no such day."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

MONTHS_PER_YEAR = 12


class Service(NamedTuple):
    """Whole months first, then the days left over (0 to 30)."""

    months: int
    days: int

    @property
    def years(self) -> int:
        return self.months // MONTHS_PER_YEAR

    @property
    def tenure(self) -> tuple[int, int, int]:
        """Years, months, days."""
        return self.years, self.months % MONTHS_PER_YEAR, self.days


def add_months(day: date, months: int) -> date:
    """31 January plus one month is 28 or 29 February."""
    year, month = divmod(day.year * MONTHS_PER_YEAR + day.month - 1 + months, MONTHS_PER_YEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def service(start: date, until: date) -> Service:
    """From the first day to `until`, which does not count itself. `until` must not lie before `start`."""
    months = (until.year - start.year) * MONTHS_PER_YEAR + until.month - start.month
    if add_months(start, months) > until:
        months -= 1
    return Service(months, (until - add_months(start, months)).days)


def service_through(start: date, last_day: date) -> Service:
    """The last day counts: 1 January to 31 December is twelve months."""
    return service(start, last_day + timedelta(days=1))
