"""Real servers for tests: PostgreSQL and Redis on private ports, in temporary folders, ended by pid.

`postgres_server` and `redis_server` live for the session and are not to be harmed; `own_postgres` and `own_redis` live for one test.
A missing program skips the test and says so; with WARTA_REFUSE_SKIP=1 it fails instead.
"""

import contextlib
import ctypes
import functools
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tests.databases import MIGRATED, migrate, migrated_cluster

PR_SET_PDEATHSIG = 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition: Callable[[], object], what: str, seconds: float = 20, pause: float = 0.05) -> None:
    """Ask until the answer is true; fails the test, naming `what`, after `seconds`."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            pytest.fail(f"waited {seconds} s in vain: {what}")
        time.sleep(pause)


def missing(program: str) -> None:
    reason = f"{program} is not installed"
    if os.environ.get("WARTA_REFUSE_SKIP") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def die_with(signal_number: int) -> Callable[[], None]:
    """For Popen's preexec_fn: the child does not outlive the tests, whatever ends them."""
    return functools.partial(ctypes.CDLL(None).prctl, PR_SET_PDEATHSIG, signal_number)


class PostgresServer:
    def __init__(self, binaries: Path) -> None:
        self.binaries, self.port = binaries, free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="warta-postgres-"))
        self.as_user = {}
        if os.getuid() == 0:  # postgres refuses root
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.as_user = {"user": "postgres", "group": "postgres", "extra_groups": []}
        migrated_cluster(self.folder / "data", binaries.parent.name, self._make)
        self.start()

    def _make(self, data: Path) -> None:
        """A cluster with the migrated database, stopped in good order."""
        initdb = [self.binaries / "initdb", "-D", data, "-U", "warta", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **self.as_user, cwd=self.folder)
        self.start()
        self.create_database(MIGRATED)
        migrate(self.url(MIGRATED))
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)

    def start(self) -> None:
        options = {"listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": self.folder, "fsync": "off"}
        command = [self.binaries / "postgres", "-D", self.folder / "data", *(f"--{name}={value}" for name, value in options.items())]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, preexec_fn=die_with(signal.SIGQUIT), **self.as_user, cwd=self.folder
            )
        wait_until(self.answers, "PostgreSQL answers", 30)

    def answers(self) -> bool:
        with contextlib.suppress(psycopg.Error), psycopg.connect(self.url("postgres"), connect_timeout=2):
            return True
        return False

    def url(self, name: str) -> str:
        return f"postgres://warta@127.0.0.1:{self.port}/{name}"

    def create_database(self, name: str = "", template: str = "template1") -> str:
        """The URL of a new database: empty, or a copy of MIGRATED."""
        name = name or f"warta_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def restart_immediately(self) -> None:
        """As after a power cut: no goodbye to anybody, recovery from the log."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(20)
        self.start()

    def close(self) -> None:
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


class RedisServer:
    def __init__(self, binary: str) -> None:
        self.binary, self.port = binary, free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="warta-redis-"))
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        """Always empty: nothing is kept on disk."""
        options = f"--port {self.port} --bind 127.0.0.1 --dir {self.folder} --maxmemory-policy noeviction".split()
        self.process = subprocess.Popen(
            [self.binary, *options, "--save", ""], stdout=subprocess.DEVNULL, preexec_fn=die_with(signal.SIGKILL)
        )
        wait_until(self.answers, "Redis answers")

    def answers(self) -> bool:
        with contextlib.suppress(redis.RedisError):
            return redis.Redis(port=self.port, socket_timeout=1).ping()
        return False

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def freeze(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def limit_memory(self, size: str) -> None:
        """ "100kb" is less than an empty server uses: returns when a write is refused. "0" lifts the limit."""
        client = redis.Redis(port=self.port)
        client.config_set("maxmemory", size)
        wait_until(lambda: size == "0" or _refuses(client), "Redis is full")

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _refuses(client: redis.Redis) -> bool:
    try:
        client.lpush("is-it-full", "")
    except redis.exceptions.OutOfMemoryError:
        return True
    return False


def start_postgres() -> PostgresServer:
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    if not found and (program := shutil.which("postgres")):
        found = [str(Path(program).parent)]
    if not found:
        missing("postgres")
    return PostgresServer(Path(found[-1]))


def start_redis() -> RedisServer:
    binary = shutil.which("redis-server")
    if not binary:
        missing("redis-server")
    return RedisServer(binary)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with contextlib.closing(start_postgres()) as server:
        yield server


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    with contextlib.closing(start_postgres()) as server:
        yield server


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    with contextlib.closing(start_redis()) as server:
        yield server


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    with contextlib.closing(start_redis()) as server:
        yield server
