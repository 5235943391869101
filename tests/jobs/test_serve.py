import http.client
import os
import re
import signal
import subprocess

import pytest

from tests.jobs.chaos.site import MANAGE, ROOT, Site
from tests.services import free_port, wait_until

pytestmark = pytest.mark.chaos


@pytest.fixture
def served(tmp_path):
    site = Site(tmp_path)
    site.port = free_port()
    site.start("serve", *MANAGE, "serve", "--bind", f"127.0.0.1:{site.port}", "--workers", "1")
    wait_until(lambda: answers(site.port), "the site answers")
    yield site
    site.close()


def answers(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/")
        return connection.getresponse().status in (200, 404)
    except OSError:
        return False


def children(pid: int) -> list[int]:
    return [int(child) for child in open(f"/proc/{pid}/task/{pid}/children").read().split()]


def command_line(pid: int) -> str:
    return open(f"/proc/{pid}/cmdline").read().replace("\0", " ")


def parts(site: Site) -> dict[str, int]:
    """Pids of the children by name; a child that has not become gunicorn yet counts as worker."""
    return {"gunicorn" if "gunicorn" in command_line(pid) else "worker": pid for pid in children(site.processes["serve"].pid)}


def test_one_parent_serves_and_works_and_ends_both(served):
    served.enqueue("poster")
    served.wait_all_done_once("poster", 1)
    both = children(served.processes["serve"].pid)
    assert len(both) == 2
    served.commands.clear()
    served.processes["serve"].send_signal(signal.SIGTERM)
    assert served.processes["serve"].wait(15) == 0
    assert not any(os.path.exists(f"/proc/{pid}") for pid in both)
    assert not answers(served.port)


@pytest.mark.parametrize("name", ["gunicorn", "worker"])
def test_a_child_that_dies_is_started_again(served, name):
    old = parts(served)[name]
    os.kill(old, signal.SIGKILL)
    wait_until(lambda: parts(served).get(name, old) != old and len(parts(served)) == 2, f"{name} is back", 8)
    served.enqueue("poster")
    served.wait_all_done_once("poster", 1)
    wait_until(lambda: answers(served.port), "the site answers")


def test_a_killed_parent_leaves_no_child(served):
    parent = served.processes["serve"]
    both = children(parent.pid)
    served.commands.clear()
    parent.kill()
    wait_until(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in both), "both end with their parent")


def test_with_a_broker_the_jobs_are_left_to_celery(tmp_path):
    site = Site(tmp_path, broker_url=f"redis://127.0.0.1:{free_port()}/0")
    site.port = free_port()
    site.start("serve", *MANAGE, "serve", "--bind", f"127.0.0.1:{site.port}", "--workers", "1")
    try:
        wait_until(lambda: answers(site.port), "the site answers")
        assert len(children(site.processes["serve"].pid)) == 1
        assert "Celery" in (site.folder / "serve.log").read_text()
    finally:
        site.close()


@pytest.mark.parametrize("bind", ["used", "nonsense", "192.0.2.1:8000"])
def test_an_address_that_cannot_be_served_is_one_sentence(served, bind):
    address = f"127.0.0.1:{served.port}" if bind == "used" else bind
    done = subprocess.run(
        [*MANAGE, "serve", "--bind", address], cwd=ROOT, env=served.environment, capture_output=True, text=True, timeout=20
    )
    assert done.returncode == 1 and done.stdout == ""
    assert re.fullmatch(r"[^\n]+\.\n", done.stderr)
