"""The drawing helpers of this process: started at the first sheet, replaced when they die, ended with the process.

Every room that puts something on paper draws by this door; `printing.layout` stands on the ground and may be used by all.
"""

import atexit
import os
import threading

from printing.layout import Content, Rendered
from printing.layout.client import LayoutClient, LayoutFailed
from printing.layout.rendered import EDGE_MM

MOST_IN_REQUESTS = 2  # of a web process: its other threads go on answering readers
_lock = threading.Lock()
_clients: dict[int, LayoutClient] = {}  # by seat; a helper draws one sheet after the other
_taken: set[int] = set()
_owner = 0


def draw(
    content: Content, *, paper: str, sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM, seat: int = 0
) -> Rendered:
    """The PDF and what is known of it. Raises ContentError for words that cannot be drawn, LayoutFailed when another try may help."""
    return _client_of(seat).render(content, paper, sheet, mono, edge_mm)


def draw_at_once(content: Content, *, paper: str, sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM) -> Rendered:
    """As `draw`, for somebody who waits at a page, beside others who do: raises LayoutFailed too, without waiting, while as many as may
    draw already."""
    seat = _take_seat()
    try:
        return draw(content, paper=paper, sheet=sheet, mono=mono, edge_mm=edge_mm, seat=seat)
    finally:
        _leave(seat)


def _take_seat() -> int:
    with _lock:
        _forget_those_of_the_parent()
        seat = next((seat for seat in range(MOST_IN_REQUESTS) if seat not in _taken), None)
        if seat is None:
            raise LayoutFailed("busy", "Others are drawing.")
        _taken.add(seat)
        return seat


def _leave(seat: int) -> None:
    """The first helper stays warm; one that was only needed beside it ends, since it would keep its memory for nothing."""
    try:
        if seat and (client := _clients.get(seat)):
            client.close()
    finally:
        with _lock:
            _taken.discard(seat)


def _client_of(seat: int) -> LayoutClient:
    with _lock:
        _forget_those_of_the_parent()
        return _clients.setdefault(seat, LayoutClient())


def _forget_those_of_the_parent() -> None:
    """A client made before a fork belongs to the parent: its pipes must not be shared."""
    global _owner
    if _owner != os.getpid():
        _clients.clear()
        _taken.clear()
        _owner = os.getpid()


def end_helper() -> None:
    """End the helpers that this process has started; the next sheet starts another."""
    if _owner == os.getpid():
        for client in list(_clients.values()):
            client.close()


atexit.register(end_helper)
