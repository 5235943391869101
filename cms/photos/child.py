"""Starts the decoder for one picture, waits at most WALL_SECONDS, and ends it with everything it may have started."""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cms.photos import decode

WALL_SECONDS = 20
AT_ONCE = 2  # decoders of one web process; each may take decode.MEMORY_BYTES
WAIT_SECONDS = 20
PROGRAM = Path(decode.__file__)
ENDS = {-signal.SIGXCPU: "timeout", -signal.SIGKILL: "bomb"}  # out of time; ended by a machine that is out of memory
ENVIRONMENT = {"PATH": os.defpath, "MALLOC_ARENA_MAX": "2"}  # nothing of ours: a taken-over decoder finds no keys

logger = logging.getLogger(__name__)
_places = threading.BoundedSemaphore(AT_ONCE)


class DecodingRefused(Exception):
    """Carries a code of `decode`, or `timeout`, `busy`, `broken` (the decoder died)."""


@dataclass(frozen=True)
class Decoded:
    jpeg: bytes
    width: int
    height: int
    format: str


def decode_in_child(upload: BinaryIO, *, wall_seconds: float = WALL_SECONDS, program: Path = PROGRAM) -> Decoded:
    """`upload` is a real file (it becomes standard input); raises DecodingRefused."""
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise DecodingRefused("busy")
    try:
        with tempfile.TemporaryFile() as answer:
            _run(program, upload, answer, wall_seconds)
            answer.seek(0)
            return _read(answer)
    finally:
        _places.release()


def _run(program: Path, upload: BinaryIO, answer: BinaryIO, wall_seconds: float) -> None:
    upload.seek(0)
    child = subprocess.Popen(  # noqa: S603  a fixed command, isolated from the environment and the current folder
        [sys.executable, "-I", str(program)],
        stdin=upload,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=ENVIRONMENT,
    )
    try:
        status = child.wait(wall_seconds)
    except subprocess.TimeoutExpired:
        raise DecodingRefused("timeout") from None
    finally:
        _end_group(child)
    if status:
        logger.warning("The photo decoder ended with status %s.", status)
        raise DecodingRefused(ENDS.get(status, "broken"))


def _end_group(child: subprocess.Popen) -> None:
    """Whether it has ended or not: it may have left something behind. Its own session: pid and group are one number."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _read(answer: BinaryIO) -> Decoded:
    """The child is not trusted: whatever it wrote is checked like the work of a stranger."""
    if os.fstat(answer.fileno()).st_size > decode.ANSWER_BYTES:
        raise DecodingRefused("broken")
    try:
        head = json.loads(answer.readline(1024))
        if "refused" in head:
            raise DecodingRefused(str(head["refused"]))
        return Decoded(answer.read(), int(head["width"]), int(head["height"]), str(head["format"]))
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise DecodingRefused("broken") from error
