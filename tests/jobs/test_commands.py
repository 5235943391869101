import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models.functions import Now
from django.utils import translation

from jobs import services
from jobs.models import Job, WorkerSign
from jobs.sweeper import leave_sign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command("jobs", *arguments, stdout=out, stderr=err)
    except SystemExit as leaving:
        return int(leaving.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def quarantined():
    job = services.claim(services.enqueue("test.note", key="bad", payload={}).pk)
    services.quarantine(job, "The lesson has no place.")
    return job


def test_json_has_the_documented_shape(quarantined):
    services.enqueue("test.note", key="good", payload={}, not_before=quarantined.created_at - timedelta(seconds=7))
    status, out, err = run("--json")
    document = json.loads(out)
    assert (status, err) == (0, "")
    assert document["kinds"] == {"test.note": {"quarantined": 1, "queued": 1}}
    assert 7 <= document["oldest_due_seconds"] < 60
    assert document["quarantined"] == [{"id": str(quarantined.pk), "kind": "test.note", "attempts": 1, "error": "The lesson has no place."}]


def test_nothing_due_has_no_age():
    assert json.loads(run("--json")[1]) == {"kinds": {}, "oldest_due_seconds": None, "quarantined": []}


def test_people_get_lines(quarantined):
    assert run()[1].splitlines() == [
        "test.note: quarantined 1",
        f"Quarantined: {quarantined.pk} test.note, attempts 1: The lesson has no place.",
    ]


def test_check_is_content_when_a_worker_lives():
    leave_sign()
    assert run("--check") == (0, "No background work yet.\n", "")


def test_check_misses_the_workers():
    assert run("--check")[0] == 1
    leave_sign()
    WorkerSign.objects.update(seen_at=Now() - timedelta(seconds=61))
    assert run("--check")[2] == "No worker has been seen in the last minute.\n"


def test_check_complains_about_quarantine_and_keeps_json_clean(quarantined):
    leave_sign()
    status, out, err = run("--check", "--json")
    assert status == 1 and json.loads(out) and err == "1 job is quarantined.\n"


def test_check_complains_about_old_work():
    leave_sign()
    services.enqueue("test.note", key="1", payload={})
    assert run("--check")[0] == 0
    Job.objects.update(not_before=Now() - timedelta(minutes=11))
    assert run("--check")[2] == "The oldest due job has waited 11 minutes.\n"


def test_a_person_decides_about_a_quarantined_job(quarantined):
    assert run("retry", str(quarantined.pk)) == (0, "The job waits again.\n", "")
    assert run("retry", str(quarantined.pk)) == (1, "", f"No such job is quarantined: {quarantined.pk}.\n")
    assert run("drop", str(quarantined.pk)) == (0, "The job is cancelled.\n", "")
    assert run("drop") == (1, "", "Name the job: jobs drop ID.\n")


def test_worker_refuses_a_queue_that_does_not_exist():
    err = StringIO()
    with pytest.raises(SystemExit) as leaving:
        call_command("worker", "--queues", "render,kitchen", stderr=err)
    assert leaving.value.code == 1
    assert err.getvalue() == "Unknown queue: kitchen.\n"
