"""The layout helper: `python -m printing.layout.server`.

Without Django and single-threaded, with the fonts parsed. It reads requests from standard input and forks a child for
each into a process group of its own, with limits on wall time, processor time and memory. A child that is killed or
fails gives an error reply; the helper goes on. When its standard input closes, it kills the child and ends.
"""

import ctypes
import gc
import io
import json
import os
import resource
import select
import signal
import sys
import time
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from PIL import Image

from printing.layout import fonts
from printing.layout.bulletin_content import BulletinArticle, BulletinContent
from printing.layout.content import Block, ContentError, Photo, PosterContent
from printing.layout.hyphenation import hyphen_positions
from printing.layout.kinds import KINDS, from_json, render
from printing.layout.limits import Limits
from printing.layout.protocol import CONTENT, CRASHED, MEMORY, PIPE_BYTES, REQUEST, TIMEOUT, failure, packed, read_message, widened
from printing.layout.shaping import typesetter

_PR_SET_PDEATHSIG = 1
_OUT_OF_MEMORY = 3  # exit status of a child that ran into its memory limit
_SAMPLE = (
    "Para pekerja dan pengurus serikat berunding dengan perusahaan tentang upah lembur, jaminan kesehatan dan "
    "keselamatan kerja. Perjanjian itu akan dibacakan dalam rapat anggota yang berikut."
)


def main() -> None:
    """Serve requests until standard input closes."""
    _warm()
    replies = widened(os.dup(1))
    widened(0)
    os.dup2(2, 1)  # nothing that prints may get between the replies
    while (request := read_message(_read_exactly)) is not None:
        _write_all(replies, _answer(request))


def _warm() -> None:
    """Draw a poster and a bulletin, so that fonts, patterns, decoders and word caches are there before the first fork."""
    fonts.warm()
    for role in fonts.ROLES:
        typesetter(role).warm()
    blocks = tuple(Block(kind, _SAMPLE) for kind in ("paragraph", "heading", "list_item", "quote", "paragraph"))
    photo, address = Photo(_sample_jpeg(), "Rapat", "Redaksi"), "https://contoh.example/p/1/"
    poster = PosterContent(
        masthead="Warta Buruh",
        city="Semarang",
        headline="Upah lembur",
        blocks=blocks,
        published_on=date(2020, 1, 1),
        standfirst=_SAMPLE,
        byline="Redaksi",
        lead_photo=photo,
        quote=_SAMPLE,
        questions=(_SAMPLE,),
        address=address,
    )
    for mono in (False, True):
        render(poster, mono=mono)
    article = BulletinArticle(poster.headline, blocks, _SAMPLE, "Redaksi", photo, address, address, poster.questions)
    render(BulletinContent(poster.masthead, (article,) * 7, poster.published_on), paper="a2")
    for word in _SAMPLE.split():
        hyphen_positions(word)
    gc.collect()
    gc.freeze()
    ctypes.CDLL(None).malloc_trim(0)  # a child gets new memory faster than a copy of what is free here


def _sample_jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), (90, 90, 90)).save(out, "JPEG")
    return out.getvalue()


def _read_exactly(count: int) -> bytes:
    """From standard input without buffering, so that a closed pipe is seen while a child works."""
    parts = []
    while count:
        part = os.read(0, min(count, PIPE_BYTES))
        if not part:
            break
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _write_all(descriptor: int, parts: list[bytes]) -> None:
    for part in parts:
        view = memoryview(part)
        while view:
            view = view[os.write(descriptor, view) :]


def _answer(request: dict[str, Any]) -> list[bytes]:
    try:
        limits = Limits(**request.pop("limits", Limits.from_environment().to_json()))
    except (TypeError, ValueError):
        return packed(failure(REQUEST, "The limits of the request cannot be understood."))
    if str(request.get("kind")) not in KINDS:
        return packed(failure(REQUEST, "There is no such kind of sheet."))
    return _Child(request, limits).reply()


@dataclass(slots=True)
class _Child:
    """One rendering in a process of its own."""

    request: dict[str, Any]
    limits: Limits

    def reply(self) -> list[bytes]:
        reader, writer = os.pipe()
        widened(writer)
        parent = os.getpid()
        process = os.fork()
        if process == 0:
            os.close(reader)
            _render_and_exit(self.request, self.limits, writer, parent)
        os.close(writer)
        try:
            data = self._collect(process, reader)
        finally:
            os.close(reader)
        return data

    def _collect(self, process: int, reader: int) -> list[bytes]:
        """All that the child writes until it ends, or an error reply."""
        deadline = time.monotonic() + self.limits.wall_s
        poller = select.poll()
        poller.register(reader, select.POLLIN | select.POLLHUP)
        poller.register(0, 0)  # only the closing of standard input
        parts: list[bytes] = []
        while True:
            left = deadline - time.monotonic()
            ready = dict(poller.poll(max(0, left * 1000))) if left > 0 else {}
            if 0 in ready:
                _kill(process)
                os._exit(0)
            if not ready:
                _kill(process)
                return packed(failure(TIMEOUT, f"The poster took longer than {self.limits.wall_s:g} seconds."))
            part = os.read(reader, PIPE_BYTES)
            if not part:
                break
            parts.append(part)
        return _judged(_kill(process, grace_s=2.0), parts)


def _judged(status: int, reply: list[bytes]) -> list[bytes]:
    """The child's own reply if it ended well, otherwise why it did not."""
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0 and reply:
        return reply
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        return packed(failure(TIMEOUT, "The poster took too much processor time."))
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == _OUT_OF_MEMORY:
        return packed(failure(MEMORY, "The poster needs more memory than allowed."))
    return packed(failure(CRASHED, f"The drawing process ended with status {status}."))


def _kill(process: int, *, grace_s: float = 0.0) -> int:
    """Wait at most `grace_s` for the child's own end, then kill its whole group; returns its status."""
    ended = os.pidfd_open(process)  # can be read from then on
    try:
        select.select([ended], [], [], grace_s)
    finally:
        os.close(ended)
    _kill_group(process)
    _, status = os.waitpid(process, 0)
    return status


def _kill_group(process: int) -> None:
    """The group may be gone, or not be made yet when the child was killed at once."""
    for kill in (os.killpg, os.kill):
        try:
            kill(process, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def _render_and_exit(request: dict[str, Any], limits: Limits, writer: int, parent: int) -> NoReturn:
    """In the child: set the limits, draw, write the reply, end without running anything of the parent's."""
    status = 1
    try:
        _enter_limits(limits, parent)
        _write_all(writer, _rendered(request))
        status = 0
    except MemoryError:
        status = _OUT_OF_MEMORY
    finally:
        os._exit(status)


def _enter_limits(limits: Limits, parent: int) -> None:
    os.setpgid(0, 0)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    os.close(0)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 5))
    space = limits.memory_mib * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (space, space))


def _rendered(request: dict[str, Any]) -> list[bytes]:
    try:
        content = from_json(request["kind"], request["content"])
        made = render(content, paper=request["paper"], sheet=request["sheet"], mono=request["mono"], edge_mm=request["edge_mm"])
    except ContentError as error:
        return packed(failure(CONTENT, str(error), code=error.code, detail=error.detail))
    except (KeyError, TypeError, ValueError, json.JSONDecodeError) as error:
        return packed(failure(CRASHED, f"{type(error).__name__} while drawing."))
    return packed(
        {
            "ok": True,
            "sheet_count": made.sheet_count,
            "page_count": made.page_count,
            "body_pt": made.body_pt,
            "warnings": made.warnings,
            "pdf": made.pdf,
        }
    )


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main()
    sys.exit(0)
