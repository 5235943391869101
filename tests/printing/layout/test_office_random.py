"""Office sheets that nobody would write: no letter lost, nothing clipped, nothing on top of something else.

`make soak` tries hundreds of each, WARTA_SEED repeats a run.
"""

import os
import random
from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from hypothesis import strategies as st

from printing.layout import (
    AccountCardFace,
    CardSheetContent,
    Certificate,
    CertificatesContent,
    Column,
    ContentError,
    DocumentBlock,
    DocumentContent,
    MissingGlyph,
    Photo,
    RollContent,
    render,
)
from printing.layout.paper import MM, PAPERS

from .boxes import clashes, clipped, recorded
from .test_random_articles import ODD, PHOTOS, PLAIN, extracted, letters

SOAK = int(os.environ.get("WARTA_SOAK", "1"))
SEED = int(os.environ.get("WARTA_SEED", "2000" if SOAK == 1 else random.randrange(10**6)))
EXAMPLES = 12 * SOAK
EDGE_MM = 5.0
KINDS = (
    "heading", "paragraph", "small", "list", "numbered", "checklist", "facts", "notice", "table", "steps", "sum", "letter",
    "signatures", "lines", "picture", "svg_bars", "break",
)  # fmt: skip
REFUSALS = {"no_room", "no_title", "no_code", "no_name", "no_headline"}
ADDRESSES = ("", "https://wartaburuh.example/p/7k3mp4/", "https://wartaburuh.example/" + "panjang/" * 30, "x" * 4000)


class Words:
    """Texts by chance; `spices` are the odd words among them."""

    def __init__(self, number: int, spices: tuple[str, ...]) -> None:
        self.chance, self.spices = random.Random(number), spices

    def text(self, *lengths: int) -> str:
        count = self.chance.choice(lengths)
        found = self.chance.choices(PLAIN, k=count)
        for place in range(count):
            if self.spices and self.chance.random() < 0.12:
                found[place] = self.chance.choice(ODD[self.chance.choice(self.spices)])
        return " ".join(found)

    def rows(self, cells: int, most: int = 6) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(self.text(0, 1, 4, 12) for _ in range(self.chance.randint(0, cells))) for _ in range(self.chance.randint(0, most))
        )

    def columns(self) -> tuple[Column, ...]:
        chance = self.chance
        aligns = ("left", "right", "center")
        return tuple(
            Column(self.text(0, 1, 3), chance.choice((0.01, 1, 3, 40)), chance.choice(aligns)) for _ in range(chance.randint(1, 7))
        )

    def block(self) -> DocumentBlock:
        chance, kind = self.chance, self.chance.choice(KINDS)
        columns = self.columns() if kind == "table" else ()
        rows = self.rows(len(columns) or {"steps": 4, "facts": 2, "letter": 2}.get(kind, 2), chance.choice((3, 8, 40)))
        if kind == "svg_bars":
            rows = tuple((self.text(1, 6), chance.choice(("0", "3", "1e300", "7,5")), self.text(0, 2, 9)) for _ in range(4))
        return DocumentBlock(
            kind,
            self.text(0, 1, 6, 40, 900 if kind in ("paragraph", "letter") else 12),
            tuple(self.text(0, 1, 5, 30) for _ in range(chance.randint(0, 7))),
            rows,
            columns,
            amount=chance.choice(("", "Rp 1.234.567", self.text(1, 5))),
            count=chance.randint(0, 12),
            level=chance.randint(0, 3),
            photo=Photo(chance.choice(PHOTOS), self.text(0, 9), self.text(0, 1)) if kind == "picture" else None,
        )

    def document(self) -> DocumentContent:
        chance = self.chance
        blocks = tuple(self.block() for _ in range(chance.choice((1, 3, 12, 30))))
        address = chance.choice(ADDRESSES)
        return DocumentContent(
            self.text(1, 4, 40), blocks, self.text(0, 3), self.text(0, 20, 60), self.text(0, 8, 40), address, self.text(0, 1),
            chance.choice((None, date(2026, 11, 24))),
        )  # fmt: skip

    def card_sheet(self) -> CardSheetContent:
        chance, day = self.chance, date(2026, 12, 24)
        address = chance.choice(ADDRESSES[1:])
        cards = [AccountCardFace(self.text(0, 1, 3, 9), self.text(0, 1, 4), "7K3MP-4QXRT", address, day, self.text(0, 1)) for _ in range(9)]
        return CardSheetContent(tuple(cards))

    def roll(self) -> RollContent:
        chance, columns = self.chance, self.columns()
        rows = tuple(tuple(self.text(0, 1, 4, 15) for _ in columns) for _ in range(chance.choice((0, 3, 30, 70))))
        facts = tuple((self.text(0, 1), self.text(0, 2, 8)) for _ in range(chance.randint(0, 6)))
        return RollContent(
            self.text(1, 5), columns, rows, chance.choice((1, 7, 30)), self.text(0, 5), facts, chance.choice(ADDRESSES), self.text(0, 1),
            self.text(0, 10), chance.choice((None, date(2026, 11, 24))),
        )  # fmt: skip

    def certificates(self) -> CertificatesContent:
        chance = self.chance
        made = [
            Certificate(
                self.text(1, 3, 7), self.text(1, 4, 9), tuple(self.text(0, 8, 25) for _ in range(chance.randint(0, 4))), self.text(0, 1),
                chance.choice(ADDRESSES), self.text(0, 1), self.text(0, 4),
                tuple((self.text(0, 2), self.text(0, 3)) for _ in range(chance.randint(0, 4))),
            )
            for _ in range(2)
        ]  # fmt: skip
        return CertificatesContent(tuple(made))


