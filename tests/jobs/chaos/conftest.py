"""One site for each engine, shared by the faults of a module: it must come through all of them, as a site in service must."""

import contextlib
import os
import random

import pytest

from tests.jobs.chaos.site import Site
from tests.services import own_postgres, own_redis, postgres_server, redis_server, start_postgres, start_redis  # noqa: F401


@pytest.fixture
def prefix(soak, request):
    """A prefix of keys that no other test uses."""
    return f"{request.node.originalname.removeprefix('test_')[:40]}.{soak}."


@pytest.fixture
def dice():
    """Seeded randomness; the seed is in the output of a failing test."""
    seed = int(os.environ.get("WARTA_SEED", random.randrange(10**6)))
    print(f"WARTA_SEED={seed}")  # noqa: T201
    return random.Random(seed)


@pytest.fixture(scope="module")
def embedded_site(tmp_path_factory):
    with contextlib.closing(Site(tmp_path_factory.mktemp("embedded"))) as site:
        site.start_embedded(2)
        yield site


@pytest.fixture(scope="module")
def servers():
    """A PostgreSQL and a Redis that this module may harm."""
    with contextlib.closing(start_postgres()) as postgres, contextlib.closing(start_redis()) as redis:
        yield postgres, redis


@pytest.fixture(scope="module")
def celery_site(servers, tmp_path_factory):
    postgres, redis = servers
    with contextlib.closing(Site(tmp_path_factory.mktemp("celery"), postgres.create_database(), redis.url)) as site:
        site.start_celery()
        yield site
