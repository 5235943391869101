"""Every form in which a poster or a bulletin can be had, with its size and what the print dialog must show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from cms import addresses
from cms.models import ArticlePage
from cms.typesetting import NO_BREAK_SPACE
from printing.formats import LARGE_PAPERS, Format, Paper, large_formats, poster_formats
from printing.models import Bulletin, PosterState, PrinterEdge, RenderedFile
from printing.offers import Address, bulletin_address, format_title, poster_address, short_title_of, size_in_words, title_of
from printing.printers import forms_of


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
    """What there is of a poster or a bulletin on paper, and what is made when somebody asks: its name in the form, and its words. `lacks`
    says that something which her printer prints is neither there nor being made."""

    groups: list[SheetGroup]
    others: list[tuple[str, str]]
    is_waiting: bool
    has_failed: bool
    lacks: bool

    @property
    def first_two(self) -> list[SheetRow]:
        """Of the first two ways of printing the first file each; of the only way two."""
        firsts = [group.rows[0] for group in self.groups[:2]]
        return firsts if len(firsts) > 1 else [row for group in self.groups for row in group.rows[:2]]


def poster_sheets(article: ArticlePage, files: Iterable[RenderedFile], printer: PrinterEdge) -> Sheets:
    """From current posters, their jobs selected. No query but for the short code."""
    wanted = forms_of(printer, Paper.A3, in_series=True)
    return _sheets(poster_formats(printer.edge_mm), files, poster_address(article), printer, wanted)


def bulletin_sheets(bulletin: Bulletin, files: Iterable[RenderedFile], printer: PrinterEdge) -> Sheets:
    """The same for a bulletin. One query, unless its articles are prefetched."""
    paper = bulletin.paper()
    whole = [each for each in large_formats(paper) if not each.sheet]
    formats = [*whole, *(each for each in large_formats(paper, printer.edge_mm) if each.sheet)]
    return _sheets(formats, files, bulletin_address(bulletin), printer, forms_of(printer, paper, in_series=False))


def _sheets(
    formats: Sequence[Format], files: Iterable[RenderedFile], address: Address, printer: PrinterEdge, hers: Sequence[Format]
) -> Sheets:
    known: dict[Format, RenderedFile] = {}
    for file in files:
        if file.format not in known or (file.is_ready and not known[file.format].is_ready):
            known[file.format] = file
    ready = [(wanted, known[wanted]) for wanted in formats if wanted in known and known[wanted].is_ready]
    others = [(wanted.file_name, format_title(wanted)) for wanted in formats if wanted not in dict(ready)]
    states = {wanted: known[wanted].state for wanted in formats if wanted in known}
    lacks = any(states.get(wanted, PosterState.GONE) == PosterState.GONE for wanted in hers)
    is_waiting, has_failed = (state in states.values() for state in (PosterState.BEING_MADE, PosterState.FAILED))
    return Sheets(_groups(ready, address, printer), others, is_waiting, has_failed, lacks)


def _groups(ready: list[tuple[Format, RenderedFile]], address: Address, printer: PrinterEdge) -> list[SheetGroup]:
    """What her printer prints stands first: its paper, and black if it has no other colour."""
    ways = [
        (_("One large sheet"), _("For the copy shop, or a printer that takes this size.")),
        (_("From office paper, glued together"), _("The last page shows how the sheets fit; the ruler on it must measure 100 mm.")),
        (_("Without scissors"), _("Every sheet is whole. A series hangs side by side.")),
    ]
    fitting_first = sorted(ready, key=lambda pair: _misfit(pair[0], printer))
    groups = [
        SheetGroup(*words, [_row(wanted, file, address) for wanted, file in fitting_first if _way(wanted) == way])
        for way, words in enumerate(ways)
    ]
    ordered = [groups[1], groups[2], groups[0]] if printer.sheet else groups
    return [group for group in ordered if group.rows]


def _misfit(wanted: Format, printer: PrinterEdge) -> tuple[bool, bool]:
    """Another office paper, then colour where there is none; whatever else keeps its order."""
    small = wanted.sheet or wanted.paper[:2]
    return bool(printer.sheet) and small != printer.sheet, printer.is_mono and not wanted.mono


def _way(wanted: Format) -> int:
    if wanted.sheet:
        return 1
    return 0 if wanted.paper in LARGE_PAPERS else 2


def _row(wanted: Format, file: RenderedFile, address: Address) -> SheetRow:
    dialog = dialog_of(wanted.sheet or wanted.paper)
    return SheetRow(title_of(file), short_title_of(file), size_in_words(file), dialog, address(wanted.file_name))


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


def shop_link(path: str, paper: str) -> ShopLink:
    address = addresses.absolute(path)
    words = _("Please print this on %(paper)s at actual size (100 %%), without fitting it to the page: %(address)s")
    return ShopLink(address, words % {"paper": Paper(paper).label, "address": address})
