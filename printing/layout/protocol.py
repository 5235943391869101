"""How client and helper talk: two lengths, a value as JSON, then the bytes that belong into the value, as they are."""

import fcntl
import json
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import Any

MAX_JSON = 512 * 1024 * 1024
PIPE_BYTES = 1 << 20  # at once, and room in a pipe: more than most files have
_LENGTHS = struct.Struct(">II")
_PLACE = "bytes from and to"  # the only name in a mapping that stands for bytes

# kinds of failure
TIMEOUT, MEMORY, CRASHED, CONTENT, REQUEST = "timeout", "memory", "crashed", "content", "request"


class ProtocolError(Exception):
    """The other side closed the pipe or sent nonsense."""


def packed(value: dict[str, Any]) -> list[bytes]:
    """A message, in parts that need not be put together. Bytes may stand anywhere in the value: base64 would take longer than all else."""
    body: list[bytes] = []

    def set_apart(part: object) -> dict[str, tuple[int, int]]:
        if not isinstance(part, bytes):
            raise TypeError(f"{type(part).__name__} cannot be sent.")
        start = sum(map(len, body))
        body.append(part)
        return {_PLACE: (start, start + len(part))}

    head = json.dumps(value, ensure_ascii=True, default=set_apart).encode("ascii")
    return [_LENGTHS.pack(len(head), sum(map(len, body))) + head, *body]


def read_message(read: Callable[[int], bytes]) -> dict[str, Any] | None:
    """The value of the next message; `read(n)` gives exactly n bytes or fewer at the end. None when the pipe was closed between two."""
    lengths = read(_LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise ProtocolError("closed within the lengths")
    head_size, body_size = _LENGTHS.unpack(lengths)
    if not 2 <= head_size <= MAX_JSON:
        raise ProtocolError("bad length")
    head, body = read(head_size), read(body_size)
    if len(head) < head_size or len(body) < body_size:
        raise ProtocolError("closed within a message")
    return json.loads(head, object_hook=lambda found: body[slice(*found[_PLACE])] if found.keys() == {_PLACE} else found)


def failure(kind: str, message: str, **more: str) -> dict[str, Any]:
    return {"ok": False, "kind": kind, "message": message, **more}


def widened(pipe: int) -> int:
    """The same pipe with room for a whole file, where the system allows it: otherwise its ends wait for each other many times."""
    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return pipe
