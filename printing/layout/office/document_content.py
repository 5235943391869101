"""A paper of any length: handouts, invitations, letters, computation sheets, reports. Plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from types import MappingProxyType
from typing import Any, ClassVar

from printing.layout.content import ContentError, Photo, canonical
from printing.layout.office.values import (
    MONTHS,
    Column,
    all_labels,
    check_columns,
    check_rows,
    check_text,
    day_from_json,
    photo_from_json,
    plain,
    rows_of,
    texts,
    with_bytes,
    with_digest,
)

BLOCK_KINDS = frozenset(
    {
        "heading", "paragraph", "small", "list", "numbered", "checklist", "facts", "notice", "table", "steps", "sum", "letter",
        "signatures", "lines", "picture", "svg_bars", "break",
    }
)  # fmt: skip
CELLS = {"steps": 4, "facts": 2, "letter": 2, "svg_bars": 3}  # of a row, for kinds without columns
MOST_LINES = 200
MOST_BLOCKS, MOST_ROWS = 3_000, 20_000

DOCUMENT_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "masthead": "Warta Buruh",
        "page": "Halaman %(n)d dari %(total)d",
        "scan": "Pindai dengan kamera HP",
        "step": "Langkah",
        "amount": "Jumlah",
        "law": "Dasar hukum",
        "photo": "Foto: %(credit)s",
        "months": MONTHS,
    }
)


@dataclass(frozen=True, slots=True)
class DocumentBlock:
    """One block; all text is plain, never markup. What the kinds read:

    heading: text, level (1 opens with the heavy rule, 2 is smaller) · paragraph, small: text · list, numbered, checklist: items, text
    as the sentence before them · facts: rows (label, value) · notice: text, items · table: columns, rows, text as its title ·
    steps: rows (label, expression, amount, law) · sum: text (label), amount · letter: rows (label, value) over items (address
    lines) over text (paragraphs parted by blank lines; a single line end stays one) · signatures: items ("name" or "name\\nrole"),
    text (place and day) · lines: count, text as what is asked · picture: photo · svg_bars: rows (label, value, words), text as its
    title; a value is a number from 0 on, a comma may stand for its point · break: nothing.
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    columns: tuple[Column, ...] = ()
    amount: str = ""
    count: int = 0
    level: int = 1
    photo: Photo | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", texts(self.items))
        object.__setattr__(self, "rows", rows_of(self.rows))
        object.__setattr__(self, "columns", tuple(self.columns))

    def check(self, place: str) -> None:
        """Raise ContentError naming the place when the block cannot be drawn."""
        if self.kind not in BLOCK_KINDS:
            raise ContentError(f"There is no such kind of block: {place}.", code="bad_kind", detail=place)
        if self.kind == "table" and not self.columns:
            raise ContentError(f"The table has no columns: {place}.", code="no_columns", detail=place)
        if self.kind == "picture" and self.photo is None:
            raise ContentError(f"The picture is missing: {place}.", code="no_picture", detail=place)
        if not 0 <= self.count <= MOST_LINES:
            raise ContentError(f"There are too many lines to write on: {place}.", code="bad_count", detail=place)
        check_columns(self.columns, place)
        most = len(self.columns) if self.kind == "table" else CELLS.get(self.kind)
        if most is not None:
            check_rows(self.rows, most, place)
        if self.kind == "svg_bars":
            _check_values(self.rows, place)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "DocumentBlock":
        columns = tuple(Column(**column) for column in value["columns"])
        return cls(**{**value, "columns": columns, "photo": photo_from_json(value["photo"])})


def bar_value(text: str) -> float:
    """The number of a bar; ValueError when it is none from 0 on."""
    number = float(text.replace(",", "."))
    if number < 0 or not isfinite(number):
        raise ValueError(text)
    return number


def _check_values(rows: tuple[tuple[str, ...], ...], place: str) -> None:
    for number, row in enumerate(rows, start=1):
        try:
            bar_value(row[1])
        except (ValueError, IndexError):
            where = f"{place}, row {number}"
            raise ContentError(f"The bar has no number from 0 on: {where}.", code="bad_number", detail=where) from None


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """One paper. `qr` is the address in the code at its end, `typed_address` the same for the eye; labels may be partial."""

    kind: ClassVar[str] = "document"

    title: str
    blocks: tuple[DocumentBlock, ...]
    kicker: str = ""
    standfirst: str = ""
    footer: str = ""
    qr: str = ""
    typed_address: str = ""
    issued_on: date | None = None
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", tuple(self.blocks))
        object.__setattr__(self, "labels", all_labels(DOCUMENT_LABELS, self.labels))

    def check(self) -> None:
        """Raise ContentError when no paper can be made of this."""
        check_text(self.title, "The paper has no title.", "no_title")
        if not self.blocks:
            raise ContentError("The paper has no text.", code="no_body")
        if len(self.blocks) > MOST_BLOCKS or sum(len(block.rows) + len(block.items) for block in self.blocks) > MOST_ROWS:
            raise ContentError("The paper is too long to be drawn in one piece.", code="too_long")
        for number, block in enumerate(self.blocks, start=1):
            block.check(f"block {number}")

    def to_json(self) -> dict[str, Any]:
        """A value of plain types, as JSON knows them, and the bytes of photos. `from_json` takes it back."""
        return plain(self, with_bytes)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "DocumentContent":
        """The inverse of `to_json`; unknown names raise TypeError."""
        blocks = tuple(DocumentBlock.from_json(block) for block in value["blocks"])
        return cls(**{**value, "blocks": blocks, "issued_on": day_from_json(value["issued_on"])})

    def canonical_json(self) -> str:
        """The same text for the same content in every process; photos stand as the SHA-256 of their bytes."""
        return canonical(plain(self, with_digest))
