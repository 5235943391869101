"""The other end of the layout helper, for programs with threads of their own: it starts a process and never forks."""

import os
import re
import selectors
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from printing.layout.content import Content, ContentError
from printing.layout.limits import Limits
from printing.layout.protocol import CONTENT, CRASHED, PIPE_BYTES, TIMEOUT, ProtocolError, packed, read_message
from printing.layout.rendered import EDGE_MM, Rendered

PROJECT_ROOT = Path(__file__).resolve().parents[2]
GRACE_S = 15.0  # beyond the wall limit before the helper itself counts as stuck
_PAGE = re.compile(rb"/Type /Page(?![A-Za-z])")
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONHASHSEED")


class LayoutFailed(Exception):
    """No poster: `kind` is timeout, memory, crashed or request; trying again may help, other than with ContentError."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class LayoutClient:
    """Owns one helper process; calls from several threads take turns. Also a context manager."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits.from_environment()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "LayoutClient":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the helper if none is running."""
        with self._lock:
            self._ensure()

    def close(self) -> None:
        """End the helper; a later call starts a new one."""
        with self._lock:
            self._end()

    def render(
        self, content: Content, paper: str = "a3", sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM
    ) -> Rendered:
        """The file of a content of any kind, checked. Raises ContentError (mend the text) or LayoutFailed (time, memory, crash)."""
        request = packed(
            {
                "kind": content.kind,
                "content": content.to_json(),
                "paper": paper,
                "sheet": sheet,
                "mono": mono,
                "edge_mm": edge_mm,
                "limits": self.limits.to_json(),
            }
        )
        with self._lock:
            reply = self._exchange(b"".join(request))
        return _checked(reply)

    def _exchange(self, request: bytes) -> dict[str, Any]:
        """Send and receive before the deadline; a helper found dead before it took the request is replaced once."""
        deadline = time.monotonic() + self.limits.wall_s + GRACE_S
        for attempt in (1, 2):
            process = self._ensure()
            try:
                _send(process, request, deadline)
                break
            except TimeoutError:
                self._end(patience_s=0)
                raise LayoutFailed(TIMEOUT, "The layout helper did not take the request.") from None
            except OSError:
                self._end()
                if attempt == 2:
                    raise LayoutFailed(CRASHED, "The layout helper does not start.") from None
        try:
            with closing(_Reader(process, deadline)) as reader:
                message = read_message(reader.read)
        except TimeoutError:
            self._end(patience_s=0)
            raise LayoutFailed(TIMEOUT, "The layout helper did not answer.") from None
        except (ProtocolError, ValueError, OSError):
            message = None
        if message is None:
            self._end()
            raise LayoutFailed(CRASHED, "The layout helper ended without an answer.")
        return message

    def _ensure(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "printing.layout.server"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                cwd=PROJECT_ROOT,
                env=_environment(),
                start_new_session=True,
            )
            if self._process.stdin:
                os.set_blocking(self._process.stdin.fileno(), False)  # see _send
        return self._process

    def _end(self, patience_s: float = 2) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        try:
            process.wait(timeout=patience_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _environment() -> dict[str, str]:
    """Only what Python needs: the helper gets no key and no address of a database."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**kept, "PYTHONPATH": str(PROJECT_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def _send(process: subprocess.Popen[bytes], data: bytes, deadline: float) -> None:
    """Hand over the whole request, or raise TimeoutError at the deadline: a helper that is stuck does not read either."""
    if process.stdin is None:
        raise BrokenPipeError
    view = memoryview(data)
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdin, selectors.EVENT_WRITE)
        while view:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            view = view[process.stdin.write(view) or 0 :]


class _Reader:
    """Reads exactly so many bytes from the helper, or raises TimeoutError at the deadline."""

    def __init__(self, process: subprocess.Popen[bytes], deadline: float) -> None:
        if process.stdout is None:
            raise ProtocolError("no pipe")
        self._pipe, self._deadline = process.stdout, deadline
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._pipe, selectors.EVENT_READ)

    def close(self) -> None:
        """Give the selector's descriptor back; the pipe stays open."""
        self._selector.close()

    def read(self, count: int) -> bytes:
        parts = []
        while count:
            if not self._selector.select(max(0.0, self._deadline - time.monotonic())):
                raise TimeoutError
            part = os.read(self._pipe.fileno(), min(count, PIPE_BYTES))
            if not part:
                break
            parts.append(part)
            count -= len(part)
        return b"".join(parts)


def _checked(reply: dict[str, Any]) -> Rendered:
    if not reply.get("ok"):
        kind, message = reply.get("kind", CRASHED), reply.get("message", "")
        if kind == CONTENT:
            raise ContentError(message, code=reply.get("code", "content"), detail=reply.get("detail", ""))
        raise LayoutFailed(kind, message)
    if not is_whole(reply["pdf"], reply["page_count"]):
        raise LayoutFailed(CRASHED, "The poster file is not whole.")
    return Rendered(reply["pdf"], reply["sheet_count"], reply["body_pt"], tuple(reply["warnings"]), reply["page_count"])


def is_whole(pdf: bytes, page_count: int) -> bool:
    """A cheap look: head, tail, and as many pages as were drawn."""
    framed = pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF") and b"startxref" in pdf[-64:]
    return framed and len(_PAGE.findall(pdf)) == page_count
