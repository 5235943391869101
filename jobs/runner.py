"""Doing the work: one claimed job at a time, whoever claimed it (a Celery worker, the embedded runner, or drain)."""

import logging
import signal
import threading
import time
import traceback
from types import TracebackType

from django.db import close_old_connections, connection

from . import services
from .conf import setting
from .errors import PermanentFailure
from .models import Job
from .outage import DATABASE_AWAY, patiently
from .queues import QUEUES
from .registry import Kind, Outcome, kind_named
from .sweeper import sweep

logger = logging.getLogger(__name__)


class Heartbeat(threading.Thread):
    """Keeps the lease of one job alive each third of it, until the job ends, is lost, or passes its time limit."""

    def __init__(self, job: Job, kind: Kind) -> None:
        super().__init__(daemon=True, name=f"heartbeat {job.pk}")
        self.job, self.kind, self.ended = job, kind, threading.Event()

    def run(self) -> None:
        until = time.monotonic() + self.kind.time_limit_seconds
        while not self.ended.wait(self.kind.lease_seconds / 3) and time.monotonic() < until:
            try:
                if not services.heartbeat(self.job, self.kind.lease_seconds):
                    break
            except DATABASE_AWAY:
                logger.warning("job %s: heartbeat missed, the database does not answer", self.job.pk)
                connection.close()
        connection.close()  # this thread's own

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.ended.set()


def run_claimed(job: Job) -> None:
    """Run the handler and write what came of it. A stale result changes nothing."""
    kind = kind_named(job.kind)
    with Heartbeat(job, kind):
        try:
            outcome = kind.run(job) or Outcome()
            in_time = patiently(lambda: services.finish(job, outcome))
        except PermanentFailure as failure:
            sentence = str(failure)
            in_time = patiently(lambda: services.quarantine(job, sentence))
        except Exception as error:  # noqa: BLE001 - whatever a handler raises is the job's failure, not the runner's
            cause = described(error)
            logger.warning("job %s (%s) failed: %s", job.pk, job.kind, cause)
            in_time = patiently(lambda: services.fail(job, cause))
    if not in_time:
        logger.warning("job %s (%s): the lease was lost, the result is dropped", job.pk, job.kind)


def described(error: BaseException) -> str:
    """Class and place. Never the message: it may quote what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({frames[-1].name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}{place}"


def drain(queues: tuple[str, ...] | None = None, deadline_seconds: float | None = None) -> int:
    """Run all that is due, and what that work makes due, in this process; how many jobs were run."""
    until = time.monotonic() + deadline_seconds if deadline_seconds else float("inf")
    count = 0
    while time.monotonic() < until and (job := services.claim_next(queues or QUEUES)):
        run_claimed(job)
        count += 1
    return count


class Runner:
    """The embedded worker's child process: takes the oldest due job, sweeps beside it, leaves after the current job when told."""

    def __init__(self, queues: tuple[str, ...] = QUEUES) -> None:
        self.queues, self.stopping = queues, threading.Event()

    def run_forever(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())
        # The kernel ends a process that overstays, even one that is stuck in C and lets no thread run.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        threading.Thread(target=self._sweep_forever, daemon=True, name="sweeper").start()
        while not self.stopping.is_set():
            if not self._run_one():
                self.stopping.wait(setting("JOBS_POLL_SECONDS"))

    def _run_one(self) -> bool:
        """False when there was nothing to do, or no database."""
        try:
            close_old_connections()
            job = services.claim_next(self.queues)
            if job:
                signal.setitimer(signal.ITIMER_REAL, kind_named(job.kind).end_seconds)
                run_claimed(job)
        except DATABASE_AWAY as error:
            logger.warning("the database does not answer (%s)", type(error).__name__)
            connection.close()
            return False
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return job is not None

    def _sweep_forever(self) -> None:
        while not self.stopping.wait(setting("JOBS_SWEEP_SECONDS")):
            try:
                close_old_connections()
                sweep()
            except Exception as error:  # noqa: BLE001 - a sweeper that dies is noticed too late
                logger.warning("sweep failed: %s", described(error))
                connection.close()
