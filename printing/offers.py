"""A poster in the words in which readers are offered it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import ArticlePage
from printing.models import Poster, PosterState


@dataclass(frozen=True)
class Offer:
    """A finished file: what it is, what it costs to fetch, where it is."""

    title: str
    short_title: str
    size: str
    url: str


@dataclass(frozen=True)
class Offers:
    """What there is of one article on paper. `is_waiting` while one is being made, `has_failed` when one could not be made."""

    ready: list[Offer]
    is_waiting: bool
    has_failed: bool


def offers(article: ArticlePage, posters: list[Poster]) -> Offers:
    """From current posters in the order in which they are offered, their jobs selected; no query but for the short code."""
    newest = _newest_template(posters)
    states = {poster.state for poster in newest}
    ready = [_offer(article.short_code, poster) for poster in newest if poster.is_ready]
    return Offers(ready, PosterState.BEING_MADE in states, PosterState.FAILED in states)


def _newest_template(posters: list[Poster]) -> list[Poster]:
    """One poster for each format: the newest that is ready, else the newest."""
    chosen: dict[object, Poster] = {}
    for poster in posters:
        known = chosen.get(poster.format)
        if known is None or (poster.is_ready and not known.is_ready):
            chosen[poster.format] = poster
    return list(chosen.values())


def _offer(code: str, poster: Poster) -> Offer:
    url = reverse("printing:file", args=[code.lower(), poster.format.file_name])
    return Offer(title_of(poster), _short_title(poster), size_in_words(poster), url)


def title_of(poster: Poster) -> str:
    count = poster.office_sheet_count if poster.sheet else poster.sheet_count
    words = {"paper": poster.get_paper_display(), "sheet": poster.get_sheet_display(), "count": count}
    if poster.sheet:
        title = ngettext("%(paper)s from %(count)d sheet of %(sheet)s", "%(paper)s from %(count)d sheets of %(sheet)s", count)
    elif poster.sheet_count == 1:
        title = _("%(paper)s, one sheet")
    else:
        title = ngettext("%(paper)s, %(count)d sheet", "%(paper)s, %(count)d sheets", count)
    return _("%(title)s, ink saver") % {"title": title % words} if poster.mono else title % words


def _short_title(poster: Poster) -> str:
    size = f"{poster.office_sheet_count} × {poster.get_sheet_display()}" if poster.sheet else poster.get_paper_display()
    return _("%(title)s ink saver") % {"title": size} if poster.mono else size


def size_in_words(poster: Poster) -> str:
    """As phones count: 1 KB is 1,024 bytes."""
    return f"{number_format(max(1, round(poster.size_bytes / 1024)))} KB"
