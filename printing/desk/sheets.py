"""Every form in which a poster or a bulletin can be had, with its size and what the print dialog must show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.utils.translation import gettext as _

from cms import addresses
from cms.models import ArticlePage
from cms.typesetting import NO_BREAK_SPACE
from printing.formats import LARGE_PAPERS, USUAL_EDGE_MM, Format, Paper, large_formats, poster_formats
from printing.models import Bulletin, PosterState, PrinterEdge, RenderedFile
from printing.offers import Address, bulletin_address, format_title, poster_address, size_in_words, title_of

if TYPE_CHECKING:
    from people.models import User


@dataclass(frozen=True)
class SheetRow:
    """One file to be had; `hint` says what it costs, `dialog` what the print dialog must show."""

    title: str
    short_title: str
    size: str
    dialog: str
    url: str


@dataclass(frozen=True)
class SheetGroup:
    """Files for one way of printing."""

    heading: str
    advice: str
    rows: list[SheetRow]


@dataclass(frozen=True)
class Sheets:
    """What there is of a poster or a bulletin on paper, and what is made when somebody asks: its name in the form, and its words."""

    groups: list[SheetGroup]
    others: list[tuple[str, str]]
    is_waiting: bool
    has_failed: bool

    @property
    def first_two(self) -> list[SheetRow]:
        """The large sheet, and the one from A4 paper."""
        firsts = [next((row for row in group.rows), None) for group in self.groups[:2]]
        return [row for row in firsts if row]


def edge_of(user: User) -> int:
    """The edge of her printer, or the usual one. One query."""
    known = PrinterEdge.objects.filter(user=user).values_list("edge_mm", flat=True).first()
    return known or USUAL_EDGE_MM


def poster_sheets(article: ArticlePage, files: Iterable[RenderedFile], edge_mm: int) -> Sheets:
    """From current posters, their jobs selected. No query but for the short code."""
    return _sheets(poster_formats(edge_mm), files, poster_address(article))


def bulletin_sheets(bulletin: Bulletin, files: Iterable[RenderedFile], edge_mm: int) -> Sheets:
    """The same for a bulletin. One query, unless its articles are prefetched."""
    paper = bulletin.paper()
    whole = [each for each in large_formats(paper) if not each.sheet]
    return _sheets([*whole, *(each for each in large_formats(paper, edge_mm) if each.sheet)], files, bulletin_address(bulletin))


def _sheets(formats: Sequence[Format], files: Iterable[RenderedFile], address: Address) -> Sheets:
    known: dict[Format, RenderedFile] = {}
    for file in files:
        if file.format not in known or (file.is_ready and not known[file.format].is_ready):
            known[file.format] = file
    ready = [(wanted, known[wanted]) for wanted in formats if wanted in known and known[wanted].is_ready]
    others = [(wanted.file_name, format_title(wanted)) for wanted in formats if wanted not in dict(ready)]
    states = {known[wanted].state for wanted in formats if wanted in known}
    return Sheets(_groups(ready, address), others, PosterState.BEING_MADE in states, PosterState.FAILED in states)


def _groups(ready: list[tuple[Format, RenderedFile]], address: Address) -> list[SheetGroup]:
    ways = [
        (_("One large sheet"), _("For the copy shop, or a printer that takes this size.")),
        (_("From office paper, glued together"), _("The last page shows how the sheets fit; the ruler on it must measure 100 mm.")),
        (_("Without scissors"), _("Every sheet is whole. A series hangs side by side.")),
    ]
    groups = [
        SheetGroup(heading, advice, [_row(wanted, file, address) for wanted, file in ready if _way(wanted) == way])
        for way, (heading, advice) in enumerate(ways)
    ]
    return [group for group in groups if group.rows]


def _way(wanted: Format) -> int:
    if wanted.sheet:
        return 1
    return 0 if wanted.paper in LARGE_PAPERS else 2


def _row(wanted: Format, file: RenderedFile, address: Address) -> SheetRow:
    short = f"{file.office_sheet_count} × {wanted.sheet.upper()}" if wanted.sheet else str(Paper(wanted.paper).label)
    return SheetRow(title_of(file), short, size_in_words(file), dialog_of(wanted.sheet or wanted.paper), address(wanted.file_name))


def dialog_of(paper: str) -> str:
    """What the print dialog must show for a sheet of that paper, on one line."""
    words = _("print dialog: %(paper)s, 100 %%") % {"paper": paper[:2].upper()}
    return words.replace("100 %", f"100{NO_BREAK_SPACE}%")


@dataclass(frozen=True)
class ShopLink:
    """What to send to the print shop: a public page, needing no account, and the words around it."""

    address: str
    words: str

    @property
    def whatsapp(self) -> str:
        return f"https://wa.me/?text={quote(self.words)}"


def shop_link(path: str) -> ShopLink:
    address = addresses.absolute(path)
    words = _("Please print this on A3 at actual size (100 %%), without fitting it to the page: %(address)s") % {"address": address}
    return ShopLink(address, words)
