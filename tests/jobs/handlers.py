"""Kinds of jobs that only tests know: well-behaved, failing, and deadly ones. Effects are counted in the table chaos_effect."""

import os
import signal
import time
from pathlib import Path

from django.db import connection

from jobs.errors import PermanentFailure
from jobs.models import Job
from jobs.registry import Outcome, handler


@handler("test.note", queue="notify", time_limit_seconds=60)
def note(job: Job) -> Outcome:
    """Tells that it began, waits while its gate is shut, then leaves one effect."""
    folder = Path(os.environ["WARTA_CHAOS_DIR"])
    (folder / f"{job.key}.{job.attempts}.pid").write_text(str(os.getpid()))
    while (gate := job.payload.get("gate")) and not (folder / gate).exists():
        time.sleep(0.02)
    time.sleep(job.payload.get("seconds", 0))
    return Outcome(apply=lambda: leave_effect(job.key), out_path=f"{job.key}.pdf", out_sha256="0" * 64)


def leave_effect(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO chaos_effect (job_key) VALUES (%s)", [key])


@handler("test.deadly", queue="render")
def kill_own_process(job: Job) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@handler("test.endless", queue="render", time_limit_seconds=1)
def never_return(job: Job) -> None:
    while True:
        pass


@handler("test.refusing", queue="post")
def refuse(job: Job) -> None:
    raise PermanentFailure("The lesson has no place.")


@handler("test.failing", queue="post")
def fail(job: Job) -> None:
    raise ValueError("Siti wrote this secret")
