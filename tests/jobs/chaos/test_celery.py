"""Faults of the production engine: PostgreSQL, Redis, two Celery workers of two children, one beat."""

import contextlib
import os
import signal
import time

import pytest

from tests.jobs.chaos.site import assert_each_period_ran_once

pytestmark = [pytest.mark.chaos, pytest.mark.db]


def test_worker_child_killed_in_the_middle_of_a_job(celery_site, prefix):
    site, key = celery_site, prefix + "job"
    site.enqueue(key, gate=key)
    os.kill(site.holder(key), signal.SIGKILL)
    site.open_gate(key)
    site.wait_all_done_once(prefix, 1)
    assert site.job(key)["attempts"] == 2


def test_worker_killed_with_its_children_in_the_middle_of_a_job(celery_site, prefix):
    site, key = celery_site, prefix + "job"
    site.enqueue(key, gate=key)
    child = site.holder(key)
    [name] = [name for name, process in site.processes.items() if process.pid == os.getpgid(child)]
    site.kill_group(name)
    site.open_gate(key)
    site.wait_all_done_once(prefix, 1)


def test_redis_stopped_for_a_while(celery_site, servers, prefix):
    site, (_postgres, redis) = celery_site, servers
    redis.stop()
    slowest = max(site.enqueue(*(f"{prefix}{number}" for number in range(20))))
    redis.start()
    assert slowest <= 0.5
    site.wait_all_done_once(prefix, 20)


def test_redis_full_for_a_while(celery_site, servers, prefix):
    site, (_postgres, redis) = celery_site, servers
    fresh_desk(site)
    redis.limit_memory("100kb")
    taken = site.enqueue(*(f"{prefix}{number}" for number in range(10)))
    assert max(taken) <= 0.5
    assert site.sql(f"SELECT count(*) FROM jobs_job WHERE key LIKE '{prefix}%' AND sent_at IS NULL") == [(10,)]
    redis.limit_memory("0")
    site.wait_all_done_once(prefix, 10)


def test_redis_restarted_empty_with_a_hundred_waiting(celery_site, servers, prefix):
    site, (_postgres, redis) = celery_site, servers
    fresh_desk(site)
    for name in ("worker-0", "worker-1", "beat"):
        site.kill_group(name)
    site.enqueue(*(f"{prefix}{number}" for number in range(100)))
    assert site.sql(f"SELECT count(*) FROM jobs_job WHERE key LIKE '{prefix}%' AND sent_at IS NOT NULL") == [(100,)]
    redis.stop()
    redis.start()
    site.wait_all_done_once(prefix, 100, 60)


def test_redis_frozen_while_enqueues_go_on(celery_site, servers, prefix):
    site, (_postgres, redis) = celery_site, servers
    fresh_desk(site)
    thaw_at = time.monotonic() + 20
    redis.freeze()
    taken = site.enqueue(*(f"{prefix}{number}" for number in range(20)))
    time.sleep(max(0, thaw_at - time.monotonic()))  # the length of the freeze is the fault itself
    redis.thaw()
    assert max(taken) <= 0.5
    assert sorted(taken)[10] <= 0.05  # behind the breaker nothing waits
    site.wait_all_done_once(prefix, 20)


def test_postgresql_restarted_as_after_a_power_cut(celery_site, servers, prefix):
    site, (postgres, _redis) = celery_site, servers
    site.enqueue(*(f"{prefix}{number}" for number in range(4)), gate=prefix)
    site.holder(prefix + "0")
    postgres.restart_immediately()
    site.enqueue(prefix + "after")
    site.open_gate(prefix)
    site.wait_all_done_once(prefix, 5)


def test_connections_to_postgresql_cut(celery_site, prefix):
    site = celery_site
    site.enqueue(*(f"{prefix}{number}" for number in range(4)), gate=prefix)
    site.holder(prefix + "0")
    site.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
    site.open_gate(prefix)
    site.wait_all_done_once(prefix, 4)


