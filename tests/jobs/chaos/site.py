"""A small site of real processes: one that enqueues, workers of either kind, a supervisor that starts dead ones again."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests.services import die_with, wait_until

ROOT = Path(__file__).resolve().parents[3]
MANAGE = [sys.executable, "manage.py"]
CELERY = [sys.executable, "-m", "celery", "-A", "cms"]


class Site:
    def __init__(self, folder: Path, database_url: str = "", broker_url: str = "", **environment: str) -> None:
        self.folder = folder
        self.database_url = database_url or f"sqlite:///{folder / 'site.sqlite3'}"
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.jobs.chaos_settings",
            "DATABASE_URL": self.database_url,
            "CELERY_BROKER_URL": broker_url,
            "WARTA_CHAOS_DIR": str(folder),
            "REMAP_SIGTERM": "SIGQUIT",
            **environment,
        }
        self.commands: dict[str, list[str]] = {}
        self.processes: dict[str, subprocess.Popen] = {}
        subprocess.run([*MANAGE, "migrate", "-v0"], cwd=ROOT, env=self.environment, check=True)
        self.sql("CREATE TABLE chaos_effect (job_key text)")
        self._desk = self._open_desk()

    # The table, read past Django.

    @contextlib.contextmanager
    def _database(self) -> Iterator[Any]:
        if self.database_url.startswith("sqlite"):
            connection = sqlite3.connect(self.folder / "site.sqlite3", timeout=20, isolation_level=None)
        else:
            connection = psycopg.connect(self.database_url, autocommit=True, connect_timeout=5)
        with contextlib.closing(connection):
            yield connection

    def sql(self, statement: str) -> list[tuple]:
        with self._database() as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def states(self, prefix: str = "") -> dict[str, int]:
        return dict(self.sql(f"SELECT state, count(*) FROM jobs_job WHERE key LIKE '{prefix}%' GROUP BY state"))

    def job(self, key: str) -> dict[str, Any]:
        """Columns of the newest job of `key`."""
        [row] = self.sql(f"SELECT state, attempts, error FROM jobs_job WHERE key = '{key}' ORDER BY created_at DESC LIMIT 1")
        return dict(zip(("state", "attempts", "error"), row, strict=True))

    def effects(self, prefix: str = "") -> list[str]:
        return [key for (key,) in self.sql(f"SELECT job_key FROM chaos_effect WHERE job_key LIKE '{prefix}%' ORDER BY 1")]

    # What the web does.

    def _open_desk(self) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.jobs.chaos.desk"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=open(self.folder / "desk.log", "ab"),  # noqa: SIM115 - lives as long as the process
            preexec_fn=die_with(signal.SIGKILL),
            text=True,
        )

    def order(self, order: str, **arguments: Any) -> Any:
        self._desk.stdin.write(json.dumps({"order": order, **arguments}) + "\n")
        self._desk.stdin.flush()
        answer = self._desk.stdout.readline()
        if answer:
            return json.loads(answer)
        self._desk.wait()
        self._desk = self._open_desk()
        return None

    def enqueue(self, *keys: str, kind: str = "test.note", **payload: Any) -> list[float]:
        return self.order("enqueue", kind=kind, keys=keys, payload=payload)

    def open_gate(self, name: str = "gate") -> None:
        (self.folder / name).touch()

    # Workers.

    def start(self, name: str, *command: str) -> None:
        """In a process group of its own; `wait` starts it again when it has ended, as a supervisor does."""
        self.commands[name] = list(command)
        self._spawn(name)

    def _spawn(self, name: str) -> None:
        self.processes[name] = subprocess.Popen(
            self.commands[name],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=open(self.folder / f"{name}.log", "ab"),  # noqa: SIM115 - lives as long as the process
            preexec_fn=die_with(signal.SIGKILL),
            start_new_session=True,
        )

    def start_embedded(self, count: int = 1) -> None:
        for number in range(count):
            self.start(f"worker-{number}", *MANAGE, "worker")

    def start_celery(self) -> None:
        for number in range(2):
            options = ["-c", "2", "-l", "warning", "-n", f"worker-{number}@%h", "--without-gossip", "--without-mingle"]
            self.start(f"worker-{number}", *CELERY, "worker", *options)
        self.start("beat", *CELERY, "beat", "-l", "warning", "-s", str(self.folder / "beat"), "--pidfile", "")

    def kill_group(self, name: str) -> None:
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].wait(10)

    def revive(self) -> None:
        for name, process in self.processes.items():
            if process.poll() is not None and name in self.commands:
                self._spawn(name)

    def holder(self, key: str, attempt: int = 1) -> int:
        """Pid of the process that began this attempt; waits for it."""
        note = self.folder / f"{key}.{attempt}.pid"
        self.wait(lambda: note.exists() and note.read_text(), f"attempt {attempt} of {key} begins")
        return int(note.read_text())

    def wait(self, condition: Any, what: str, seconds: float = 30) -> None:
        def alive_and_true() -> object:
            self.revive()
            with contextlib.suppress(psycopg.OperationalError):
                return condition()
            return False

        wait_until(alive_and_true, f"{what}; jobs {self.folder}", seconds)

    # What must hold after every fault.

    def wait_all_done_once(self, prefix: str, count: int, seconds: float = 30) -> None:
        """All jobs of this prefix are done, each with one effect, and no lease is old."""
        self.wait(lambda: self.states(prefix).get("done", 0) >= count, f"{count} jobs {prefix}… done", seconds)
        assert self.states(prefix) == {"done": count}
        effects = self.effects(prefix)
        assert len(effects) == len(set(effects)) == count
        self.wait_no_old_lease()

    def wait_no_old_lease(self) -> None:
        """The sweep sees a lease that ran out within its period; on a busy machine that is not this very moment."""
        is_sqlite = self.database_url.startswith("sqlite")
        just_now = "strftime('%Y-%m-%d %H:%M:%f', 'now', '-2 seconds')" if is_sqlite else "now() - interval '2 seconds'"
        old = f"SELECT key FROM jobs_job WHERE state = 'running' AND lease_until < {just_now}"
        self.wait(lambda: self.sql(old) == [], "no row runs with an old lease", 10)

    def close(self) -> None:
        self.commands.clear()
        self._desk.kill()
        self._desk.wait(10)
        for process in self.processes.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def assert_each_period_ran_once(site: Site) -> None:
    """However many sweepers and beats there are."""
    [(jobs,)] = site.sql("SELECT count(*) FROM jobs_job WHERE kind = 'jobs.retention'")
    [(periods,)] = site.sql("SELECT count(*) FROM jobs_periodicrun")
    assert jobs == periods >= 1
