"""What heals the table, every few seconds: leases that passed, messages that were lost, periods that began. It never does a job itself.

Two sweepers at once are harmless: every step is a conditional update.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from . import periodic
from .conf import setting
from .models import Job, WorkerSign
from .queues import QUEUES
from .registry import known_kinds
from .sending import has_broker, publish
from .services import return_expired

BATCH = 200  # messages for one queue in one pass: without this a thousand waiting renders meant 25,500 messages
SIGN_SECONDS = 15


def sweep() -> None:
    """One pass. Cheap when there is nothing to do."""
    now = leave_sign()
    for job in Job.objects.expired().order_by("lease_until")[:BATCH]:
        return_expired(job)
    periodic.start_due(now)
    if has_broker():
        for queue in QUEUES:
            send_due(queue)


def send_due(queue: str) -> int:
    """Send the oldest due jobs of `queue` that no message is known to carry; how many the broker took."""
    batch = _mark_as_sent(queue)
    for position, (job_id, kind) in enumerate(batch):
        if not publish(job_id, kind):
            _unmark([job_id for job_id, _kind in batch[position:]])
            return position
    return len(batch)


def _mark_as_sent(queue: str) -> list[tuple[UUID, str]]:
    """Marked before they are sent, under a lock that another sweeper steps around: nothing is sent twice in one interval."""
    long_ago = Now() - timedelta(seconds=setting("JOBS_RESEND_SECONDS"))
    with transaction.atomic():
        due = Job.objects.due().filter(Q(sent_at=None) | Q(sent_at__lt=long_ago), queue=queue, kind__in=known_kinds())
        batch = list(due.select_for_update(skip_locked=True).values_list("pk", "kind")[:BATCH])
        Job.objects.filter(pk__in=[pk for pk, _kind in batch]).update(sent_at=Now())
    return batch


def _unmark(job_ids: list[UUID]) -> None:
    Job.objects.filter(pk__in=job_ids).update(sent_at=None)


def leave_sign() -> datetime:
    """Say that a worker lives, at most every quarter of a minute; returns the database's clock, which all machines share."""
    signs = WorkerSign.objects.filter(name="sweeper")
    if not signs.filter(seen_at__gte=Now() - timedelta(seconds=SIGN_SECONDS)).exists():
        WorkerSign.objects.bulk_create(
            [WorkerSign(name="sweeper")], update_conflicts=True, unique_fields=["name"], update_fields=["seen_at"]
        )
    return signs.values_list(Now(), flat=True).get()
