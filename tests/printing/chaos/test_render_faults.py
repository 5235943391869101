"""Faults of a rendering: its process is killed, time or memory runs out, the disk refuses, a message comes twice."""

import os
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdf
import pytest
from django.core.files.base import ContentFile
from django.db.models.functions import Now

from cms import drawing
from jobs import services as jobs
from jobs.models import Job, JobState
from jobs.runner import drain, run_claimed
from printing import files, services
from printing.formats import COMMON_SET
from printing.models import Poster, PosterState
from tests.printing.publishing import poster, publish
from tests.services import wait_until

pytestmark = [pytest.mark.django_db, pytest.mark.chaos]

LONG_BODY = [("paragraph", f"{number}. " + "Catatan jam kerja disimpan bergantian dan difoto tiap Sabtu. " * 8) for number in range(60)]


@pytest.fixture(autouse=True)
def fresh_helper():
    """Limits are read when the helper's client is made."""
    forget_helper()
    yield
    forget_helper()


def forget_helper() -> None:
    drawing.end_helper()
    drawing._clients.clear()


def make_due() -> None:
    Job.objects.filter(state=JobState.QUEUED).update(not_before=Now())


def work_until_settled() -> None:
    for _attempt in range(4):
        drain()
        make_due()


def helper_pid() -> int:
    client = drawing._client_of(0)
    client.start()
    return client._process.pid


def children_of(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


class Killer(threading.Thread):
    """Kills the first `count` children of the helper as soon as each appears."""

    def __init__(self, count: int) -> None:
        super().__init__(daemon=True)
        self.helper, self.count, self.killed = helper_pid(), count, set()
        self.ended = threading.Event()

    def run(self) -> None:
        while len(self.killed) < self.count and not self.ended.is_set():
            for child in set(children_of(self.helper)) - self.killed:
                os.kill(child, signal.SIGKILL)
                self.killed.add(child)
            time.sleep(0.0005)

    def __enter__(self) -> "Killer":
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.ended.set()
        self.join()


def assert_all_is_well(page, lying_files) -> None:
    """Every poster once, its file whole and as the row says, and nothing else in the folder."""
    rows = list(page.posters.all())
    assert {row.state for row in rows} == {PosterState.READY}
    assert Job.objects.filter(kind=services.RENDER_KIND, state=JobState.DONE).count() == len(COMMON_SET)
    for row in rows:
        data = files.read(row.file)
        assert (files.sha256_of(data), len(data)) == (row.sha256, row.size_bytes)
        assert len(pypdf.PdfReader(ContentFile(data)).pages) == row.page_count
    assert lying_files() == sorted(os.path.basename(row.file) for row in rows)


def test_killed_child_costs_one_attempt_and_nothing_else(lying_files):
    page = publish(body=LONG_BODY)
    with Killer(2) as killer:
        drain()
    assert len(killer.killed) == 2
    assert Job.objects.filter(kind=services.RENDER_KIND, state=JobState.QUEUED, attempts=1).count() == 2
    work_until_settled()
    assert_all_is_well(page, lying_files)


def test_killed_helper_is_replaced(lying_files):
    page = publish()
    pid = helper_pid()
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: drawing._client_of(0)._process.poll() is not None, "the helper has ended")
    work_until_settled()
    assert helper_pid() != pid
    assert_all_is_well(page, lying_files)


def test_drawing_that_takes_too_long_is_ended_and_put_apart_after_three_attempts(monkeypatch, lying_files):
    page = publish(body=LONG_BODY)
    monkeypatch.setenv("LAYOUT_WALL_S", "0.005")
    forget_helper()
    work_until_settled()
    assert {(row.state, row.job.attempts) for row in page.posters.all()} == {(PosterState.FAILED, 3)}
    assert lying_files() == []
    monkeypatch.delenv("LAYOUT_WALL_S")
    forget_helper()
    for job in Job.objects.filter(state=JobState.QUARANTINED, kind=services.RENDER_KIND):
        jobs.retry_quarantined(job.pk)
    drain()
    assert_all_is_well(page, lying_files)


def test_drawing_that_eats_memory_does_not_hurt_its_neighbours(monkeypatch, lying_files):
    page = publish()
    monkeypatch.setenv("LAYOUT_MEMORY_MIB", "24")
    forget_helper()
    drain()
    assert {row.job.attempts for row in page.posters.all()} == {1}
    monkeypatch.delenv("LAYOUT_MEMORY_MIB")
    forget_helper()
    work_until_settled()
    assert_all_is_well(page, lying_files)


@contextmanager
def folder_refuses() -> Iterator[None]:
    """Not by rights, which mean nothing to root: something else lies in the folder's place."""
    folder = files.local_path(files.FOLDER)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.touch()
    yield
    folder.unlink()


@contextmanager
def disk_is_full() -> Iterator[None]:
    """No file grows beyond 20 KB."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("trouble", [folder_refuses, disk_is_full])
def test_trouble_with_the_disk_passes(trouble, lying_files):
    page = publish()
    helper_pid()  # before the limit: it would inherit it
    with trouble():
        drain()
    assert {row.state for row in page.posters.all()} == {PosterState.BEING_MADE}
    assert lying_files() == []
    work_until_settled()
    assert_all_is_well(page, lying_files)


def test_job_that_is_delivered_twice_writes_one_file(lying_files):
    page = publish()
    row = poster(page)
    job = jobs.claim(row.job_id)
    assert jobs.claim(row.job_id) is None
    run_claimed(job)
    written = files.local_path(poster(page).file).stat()
    run_claimed(job)  # as by a worker that was frozen and has lost its lease meanwhile
    again = files.local_path(poster(page).file).stat()
    assert (written.st_ino, written.st_mtime_ns) == (again.st_ino, again.st_mtime_ns)
    work_until_settled()
    assert_all_is_well(page, lying_files)


def test_neighbours_of_a_text_that_cannot_be_printed_are_made(lying_files):
    broken = publish(title="Rusak", body=[("paragraph", "Huruf 𐎀 ini.")])
    page = publish()
    drain()
    assert {row.state for row in broken.posters.all()} == {PosterState.FAILED}
    assert_all_is_well(page, lying_files)
    assert Poster.objects.count() == 2 * len(COMMON_SET)