def printed(content) -> list[str]:
    """Every text of a content that must stand on the paper."""
    if isinstance(content, str):
        return [content]
    if isinstance(content, tuple):
        return [text for item in content for text in printed(item)]
    if isinstance(content, DocumentBlock):
        return _printed_of_block(content)
    if is_dataclass(content):
        skipped = {"qr", "address", "labels", "jpeg", "align", "share", "kind"}
        names = [f.name for f in fields(content) if f.name not in skipped]
        return [text for name in names for text in printed(getattr(content, name))]
    return []


READ_BY = {
    "heading": "text", "paragraph": "text", "small": "text", "list": "text items", "numbered": "text items", "checklist": "text items",
    "facts": "rows", "notice": "text items", "table": "text columns rows", "steps": "rows", "sum": "text amount",
    "letter": "text items rows", "signatures": "text items", "lines": "text", "picture": "", "svg_bars": "text", "break": "",
}  # fmt: skip


def _printed_of_block(block: DocumentBlock) -> list[str]:
    texts = [text for name in READ_BY[block.kind].split() for text in printed(getattr(block, name))]
    return texts + [row[0] for row in block.rows if block.kind == "svg_bars"]


def assert_nothing_lost(content, pdf: bytes, warnings: tuple[str, ...]) -> None:
    lost = "".join(warning.partition(":")[2] for warning in warnings if warning.startswith("emoji_left_out"))
    wanted: Counter[str] = Counter()
    for text in printed(content):
        wanted += letters(text)
    missing = {c: n for c, n in (wanted - letters(extracted(pdf))).items() if c not in lost}
    assert not missing, missing


def check(content, paper: str) -> None:
    try:
        with recorded() as boxes:
            made = render(content, paper=paper)
    except MissingGlyph as error:
        assert error.character in "".join(ODD["impossible"])
        return
    except ContentError as error:
        assert error.code in REFUSALS, error
        return
    size = PAPERS[paper]
    width, height = size.width_pt, size.height_pt
    if content.kind == "certificates":
        width, height = height, width
    edge = EDGE_MM * MM
    assert clipped(boxes, edge, edge, width - edge, height - edge, slack=0) == []
    assert clashes(boxes) == []
    assert_nothing_lost(content, made.pdf, made.warnings)


def test_labels_of_a_letter_that_read_from_right_to_left_keep_off_their_values():
    check(Words(30812, ("accents", "arabic")).document(), "a4")


CHANCES = {
    "number": st.integers(0, 10**9),
    "spices": st.lists(st.sampled_from(sorted(ODD)), max_size=3, unique=True).map(tuple),
    "paper": st.sampled_from(["a4", "f4"]),
}
USUAL = {"deadline": None, "database": None, "phases": [Phase.generate], "suppress_health_check": list(HealthCheck)}
each_kind = pytest.mark.parametrize("kind", ["document", "card_sheet", "roll", "certificates"])


@each_kind
@seed(SEED)
@settings(max_examples=EXAMPLES, **USUAL)
@given(**CHANCES)
def test_any_words_are_whole_and_in_their_place(kind, number, spices, paper):
    note(f"WARTA_SEED={SEED} WARTA_SOAK={SOAK}")
    check(getattr(Words(number, spices), kind)(), paper)


@pytest.mark.soak
@each_kind
@seed(SEED + 1)
@settings(max_examples=400, **USUAL)
@given(**CHANCES)
def test_any_words_in_hundreds_of_sheets_are_whole_and_in_their_place(kind, number, spices, paper):
    note(f"WARTA_SEED={SEED} WARTA_SOAK={SOAK}")
    check(getattr(Words(number, spices), kind)(), paper)
