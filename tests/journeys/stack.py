"""A whole site of real processes for one test: its own folder, database, and where wanted Redis and Celery workers."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.databases import migrated_copy
from tests.services import die_with, free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent


class Stack:
    """Commands and servers that share one environment; all end with `close`."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        inherited = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "CELERY_BROKER_URL", "MEDIA_ROOT")}
        settings = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "VAR_DIR": str(folder / "var"), "LOG_LEVEL": "WARNING"}
        self.environment = inherited | settings | environment
        self.processes: list[subprocess.Popen] = []
        self.address = ""

    @property
    def database(self) -> Path:
        """The SQLite file of a site without DATABASE_URL."""
        return self.folder / "var" / "warta.sqlite3"

    @property
    def log(self) -> Path:
        """What all servers of this site wrote."""
        return self.folder / "processes.log"

    def run(self, *command: str, stdin: str | None = None, seconds: float = 300) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command], env=self.environment, cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=seconds
        )

    def manage(self, *command: str, stdin: str | None = None, seconds: float = 300) -> str:
        """Standard output of a command that must succeed."""
        done = self.run("manage.py", *command, stdin=stdin, seconds=seconds)
        assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout

    def use_migrated_copy(self) -> "Stack":
        """In a second what `migrate` does in twenty; SQLite only, as servers of PostgreSQL make a migrated database themselves."""
        copy = migrated_copy()
        self.database.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(copy, self.database)
        copy.parent.rmdir()
        return self

    def rehearse(self, texts: list[dict[str, Any]], *options: str) -> tuple[dict[str, Any], int]:
        """The answer of `rehearse --json` and its exit status."""
        lines = "\n".join(json.dumps(text, ensure_ascii=False) for text in texts)
        done = self.run("manage.py", "rehearse", "-", "--json", *options, stdin=lines, seconds=600)
        assert done.stdout, done.stderr[-4000:]
        return json.loads(done.stdout), done.returncode

    def start(self, *command: str) -> subprocess.Popen:
        with open(self.log, "ab") as log:
            process = subprocess.Popen(
                [sys.executable, *command],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                preexec_fn=die_with(15),
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def start_celery(self) -> subprocess.Popen:
        return self.start("-m", "celery", "-A", "cms", "worker", "-Q", "render,notify,post,report", "-c", "2", "--loglevel", "WARNING")

    def serve(self) -> str:
        """Start the site with its embedded worker; returns its address once it answers."""
        import urllib.request

        port = free_port()
        address = f"http://127.0.0.1:{port}"
        self.environment["SITE_URL"] = address
        self.start("manage.py", "serve", "--bind", f"127.0.0.1:{port}")

        def answers() -> bool:
            try:
                with urllib.request.urlopen(f"{address}/siap/", timeout=2) as answer:
                    return answer.status == 200
            except OSError:
                return False

        wait_until(answers, "the site answers", 60)
        return address

    @contextmanager
    def worker_at_rest(self) -> Iterator[None]:
        """The embedded worker stands still, so that a page can be seen which it would have changed within a second."""
        worker = self._embedded_worker()
        wait_until(lambda: self._frozen_without_lock(worker), "the worker rests without holding the database")
        try:
            yield
        finally:
            os.kill(worker, signal.SIGCONT)

    def _embedded_worker(self) -> int:
        parent = self.processes[-1].pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        return next(int(pid) for pid in children if b"gunicorn" not in Path(f"/proc/{pid}/cmdline").read_bytes())

    def _frozen_without_lock(self, worker: int) -> bool:
        os.kill(worker, signal.SIGSTOP)
        try:
            with sqlite3.connect(self.database, timeout=0.2, isolation_level=None) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("ROLLBACK")
        except sqlite3.OperationalError:
            os.kill(worker, signal.SIGCONT)
            return False
        return True

    def close(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)


@contextmanager
def stack(folder: Path, **environment: str) -> Iterator[Stack]:
    site = Stack(folder, **environment)
    try:
        yield site
    finally:
        site.close()
