"""The doors of the job row. A lease is measured by the database's clock only, and whoever lost it changes nothing."""

import logging
import random
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from .models import Job, JobQuerySet, JobState
from .registry import Outcome, kind_named, known_kinds
from .sending import has_broker, publish_and_note

logger = logging.getLogger(__name__)
NO_LEASE = {"lease_token": None, "lease_until": None}
STOPPED = gettext_noop("The process ended or stopped answering.")  # kept untranslated: whoever reads it has a language of her own


def enqueue(kind: str, *, key: str, payload: dict[str, Any], not_before: datetime | None = None, max_attempts: int = 3) -> Job:
    """The open job of (kind, key), made if there is none. Belongs in the transaction of the change that asks for it.

    `key` names the object and the version of its maker: a job that runs already has read the state of its start.
    `payload` holds ids and versions only. Raises UnknownKind.
    """
    work = kind_named(kind)
    wanted = Job(kind=kind, key=key, queue=work.queue, payload=payload, max_attempts=max_attempts)
    if not_before:
        wanted.not_before = not_before
    with transaction.atomic():
        job = _insert_or_find(wanted)
        if job.pk == wanted.pk and has_broker() and not not_before:
            transaction.on_commit(partial(publish_and_note, job.pk, kind), robust=True)
    return job


def enqueue_all(kind: str, wanted: Mapping[str, dict[str, Any]]) -> dict[str, Job]:
    """As enqueue, for many keys with their payloads at once: three queries, however many."""
    work = kind_named(kind)
    made = [Job(kind=kind, key=key, queue=work.queue, payload=payload) for key, payload in wanted.items()]
    with transaction.atomic():
        Job.objects.bulk_create(made, ignore_conflicts=True)
        waiting = Job.objects.filter(kind=kind, key__in=wanted, state=JobState.QUEUED).select_for_update(skip_locked=True)
        found = {job.key: job for job in waiting}
        for job in made if has_broker() else ():
            if found.get(job.key) == job:
                transaction.on_commit(partial(publish_and_note, job.pk, kind), robust=True)
        return {key: found.get(key) or enqueue(kind, key=key, payload=payload) for key, payload in wanted.items()}


def _insert_or_find(wanted: Job) -> Job:
    """Insert without raising, then read what is open. The one found may end between the two, hence the loop."""
    for _try in range(10):
        Job.objects.bulk_create([wanted], ignore_conflicts=True)
        same = Job.objects.filter(kind=wanted.kind, key=wanted.key)
        # A waiting job stays locked until the caller commits, so that it cannot start before it can see the caller's change.
        waiting = same.filter(state=JobState.QUEUED).select_for_update(skip_locked=True).first()
        if job := waiting or same.open().first():
            return job
    raise IntegrityError(f"no job of {wanted.kind} can be written")  # SQLite ignores impossible values together with conflicts


def claim(job_id: UUID) -> Job | None:
    """Take this job under a new lease; None if it is not due, taken, ended, or of a kind this process does not know."""
    job = Job.objects.filter(pk=job_id, kind__in=known_kinds()).only("kind").first()
    return _take(job.pk, kind_named(job.kind).lease_seconds) if job else None


def claim_next(queues: tuple[str, ...]) -> Job | None:
    """Take the job of these queues that has been due longest; None if nothing is due."""
    due = Job.objects.due().filter(queue__in=queues, kind__in=known_kinds())
    if not due.exists():  # a plain read: an idle runner on SQLite never takes the write lock
        return None
    with transaction.atomic():
        job = due.select_for_update(skip_locked=True).only("kind").first()
        return _take(job.pk, kind_named(job.kind).lease_seconds) if job else None


def _take(job_id: UUID, lease_seconds: float) -> Job | None:
    """The conditional update that decides who has the job. Counts the attempt before any of the job's code runs."""
    token = uuid.uuid4()
    taken = Job.objects.filter(pk=job_id, state=JobState.QUEUED, not_before__lte=Now(), attempts__lt=F("max_attempts")).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        lease_token=token,
        lease_until=Now() + timedelta(seconds=lease_seconds),
    )
    return Job.objects.filter(pk=job_id, lease_token=token).first() if taken else None


def heartbeat(job: Job, lease_seconds: float) -> bool:
    """Lengthen the lease; False when it is no longer ours."""
    return bool(Job.objects.held(job).update(lease_until=Now() + timedelta(seconds=lease_seconds)))


