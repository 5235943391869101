import logging
import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from jobs import services
from jobs.errors import UnknownKind
from jobs.models import Job, JobState
from jobs.registry import Outcome, handler
from tests.jobs.handlers import leave_effect

pytestmark = pytest.mark.django_db


def waiting(key: str = "poster-1") -> Job:
    return services.enqueue("test.note", key=key, payload={"revision": 1})


def claimed(key: str = "poster-1") -> Job:
    job = services.claim(waiting(key).pk)
    assert job
    return job


def state(job: Job) -> str:
    return Job.objects.get(pk=job.pk).state


def test_asking_again_while_one_is_open_returns_it():
    first = waiting()
    assert waiting() == first
    services.claim(first.pk)
    assert waiting() == first


def test_after_an_end_a_new_job_is_made():
    first = claimed()
    services.finish(first, Outcome())
    assert waiting() != first


def test_enqueue_belongs_to_the_transaction_of_its_caller():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        waiting()
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_a_second_open_job_does_not_break_the_transaction_of_its_caller():
    with transaction.atomic():
        waiting()
        waiting()
        waiting("poster-2")
    assert Job.objects.count() == 2


def test_unknown_kind_is_refused_where_it_is_asked_for():
    with pytest.raises(UnknownKind):
        services.enqueue("test.nobody", key="1", payload={})


def test_job_gets_the_queue_of_its_kind():
    assert services.enqueue("test.deadly", key="1", payload={}).queue == "render"


def test_a_job_is_claimed_once_and_the_attempt_is_counted_then():
    job = waiting()
    taken = services.claim(job.pk)
    assert taken and taken.attempts == 1 and taken.state == JobState.RUNNING
    assert services.claim(job.pk) is None
    assert services.claim_next(("notify",)) is None


def test_the_job_that_is_due_longest_is_taken_first():
    now = timezone.now()
    services.enqueue("test.note", key="young", payload={}, not_before=now - timedelta(seconds=5))
    services.enqueue("test.note", key="old", payload={}, not_before=now - timedelta(seconds=9))
    assert services.claim_next(("notify",)).key == "old"


def test_a_job_of_another_queue_is_left():
    waiting()
    assert services.claim_next(("render", "post")) is None


def test_a_job_that_is_not_due_is_left():
    job = services.enqueue("test.note", key="1", payload={}, not_before=timezone.now() + timedelta(hours=1))
    assert services.claim_next(("notify",)) is None
    assert services.claim(job.pk) is None


def test_a_wrong_clock_of_the_machine_moves_no_lease(monkeypatch):
    """Only the database's clock counts: the worker's may be an hour ahead."""
    true_now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: true_now + timedelta(hours=1))
    monkeypatch.setattr(time, "time", lambda: true_now.timestamp() + 3600)
    job = claimed()
    assert timedelta(0) < job.lease_until - true_now < timedelta(seconds=60)
    assert not Job.objects.expired().exists()
    services.fail(job, "")
    assert Job.objects.get().not_before - true_now < timedelta(seconds=60)


def test_impossible_values_are_refused_on_every_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        services.enqueue("test.note", key="1", payload={}, max_attempts=-1)


def test_a_kind_that_this_process_does_not_know_is_left_for_another():
    Job.objects.create(kind="of.the.next.release", key="1", queue="notify")
    assert services.claim_next(("notify",)) is None


def test_effect_and_end_are_one_transaction(effects):
    def effect_that_breaks() -> None:
        leave_effect("poster-1")
        raise ZeroDivisionError

    job = claimed()
    with pytest.raises(ZeroDivisionError):
        services.finish(job, Outcome(apply=effect_that_breaks))
    assert effects() == [] and state(job) == JobState.RUNNING


def test_finish_keeps_what_was_made(effects):
    job = claimed()
    assert services.finish(job, Outcome(apply=lambda: leave_effect("a"), out_path="a.pdf", out_sha256="f" * 64))
    row = Job.objects.get(pk=job.pk)
    assert (row.state, row.out_path, row.out_sha256, row.lease_token) == (JobState.DONE, "a.pdf", "f" * 64, None)
    assert row.finished_at and effects() == ["a"]


def test_a_stale_holder_changes_nothing(effects, let_lease_pass):
    stale = claimed()
    let_lease_pass(stale)
    assert services.return_expired(stale)
    fresh = services.claim(stale.pk)
    assert not services.finish(stale, Outcome(apply=lambda: leave_effect("stale")))
    assert not services.fail(stale, "") and not services.quarantine(stale, "") and not services.heartbeat(stale, 9)
    assert effects() == []
    assert services.finish(fresh, Outcome(apply=lambda: leave_effect("fresh")))
    assert effects() == ["fresh"]


