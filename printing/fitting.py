"""How a text will stand on paper, told before anybody approves it."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.extension_points import PaperFit, PosterFile, PosterFit
from cms.models import ArticleContent
from printing.content import draft_content
from printing.errors import CannotBePrinted, RenderingFailed
from printing.formats import Format, Paper
from printing.layout import PosterContent, content_key
from printing.rendering import draw_at_once
from printing.sentences import warning_sentence

REMEMBERED_SECONDS = 3600
FITTED_PAPERS = (Paper.A3, Paper.A2, Paper.A4, Paper.F4)


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


def fit_on_papers(content: ArticleContent) -> PosterFit:
    """The same for every whole paper. One that cannot be tried ends it: the others could not be tried either."""
    told, warnings = [], []
    for paper in FITTED_PAPERS:
        found = fit(content, paper=paper)
        told.append(PaperFit(str(paper), str(paper.label), found.sheets, found.sentence))
        warnings += [warning for warning in found.warnings if warning not in warnings]
        if not found.sheets:
            break
    return PosterFit(tuple(told), tuple(warnings))


def preview(content: ArticleContent, paper: str) -> PosterFile | None:
    """The poster of a text that need not be published, drawn now and kept nowhere. None for an unknown paper."""
    if paper not in FITTED_PAPERS:
        return None
    try:
        drawn = draw_at_once(draft_content(content, title=getattr(content, "title", "")), Format(paper))
    except CannotBePrinted as error:
        return PosterFile(problem=str(error))
    except FileNotFoundError:
        return PosterFile(problem=_("The file of a photo is missing, so the poster cannot be tried."))
    except RenderingFailed:
        return PosterFile(problem=_("The poster could not be tried just now."))
    return PosterFile(drawn.sheet_count, len(drawn.pdf), read=lambda: drawn.pdf)


def _drawn(poster: PosterContent, paper: str) -> tuple[int, float, tuple[str, ...]]:
    key = f"poster-fit:{content_key(poster, paper=paper)}"
    known = cache.get(key)
    if known is None:
        drawn = draw_at_once(poster, Format(paper))
        known = (drawn.sheet_count, drawn.body_pt, tuple(drawn.warnings))
        cache.set(key, known, REMEMBERED_SECONDS)
    return known


def _sentence(sheets: int, body_pt: float, paper: str) -> str:
    size = int(body_pt) if body_pt == int(body_pt) else body_pt
    words = {"paper": paper.upper(), "size": localize(size), "count": sheets}
    if sheets == 1:
        return _("Fits on one sheet of %(paper)s at %(size)s pt.") % words
    return ngettext("%(count)d sheet of %(paper)s at %(size)s pt.", "%(count)d sheets of %(paper)s at %(size)s pt.", sheets) % words
