"""The limit of one address holds for all web processes together, in a real Redis; without it each process counts for itself."""

import pytest
import redis
from django.core.cache import cache

from cms.discussion import limits, tallies
from cms.discussion.models import Answer
from jobs.sending import Breaker
from tests.cms.discussion.conftest import NOW
from tests.services import redis_server, start_redis  # noqa: F401

ADDRESS = "192.0.2.7"


@pytest.fixture
def server(redis_server, settings, monkeypatch):  # noqa: F811
    settings.CELERY_BROKER_URL = redis_server.url
    monkeypatch.setattr(tallies.side_redis, "breaker", Breaker())
    yield redis_server
    redis.Redis.from_url(redis_server.url).flushall()


def may_send(most: int = 2) -> bool:
    """Asked of a process that has just begun."""
    cache.clear()
    return limits.may_send("answers", ADDRESS, NOW, most=most)


@pytest.mark.db
def test_all_processes_count_together(server):
    assert [may_send() for _process in range(3)] == [True, True, False]
    assert limits.may_send("joining", ADDRESS, NOW, most=1)
    assert limits.may_send("answers", "192.0.2.8", NOW, most=1)


@pytest.mark.db
def test_redis_holds_no_address_and_forgets_what_it_holds(server):
    may_send()
    client = redis.Redis.from_url(server.url)
    names = client.keys()
    assert len(names) == 2
    assert not [name for name in names if ADDRESS.encode() in name + client.get(name)]
    assert all(0 < client.ttl(name) <= tallies.SALT_SECONDS for name in names)


@pytest.mark.db
def test_while_redis_is_full_a_process_counts_for_itself(server):
    server.limit_memory("100kb")
    try:
        assert [limits.may_send("answers", ADDRESS, NOW, most=2) for _form in range(3)] == [True, True, False]
    finally:
        server.limit_memory("0")


@pytest.mark.db
def test_a_frozen_redis_costs_a_reader_half_a_second_and_the_next_one_nothing(server):
    server.freeze()
    try:
        assert [limits.may_send("answers", ADDRESS, NOW, most=2) for _form in range(3)] == [True, True, False]
        assert tallies.side_redis.breaker.failed == 1, "tried once, then not for a while"
    finally:
        server.thaw()


@pytest.mark.parametrize("url", ["", "redis://127.0.0.1:1/0", "redis+socket:///nowhere/redis.sock?virtual_host=1", "amqp://127.0.0.1"])
@pytest.mark.django_db
def test_without_redis_an_answer_arrives_all_the_same(reader, settings, monkeypatch, url):
    settings.CELERY_BROKER_URL = url
    monkeypatch.setattr(tallies.side_redis, "breaker", Breaker())
    assert reader.sends().status_code == 303
    assert Answer.objects.count() == 1
