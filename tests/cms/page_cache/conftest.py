"""A browser without cookies in front of a site whose page cache is on, and a clock that a test moves."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.page_cache import addresses, middleware
from cms.page_cache.generation import Generation

collect_ignore = ["test_generation_at_once.py"] if connection.vendor == "sqlite" else []
SIGNED_IN = {"HTTP_COOKIE": "sessionid=x"}  # whoever brings one gets the page as it is rendered


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


class FixedGeneration:
    """Of a site on which nothing ever changes."""

    def now(self) -> str:
        return "1"


class Reader:
    """The process answers one request after the other; `later` is when a change must be seen at the latest."""

    def __init__(self, clock: Clock) -> None:
        self.client, self.clock = Client(), clock

    def get(self, path: str, **headers: Any) -> HttpResponse:
        return self.client.get(path, **headers)

    def head(self, path: str, **headers: Any) -> HttpResponse:
        return self.client.head(path, **headers)

    def rendered(self, path: str) -> HttpResponse:
        """What stands in the database now."""
        return self.client.get(path, **SIGNED_IN)

    def queries(self, path: str, **headers: Any) -> int:
        with CaptureQueriesContext(connection) as seen:
            self.get(path, **headers)
        return len(seen)

    def later(self, seconds: float = 1.6) -> None:
        self.clock.seconds += seconds


@pytest.fixture
def clock(settings, monkeypatch) -> Callable[[], float]:
    clock = Clock()
    settings.PAGE_CACHE = True
    monkeypatch.setattr(middleware, "Generation", partial(Generation, clock))
    addresses._address.cache_clear()
    cache.clear()
    return clock


@pytest.fixture
def reader(db, clock) -> Reader:
    return Reader(clock)
