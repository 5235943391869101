"""XLSX files of strangers: looked at from outside before anything is unpacked, then read row by row. No formula is ever computed."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from .columns import looks_like_header
from .errors import FileRefused
from .limits import COLUMNS, HEADER_WITHIN, Limits

MOST_PARTS = 300
EMPTY_ROWS_IN_A_ROW = 200  # then the list has ended, whatever the file says about its size
SHEETS_LOOKED_AT = 10
DECLARATIONS = tuple(word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
CHUNK_BYTES = 64 * 1024


def rows_of(data: bytes, limits: Limits) -> Iterator[Sequence[str]]:
    """The rows of the first sheet that has words over its columns. Raises FileRefused, also while rows are being read."""
    refuse_what_is_no_plain_workbook(data, limits)
    return _quietly(_rows(data))


def refuse_what_is_no_plain_workbook(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_by_directory(archive.infolist(), limits)
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".rels")):
                    _refuse_declarations(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zipfile.zlib.error, ValueError):
        raise FileRefused from None


def _refuse_by_directory(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """By what the archive says of itself; a part that says too little breaks when it is read, since zipfile reads no further."""
    names = {part.filename.lower() for part in parts}
    if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise FileRefused
    if any("vbaproject" in name or name.startswith("xl/macrosheets") for name in names):
        raise FileRefused(_("This workbook holds macros. Save it as a plain .xlsx or as CSV and send it again."))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise FileRefused(_("This workbook is far too large inside. Copy the list alone into a new one and send that."))


def _refuse_declarations(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No spreadsheet program writes a document type; those who attack parsers do."""
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(CHUNK_BYTES):
            if any(word in tail + chunk for word in DECLARATIONS):
                raise FileRefused
            tail = chunk[-32:]


def _quietly(rows: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    """openpyxl meets a broken workbook with whatever exception comes; for us all of them say the same."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield from rows
        except FileRefused:
            raise
        except Exception:  # noqa: BLE001  no list of what a hostile workbook raises would be whole
            raise FileRefused from None


def _rows(data: bytes) -> Iterator[Sequence[str]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:SHEETS_LOOKED_AT]
        chosen = next((sheet for sheet in sheets if _has_header(sheet)), None)
        if chosen is not None:
            yield from _sheet_rows(chosen)
    finally:
        book.close()


def _has_header(sheet: object) -> bool:
    rows = sheet.iter_rows(max_row=HEADER_WITHIN, max_col=COLUMNS, values_only=True)
    return any(looks_like_header([text_of(value) for value in row]) for row in rows)


def _sheet_rows(sheet: object) -> Iterator[Sequence[str]]:
    """Empty rows count only while others follow: a sheet's formatted space goes on for thousands of rows."""
    empty: list[Sequence[str]] = []
    for values in sheet.iter_rows(max_col=COLUMNS, values_only=True):
        row = [text_of(value) for value in values]
        if any(cell.strip() for cell in row):
            yield from empty
            empty.clear()
            yield row
        else:
            empty.append(row)
            if len(empty) > EMPTY_ROWS_IN_A_ROW:
                return


def text_of(value: object) -> str:
    """A cell as somebody would type it; a whole number without its point, a date as a date."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value)
