"""A bounded load on the loopback: some connections that are kept open, each with one request at a time."""

import asyncio
import time
from dataclasses import dataclass, field

CONNECTIONS = 8
ANSWER_SECONDS = 20


@dataclass
class Load:
    """What came back: seconds of each answer, how many were not 200, bytes of the last body."""

    seconds: float
    times: list[float] = field(default_factory=list)
    bad_count: int = 0
    body_bytes: int = 0

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def p99_ms(self) -> float:
        times = sorted(self.times)
        return 1000 * times[min(len(times) - 1, int(len(times) * 0.99))] if times else 0.0


def load(port: int, path: str, seconds: float, connections: int = CONNECTIONS, header: str = "") -> Load:
    """Ask 127.0.0.1 for one address for so long, with one more header if one is given. Raises OSError when nobody listens."""
    lines = (f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept-Encoding: gzip", "User-Agent: bench", *filter(None, [header]))
    return asyncio.run(_load(port, "\r\n".join([*lines, "", ""]).encode(), seconds, connections))


async def _load(port: int, request: bytes, seconds: float, connections: int) -> Load:
    seen = Load(seconds)
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_reader(seen, port, request, until) for _ in range(connections)))
    return seen


async def _reader(seen: Load, port: int, request: bytes, until: float) -> None:
    stream, sink = await asyncio.open_connection("127.0.0.1", port)
    while (began := time.perf_counter()) < until:
        sink.write(request)
        status, seen.body_bytes, closes = await asyncio.wait_for(_answer(stream), ANSWER_SECONDS)
        seen.times.append(time.perf_counter() - began)
        seen.bad_count += status != 200
        if closes:
            sink.close()
            stream, sink = await asyncio.open_connection("127.0.0.1", port)
    sink.close()


async def _answer(stream: asyncio.StreamReader) -> tuple[int, int, bool]:
    """Status, bytes of the body, and whether the server closes the connection."""
    head = (await stream.readuntil(b"\r\n\r\n")).lower()
    length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
    await stream.readexactly(length)
    return int(head.split(b" ", 2)[1]), length, b"connection: close" in head
