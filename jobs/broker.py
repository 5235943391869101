"""What Celery's Redis transport lacks: a worker that goes on taking work after an acknowledgement was lost."""

from typing import Any

from kombu.transport import redis, virtual


class QoS(redis.QoS):
    """Gives the place of a message free even when Redis could not be told.

    kombu 5.7 keeps it taken, and Celery writes "Couldn't ack" and goes on: after as many such moments as the worker may hold messages
    it takes nothing any more, alive and idle (seen after eight freezes of Redis). The message itself comes again after the visibility
    timeout and then finds no job to claim.
    """

    def ack(self, delivery_tag: Any) -> None:
        try:
            super().ack(delivery_tag)
        except Exception:
            virtual.QoS.ack(self, delivery_tag)
            raise

    def reject(self, delivery_tag: Any, requeue: bool = False) -> None:
        try:
            super().reject(delivery_tag, requeue)
        except Exception:
            virtual.QoS.ack(self, delivery_tag)
            raise


def never_lose_places() -> None:
    """For this process, before it connects. Any address of Redis keeps its meaning, since the transport stays kombu's."""
    redis.Channel.QoS = QoS
