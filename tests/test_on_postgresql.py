"""The rooms whose promises lean on the database, once more on a real PostgreSQL that this test starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import MIGRATED
from tests.services import PostgresServer, postgres_server  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent
# Where a lock, a constraint, a race, a search or the database's clock decides. `make soak` runs every room.
CHOSEN = (
    "tests/curriculum/roster/test_importing.py",
    "tests/curriculum/test_attendance.py",
    "tests/curriculum/test_cards.py",
    "tests/curriculum/test_memberships.py",
    "tests/curriculum/test_workshops.py",
    "tests/curriculum/test_workshops_races.py",
    "tests/jobs/test_effects.py",
    "tests/jobs/test_services.py",
    "tests/jobs/test_sweeper.py",
    "tests/people/test_cards.py",
    "tests/people/test_identity.py",
    "tests/cms/discussion/test_races.py",
    "tests/cms/page_cache/test_changes.py",
    "tests/cms/page_cache/test_generation.py",
    "tests/cms/page_cache/test_generation_at_once.py",
    "tests/cms/test_notices.py",
    "tests/printing/test_races.py",
    "tests/printing/desk/test_races.py",
    "tests/rights/office/test_current.py",
    "tests/rights/office/test_races.py",
    "tests/submissions/test_ageing.py",
    "tests/submissions/test_closing.py",
    "tests/submissions/test_life.py",
    "tests/submissions/test_races.py",
)
EVERY = tuple(f"tests/{room}" for room in ("people", "jobs", "curriculum", "submissions", "printing", "rights", "cms", "permissions"))


@pytest.mark.db
def test_what_leans_on_the_database_passes_on_postgresql(postgres_server):  # noqa: F811
    run(postgres_server, CHOSEN, seconds=480)


@pytest.mark.db
@pytest.mark.soak
def test_every_room_passes_on_postgresql(postgres_server):  # noqa: F811
    run(postgres_server, EVERY, seconds=1800)


def run(server: PostgresServer, tests: tuple[str, ...], seconds: int) -> None:
    url = server.create_database()
    server.create_database(f"test_{url.rpartition('/')[2]}", MIGRATED)  # found by --reuse-db
    environment = os.environ | {"DATABASE_URL": url}
    options = ["-q", "-x", "--reuse-db", "-m", "not (chaos or browser or soak or db)", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, *tests]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=seconds)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
