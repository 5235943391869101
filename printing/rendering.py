"""The drawing helper of this process: started at the first poster, replaced when it dies, ended with the process."""

import atexit
import os
import threading

from printing.errors import CannotBePrinted, RenderingFailed
from printing.formats import Format
from printing.layout import Content, ContentError, Rendered
from printing.layout.client import LayoutClient, LayoutFailed
from printing.sentences import why_not

MOST_IN_REQUESTS = 2  # of a web process: its other threads go on answering readers
_lock = threading.Lock()
_seats = threading.BoundedSemaphore(MOST_IN_REQUESTS)
_client: LayoutClient | None = None
_owner = 0


def draw(content: Content, wanted: Format) -> Rendered:
    """The PDF and what is known of it. Raises CannotBePrinted with a sentence for the editor, RenderingFailed when another try may help."""
    try:
        return _own_client().render(content, wanted.paper, wanted.sheet or None, wanted.mono, wanted.edge_mm)
    except ContentError as error:
        raise CannotBePrinted(why_not(error.code, error.detail)) from error
    except LayoutFailed as error:
        raise RenderingFailed(error.kind) from error


def draw_at_once(content: Content, wanted: Format) -> Rendered:
    """As `draw`, for somebody who waits at a page: raises RenderingFailed too, without waiting, while as many as may draw already."""
    if not _seats.acquire(blocking=False):
        raise RenderingFailed("busy")
    try:
        return draw(content, wanted)
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
    """End the helper if this process started one; the next poster starts another."""
    if _client is not None and _owner == os.getpid():
        _client.close()


atexit.register(end_helper)
