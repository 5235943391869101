"""The drawing helper of this process: started at the first sheet, replaced when it dies, ended with the process.

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
_seats = threading.BoundedSemaphore(MOST_IN_REQUESTS)
_client: LayoutClient | None = None
_owner = 0


def draw(content: Content, *, paper: str, sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM) -> Rendered:
    """The PDF and what is known of it. Raises ContentError for words that cannot be drawn, LayoutFailed when another try may help."""
    return _own_client().render(content, paper, sheet, mono, edge_mm)


def draw_at_once(content: Content, *, paper: str, sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM) -> Rendered:
    """As `draw`, for somebody who waits at a page: raises LayoutFailed too, without waiting, while as many as may draw already."""
    if not _seats.acquire(blocking=False):
        raise LayoutFailed("busy", "Others are drawing.")
    try:
        return draw(content, paper=paper, sheet=sheet, mono=mono, edge_mm=edge_mm)
    finally:
        _seats.release()


def _own_client() -> LayoutClient:
    """A client made before a fork belongs to the parent: its pipes must not be shared."""
    global _client, _owner
    with _lock:
        if _client is None or _owner != os.getpid():
            _client, _owner = LayoutClient(), os.getpid()
        return _client


def end_helper() -> None:
    """End the helper if this process started one; the next sheet starts another."""
    if _client is not None and _owner == os.getpid():
        _client.close()


atexit.register(end_helper)