def finish(job: Job, outcome: Outcome) -> bool:
    """End the job and write its effect in one transaction; False, and no effect, if the lease is no longer ours.

    The row is locked before the effect and written after it: an enqueue of the same key from a transaction that the effect waits for
    then waits for nobody (PostgreSQL would call it a deadlock).
    """
    with transaction.atomic():
        held = Job.objects.held(job)
        if held.select_for_update().first() is None:
            return False
        if outcome.apply:
            outcome.apply()
        ended = {"state": JobState.DONE, "finished_at": Now(), "error": "", **NO_LEASE}
        held.update(out_path=outcome.out_path, out_sha256=outcome.out_sha256, **ended)
    return True


def fail(job: Job, error: str) -> bool:
    """Back to the queue after a pause that doubles, or quarantined after the last attempt. False for a stale holder."""
    return _back_or_quarantined(Job.objects.held(job), job, error, timedelta(seconds=pause_seconds(job.attempts)))


def return_expired(job: Job) -> bool:
    """As fail, for a job whose holder is gone. False if it came back in time."""
    return _back_or_quarantined(Job.objects.held(job).expired(), job, STOPPED, timedelta(0))


def pause_seconds(attempts: int) -> float:
    """2, 4, 8 … seconds, a quarter more or less so that failed jobs do not come back together; ten minutes at most."""
    return min(600, 2**attempts * random.uniform(0.75, 1.25))  # noqa: S311 - no secret


def _back_or_quarantined(held: JobQuerySet, job: Job, error: str, pause: timedelta) -> bool:
    if job.attempts >= job.max_attempts:
        return _quarantine(held, job, error)
    not_before = Now() + pause if pause else Now()  # on SQLite a sum has more digits, and would be due a millisecond later
    return bool(held.update(state=JobState.QUEUED, not_before=not_before, sent_at=None, error=error, **NO_LEASE))


def quarantine(job: Job, error: str) -> bool:
    """Trying again cannot help: keep the job apart until a person decides. False for a stale holder."""
    return _quarantine(Job.objects.held(job), job, error)


def _quarantine(held: JobQuerySet, job: Job, error: str) -> bool:
    done = held.update(state=JobState.QUARANTINED, finished_at=Now(), error=error, **NO_LEASE)
    if done:
        logger.error("job %s (%s) quarantined after %d attempts: %s", job.pk, job.kind, job.attempts, error)
    return bool(done)


def drop_all(job_ids: Iterable[UUID]) -> int:
    """What asked for these is gone: those that wait, or wait for a person, become cancelled; one that runs is left alone. How many."""
    droppable = Job.objects.filter(pk__in=list(job_ids), state__in=[JobState.QUARANTINED, JobState.QUEUED])
    return droppable.update(state=JobState.CANCELLED, finished_at=Now())


def retry_quarantined(job_id: UUID) -> Job:
    """A person says "try again", with all attempts. Returns the newer open job instead if the same work has been asked for since.

    Raises Job.DoesNotExist when no such job is quarantined.
    """
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job_id, state=JobState.QUARANTINED)
        for _try in range(10):  # the newer one may end between the two
            if newer := Job.objects.open().filter(kind=job.kind, key=job.key).first():
                drop(job_id)
                return newer
            if _queue_again(job_id):
                transaction.on_commit(partial(publish_and_note, job_id, job.kind), robust=True)
                break
    return Job.objects.get(pk=job_id)


def _queue_again(job_id: UUID) -> bool:
    """False when the same work was asked for meanwhile: PostgreSQL lets that be seen by nobody until it is committed."""
    again = {"state": JobState.QUEUED, "attempts": 0, "finished_at": None, "sent_at": None, "error": ""}
    try:
        with transaction.atomic():
            return bool(Job.objects.filter(pk=job_id).update(not_before=Now(), **again))
    except IntegrityError:
        return False


def drop_quarantined(job_id: UUID) -> bool:
    """A person says "leave it" of a job that she saw quarantined. False, and nothing is changed, when it is no longer."""
    return bool(Job.objects.filter(pk=job_id, state=JobState.QUARANTINED).update(state=JobState.CANCELLED, finished_at=Now()))


def drop(job_id: UUID) -> bool:
    """A person says "leave it": quarantined or waiting becomes cancelled. False when it is neither."""
    return bool(drop_all([job_id]))
