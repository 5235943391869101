"""The worker's end of Redis, with a real server."""

import pytest
from kombu import Connection
from kombu.transport import redis

from jobs import broker
from tests.services import own_redis, start_redis  # noqa: F401

pytestmark = pytest.mark.db


@pytest.fixture
def consumer(own_redis, monkeypatch):  # noqa: F811
    """A channel that may hold one message, and its server."""
    monkeypatch.setattr(redis.Channel, "QoS", redis.Channel.QoS)
    broker.never_lose_places()
    with Connection(own_redis.url, transport_options={"socket_timeout": 0.2}) as connection:
        queue = connection.SimpleQueue("jobs")
        queue.consumer.qos(prefetch_count=1)
        for word in ("first", "second"):
            queue.put(word)
        yield own_redis, queue


@pytest.mark.parametrize("answer", ["ack", "reject"])
def test_a_worker_takes_the_next_message_after_an_answer_was_lost(consumer, answer):
    server, queue = consumer
    message = queue.get(timeout=5)
    server.freeze()
    try:
        with pytest.raises(queue.channel.connection.client.connection_errors):
            getattr(message, answer)()
    finally:
        server.thaw()
    assert queue.get(timeout=5).payload == "second"
