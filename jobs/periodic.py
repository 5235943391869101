"""The one table of periodic work. The sweeper reads it wherever it runs: under Celery's beat, or in the embedded runner.

Beat itself has a single entry, the sweep (cms.celery): work that was missed while beat was down is then started late instead of never,
and two beats, or a beat beside an embedded runner, start it once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise

from .models import PeriodicRun
from .registry import Handler, handler
from .services import enqueue

MONDAY = datetime(2024, 1, 1)  # on the site's wall clock; weeks are counted from here
LONGEST = timedelta(days=7)  # runs are remembered for a month, see retention


@dataclass(frozen=True)
class Periodic:
    """`name` is also the kind of its job. With `every` a day or more, `at` is the site's wall clock."""

    name: str
    every: timedelta
    at: time = time()

    def period(self, moment: datetime) -> str:
        """When the period that holds `moment` began, as the site's clock shows it: the name of the period."""
        start = MONDAY + timedelta(hours=self.at.hour, minutes=self.at.minute)
        wall = timezone.make_naive(moment)
        return (start + (wall - start) // self.every * self.every).isoformat(timespec="seconds")


PERIODS: dict[str, Periodic] = {}


def periodic(
    name: str,
    *,
    every: timedelta,
    at: time = time(),
    title: str | Promise = "",
    queue: str = "notify",
    time_limit_seconds: float = 100,
) -> Callable[[Handler], Handler]:
    """Register the decorated handler to run once in each period. A period is passed over while the job of the last one is still open."""
    if not timedelta(0) < every <= LONGEST:
        raise ValueError("every must be more than nothing and at most 7 days")
    PERIODS[name] = Periodic(name, every, at)
    return handler(name, queue=queue, title=title, time_limit_seconds=time_limit_seconds)


def start_due(moment: datetime) -> list[str]:
    """Enqueue what has not been started in the period of `moment`; returns the names."""
    now = {name: work.period(moment) for name, work in PERIODS.items()}
    started = set(PeriodicRun.objects.filter(period__in=now.values()).values_list("name", "period"))
    return [name for name, period in now.items() if (name, period) not in started and _start(name, period)]


def _start(name: str, period: str) -> bool:
    with transaction.atomic():
        _run, is_first = PeriodicRun.objects.get_or_create(name=name, period=period)
        if is_first:
            enqueue(name, key=name, payload={"period": period})
        return is_first
