import time

import pytest

from jobs import services
from jobs.models import Job, JobState
from jobs.runner import drain

pytestmark = pytest.mark.django_db


def test_drain_runs_all_that_is_due(effects):
    for number in range(3):
        services.enqueue("test.note", key=f"note-{number}", payload={})
    assert drain() == 3
    assert effects() == ["note-0", "note-1", "note-2"]
    assert not Job.objects.open().exists()


def test_drain_keeps_to_its_queues(effects):
    services.enqueue("test.note", key="1", payload={})
    assert drain(queues=("render",)) == 0
    assert effects() == []


def test_drain_stops_at_its_deadline(effects):
    for number in range(3):
        services.enqueue("test.note", key=str(number), payload={"seconds": 0.1})
    before = time.monotonic()
    assert drain(deadline_seconds=0.05) == 1
    assert time.monotonic() - before < 1


def test_a_permanent_failure_is_quarantined_at_once_with_its_sentence():
    job = services.enqueue("test.refusing", key="1", payload={})
    drain()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.QUARANTINED, 1, "The lesson has no place.")


def test_what_a_handler_says_in_an_error_is_kept_nowhere(make_due, caplog):
    job = services.enqueue("test.failing", key="1", payload={})
    for _attempt in range(3):
        make_due()
        drain()
    job.refresh_from_db()
    assert job.state == JobState.QUARANTINED
    assert job.error.startswith("ValueError (fail, line ")
    assert "Siti" not in job.error + caplog.text
