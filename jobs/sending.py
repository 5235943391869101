"""Telling the broker that a job waits. A broker that is away may cost a request half a second, after three of those nothing."""

import logging
import threading
import time
from collections.abc import Callable
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db.models.functions import Now

from .models import Job, JobState
from .registry import kind_named

logger = logging.getLogger(__name__)


class Breaker:
    """After a failure no try for `breath_seconds`, so that a request which asks for several jobs waits for one only; after `failures` in a
    row none for `pause_seconds`. Then one caller tries, whose outcome decides for all.
    """

    def __init__(
        self, failures: int = 3, pause_seconds: float = 30, breath_seconds: float = 1, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.failures, self.pause_seconds, self.breath_seconds, self.clock = failures, pause_seconds, breath_seconds, clock
        self.lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        self.failed, self.closed_until = 0, 0.0

    def allows(self) -> bool:
        """Whether to try now. After a failure only the first caller after each pause may."""
        with self.lock:
            if self.failed == 0:
                return True
            if self.clock() < self.closed_until:
                return False
            self._close()
            return True

    def record(self, succeeded: bool) -> None:
        with self.lock:
            if succeeded:
                self.reset()
                return
            self.failed += 1
            self._close()

    def _close(self) -> None:
        self.closed_until = self.clock() + (self.breath_seconds if self.failed < self.failures else self.pause_seconds)


breaker = Breaker()


def has_broker() -> bool:
    return bool(settings.CELERY_BROKER_URL)


def publish(job_id: UUID, kind: str) -> bool:
    """Send the id once; whether the broker took it. Never raises: the sweeper sends again what was not taken."""
    if not has_broker() or not breaker.allows():
        return False
    try:
        work = kind_named(kind)
        current_app.tasks["jobs.run_job"].apply_async([str(job_id)], queue=work.queue, time_limit=work.end_seconds)
    except Exception as error:  # noqa: BLE001 - nothing that a broker does may reach a request
        breaker.record(succeeded=False)
        logger.warning("job %s not sent: %s", job_id, type(error).__name__)
        return False
    breaker.record(succeeded=True)
    return True


def publish_and_note(job_id: UUID, kind: str) -> None:
    """After the commit that made the job: send it, and write down that it was sent."""
    if publish(job_id, kind):
        Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(sent_at=Now())
