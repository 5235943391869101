"""Numbers that are counted for an hour or two and then forgotten: in the broker's Redis, so that all web processes count together, or in
the memory of this process where there is none. Both hold hashes, numbers and the day's salt; the database holds nothing of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from functools import partial

from django.conf import settings
from django.core.cache import cache
from redis import Redis

from jobs.side_redis import SideRedis

KEPT_SECONDS = 2 * 3600
SALT_SECONDS = 26 * 3600
SALT_BYTES = 32
PREFIX = "warta:tally:"  # the broker's own names stand beside it
# As for the broker (cms.celery): what a frozen Redis costs a reader stays under half a second, and soon nothing.
side_redis = SideRedis(connect_seconds=0.3, answer_seconds=0.4, consequence="this process counts for itself")


class OwnTally:
    """Of this process: with several of them each counts for itself."""

    def salt_of(self, day: date) -> bytes:
        """Drawn by chance, the same for the whole day."""
        return cache.get_or_set(f"salt:{day}", partial(secrets.token_bytes, SALT_BYTES), SALT_SECONDS)

    def add(self, name: str) -> int:
        """One more under this name; how many there are."""
        cache.add(name, 0, KEPT_SECONDS)
        try:
            return cache.incr(name)
        except ValueError:  # the entry went between the two lines: the cache is full
            return 1


class SharedTally:
    """The same for all processes of a site, in one round trip each."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis

    def salt_of(self, day: date) -> bytes:
        name = f"{PREFIX}salt:{day}"
        with self.redis.pipeline() as both:
            return both.set(name, secrets.token_bytes(SALT_BYTES), nx=True, ex=SALT_SECONDS).get(name).execute()[1]

    def add(self, name: str) -> int:
        with self.redis.pipeline() as both:
            return both.incr(PREFIX + name).expire(PREFIX + name, KEPT_SECONDS).execute()[0]


Tally = OwnTally | SharedTally


def counted(count: Callable[[Tally], int]) -> int:
    """`count(tally)` by the shared tally, or by our own while Redis is away or refuses. Never raises for its sake."""
    found = side_redis.ask(settings.CELERY_BROKER_URL, lambda redis: count(SharedTally(redis)))
    return count(OwnTally()) if found is None else found
