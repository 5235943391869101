from datetime import UTC, datetime, time, timedelta

import pytest
from django.db.models.functions import Now

from jobs import periodic, services
from jobs.models import Job, JobState, PeriodicRun, WorkerSign
from jobs.periodic import PERIODS, Periodic
from jobs.retention import forget_ended
from jobs.sweeper import sweep

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)  # 03:30 of the 24th in Jakarta


def abandoned(max_attempts: int = 3) -> Job:
    job = services.enqueue("test.note", key="1", payload={}, max_attempts=max_attempts)
    job = services.claim(job.pk)
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1), sent_at=Now())
    return job


def test_an_expired_lease_goes_back_to_the_queue_and_may_be_sent_at_once():
    job = abandoned()
    sweep()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_token, job.sent_at) == (JobState.QUEUED, 1, None, None)
    assert services.claim(job.pk)


def test_an_expired_last_attempt_is_quarantined():
    job = abandoned(max_attempts=1)
    sweep()
    job.refresh_from_db()
    assert job.state == JobState.QUARANTINED and job.error


def test_a_living_lease_is_left_alone():
    job = services.claim(services.enqueue("test.note", key="1", payload={}).pk)
    sweep()
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_a_second_sweeper_with_the_same_list_does_nothing():
    job = abandoned()
    assert services.return_expired(job)
    assert not services.return_expired(job)
    services.claim(job.pk)
    assert not services.return_expired(job)


def test_sweeping_leaves_a_sign_of_life():
    sweep()
    first = WorkerSign.objects.get()
    sweep()
    assert WorkerSign.objects.get().seen_at == first.seen_at  # not written again within seconds
    WorkerSign.objects.update(seen_at=Now() - timedelta(hours=1))
    sweep()
    assert WorkerSign.objects.get().seen_at >= first.seen_at


def test_periodic_work_runs_once_in_a_period(monkeypatch):
    monkeypatch.setattr(periodic, "PERIODS", {"test.note": Periodic("test.note", timedelta(days=1), time(3, 10))})
    assert periodic.start_due(NIGHT) == ["test.note"]
    assert periodic.start_due(NIGHT + timedelta(hours=20)) == []
    Job.objects.update(state=JobState.DONE)
    assert periodic.start_due(NIGHT + timedelta(hours=24)) == ["test.note"]
    assert Job.objects.count() == 2


def test_a_period_passes_while_the_last_run_is_open(monkeypatch):
    monkeypatch.setattr(periodic, "PERIODS", {"test.note": Periodic("test.note", timedelta(hours=1))})
    periodic.start_due(NIGHT)
    periodic.start_due(NIGHT + timedelta(hours=1))
    assert Job.objects.count() == 1


def test_a_period_begins_at_the_wall_clock_of_the_site():
    nightly = Periodic("nightly", timedelta(days=1), time(3, 10))
    assert nightly.period(NIGHT) == "2026-11-24T03:10:00"
    assert nightly.period(NIGHT - timedelta(minutes=21)) == "2026-11-23T03:10:00"
    weekly = Periodic("weekly", timedelta(days=7))
    assert weekly.period(NIGHT) == "2026-11-23T00:00:00"  # a Monday


def test_every_registered_period_has_a_handler():
    from jobs.registry import kind_named

    assert "jobs.retention" in PERIODS
    assert all(kind_named(name) for name in PERIODS)


@pytest.mark.parametrize("every", [timedelta(0), timedelta(days=8)])
def test_a_period_that_cannot_be_kept_is_refused(every):
    with pytest.raises(ValueError, match="7 days"):
        periodic.periodic("test.never", every=every)


def test_ended_jobs_go_after_a_month_and_quarantined_ones_stay():
    ages = {"done": 31, "cancelled": 31, "quarantined": 400, "queued": 400}
    for state, days in ages.items():
        Job.objects.create(kind="test.note", key=state, queue="notify", state=state, finished_at=Now() - timedelta(days=days))
    Job.objects.create(kind="test.note", key="young", queue="notify", state="done", finished_at=Now() - timedelta(days=29))
    PeriodicRun.objects.create(name="a", period="old", started_at=Now() - timedelta(days=31))
    PeriodicRun.objects.create(name="a", period="young")
    forget_ended(Job())
    assert set(Job.objects.values_list("key", flat=True)) == {"quarantined", "queued", "young"}
    assert PeriodicRun.objects.get().period == "young"
