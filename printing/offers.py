"""Files on paper in the words in which readers are offered them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import ArticlePage
from printing.formats import EDGES_MM, USUAL_EDGE_MM, Format, Paper, Sheet, large_formats, poster_formats
from printing.models import Bulletin, BulletinSheet, Poster, PosterState, RenderedFile

PARAMETER = "bentuk"
Address = Callable[[str], str]


@dataclass(frozen=True)
class Offer:
    """A finished file: what it is, what it costs to fetch, where it is."""

    title: str
    short_title: str
    size: str
    url: str


@dataclass(frozen=True)
class Offers:
    """What there is of one thing on paper. `is_waiting` while a file is being made, `has_failed` when one could not be made."""

    ready: list[Offer]
    is_waiting: bool
    has_failed: bool


@dataclass(frozen=True)
class Choice:
    """A form that may be asked for: `value` is what the form sends."""

    value: str
    title: str


@dataclass(frozen=True)
class Wanted:
    """The one form that a reader has asked for or followed a link to: `state` as PosterState, with its offer once it is ready. `form` and
    `edge` are what the two lists of the page then show."""

    choice: Choice
    form: str
    edge: str
    state: str
    offer: Offer | None


def offers(article: ArticlePage, posters: Iterable[Poster]) -> Offers:
    """From current posters in the order in which they are offered, their jobs selected; no query but for the short code."""
    return _offers(posters, poster_address(article))


def bulletin_offers(bulletin: Bulletin, sheets: Iterable[BulletinSheet]) -> Offers:
    """The same for a bulletin, its city selected."""
    return _offers(sheets, bulletin_address(bulletin))


def poster_address(article: ArticlePage) -> Address:
    return lambda file_name: reverse("printing:file", args=[article.short_code.lower(), file_name])


def bulletin_address(bulletin: Bulletin) -> Address:
    week = bulletin.week_starts_on.isoformat()
    return lambda file_name: reverse("printing:bulletin_file", args=[bulletin.city.slug, week, file_name])


def wanted_of(rows: Iterable[RenderedFile], wanted: Format | None, address: Address) -> Wanted | None:
    """How the one form stands that was asked for."""
    if wanted is None:
        return None
    row = next((row for row in _newest_template(rows) if row.format == wanted), None)
    state = row.state if row else PosterState.GONE
    offer = _offer(row, address) if row and row.is_ready else None
    form = Format(wanted.paper, wanted.sheet, wanted.mono).file_name
    return Wanted(Choice(wanted.file_name, format_title(wanted)), form, str(wanted.edge_mm), state, offer)


def poster_choices() -> list[Choice]:
    """Every form of an article's poster, by its name; the edge is chosen apart."""
    return [Choice(each.file_name, format_title(each)) for each in poster_formats()]


def bulletin_choices(paper: str) -> list[Choice]:
    return [Choice(each.file_name, format_title(each)) for each in large_formats(paper)]


def edge_choices() -> list[Choice]:
    """The usual edge first."""
    edges = sorted(EDGES_MM, key=lambda edge: edge != USUAL_EDGE_MM)
    usual = _("%(edge)d mm, as most printers") % {"edge": USUAL_EDGE_MM}
    return [Choice(str(edge), usual if edge == USUAL_EDGE_MM else _("%(edge)d mm") % {"edge": edge}) for edge in edges]


def chosen_format(file_name: str, edge: str = "") -> Format | None:
    """What a form sent; the edge counts only where a poster is cut up. None for what is not offered."""
    wanted = Format.from_file_name(file_name)
    if wanted is None or not wanted.sheet or not edge:
        return wanted
    return Format(wanted.paper, wanted.sheet, wanted.mono, int(edge)) if edge in map(str, EDGES_MM) else None


def _offers(rows: Iterable[RenderedFile], address: Address) -> Offers:
    newest = _newest_template(rows)
    states = {row.state for row in newest}
    ready = [_offer(row, address) for row in newest if row.is_ready]
    return Offers(ready, PosterState.BEING_MADE in states, PosterState.FAILED in states)


def _newest_template(rows: Iterable[RenderedFile]) -> list[RenderedFile]:
    """One row for each format: the newest that is ready, else the newest."""
    chosen: dict[Format, RenderedFile] = {}
    for row in rows:
        known = chosen.get(row.format)
        if known is None or (row.is_ready and not known.is_ready):
            chosen[row.format] = row
    return list(chosen.values())


def _offer(row: RenderedFile, address: Address) -> Offer:
    return Offer(title_of(row), short_title_of(row), size_in_words(row), address(row.format.file_name))


def title_of(row: RenderedFile) -> str:
    """With the number of sheets, which is known once the file is made; what is cut up has a plan as its last page."""
    words = {"paper": row.get_paper_display(), "sheet": row.get_sheet_display(), "count": row.sheet_count, "parts": row.office_sheet_count}
    if row.sheet and row.sheet_count > 1:
        title = _("%(count)d sheets of %(paper)s from %(parts)d of %(sheet)s + 1 plan")
    elif row.sheet:
        title = _("%(paper)s from %(parts)d sheets of %(sheet)s + 1 plan")
    elif row.sheet_count == 1:
        title = _("%(paper)s, one sheet")
    else:
        title = ngettext("%(paper)s, %(count)d sheet", "%(paper)s, %(count)d sheets", row.sheet_count)
    return _with_variant(title % words, row.format)


def format_title(wanted: Format) -> str:
    """Of what is not made yet: how many sheets it takes is not known."""
    words = {"paper": Paper(wanted.paper).label, "sheet": Sheet(wanted.sheet).label if wanted.sheet else ""}
    return _with_variant((_("%(paper)s from sheets of %(sheet)s") if wanted.sheet else "%(paper)s") % words, wanted)


def _with_variant(title: str, wanted: Format) -> str:
    if wanted.edge_mm != USUAL_EDGE_MM:
        title = _("%(title)s, edge of %(edge)d mm") % {"title": title, "edge": wanted.edge_mm}
    return _("%(title)s, ink saver") % {"title": title} if wanted.mono else title


def short_title_of(row: RenderedFile) -> str:
    size = f"{row.office_sheet_count} × {row.get_sheet_display()}" if row.sheet else row.get_paper_display()
    return _("%(title)s ink saver") % {"title": size} if row.mono else size


def size_in_words(row: RenderedFile) -> str:
    """As phones count: 1 KB is 1,024 bytes."""
    return f"{number_format(max(1, round(row.size_bytes / 1024)))} KB"
