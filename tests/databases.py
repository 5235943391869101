"""One migrated SQLite file for all test runs, made once for each state of the migrations and copied for each process.

Wagtail's hundred migrations take ten seconds; a copy takes none. On PostgreSQL a stopped cluster is kept and copied in the same way: it
holds `MIGRATED`, of which new databases are made.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "test-databases"
MIGRATED = "migrated"  # the database of a kept cluster
MADE_BY = ("django", "wagtail", "django-taggit", "django-otp")


def state_of_migrations() -> str:
    """A name that changes with any migration of ours and any version of the packages that bring their own."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in MADE_BY).encode())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    for path in ("cms/settings/base.py", "cms/settings/shown.py", "cms/page_cache/triggers.py"):
        digest.update((ROOT / path).read_bytes())
    return digest.hexdigest()[:16]


def migrated_copy() -> Path:
    """A fresh database file of this process, with all migrations applied. The caller deletes its folder."""
    kept = KEPT / f"{state_of_migrations()}.sqlite3"
    with _made_once("file"):
        if not kept.exists():
            _migrate(kept)
    folder = Path(tempfile.mkdtemp(prefix="warta-test-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))  # noqa: S108
    return Path(shutil.copyfile(kept, folder / "test.sqlite3"))


@contextmanager
def _made_once(what: str) -> Iterator[None]:
    """Of several processes one makes what is kept, and the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with open(KEPT / f"lock-{what}", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrated_cluster(folder: Path, version: str, make: Callable[[Path], None]) -> None:
    """Put a stopped PostgreSQL cluster with the migrated database at `folder`; `make` makes one there when none is kept."""
    kept = KEPT / f"{state_of_migrations()}-{version}.cluster"
    with _made_once("cluster"):
        if not kept.exists():
            for old in KEPT.glob("*.cluster"):
                shutil.rmtree(old)
            make(folder)
            draft = kept.with_suffix(".new")
            shutil.rmtree(draft, ignore_errors=True)
            _copy_tree(folder, draft)
            draft.replace(kept)
            return
    _copy_tree(kept, folder)


def _copy_tree(source: Path, target: Path) -> None:
    """With owners and modes, which postgres insists on and shutil does not keep."""
    subprocess.run(["cp", "-a", source, target], check=True)


def migrate(database_url: str) -> None:
    environment = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)


def _migrate(kept: Path) -> None:
    for old in KEPT.glob("*.sqlite3*"):
        old.unlink()
    draft = kept.with_suffix(".new")
    draft.unlink(missing_ok=True)
    migrate(f"sqlite:///{draft}")
    with closing(sqlite3.connect(draft)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    draft.replace(kept)


class Pristine:
    """The test database as the migrations left it, kept aside to be put back after tests that commit."""

    @staticmethod
    def of_this_run() -> "Pristine":
        from django.db import connection  # not before settings are chosen

        connection.close()
        return PristineFile(connection) if connection.vendor == "sqlite" else PristineTemplate(connection)

    def put_back(self) -> None: ...

    def drop(self) -> None: ...


class PristineFile(Pristine):
    def __init__(self, connection) -> None:
        self.connection, self.name = connection, connection.settings_dict["NAME"]
        self.kept = f"{self.name}.pristine"
        self._copy(self.name, self.kept)

    def put_back(self) -> None:
        self.connection.close()
        self._copy(self.kept, self.name)

    def drop(self) -> None:
        Path(self.kept).unlink(missing_ok=True)

    @staticmethod
    def _copy(source: str, target: str) -> None:
        with closing(sqlite3.connect(source)) as reader, closing(sqlite3.connect(target)) as writer:
            reader.backup(writer)


class PristineTemplate(Pristine):
    """On PostgreSQL: a database of which the test database is made anew."""

    def __init__(self, connection) -> None:
        self.connection, self.name = connection, connection.settings_dict["NAME"]
        self.kept = f"{self.name}_pristine"
        self._make(self.kept, self.name)

    def put_back(self) -> None:
        self.connection.close()
        self._make(self.name, self.kept)

    def drop(self) -> None:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.kept}" WITH (FORCE)')

    def _make(self, name: str, template: str) -> None:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
