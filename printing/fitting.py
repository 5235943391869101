"""How a text will stand on paper, told before anybody approves it."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import ArticleContent
from printing.content import draft_content
from printing.errors import CannotBePrinted, RenderingFailed
from printing.formats import Format, Paper
from printing.layout import PosterContent, content_key
from printing.rendering import draw
from printing.sentences import warning_sentence

REMEMBERED_SECONDS = 3600


@dataclass(frozen=True)
class Fit:
    """`sheets` is 0 when the text cannot be printed; the sentences are for the editor."""

    sheets: int
    body_pt: float
    sentence: str
    warnings: tuple[str, ...] = ()


def fit(content: ArticleContent, *, paper: str = Paper.A3) -> Fit:
    """How a text will stand on a sheet: one with `title`, `standfirst`, `paragraphs()`, `questions`, city and photos. Draws it, unless that
    was done within the hour."""
    try:
        poster = draft_content(content, title=getattr(content, "title", ""))
        sheets, body_pt, warnings = _drawn(poster, paper)
    except CannotBePrinted as error:
        return Fit(0, 0, str(error))
    except FileNotFoundError:
        return Fit(0, 0, _("The file of a photo is missing, so the poster cannot be tried."))
    except RenderingFailed:
        return Fit(0, 0, _("The poster could not be tried just now."))
    told = tuple(warning_sentence(warning) for warning in warnings if not warning.startswith("sheets:"))
    return Fit(sheets, body_pt, _sentence(sheets, body_pt, paper), told)


def _drawn(poster: PosterContent, paper: str) -> tuple[int, float, tuple[str, ...]]:
    key = f"poster-fit:{content_key(poster, paper=paper)}"
    known = cache.get(key)
    if known is None:
        drawn = draw(poster, Format(paper))
        known = (drawn.sheet_count, drawn.body_pt, tuple(drawn.warnings))
        cache.set(key, known, REMEMBERED_SECONDS)
    return known


def _sentence(sheets: int, body_pt: float, paper: str) -> str:
    size = int(body_pt) if body_pt == int(body_pt) else body_pt
    words = {"paper": paper.upper(), "size": localize(size), "count": sheets}
    if sheets == 1:
        return _("Fits on one sheet of %(paper)s at %(size)s pt.") % words
    return ngettext("%(count)d sheet of %(paper)s at %(size)s pt.", "%(count)d sheets of %(paper)s at %(size)s pt.", sheets) % words
