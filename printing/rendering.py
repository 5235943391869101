"""The drawing helper of this process: started at the first poster, replaced when it dies, ended with the process."""

import atexit
import os
import threading

from printing.errors import CannotBePrinted, RenderingFailed
from printing.formats import Format
from printing.layout import ContentError, PosterContent, Rendered
from printing.layout.client import LayoutClient, LayoutFailed
from printing.sentences import why_not

_lock = threading.Lock()
_client: LayoutClient | None = None
_owner = 0


def draw(content: PosterContent, wanted: Format) -> Rendered:
    """The PDF and what is known of it. Raises CannotBePrinted with a sentence for the editor, RenderingFailed when another try may help."""
    try:
        return _own_client().render(content, paper=wanted.paper, sheet=wanted.sheet or None, mono=wanted.mono)
    except ContentError as error:
        raise CannotBePrinted(why_not(error.code, error.detail)) from error
    except LayoutFailed as error:
        raise RenderingFailed(error.kind) from error


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