def test_a_heartbeat_saves_the_lease_from_the_sweeper(let_lease_pass):
    job = claimed()
    let_lease_pass(job)
    assert services.heartbeat(job, 30)
    assert not services.return_expired(job)
    assert state(job) == JobState.RUNNING


def test_a_failed_job_waits_and_comes_back():
    job = claimed()
    assert services.fail(job, "ValueError")
    row = Job.objects.get(pk=job.pk)
    assert row.state == JobState.QUEUED and row.error == "ValueError"
    assert timedelta(seconds=1) < row.not_before - timezone.now() < timedelta(seconds=3)


def test_the_pause_doubles_up_to_ten_minutes():
    for attempts in range(1, 30):
        assert 0.75 * min(2**attempts, 600 / 0.75) <= services.pause_seconds(attempts) <= min(1.25 * 2**attempts, 600)


def test_the_third_failure_quarantines_and_the_neighbour_goes_on(make_due, caplog):
    job = waiting()
    for _attempt in range(3):
        assert state(job) == JobState.QUEUED
        make_due()
        with caplog.at_level(logging.ERROR):
            services.fail(services.claim(job.pk), "ValueError (paragraph, line 12)")
    assert state(job) == JobState.QUARANTINED
    assert str(job.pk) in caplog.text and "line 12" in caplog.text
    assert claimed("poster-2")


def test_quarantine_leaves_room_for_a_new_job_of_the_same_work():
    job = claimed()
    services.quarantine(job, "No place.")
    assert waiting() != job


def test_what_nobody_asks_for_any_longer_is_dropped_unless_it_runs():
    running, failed, job = claimed("poster-2"), claimed("poster-3"), waiting()
    services.quarantine(failed, "No place.")
    assert services.drop_all([running.pk, failed.pk, job.pk]) == 2
    assert [state(each) for each in (running, failed, job)] == [JobState.RUNNING, JobState.CANCELLED, JobState.CANCELLED]


def test_many_are_asked_for_as_one_is(django_assert_num_queries):
    running, known = claimed("poster-1"), waiting("poster-2")
    wanted = {f"poster-{number}": {"revision": number} for number in range(1, 5)}
    jobs = services.enqueue_all("test.note", wanted)
    assert (jobs["poster-1"], jobs["poster-2"], list(jobs)) == (running, known, list(wanted))
    assert Job.objects.open().count() == 4
    assert jobs["poster-4"].payload == {"revision": 4}
    with django_assert_num_queries(4):  # with the savepoint
        services.enqueue_all("test.note", {f"sheet-{number}": {} for number in range(20)})


def test_a_person_may_try_a_quarantined_job_again():
    job = claimed()
    services.quarantine(job, "No place.")
    again = services.retry_quarantined(job.pk)
    assert (again.pk, again.state, again.attempts, again.error) == (job.pk, JobState.QUEUED, 0, "")
    with pytest.raises(Job.DoesNotExist):
        services.retry_quarantined(job.pk)


def test_trying_again_what_was_asked_for_since_returns_the_newer_job():
    job = claimed()
    services.quarantine(job, "No place.")
    newer = waiting()
    assert services.retry_quarantined(job.pk) == newer
    assert state(job) == JobState.CANCELLED


def test_trying_again_at_the_moment_in_which_the_same_work_is_asked_for_returns_that_work():
    job, seen, newer = claimed(), [], []
    services.quarantine(job, "No place.")

    def asked_for_meanwhile(execute, sql, *rest):
        """After it was seen that nobody asks, and before the job is back in the queue."""
        if seen and not newer and sql.startswith(("SAVEPOINT", "UPDATE")):
            newer.append(None)
            newer[0] = waiting()
        seen.extend([sql] if sql.startswith("SELECT") else [])
        return execute(sql, *rest)

    with connection.execute_wrapper(asked_for_meanwhile):
        assert services.retry_quarantined(job.pk) == newer[0]
    assert (state(job), state(newer[0])) == (JobState.CANCELLED, JobState.QUEUED)


def test_a_person_may_drop_a_quarantined_job_but_not_a_running_one():
    job = claimed()
    assert not services.drop(job.pk)
    services.quarantine(job, "No place.")
    assert services.drop(job.pk) and state(job) == JobState.CANCELLED


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": JobState.RUNNING},  # without a lease
        {"lease_until": timezone.now()},  # a lease without running
        {"attempts": 4},
    ],
)
def test_the_database_refuses_impossible_rows(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="test.note", key="1", queue="notify", **wrong)


def test_the_database_refuses_a_second_open_row():
    waiting()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="test.note", key="poster-1", queue="notify")


def test_one_kind_has_one_handler_and_a_known_queue():
    with pytest.raises(ValueError, match="handler already"):
        handler("test.note", queue="notify")(state)
    with pytest.raises(ValueError, match="is not one of"):
        handler("test.other", queue="kitchen")
