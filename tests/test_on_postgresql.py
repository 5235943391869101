"""The rooms whose promises lean on the database, once more on a real PostgreSQL that this test starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services import postgres_server  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("tests/people", "tests/jobs", "tests/curriculum", "tests/submissions", "tests/printing", "tests/cms")


@pytest.mark.db
def test_every_room_passes_on_postgresql(postgres_server):  # noqa: F811
    environment = os.environ | {"DATABASE_URL": postgres_server.create_database()}
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not (chaos or browser or soak or db)", "-p", "no:cacheprovider", "-x", *ROOMS]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=540)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
