"""What the contents of office sheets share: their check, their JSON, and how text gets into it."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from printing.layout.cleaning import is_blank
from printing.layout.content import DEFAULT_LABELS, ContentError, Photo
from printing.layout.rendered import UnsupportedPaper, check_edge

ALIGNMENTS = frozenset({"left", "right", "center"})
OFFICE_PAPERS = frozenset({"a4", "f4"})
MONTHS = DEFAULT_LABELS["months"]
MAX_SHARE = 1000.0
MOST_COLUMNS = 16


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width, compared with the shares of the others."""

    title: str
    share: float = 1.0
    align: str = "left"


def check_columns(columns: Sequence[Column], place: str) -> None:
    """Raise ContentError for more columns than a page holds and for one without a usable width or alignment."""
    if len(columns) > MOST_COLUMNS:
        raise ContentError("There are too many columns for a page.", code="too_many_columns", detail=place)
    for number, column in enumerate(columns, start=1):
        where = f"{place}, column {number}".removeprefix(", ")
        if not 0 < column.share <= MAX_SHARE:
            raise ContentError(f"The share of {where} is not above 0.", code="bad_share", detail=where)
        if column.align not in ALIGNMENTS:
            raise ContentError(f"There is no such alignment in {where}.", code="bad_align", detail=where)


def check_rows(rows: Iterable[tuple[str, ...]], most: int, place: str) -> None:
    """Raise ContentError for a row that has more cells than the table has columns; fewer are filled up with blanks."""
    for number, row in enumerate(rows, start=1):
        if len(row) > most:
            where = f"{place}, row {number}".removeprefix(", ")
            raise ContentError(f"There are too many cells in {where}.", code="long_row", detail=where)


def check_text(text: str, message: str, code: str, place: str = "") -> None:
    """Raise ContentError with this code when a text that the sheet needs is blank."""
    if is_blank(text):
        raise ContentError(message, code=code, detail=place)


def check_office(paper: str, sheet: str | None, edge_mm: float) -> None:
    """Raise UnsupportedPaper for what is no office sheet of its own."""
    check_edge(edge_mm)
    if paper not in OFFICE_PAPERS or sheet:
        raise UnsupportedPaper(f"There is no such sheet for {sheet or paper}.", code="paper", detail=sheet or paper)


def texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


def rows_of(values: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in values)


def all_labels(own: Mapping[str, str], given: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({**own, **given})


# --- JSON


def plain(value: Any, picture: Callable[[Photo], dict[str, Any]]) -> Any:
    """A value of our dataclasses as JSON knows it; `picture` says how the bytes of a photo are written."""
    if isinstance(value, Photo):
        return {**picture(value), "caption": value.caption, "credit": value.credit}
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name), picture) for f in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return [plain(item, picture) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def with_bytes(photo: Photo) -> dict[str, Any]:
    return {"jpeg": photo.jpeg}


def with_digest(photo: Photo) -> dict[str, str]:
    return {"sha256": hashlib.sha256(photo.jpeg).hexdigest()}


def photo_from_json(value: Mapping[str, Any] | None) -> Photo | None:
    return Photo(value["jpeg"], value["caption"], value["credit"]) if value else None


def day_from_json(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
