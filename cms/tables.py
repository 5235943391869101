"""The one exporter of tables: CSV and XLSX in which no cell is ever a formula, whatever somebody has written into it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

Cell = str | int | float | None
# What spreadsheet programs compute, with the full-width twins that some of them fold.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))  # no XLSX can hold them
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_IN_A_CELL = 32_000


def defused(cell: Cell) -> Cell:
    """A text that a spreadsheet would compute gets an apostrophe in front; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    text = cell.translate(UNPRINTABLE)[:MOST_IN_A_CELL]
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS) else text


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """With a mark and semicolons, as Excel in Indonesia opens it without asking."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([defused(cell) for cell in header])
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet. Texts are written as texts, so that they are none even where the apostrophe is missed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    for row in (header, *rows):
        sheet.append([_text(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(sheet: object, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=defused(text))
    cell.data_type = "s"
    return cell


def _sheet_name(title: str) -> str:
    """Excel takes 31 letters and none of these signs."""
    return "".join(char for char in title.translate(UNPRINTABLE) if char not in "[]:*?/\\'")[:31] or "1"
