"""A process that stands for the web: takes one JSON order a line, answers one JSON line. Run as `python -m tests.jobs.chaos.desk`."""

import json
import os
import sys
import time
from typing import Any

import django

django.setup()

from django.db import close_old_connections, transaction  # noqa: E402

from jobs import sending, services  # noqa: E402
from jobs.models import Job  # noqa: E402
from jobs.outage import patiently  # noqa: E402
from jobs.sweeper import sweep  # noqa: E402
from tests.racing import answers_at_once  # noqa: E402


def enqueue(kind: str, keys: list[str], payload: dict[str, Any]) -> list[float]:
    """Seconds that each enqueue took, commit and sending included."""
    taken = []
    for key in keys:
        before = time.monotonic()
        patiently(lambda key=key: services.enqueue(kind, key=key, payload=payload))
        taken.append(time.monotonic() - before)
    return taken


def die_after_commit(kind: str, key: str) -> None:
    with transaction.atomic():
        transaction.on_commit(lambda: os._exit(9))
        services.enqueue(kind, key=key, payload={})


def deliver(key: str, times: int) -> int:
    """Send the same id again and again; how many the broker took."""
    job = Job.objects.get(key=key)
    return sum(sending.publish(job.pk, job.kind) for _time in range(times))


def claim_at_once(key: str, threads: int) -> int:
    job_id = Job.objects.get(key=key).pk
    return sum(job is not None for job in answers_at_once(*[lambda: services.claim(job_id)] * threads))


def enqueue_at_once(key: str, threads: int, gate: str = "") -> int:
    """How many different jobs the threads were given. A gate keeps the job open until all have asked."""
    payload = {"gate": gate} if gate else {}
    return len(set(answers_at_once(*[lambda: services.enqueue("test.note", key=key, payload=payload).pk] * threads)))


def sweep_at_once(threads: int) -> int:
    return len(answers_at_once(*[sweep] * threads))


ORDERS = {order.__name__: order for order in (enqueue, die_after_commit, deliver, claim_at_once, enqueue_at_once, sweep_at_once)}

if __name__ == "__main__":
    for line in sys.stdin:
        order = json.loads(line)
        close_old_connections()
        print(json.dumps(ORDERS[order.pop("order")](**order)), flush=True)  # noqa: T201
