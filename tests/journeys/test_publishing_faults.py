"""Faults around a publication, on PostgreSQL, Redis and real Celery workers: the call never waits for the broker, every poster comes once.

The faults of the job engine itself are in tests/jobs/chaos; here a text is really published and really drawn.
"""

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from printing.formats import COMMON_SET
from tests.databases import MIGRATED
from tests.journeys.stack import ROOT, Stack, stack
from tests.services import die_with, start_postgres, start_redis, wait_until

pytestmark = [pytest.mark.chaos, pytest.mark.db]

WAIT_FOR_BROKER = 0.5
WAIT_BEHIND_BREAKER = 0.005
POSTERS_OF_ARTICLE = len(COMMON_SET)
RENDERED = "kind = 'printing.render_poster'"


def desk() -> None:
    """Stands for the web: run by `manage.py shell`, publishes for each line `{"texts": n}` as many texts, answers what each call took."""
    from django.db import close_old_connections

    from jobs import sending
    from submissions.models import Submission
    from submissions.rehearsal import Rehearsal
    from submissions.rules import SAFETY_CHECKLIST
    from submissions.services import claims, review

    office, send, waits = Rehearsal(), sending.publish, []

    def clock() -> float:
        """Seconds without those in which this thread could run and two busy cores had no place for it: those are no wait for a broker."""
        in_the_queue_ns = int(Path("/proc/thread-self/schedstat").read_text().split()[1])
        return time.perf_counter() - in_the_queue_ns / 1e9

    def timed_send(*job: Any) -> bool:
        began = clock()
        try:
            return send(*job)
        finally:
            waits.append(clock() - began)

    def ready_to_publish(number: int) -> tuple[Submission, Any]:
        text = {"title": f"Kabar gangguan {number}", "body": [f"Regu {number} mencatat jam kerja bersama-sama. " * 12] * 8}
        crew = list(office.crews.values())[number % len(office.crews)]
        submission = office._write(crew, text)
        office._mend(crew, submission, text)
        claims.claim(submission=submission, user=crew.editor)
        return Submission.objects.get(pk=submission.pk), crew.editor

    sending.publish, count = timed_send, 0
    for line in sys.stdin:
        close_old_connections()  # as at the start of a request
        texts = [ready_to_publish(count := count + 1) for _text in range(json.loads(line)["texts"])]
        answers = []
        for submission, editor in texts:
            waits.clear()
            began = time.perf_counter()
            rubric = {"safety": dict.fromkeys(SAFETY_CHECKLIST, True)}
            judged = review.judge(
                submission=submission, user=editor, action="approve", revision_id=submission.latest_revision_id, rubric=rubric
            )
            answers.append({"live": judged.live, "waited": sum(waits), "took": time.perf_counter() - began})
        print(json.dumps(answers), flush=True)  # noqa: T201


