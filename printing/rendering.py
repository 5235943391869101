"""Drawing of posters, bulletins and strips in this process's helper, with this room's errors."""

from collections.abc import Callable
from dataclasses import replace

from cms import drawing
from printing import letters
from printing.errors import CannotBePrinted, RenderingFailed
from printing.formats import Format
from printing.layout import Content, ContentError, Rendered
from printing.layout.client import LayoutFailed
from printing.sentences import kept, why_not


def draw(content: Content, wanted: Format) -> Rendered:
    """The PDF and what is known of it. Raises CannotBePrinted with a sentence for the editor, RenderingFailed when another try may help."""
    return _drawn(drawing.draw, content, wanted)


def draw_at_once(content: Content, wanted: Format) -> Rendered:
    """As `draw`, for somebody who waits at a page: raises RenderingFailed too, without waiting, while as many as may draw already."""
    return _drawn(drawing.draw_at_once, content, wanted)


def _drawn(drawer: Callable[..., Rendered], content: Content, wanted: Format, left_out: int = 0) -> Rendered:
    """One reader's letter must not keep a whole bulletin off the walls: her answer is left out, and a warning says so.

    The fonts decide which ones go, so the same content still gives the same bytes.
    """
    try:
        made = drawer(content, paper=wanted.paper, sheet=wanted.sheet or None, mono=wanted.mono, edge_mm=wanted.edge_mm)
    except ContentError as error:
        fewer = letters.without_answers_that_lack_one(content, error)
        if fewer is None:
            detail = letters.detail_with_story(content, error)
            raise CannotBePrinted(why_not(error.code, detail), kept(error.code, detail)) from error
        return _drawn(drawer, fewer, wanted, left_out + len(content.answers) - len(fewer.answers))
    except LayoutFailed as error:
        raise RenderingFailed(error.kind) from error
    return replace(made, warnings=(*made.warnings, f"answers_without_letters:{left_out}")) if left_out else made