def test_sigterm_lets_the_current_jobs_end(celery_site, prefix):
    site, key = celery_site, prefix + "job"
    site.enqueue(key, gate=key)
    child = site.holder(key)
    [name] = [name for name, process in site.processes.items() if process.pid == os.getpgid(child)]
    leaving = site.processes[name]
    leaving.send_signal(signal.SIGTERM)
    site.wait(lambda: "soft shutdown" in (site.folder / f"{name}.log").read_text().lower(), "the worker is leaving")
    site.open_gate(key)
    leaving.wait(15)
    site.wait_all_done_once(prefix, 1)
    assert site.job(key)["attempts"] == 1


def test_one_job_delivered_eight_times(celery_site, prefix):
    site, key = celery_site, prefix + "job"
    fresh_desk(site)
    site.enqueue(key, gate=key)
    assert site.order("deliver", key=key, times=8) == 8
    assert site.order("claim_at_once", key=key, threads=8) == 0 if site.holder(key) else False
    site.open_gate(key)
    site.wait_all_done_once(key, 1)
    assert site.job(key)["attempts"] == 1


def test_one_enqueue_and_one_claim_win_on_postgresql(celery_site, prefix):
    site = celery_site
    assert site.order("enqueue_at_once", key=prefix + "job", threads=8, gate=prefix + "gate") == 1
    site.open_gate(prefix + "gate")
    assert site.order("sweep_at_once", threads=4) == 4
    site.wait_all_done_once(prefix, 1)
    assert_each_period_ran_once(site)


def test_job_that_kills_its_process_is_quarantined_and_neighbours_are_done(celery_site, prefix):
    site = celery_site
    site.enqueue(prefix + "deadly", kind="test.deadly")
    site.enqueue(prefix + "endless", kind="test.endless")
    site.enqueue(*(f"{prefix}near{number}" for number in range(5)))
    site.wait_all_done_once(prefix + "near", 5)
    for bad in ("deadly", "endless"):
        site.wait(lambda bad=bad: site.job(prefix + bad)["state"] == "quarantined", f"{bad} is quarantined", 60)
        assert site.job(prefix + bad)["attempts"] == 3


def test_process_ended_between_commit_and_on_commit(celery_site, prefix):
    celery_site.order("die_after_commit", kind="test.note", key=prefix + "job")
    celery_site.wait_all_done_once(prefix, 1)


def test_frozen_worker_wakes_after_its_lease_and_does_nothing(celery_site, prefix):
    site, key = celery_site, prefix + "job"
    site.enqueue(key, gate=key)
    sleeper = site.holder(key)
    os.kill(sleeper, signal.SIGSTOP)
    site.open_gate(key)
    try:
        site.wait(lambda: site.job(key)["state"] == "done", "another worker does it")
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(sleeper, signal.SIGCONT)
    site.enqueue(*(f"{prefix}later{number}" for number in range(6)), seconds=0.1)
    site.wait_all_done_once(prefix, 7)


def test_embedded_runner_lives_through_a_restart_of_postgresql(celery_site, servers, prefix, tmp_path):
    site, (postgres, _redis) = celery_site, servers
    del site.commands["worker-0"], site.commands["worker-1"], site.commands["beat"]
    for name in ("worker-0", "worker-1", "beat"):
        site.kill_group(name)
    site.start_embedded()
    embedded = site.processes["worker-0"]
    site.enqueue(prefix + "job", gate=prefix)
    child = site.holder(prefix + "job")
    postgres.restart_immediately()
    site.open_gate(prefix)
    site.enqueue(prefix + "after")
    site.wait_all_done_once(prefix, 2)
    assert embedded.poll() is None and os.path.exists(f"/proc/{child}")
    site.commands.clear()
    site.kill_group("worker-0")
    site.start_celery()


def fresh_desk(site) -> None:
    """The desk of an earlier fault may still be keeping quiet: a fresh process begins without failures."""
    site._desk.kill()
    site._desk.wait()
    site._desk = site._open_desk()
    site.enqueue(f"warm.{time.monotonic()}")  # a web process that has answered before is connected to the database
