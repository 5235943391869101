"""The figures as a spreadsheet and on paper: the very cells of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.tables import Cell as TableCell
from printing.layout import Column, DocumentBlock, DocumentContent

from .figures import Report, Table, measure_names

if TYPE_CHECKING:
    from datetime import date

    from .figures import Cell, Line


def period_words(report: Report) -> str:
    days = (date_format(day, "j F Y") for day in (report.period.first, report.period.last))
    return _("%(first)s to %(last)s") % dict(zip(("first", "last"), days, strict=True))


def hidden_words() -> str:
    return _("Counts below 5 are shown as “<5”; “–” hides a number by which one of them could be computed.")


def trained_words(line: Line) -> str:
    return _("%(trained)s of %(enrolled)s") % {"trained": line.trained.words, "enrolled": line.enrolled.words}


# --- Spreadsheet


def header() -> list[str]:
    return [_("Group"), _("Name"), *measure_names(), _("Sessions held")]


def rows(report: Report) -> Iterator[list[TableCell]]:
    yield [_("All"), "", *_values(report.total)]
    for table in report.tables:
        yield from ([table.title, line.label, *_values(line)] for line in table.lines)
    yield [_("Period"), period_words(report)]
    if report.is_hidden_somewhere:
        yield [_("Hidden"), hidden_words()]


def _values(line: Line) -> list[TableCell]:
    return [*(_value(cell) for cell in line.cells), line.held]


def _value(cell: Cell) -> TableCell:
    return cell.mark if cell.value is None else cell.value


# --- Paper


def document(report: Report, place: str, today: date) -> DocumentContent:
    blocks = [DocumentBlock("facts", rows=((_("Period"), period_words(report)), *_total(report.total)))]
    if report.is_hidden_somewhere:
        blocks.append(DocumentBlock("small", hidden_words()))
    for table in report.tables:
        blocks += _drawn(table)
    return DocumentContent(
        title=_("Figures of the training"),
        kicker=place,
        blocks=tuple(blocks),
        footer=_("Counted by Warta Buruh from attendance lists, accepted works and certificates."),
        issued_on=today,
    )


def _total(line: Line) -> Iterator[tuple[str, str]]:
    yield from zip(measure_names(), (cell.words for cell in line.cells), strict=True)
    yield _("Sessions held"), str(line.held or 0)


def _drawn(table: Table) -> Iterator[DocumentBlock]:
    yield DocumentBlock("heading", table.title)
    bars = [(line.label, str(line.trained.value), trained_words(line)) for line in table.lines if line.is_drawn]
    if len(bars) > 1:
        yield DocumentBlock("svg_bars", _("Trained, of those enrolled"), rows=tuple(bars))
    names = [*measure_names(), *([_("Sessions held")] if table.has_held else [])]
    columns = (Column(_("Name"), 2.6), *(Column(name, 1, "right") for name in names))
    yield DocumentBlock("table", columns=columns, rows=tuple(_row(line, table) for line in table.lines))


def _row(line: Line, table: Table) -> tuple[str, ...]:
    return (line.label, *(cell.words for cell in line.cells), *([str(line.held)] if table.has_held else []))
