"""What decides, beside its address, how any public page looks now: the number of changes committed so far, and the day.

Each process asks the database at most once a second. Everything that is rendered later than the question sees at least the changes that
its answer counts; so nothing older can be kept under it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.models import Sum
from django.utils import timezone

from . import triggers
from .models import PublicChange

FRESH_SECONDS = 1.0  # then one thread asks again
LAST_SECONDS = 1.5  # while it asks, the others go by the answer of before until here
ASKING_SECONDS = 2.0  # and then wait this long at most

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seen:
    """`asked_at` is the moment before the question was put."""

    asked_at: float
    generation: str | None


class Generation:
    """Of one process, for all of its threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock, self.asking = clock, threading.Lock()
        self.seen = Seen(float("-inf"), None)
        self.is_noted = False  # that the triggers are there

    def now(self) -> str | None:
        """None while it cannot be known; then nothing may be taken from the cache, nor put into it."""
        age = self._age()
        if age < FRESH_SECONDS:
            return self.seen.generation
        if self.asking.acquire(timeout=ASKING_SECONDS) if age >= LAST_SECONDS else self.asking.acquire(blocking=False):
            try:
                if self._age() >= FRESH_SECONDS:  # nobody else has asked while this thread waited
                    self.seen = Seen(self.clock(), self._ask())
            finally:
                self.asking.release()
        return self.seen.generation if self._age() < LAST_SECONDS else None

    def _age(self) -> float:
        return self.clock() - self.seen.asked_at

    def _ask(self) -> str | None:
        try:
            self.is_noted = self.is_noted or triggers.are_installed(connection)
            if self.is_noted:
                return f"{PublicChange.objects.aggregate(n=Sum('n'))['n'] or 0} {timezone.localdate()}"
            logger.error("No page is kept: the database does not note what changes. Run manage.py migrate.")
        except DatabaseError as error:
            logger.warning("No page is kept: %s", type(error).__name__)
        return None
