"""Blocks of a paper as atoms: headings, running text, lists, boxes to tick, lines to write on, pictures. Points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from printing.layout.cleaning import clean, is_blank
from printing.layout.office.document_content import DocumentBlock, DocumentContent
from printing.layout.office.letters import letter_atoms, signature_atoms
from printing.layout.office.pages import overhang
from printing.layout.office.parts import HEAVY_PT, MIDDLE_PT, THIN_PT, Atom, Box, Composer, Part, Rule, Shown, lines_of
from printing.layout.office.tables import bar_atoms, fact_atoms, step_atoms, sum_atom, table_atoms
from printing.layout.paper import MM
from printing.layout.pictures import picture, shape_of

BODY_PT, LEADING = 11.25, 1.36
MEASURE = 148 * MM  # lines of running text are no longer, so that the eye finds the next one
PARAGRAPH_GAP = 7.0
BLOCK_GAP = 11.0
ITEM_GAP = 4.0
RULED = frozenset({"facts", "notice", "steps", "table"})  # they end in a rule, which wants white under it
INDENT = 15.0
RULED_LINE = 9 * MM
PICTURE_MM = 105.0  # the tallest
LEAST_PICTURE_PT = 24.0
MIN_DPI = 100
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


@dataclass(slots=True)
class Room:
    """What the blocks need to know of the pages."""

    composer: Composer
    content: DocumentContent
    width: float
    height: float  # of the lowest page
    letter_width: float
    page_area: float
    is_letter: bool = False  # the page now filled is one of a letter

    @property
    def measure(self) -> float:
        return self.letter_width if self.is_letter else min(MEASURE, self.width)

    @property
    def full(self) -> float:
        return self.letter_width if self.is_letter else self.width


def block_atoms(room: Room) -> list[Atom]:
    """The atoms of all blocks in order; a break opens a page, a letter after other blocks a page of its own.

    What follows a letter stands on its page; so does a letter without address and references, which only goes on.
    """
    atoms: list[Atom] = []
    opens = previous = ""
    is_in_letter = False
    for number, block in enumerate(room.content.blocks, start=1):
        room.composer.place = f"block {number}"
        if block.kind == "break":
            room.is_letter, is_in_letter, opens = False, False, "house"
            continue
        if block.kind == "letter":
            if number > 1 and (block.rows or block.items or not is_in_letter):
                room.is_letter, opens = True, "letter"
            is_in_letter = True
        made = list(MAKERS[block.kind](room, block))
        if not made:
            continue
        if any(atom.height > room.height for atom in made):
            raise room.composer.no_room()
        if block.kind == "sum" and previous == "heading":
            made[0].parts = made[0].parts[1:]  # the heading has the heavy rule
        if opens:
            made[0].opens, opens = opens, ""
        elif block.kind in ("sum", "signatures") and atoms:
            _bind(atoms[-1], block.kind)
        elif previous in RULED:
            made[0].gap += 5.0
        atoms += made
        previous = block.kind
    return atoms


def _bind(before: Atom, kind: str) -> None:
    """A sum takes the place of the rule under the last row before it."""
    before.keep = True
    if kind == "sum" and len(before.parts) > 1 and isinstance(before.parts[-1], Rule) and before.parts[-1].height == THIN_PT:
        before.parts = before.parts[:-1]


def paragraphs_of(text: str) -> list[str]:
    """What blank lines part."""
    return [part for part in _PARAGRAPHS.split(text.replace("\r\n", "\n")) if not is_blank(part)]


def _headings(room: Room, block: DocumentBlock) -> Iterator[Atom]:
    first = block.level < 2
    size = 15.0 if first else 11.75
    text = room.composer.text(block.text, "sans_bold", size, room.full, leading=1.16)
    for atom in lines_of(text, 20.0 if first else 14.0):
        atom.keep = True
        yield _under_rule(atom, room) if first and atom.gap else atom


def _under_rule(atom: Atom, room: Room) -> Atom:
    """The heavy rule that opens a section; it grows out of the spine."""
    reach, depth = 0.0 if room.is_letter else overhang(), HEAVY_PT + 6
    for part in atom.parts:
        part.down += depth
    atom.parts = [Rule(-reach, 0, room.full + reach, HEAVY_PT), *atom.parts]
    atom.height += depth
    return atom


def _paragraphs(room: Room, block: DocumentBlock) -> Iterator[Atom]:
    for number, part in enumerate(paragraphs_of(block.text)):
        text = room.composer.text(part, "serif", BODY_PT, room.measure, leading=LEADING, hyphenate=True)
        yield from lines_of(text, PARAGRAPH_GAP if number else BLOCK_GAP - 3)


def _small(room: Room, block: DocumentBlock) -> Iterator[Atom]:
    for number, part in enumerate(paragraphs_of(block.text)):
        text = room.composer.text(part, "sans", 9, room.measure, leading=1.32)
        yield from lines_of(text, 3.0 if number else 8.0)


def _opening(room: Room, block: DocumentBlock) -> list[Atom]:
    """The sentence before a list, bound to its first item."""
    text = room.composer.text(block.text, "serif", BODY_PT, room.measure, leading=LEADING, hyphenate=True)
    atoms = lines_of(text, BLOCK_GAP)
    if atoms:
        atoms[-1].keep = True
    return atoms


def _items(room: Room, block: DocumentBlock, indent: float, mark: Callable[[int], Part]) -> Iterator[Atom]:
    opening = _opening(room, block)
    yield from opening
    is_first = not opening
    for number, item in enumerate(block.items, start=1):
        text = room.composer.text(item, "serif", BODY_PT, room.measure - indent, leading=LEADING, hyphenate=True)
        if text.lines:
            text.x = indent
            yield from lines_of(text, BLOCK_GAP - 3 if is_first else ITEM_GAP, [mark(number)])
            is_first = False


def _list(room: Room, block: DocumentBlock) -> Iterator[Atom]:
    def bullet(_number: int) -> Part:
        return Rule(1.5, BODY_PT * 0.18, 4.5, 4.5)

    yield from _items(room, block, INDENT, bullet)


def _numbered(room: Room, block: DocumentBlock) -> Iterator[Atom]:
    widest = room.composer.text(f"{len(block.items)}.", "sans_bold", BODY_PT, 200)
    indent = max(INDENT + 3, widest.lines[0].width * BODY_PT / 1000 + 6)
    yield from _items(room, block, indent, lambda number: room.composer.text(f"{number}.", "sans_bold", BODY_PT, indent, leading=LEADING))


def _checklist(room: Room, block: DocumentBlock) -> Iterator[Atom]:
    side = 10.5
    for atom in _items(room, block, 20.0, lambda _number: Box(0, -1.4, side)):
        if atom.gap == ITEM_GAP:
            atom.gap = 6.0
        yield atom


def _notice(room: Room, block: DocumentBlock) -> Iterator[Atom]:
    """Between two double rules: the text in bold, the items under it."""
    made = lines_of(room.composer.text(block.text, "sans_bold", 11.25, room.full - 8, leading=1.26))
    for item in block.items:
        for number, part in enumerate(paragraphs_of(item)):
            text = room.composer.text(part, "serif", BODY_PT, min(room.measure, room.full - 8), leading=LEADING, hyphenate=True)
            made += lines_of(text, PARAGRAPH_GAP if number else 4.0)
    if not made:
        return
    made[0].gap = 0.0
    top = Atom(10.0, [Rule(0, 0, room.full, 1.5), Rule(0, 3.5, room.full, THIN_PT)], gap=14.0, keep=True)
    made[-1].keep = True
    yield top
    yield from made
    yield Atom(5.0, [Rule(0, 0, room.full, THIN_PT), Rule(0, 2.5, room.full, 1.5)], gap=0.0)


def _ruled(room: Room, block: DocumentBlock) -> Iterator[Atom]:
    made = lines_of(room.composer.text(block.text, "sans_bold", 10.5, room.full, leading=1.26), BLOCK_GAP)
    for atom in made:
        atom.keep = bool(block.count) or atom.keep
    yield from made
    for number in range(block.count):
        height = RULED_LINE * (0.75 if number == 0 and made else 1.0)
        yield Atom(height, [Rule(0, height - THIN_PT, room.full, THIN_PT)], keep=number == 0 < block.count - 1)


def _picture(room: Room, block: DocumentBlock) -> Iterator[Atom]:
    """In its own shape, never enlarged under 100 dots an inch, in grey for copies; its caption under it."""
    photo = block.photo
    shape = shape_of(photo.jpeg) if photo else None
    if photo is None or shape is None:
        room.composer.notes["photo_unreadable"] = None
        return
    width = min(room.measure, shape.width / MIN_DPI * 72, PICTURE_MM * MM * shape.ratio)
    height = width / shape.ratio
    if width < LEAST_PICTURE_PT or height < LEAST_PICTURE_PT:
        room.composer.notes["photo_odd_shape"] = None
        return
    shown = picture(photo.jpeg, width, height, mono=True, sheet_share=width * height / room.page_area)
    if shown is None:
        room.composer.notes["photo_unreadable"] = None
        return
    credit = room.content.labels["photo"] % {"credit": clean(photo.credit)} if not is_blank(photo.credit) else ""
    words = " ".join(part for part in (clean(photo.caption), clean(credit)) if part)
    caption = lines_of(room.composer.text(words, "sans", 9, max(width, 60 * MM), leading=1.3))
    yield Atom(height + 5, [Shown(shown, 0, 0, width, height)], gap=12.0, keep=bool(caption))
    yield from caption


def code_atoms(room: Room) -> Iterator[Atom]:
    """The code and the typed address at the end of the paper."""
    content, composer = room.content, room.composer
    composer.place = "address"
    mark = composer.mark(content.qr, 25)
    typed = content.typed_address if not is_blank(content.typed_address) else content.qr
    x = mark.side + 5 * MM if mark else 0.0
    scan = composer.text(content.labels["scan"] if mark else "", "sans_bold", 11.25, room.width - x, leading=1.25)
    address = composer.text(typed, "sans", 10.5, room.width - x, leading=1.25)
    if not scan.lines and not address.lines:
        return
    depth = 12.0
    parts: list[Part] = [Rule(0, 0, room.width, MIDDLE_PT)]
    if mark:
        parts.append(mark.at(mark.quiet * 0.2, depth + 2))
    bottom = depth + 2
    for text in (scan, address):
        parts.append(text.at(x, bottom))
        bottom += text.height + (3 if text.lines else 0)
    height = max(bottom, depth + 2 + (mark.side if mark else 0)) + 4
    if height > room.height:
        raise composer.no_room()
    yield Atom(height, parts, gap=18.0)


MAKERS: dict[str, Callable[[Room, DocumentBlock], Iterator[Atom]]] = {
    "heading": _headings,
    "paragraph": _paragraphs,
    "small": _small,
    "list": _list,
    "numbered": _numbered,
    "checklist": _checklist,
    "notice": _notice,
    "lines": _ruled,
    "picture": _picture,
    "facts": lambda room, block: fact_atoms(room.composer, block.rows, room.full),
    "table": lambda room, block: table_atoms(room.composer, block, room.full, room.height),
    "steps": lambda room, block: step_atoms(room.composer, block.rows, room.content.labels, room.full, room.height),
    "sum": lambda room, block: sum_atom(room.composer, block, room.full, 0.0 if room.is_letter else overhang()),
    "svg_bars": lambda room, block: bar_atoms(room.composer, block, room.full),
    "letter": lambda room, block: letter_atoms(room.composer, block, room.measure),
    "signatures": lambda room, block: signature_atoms(room.composer, block, room.full),
}
