"""A sheet to sign on: attendance or sign-up, a row for each person, numbered like the rows of the page that takes it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from printing.layout.content import ContentError, canonical
from printing.layout.office.values import (
    MONTHS,
    Column,
    all_labels,
    check_columns,
    check_rows,
    check_text,
    day_from_json,
    plain,
    rows_of,
    with_bytes,
)

MOST_ROWS = 5_000

ROLL_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "masthead": "Warta Buruh",
        "number": "No.",
        "page": "Halaman %(n)d dari %(total)d",
        "scan": "Isi daftar ini di HP",
        "months": MONTHS,
    }
)


@dataclass(frozen=True, slots=True)
class RollContent:
    """`rows` hold a cell for each column, fewer are filled up with blanks; `blank_rows` follow, numbered on.

    `facts` stand over the table: ("Hari", "Sabtu, 28 November 2026"). `qr` leads to the page where the sheet is typed in,
    `typed_address` is the same for the eye; labels may be partial.
    """

    kind: ClassVar[str] = "roll"

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    blank_rows: int = 0
    kicker: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    qr: str = ""
    typed_address: str = ""
    footer: str = ""
    issued_on: date | None = None
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple(self.columns))
        object.__setattr__(self, "rows", rows_of(self.rows))
        object.__setattr__(self, "facts", rows_of(self.facts))
        object.__setattr__(self, "labels", all_labels(ROLL_LABELS, self.labels))

    def check(self) -> None:
        """Raise ContentError when there is nothing to sign."""
        check_text(self.title, "The sheet has no title.", "no_title")
        if not self.columns:
            raise ContentError("The sheet has no columns.", code="no_columns")
        if not self.rows and self.blank_rows < 1:
            raise ContentError("The sheet has no rows.", code="no_rows")
        if self.blank_rows < 0 or len(self.rows) + self.blank_rows > MOST_ROWS:
            raise ContentError("The sheet has too many rows.", code="too_many_rows", detail=str(MOST_ROWS))
        check_columns(self.columns, "")
        check_rows(self.rows, len(self.columns), "")
        check_rows(self.facts, 2, "facts")

    def to_json(self) -> dict[str, Any]:
        return plain(self, with_bytes)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "RollContent":
        columns = tuple(Column(**column) for column in value["columns"])
        return cls(**{**value, "columns": columns, "issued_on": day_from_json(value["issued_on"])})

    def canonical_json(self) -> str:
        return canonical(self.to_json())
