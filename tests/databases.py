"""One migrated SQLite file for all test runs, made once for each state of the migrations and copied for each process.

Wagtail's hundred migrations take ten seconds; a copy takes none. On PostgreSQL pytest-django's own way is left alone.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "test-databases"
MADE_BY = ("django", "wagtail", "django-taggit", "django-otp")


def state_of_migrations() -> str:
    """A name that changes with any migration of ours and any version of the packages that bring their own."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in MADE_BY).encode())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    digest.update((ROOT / "cms/settings/base.py").read_bytes())
    return digest.hexdigest()[:16]


def migrated_copy() -> Path:
    """A fresh database file of this process, with all migrations applied. The caller deletes its folder."""
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{state_of_migrations()}.sqlite3"
    with open(KEPT / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _migrate(kept)
    folder = Path(tempfile.mkdtemp(prefix="warta-test-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))  # noqa: S108
    return Path(shutil.copyfile(kept, folder / "test.sqlite3"))


def _migrate(kept: Path) -> None:
    for old in KEPT.glob("*.sqlite3*"):
        old.unlink()
    draft = kept.with_suffix(".new")
    draft.unlink(missing_ok=True)
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{draft}", "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
    with closing(sqlite3.connect(draft)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    draft.replace(kept)
