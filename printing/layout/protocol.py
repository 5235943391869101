"""How client and helper talk: a JSON header after its length in four bytes, then as many bytes as the header says."""

import json
from collections.abc import Callable
from typing import Any

MAX_HEADER = 512 * 1024 * 1024  # a request carries its photos in base64
LENGTH_BYTES = 4

# kinds of failure
TIMEOUT, MEMORY, CRASHED, CONTENT, REQUEST = "timeout", "memory", "crashed", "content", "request"


class ProtocolError(Exception):
    """The other side closed the pipe or sent nonsense."""


def packed(header: dict[str, Any], body: bytes = b"") -> bytes:
    """A message; `body_bytes` is added to the header."""
    head = json.dumps({**header, "body_bytes": len(body)}, ensure_ascii=True).encode("ascii")
    return len(head).to_bytes(LENGTH_BYTES, "big") + head + body


def read_message(read: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message; `read(n)` gives exactly n bytes or fewer at the end. None when the pipe was closed between two."""
    length = read(LENGTH_BYTES)
    if not length:
        return None
    size = int.from_bytes(length, "big")
    if len(length) < LENGTH_BYTES or not 2 <= size <= MAX_HEADER:
        raise ProtocolError("bad length")
    head = read(size)
    if len(head) < size:
        raise ProtocolError("closed within a header")
    header = json.loads(head)
    body = read(header["body_bytes"])
    if len(body) < header["body_bytes"]:
        raise ProtocolError("closed within a body")
    return header, body


def failure(kind: str, message: str, **more: str) -> dict[str, Any]:
    return {"ok": False, "kind": kind, "message": message, **more}