class Newsroom:
    """The stack with one process that publishes, and the promises that must hold after every fault."""

    def __init__(self, site: Stack, postgres: Any, redis: Any) -> None:
        self.site, self.postgres, self.redis, self.articles = site, postgres, redis, 0
        site.start("-m", "celery", "-A", "cms", "beat", "-l", "WARNING", "-s", str(site.folder / "beat"), "--pidfile", "")
        self.start_workers()
        self.desk = self._open_desk()
        self.publish(1)  # a web process that has answered before is connected
        self.assert_all_posters_came()

    def _open_desk(self) -> subprocess.Popen[str]:
        code = "from tests.journeys.test_publishing_faults import desk; desk()"
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        with open(self.site.log, "ab") as log:
            process = subprocess.Popen(
                command,
                env=self.site.environment,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                preexec_fn=die_with(signal.SIGKILL),
                start_new_session=True,
            )
        self.site.processes.append(process)
        return process

    def start_workers(self) -> None:
        self.worker = self.site.start_celery()

    def publish(self, texts: int) -> list[dict[str, Any]]:
        self.desk.stdin.write(json.dumps({"texts": texts}) + "\n")
        self.desk.stdin.flush()
        answers = json.loads(self.desk.stdout.readline())
        assert [answer["live"] for answer in answers] == [True] * texts
        self.articles += texts
        return answers

    def sql(self, statement: str) -> list[tuple]:
        with psycopg.connect(self.site.environment["DATABASE_URL"], autocommit=True, connect_timeout=5) as connection:
            return connection.execute(statement).fetchall()

    def count(self, condition: str) -> int:
        with contextlib.suppress(psycopg.OperationalError):
            return self.sql(f"SELECT count(*) FROM jobs_job WHERE {condition}")[0][0]
        return -1

    def helper_at_work(self) -> int:
        """Pid of a layout helper of our workers while it draws; 0 if none does."""
        found = (helper for child in children_of(self.worker.pid) for helper in children_of(child) if children_of(helper))
        return next(found, 0)

    def wait_for_drawing(self) -> int:
        pids: list[int] = []
        wait_until(lambda: pids.append(self.helper_at_work()) or pids[-1], "a poster is being drawn", pause=0.001)
        return pids[-1]

    def assert_all_posters_came(self) -> None:
        wanted = self.articles * POSTERS_OF_ARTICLE

        def all_done() -> bool:
            if self.worker.poll() is not None:  # as a supervisor does: Redis gone at a bad moment ends a worker (kombu, restore_unacked)
                self.start_workers()
            return self.count(f"{RENDERED} AND state = 'done'") >= wanted

        wait_until(all_done, f"{wanted} posters; {self.site.log}", 45, 0.1)
        assert self.sql(f"SELECT state, count(*) FROM jobs_job WHERE {RENDERED} GROUP BY 1") == [("done", wanted)]
        assert self.count("state = 'quarantined'") == 0
        assert self.count("state = 'running' AND lease_until < now() - interval '2 seconds'") == 0
        rows = self.sql("SELECT file, sha256, size_bytes FROM printing_poster")
        assert len({name for name, _sha256, _size in rows}) == len(rows) == wanted
        for name, sha256, size in rows:
            data = (self.posters.parent / name).read_bytes()
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (sha256, size)
        assert sorted(f"posters/{path.name}" for path in self.posters.iterdir()) == sorted(name for name, *_facts in rows)

    @property
    def posters(self) -> Path:
        return self.site.folder / "var" / "media" / "posters"


def children_of(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory) -> Iterator[Newsroom]:
    with contextlib.closing(start_postgres()) as postgres, contextlib.closing(start_redis()) as redis:
        addresses = {"DATABASE_URL": postgres.create_database(template=MIGRATED), "CELERY_BROKER_URL": redis.url}
        settings = {"DJANGO_SETTINGS_MODULE": "tests.journeys.fault_settings"}
        with stack(tmp_path_factory.mktemp("newsroom"), **addresses, **settings) as site:
            yield Newsroom(site, postgres, redis)
            for process in site.processes:  # nothing here is worth a soft shutdown
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("fault", ["frozen", "dead"])
def test_a_publication_never_waits_for_the_broker(newsroom, fault):
    {"frozen": newsroom.redis.freeze, "dead": newsroom.redis.stop}[fault]()
    try:
        answers = newsroom.publish(3)
    finally:
        {"frozen": newsroom.redis.thaw, "dead": newsroom.redis.start}[fault]()
    assert max(answer["waited"] for answer in answers) <= WAIT_FOR_BROKER, answers
    assert min(answer["waited"] for answer in answers) <= WAIT_BEHIND_BREAKER, answers
    newsroom.assert_all_posters_came()


def kill_worker_and_children(newsroom: Newsroom) -> None:
    """In the middle of drawing, not of writing: what a killed writer leaves is swept after an hour (tests/printing/test_files.py)."""
    os.killpg(newsroom.worker.pid, signal.SIGSTOP)
    while list(newsroom.posters.glob(".tmp-*")):
        os.killpg(newsroom.worker.pid, signal.SIGCONT)
        newsroom.wait_for_drawing()
        os.killpg(newsroom.worker.pid, signal.SIGSTOP)
    os.killpg(newsroom.worker.pid, signal.SIGKILL)
    newsroom.worker.wait(10)
    newsroom.start_workers()


def kill_helper(newsroom: Newsroom) -> None:
    os.kill(newsroom.wait_for_drawing(), signal.SIGKILL)


def restart_database(newsroom: Newsroom) -> None:
    newsroom.postgres.restart_immediately()


@pytest.mark.parametrize(("fault", "texts"), [(kill_worker_and_children, 5), (kill_helper, 2), (restart_database, 3)])
def test_every_poster_comes_once(newsroom, fault, texts):
    newsroom.publish(texts)
    newsroom.wait_for_drawing()
    fault(newsroom)
    newsroom.assert_all_posters_came()
