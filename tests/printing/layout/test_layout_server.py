"""The layout helper and its client: limits, accidents, orphans."""

import gc
import io
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from printing.layout import ContentError, Photo, render
from printing.layout.client import PROJECT_ROOT, LayoutClient, LayoutFailed, is_whole
from printing.layout.limits import Limits
from printing.layout.protocol import ProtocolError, packed, read_message
from printing.layout.shaping import Typesetter

from .conftest import SENTENCES, article, blocks, sent

pytestmark = pytest.mark.chaos


@pytest.fixture(scope="module")
def client():
    with LayoutClient() as client:
        yield client


@pytest.fixture(autouse=True)
def plain_limits(client):
    client.limits = Limits()


def wait_until(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_helper_gives_the_same_bytes_as_a_direct_call(client, photo_bytes):
    content = article(lead_photo=Photo(photo_bytes))
    assert client.render(content, "a3", None, True) == render(content, mono=True)


def test_bad_content_comes_back_as_content_error(client):
    with pytest.raises(ContentError) as caught:
        client.render(article(headline=" "))
    assert caught.value.code == "no_headline"


def test_missing_glyph_comes_back_with_its_place(client):
    with pytest.raises(ContentError) as caught:
        client.render(article(blocks=blocks("Ada 中.")))
    assert caught.value.code == "missing_glyph"
    assert "paragraph 1" in caught.value.detail


@pytest.mark.parametrize(
    ("limits", "kind"),
    [(Limits(wall_s=0.001), "timeout"), (Limits(memory_mib=1), "memory")],
)
def test_broken_limit_fails_the_poster_and_leaves_the_helper_alive(client, limits, kind):
    client.start()
    helper = client._process.pid
    client.limits = limits
    with pytest.raises(LayoutFailed) as caught:
        client.render(slow_article())
    assert caught.value.kind == kind
    client.limits = Limits()
    assert client.render(article(60)).sheet_count == 1
    assert client._process.pid == helper


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def slow_article():
    return article(blocks=blocks(*[" ".join(SENTENCES)] * 2500))


def in_background(client, content):
    """Start a rendering in a thread; returns the thread and the list that gets its outcome."""
    outcome = []

    def run():
        try:
            outcome.append(client.render(content))
        except (LayoutFailed, ContentError) as error:
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome


def test_killed_child_is_reported_as_a_crash(client):
    client.start()
    thread, outcome = in_background(client, slow_article())
    assert wait_until(lambda: children_of(client._process.pid))
    for child in children_of(client._process.pid):
        os.kill(child, signal.SIGKILL)
    thread.join(30)
    assert isinstance(outcome[0], LayoutFailed)
    assert outcome[0].kind == "crashed"
    assert client.render(article(60)).sheet_count == 1


def test_killed_helper_takes_its_child_along_and_is_replaced(client):
    client.start()
    helper = client._process.pid
    thread, outcome = in_background(client, slow_article())
    assert wait_until(lambda: children_of(helper))
    [child] = children_of(helper)
    os.kill(helper, signal.SIGKILL)
    thread.join(30)
    assert outcome[0].kind == "crashed"
    assert wait_until(lambda: not is_running(child))
    assert client.render(article(60)).sheet_count == 1


def is_running(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


OWNER = """
import sys, threading
from printing.layout.client import LayoutClient
from tests.printing.layout.test_layout_server import slow_article
client = LayoutClient()
client.start()
print(client._process.pid, flush=True)
client.render(slow_article())
"""


def test_helper_and_child_die_with_their_owner():
    owner = subprocess.Popen([sys.executable, "-c", OWNER], cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True)
    helper = int(owner.stdout.readline())
    assert wait_until(lambda: children_of(helper))
    [child] = children_of(helper)
    owner.kill()
    owner.wait()
    owner.stdout.close()
    assert wait_until(lambda: not is_running(helper) and not is_running(child))


def test_threads_may_share_a_client(client):
    threads = [in_background(client, article(40 + 10 * n)) for n in range(6)]
    for thread, _ in threads:
        thread.join(60)
    assert [outcome[0].sheet_count for _, outcome in threads] == [1] * 6


def test_closed_client_starts_again():
    client = LayoutClient()
    assert client.render(article(40)).sheet_count == 1
    client.close()
    assert client.render(article(40)).sheet_count == 1
    client.close()


def test_helper_that_takes_nothing_is_given_up_at_the_deadline(client, monkeypatch):
    """Stopped by somebody, or stuck: a request that no pipe can hold must not keep its caller, and whoever waits behind her, for ever."""
    monkeypatch.setattr("printing.layout.client.GRACE_S", 0.5)
    client.start()
    helper = client._process.pid
    os.kill(helper, signal.SIGSTOP)
    client.limits = Limits(wall_s=0.1)
    thread, outcome = in_background(client, slow_article())
    thread.join(10)
    if thread.is_alive():
        os.kill(helper, signal.SIGKILL)
    assert [error.kind for error in outcome] == ["timeout"]
    client.limits = Limits()
    monkeypatch.undo()
    assert client.render(article(40)).sheet_count == 1


def test_no_rendering_leaves_a_descriptor_open(client):
    client.render(article(40))
    gc.collect()
    gc.disable()
    try:
        before = len(os.listdir("/proc/self/fd"))
        for _rendering in range(3):
            client.render(article(40))
        assert len(os.listdir("/proc/self/fd")) == before
    finally:
        gc.enable()


def test_helper_knows_no_secrets_and_no_django(client, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    with LayoutClient() as fresh, open(f"/proc/{fresh._process.pid}/environ", "rb") as environ:
        assert b"DATABASE_URL" not in environ.read()
    script = "import printing.layout.server, sys; print('django' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_bytes_arrive_wherever_they_stand_in_a_message():
    value = {"one": b"\xff\x00", "more": [{"jpeg": b"", "caption": "é"}, {"jpeg": b"{}"}], "none": None}
    assert sent(value) == value


def test_message_that_ends_early_is_refused():
    whole = b"".join(packed({"jpeg": b"ab"}))
    assert read_message(io.BytesIO(b"").read) is None
    for length in range(1, len(whole)):
        with pytest.raises(ProtocolError):
            read_message(io.BytesIO(whole[:length]).read)


def test_new_words_need_no_harfbuzz_once_the_letters_are_known(monkeypatch):
    setter = Typesetter("serif")
    setter.warm()
    monkeypatch.setattr(setter.face, "shape", None)
    assert setter.words("Rqzxv kwyj-kwyj, vxqw.")


def test_half_a_file_is_not_whole():
    made = render(article(900))
    assert is_whole(made.pdf, made.page_count)
    assert not is_whole(made.pdf[:-40], made.page_count)
    assert not is_whole(made.pdf, made.page_count + 1)
