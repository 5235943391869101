"""Numbers that are counted for an hour or two and then forgotten: in the broker's Redis, so that all web processes count together, or in
the memory of this process where there is none. Both hold hashes, numbers and the day's salt; the database holds nothing of it.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import date
from functools import cache as once
from functools import partial

from django.conf import settings
from django.core.cache import cache
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from jobs.sending import Breaker

KEPT_SECONDS = 2 * 3600
SALT_SECONDS = 26 * 3600
SALT_BYTES = 32
PREFIX = "warta:tally:"  # the broker's own names stand beside it
# As for the broker (cms.celery): what a frozen Redis costs a reader stays under half a second, and soon nothing.
PATIENCE = {"socket_connect_timeout": 0.3, "socket_timeout": 0.4, "retry": Retry(NoBackoff(), 0), "health_check_interval": 10}
AWAY = (RedisError, OSError, ValueError)  # ValueError: an address that only the broker's library understands

logger = logging.getLogger(__name__)
breaker = Breaker()


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

    def __init__(self, url: str) -> None:
        self.redis = _client(url)

    def salt_of(self, day: date) -> bytes:
        name = f"{PREFIX}salt:{day}"
        with self.redis.pipeline() as both:
            return both.set(name, secrets.token_bytes(SALT_BYTES), nx=True, ex=SALT_SECONDS).get(name).execute()[1]

    def add(self, name: str) -> int:
        with self.redis.pipeline() as both:
            return both.incr(PREFIX + name).expire(PREFIX + name, KEPT_SECONDS).execute()[0]


Tally = OwnTally | SharedTally


@once
def _client(url: str) -> Redis:
    """Raises ValueError for an address that is none of Redis's own; sockets are written in the broker's way."""
    plain = url.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
    return Redis.from_url(plain, **PATIENCE)


def counted(count: Callable[[Tally], int]) -> int:
    """`count(tally)` by the shared tally, or by our own while Redis is away or refuses. Never raises for its sake."""
    if settings.CELERY_BROKER_URL and breaker.allows():
        try:
            found = count(SharedTally(settings.CELERY_BROKER_URL))
        except AWAY as error:
            breaker.record(succeeded=False)
            logger.warning("this process counts for itself: %s", type(error).__name__)
        else:
            breaker.record(succeeded=True)
            return found
    return count(OwnTally())
