"""One served site for the modules that only look at it: the demo with its posters drawn."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from tests.journeys.stack import stack


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """A Stack with `address`, its 30 people and texts in every state."""
    with stack(tmp_path_factory.mktemp("demo")) as site:
        shutil.copytree(demo_data(tmp_path_factory), site.folder / "var", dirs_exist_ok=True)
        site.address = site.serve()
        yield site


def demo_data(tmp_path_factory) -> Path:
    """Keys, database and media of the loaded demo, which takes half a minute: made by the first of several test processes, once a run."""
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    shared = tmp_path_factory.getbasetemp().parent if is_worker else tmp_path_factory.getbasetemp()
    made = shared / "demo-data"
    with open(shared / "demo-data.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            with stack(shared / "demo-draft") as site:
                site.use_migrated_copy()
                site.manage("demo", "--posters")
            (shared / "demo-draft" / "var").rename(made)
    return made
