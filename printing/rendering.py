"""Drawing of posters, bulletins and strips in this process's helper, with this room's errors."""

from collections.abc import Iterator
from contextlib import contextmanager

from cms import drawing
from printing.errors import CannotBePrinted, RenderingFailed
from printing.formats import Format
from printing.layout import Content, ContentError, Rendered
from printing.layout.client import LayoutFailed
from printing.sentences import why_not


def draw(content: Content, wanted: Format) -> Rendered:
    """The PDF and what is known of it. Raises CannotBePrinted with a sentence for the editor, RenderingFailed when another try may help."""
    with _own_errors():
        return drawing.draw(content, **_as_drawn(wanted))


def draw_at_once(content: Content, wanted: Format) -> Rendered:
    """As `draw`, for somebody who waits at a page: raises RenderingFailed too, without waiting, while as many as may draw already."""
    with _own_errors():
        return drawing.draw_at_once(content, **_as_drawn(wanted))


def _as_drawn(wanted: Format) -> dict[str, object]:
    return {"paper": wanted.paper, "sheet": wanted.sheet or None, "mono": wanted.mono, "edge_mm": wanted.edge_mm}


@contextmanager
def _own_errors() -> Iterator[None]:
    try:
        yield
    except ContentError as error:
        raise CannotBePrinted(why_not(error.code, error.detail)) from error
    except LayoutFailed as error:
        raise RenderingFailed(error.kind) from error
