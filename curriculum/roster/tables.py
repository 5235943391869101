"""From the bytes of a file to rows of cells, whatever program wrote it. Nothing is judged here but whether it is a list at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from django.utils.translation import gettext as _

from . import spreadsheets
from .columns import fields_of, looks_like_header, twice
from .decoding import NotText, decode
from .errors import FileRefused
from .limits import CELL_CHARACTERS, COLUMNS, HEADER_WITHIN, MIB, Limits

SEPARATORS = (";", ",", "\t", "|")
LINES_IN_A_CELL = 5  # more, and a quotation mark was opened and never closed
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class RawRow:
    """`number` counts the data rows from 1. `problem` says why its cells cannot be told apart: "", "few", "many", "quote", "long"."""

    number: int
    cells: dict[str, str]
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(cell.strip() for cell in self.cells.values())


@dataclass(frozen=True)
class Table:
    fields: tuple[str | None, ...]
    rows: Iterator[RawRow]

    def has(self, field: str) -> bool:
        return field in self.fields


def read_table(data: bytes, limits: Limits) -> Table:
    """Raises FileRefused, also while the rows are being read."""
    if len(data) > limits.file_bytes:
        message = _("The file is larger than %(size)d MB. Split it, or ask an administrator to import it on the server.")
        raise FileRefused(message % {"size": round(limits.file_bytes / MIB)})
    if data.startswith(OLD_EXCEL):
        raise FileRefused(_("This is an old or a locked Excel file. Save it as .xlsx without a password, or as CSV, and send it again."))
    if data.startswith(b"PK"):
        return _table(spreadsheets.rows_of(data, limits), limits, is_ragged=True)
    try:
        text = decode(data)
    except NotText:
        raise FileRefused from None
    return _table(_csv_rows(text), limits, is_ragged=False)


def _csv_rows(text: str) -> Iterator[Sequence[str]]:
    """With the separator under which the header says most. csv.Sniffer looks at frequencies only and falls for commas in names."""
    if text[:4].lower() == "sep=":  # a line for Excel alone
        text = text.partition("\n")[2]
    separator = max(SEPARATORS, key=lambda candidate: _words_understood(text, candidate))
    return _read_csv(text, separator)


def _words_understood(text: str, separator: str) -> int:
    try:
        rows = list(islice(_read_csv(text, separator), HEADER_WITHIN))
    except FileRefused:
        return 0
    return max((sum(field is not None for field in fields_of(row)) for row in rows), default=0)


def _read_csv(text: str, separator: str) -> Iterator[Sequence[str]]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if row:  # a line without a single separator or letter is no row
                yield row
    except csv.Error:
        raise FileRefused(_("A cell is far too long. Perhaps a quotation mark is opened somewhere and never closed.")) from None


def _table(rows: Iterable[Sequence[str]], limits: Limits, *, is_ragged: bool) -> Table:
    rows = iter(rows)
    header = next((row for row in islice(rows, HEADER_WITHIN) if looks_like_header(row)), None)
    if header is None:
        raise FileRefused(_("No row with the words over the columns was found. It needs at least “nama” and “kota” or “telepon”."))
    fields = tuple(fields_of(header[:COLUMNS]))
    if doubled := twice(fields):
        raise FileRefused(_("Two columns have the same meaning: “%(column)s”. Leave one.") % {"column": doubled})
    first = next(rows, None)
    if first is None:
        raise FileRefused(_("There is no row below the words over the columns."))
    return Table(fields, _numbered(chain([first], rows), fields, len(header), limits, is_ragged))


def _numbered(
    rows: Iterable[Sequence[str]], fields: tuple[str | None, ...], width: int, limits: Limits, is_ragged: bool
) -> Iterator[RawRow]:
    for number, row in enumerate(rows, 1):
        if number > limits.rows:
            message = _("The list has more than %(count)d rows. Split it, or ask an administrator to import it on the server.")
            raise FileRefused(message % {"count": limits.rows})
        cells = {field: cell for field, cell in zip(fields, row, strict=False) if field}
        yield RawRow(number, cells, _problem(row, width, is_ragged))


def _problem(row: Sequence[str], width: int, is_ragged: bool) -> str:
    if any(cell.count("\n") > LINES_IN_A_CELL for cell in row):
        return "quote"
    if any(len(cell) > CELL_CHARACTERS for cell in row):
        return "long"
    if any(cell.strip() for cell in row[width:]):
        return "many"
    return "few" if len(row) < width and not is_ragged else ""
