"""The two messages that Celery carries: "this job waits", and beat's "sweep". Everything they say stands in the table."""

from uuid import UUID

from celery import shared_task
from django.db import close_old_connections

from . import services, sweeper
from .outage import patiently
from .runner import run_claimed


@shared_task(name="jobs.run_job")
def run_job(job_id: str) -> None:
    """Do this job, or nothing if it is not waiting: a message may come twice, late, or for a job that somebody else has."""
    close_old_connections()  # one that was kept from the job before and has died is replaced
    if job := patiently(lambda: services.claim(UUID(job_id))):
        run_claimed(job)


@shared_task(name="jobs.sweep")
def sweep() -> None:
    close_old_connections()
    sweeper.sweep()
