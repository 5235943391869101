"""Faults of `manage.py worker` on SQLite: two workers, real kills."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.jobs.chaos.site import Site, assert_each_period_ran_once

pytestmark = pytest.mark.chaos


def test_worker_child_killed_in_the_middle_of_a_job(embedded_site, prefix):
    site, key = embedded_site, prefix + "job"
    site.enqueue(key, gate=key)
    os.kill(site.holder(key), signal.SIGKILL)
    site.open_gate(key)
    site.wait_all_done_once(prefix, 1)
    assert site.job(key)["attempts"] == 2


def test_worker_killed_leaves_no_child(embedded_site, prefix):
    site, key = embedded_site, prefix + "job"
    site.enqueue(key, gate=key)
    child = site.holder(key)
    [parent] = [process for process in site.processes.values() if process.pid == os.getpgid(child)]
    parent.kill()
    site.wait(lambda: not alive(child), "the child ends with its parent", 3)
    site.open_gate(key)
    site.wait_all_done_once(prefix, 1)


def test_job_that_kills_its_process_is_quarantined_and_neighbours_are_done(embedded_site, prefix):
    site = embedded_site
    site.enqueue(prefix + "deadly", kind="test.deadly")
    site.enqueue(prefix + "endless", kind="test.endless")
    site.enqueue(*(f"{prefix}near{number}" for number in range(5)))
    site.wait_all_done_once(prefix + "near", 5)
    for bad in ("deadly", "endless"):
        site.wait(lambda bad=bad: site.job(prefix + bad)["state"] == "quarantined", f"{bad} is quarantined", 40)
        assert site.job(prefix + bad)["attempts"] == 3


def test_process_ended_between_commit_and_on_commit(embedded_site, prefix):
    embedded_site.order("die_after_commit", kind="test.note", key=prefix + "job")
    embedded_site.wait_all_done_once(prefix, 1)


def test_one_job_claimed_by_eight_at_once(embedded_site, prefix):
    site = embedded_site
    with frozen(site):
        site.enqueue(prefix + "job")
        assert site.order("claim_at_once", key=prefix + "job", threads=8) == 1
        assert site.order("enqueue_at_once", key=prefix + "other", threads=8) == 1
        assert site.order("sweep_at_once", threads=4) == 4
    site.wait_all_done_once(prefix, 2)
    assert_each_period_ran_once(site)


def test_job_longer_than_its_lease_is_kept_alive(embedded_site, prefix):
    embedded_site.enqueue(prefix + "job", seconds=4)
    embedded_site.wait_all_done_once(prefix, 1)
    assert embedded_site.job(prefix + "job")["attempts"] == 1


def test_frozen_worker_wakes_after_its_lease_and_does_nothing(embedded_site, prefix):
    site, key = embedded_site, prefix + "job"
    site.enqueue(key, gate=key)
    sleeper = site.holder(key)
    os.kill(sleeper, signal.SIGSTOP)
    site.open_gate(key)
    site.wait(lambda: site.job(key)["state"] == "done", "another worker does it")
    os.kill(sleeper, signal.SIGCONT)
    site.enqueue(*(f"{prefix}later{number}" for number in range(6)), seconds=0.1)
    site.wait_all_done_once(prefix, 7)


def test_many_writers_while_workers_are_killed(embedded_site, prefix, dice, tmp_path):
    site = embedded_site
    with ThreadPoolExecutor(4) as pool:
        desks = [Site.__new__(Site) for _number in range(4)]
        for desk in desks:
            desk.__dict__ |= site.__dict__
            desk._desk = desk._open_desk()
        keys = [[f"{prefix}{writer}.{number}" for number in range(20)] for writer in range(4)]
        slowest = pool.map(lambda pair: max(pair[0].enqueue(*pair[1])), zip(desks, keys, strict=True))
        for _kill in range(4):
            time.sleep(dice.uniform(0.1, 0.5))  # the faults come at random moments; nothing is waited for
            site.kill_group(dice.choice(["worker-0", "worker-1"]))
            site.revive()
        assert max(slowest) < 5
        for desk in desks:
            desk._desk.kill()
            desk._desk.wait()
    site.wait_all_done_once(prefix, 80, 60)


def test_sigterm_finishes_the_current_job_and_leaves(tmp_path, soak):
    site = Site(tmp_path)
    try:
        site.start_embedded()
        site.enqueue("current", gate="gate")
        child = site.holder("current")
        site.enqueue("waiting")
        site.commands.clear()
        os.killpg(site.processes["worker-0"].pid, signal.SIGTERM)  # parent and child, as systemd does
        site.open_gate()
        assert site.processes["worker-0"].wait(10) == 0
        assert not alive(child)
        states = [site.job(key)["state"] for key in ("current", "waiting")]
        assert site.effects() == ["current"] and states == ["done", "queued"]
    finally:
        site.close()


def alive(pid: int) -> bool:
    try:
        return open(f"/proc/{pid}/stat").read().split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


class frozen:
    """All workers of the site stand still."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def __enter__(self) -> None:
        self.signal(signal.SIGSTOP)

    def __exit__(self, *_error: object) -> None:
        self.signal(signal.SIGCONT)

    def signal(self, number: signal.Signals) -> None:
        for process in self.site.processes.values():
            os.killpg(process.pid, number)
