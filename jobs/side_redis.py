"""The broker's Redis, for what may be lost at any moment: counts of an hour, pages of two minutes. Whoever asks goes on without it."""

import logging
from collections.abc import Callable
from functools import cache as once
from typing import TypeVar

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from .sending import Breaker

AWAY = (RedisError, OSError, ValueError)  # ValueError: an address that only the broker's library understands

T = TypeVar("T")
logger = logging.getLogger(__name__)


class SideRedis:
    """For one purpose: `connect_seconds` and `answer_seconds` are what it may cost a request, `consequence` is for the log."""

    def __init__(self, *, connect_seconds: float, answer_seconds: float, consequence: str) -> None:
        self.patience, self.consequence, self.breaker = (connect_seconds, answer_seconds), consequence, Breaker()

    def ask(self, url: str, act: Callable[[Redis], T]) -> T | None:
        """What `act` returns; None without an address, and while Redis is away or refuses. Never raises for its sake."""
        if not url or not self.breaker.allows():
            return None
        try:
            found = act(_client(url, *self.patience))
        except AWAY as error:
            self.breaker.record(succeeded=False)
            logger.warning("%s: %s", self.consequence, type(error).__name__)
            return None
        self.breaker.record(succeeded=True)
        return found


@once
def _client(url: str, connect_seconds: float, answer_seconds: float) -> Redis:
    """Tried once. Raises ValueError for an address that is none of Redis's own; sockets are written in the broker's way."""
    plain = url.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
    return Redis.from_url(
        plain,
        socket_connect_timeout=connect_seconds,
        socket_timeout=answer_seconds,
        retry=Retry(NoBackoff(), 0),
        health_check_interval=0,
    )
