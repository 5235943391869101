from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from jobs.models import Job, JobState
from tests.jobs import handlers  # noqa: F401 - registers the tests' kinds


@pytest.fixture(autouse=True)
def chaos_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WARTA_CHAOS_DIR", str(tmp_path))


@pytest.fixture
def effects(db):
    """The keys of all effects, each as often as it happened."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE chaos_effect (job_key text)")

    def read() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT job_key FROM chaos_effect ORDER BY 1")
            return [key for (key,) in cursor.fetchall()]

    yield read
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE chaos_effect")


@pytest.fixture
def let_lease_pass(db):
    """As if the holder of the job had been gone for longer than its lease."""

    def pass_lease(job: Job) -> None:
        Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(lease_until=Now() - timedelta(seconds=1))

    return pass_lease


@pytest.fixture
def make_due(db):
    """As if the pause of every waiting job were over."""
    return lambda: Job.objects.filter(state=JobState.QUEUED).update(not_before=Now())
