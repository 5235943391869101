"""What office sheets are made of: set text, rules, boxes, pictures, codes; and atoms of them that no page break divides. Points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from printing.layout.breaking import Breaker, Line
from printing.layout.cleaning import clean
from printing.layout.content import ContentError
from printing.layout.drawing import Drawing
from printing.layout.fonts import face
from printing.layout.furniture import fit_text
from printing.layout.paper import MM
from printing.layout.pictures import Picture
from printing.layout.qr import QUIET_MODULES, Code, code_for
from printing.layout.shaping import MissingGlyph, Word, base_direction, typesetter

HEAVY_PT, MIDDLE_PT, THIN_PT = 3.0, 1.0, 0.5
STACKED_LEADING = 1.36
LEAST_MODULE_MM = 0.45  # of a code that is scanned from the hand


class Part(Protocol):
    """Something that is drawn at a place in its atom; `top` is the atom's upper edge, `down` leads from there to its own."""

    x: float
    down: float

    def draw(self, drawing: Drawing, left: float, top: float) -> None: ...


@dataclass(slots=True)
class Text:
    """Broken text in a box of a width; `x` and `down` lead from the atom's upper left corner to the top of the first capitals."""

    lines: list[Line]
    role: str
    size_pt: float
    leading_pt: float
    width: float
    x: float = 0.0
    down: float = 0.0
    align: str = "left"
    direction: int = 0  # 1 when it reads from right to left
    indent: float = 0.0  # of the first line

    @property
    def height(self) -> float:
        return self.leading_pt * len(self.lines)

    @property
    def ink_height(self) -> float:
        """From the first capitals to the last baseline."""
        return self.leading_pt * (len(self.lines) - 1) + face(self.role).cap_height() * self.size_pt / 1000 if self.lines else 0.0

    @property
    def tail(self) -> float:
        """What other scripts may need under the last line more than ours."""
        return self.size_pt * 0.35 if self.lines and any(word.runs for word in self.lines[-1].words) else 0.0

    def at(self, x: float, down: float) -> Text:
        self.x, self.down = x, down
        return self

    def line(self, number: int) -> Text:
        """One line of it, to stand in an atom of its own."""
        indent = 0.0 if number else self.indent
        return Text(
            self.lines[number : number + 1],
            self.role,
            self.size_pt,
            self.leading_pt,
            self.width,
            self.x,
            0,
            self.align,
            self.direction,
            indent,
        )

    def draw(self, drawing: Drawing, left: float, top: float) -> None:
        baseline = top - self.down - face(self.role).cap_height() * self.size_pt / 1000
        for number, line in enumerate(self.lines):
            indent = 0.0 if number else self.indent
            free = self.width - indent - line.width * self.size_pt / 1000
            place = {"left": free if self.direction else indent, "center": free / 2, "right": free}[self.align]
            drawing.text(left + self.x + place, baseline, line.words, self.role, self.size_pt, self.direction)
            baseline -= self.leading_pt


@dataclass(slots=True)
class Rule:
    """A solid bar; `down` is its upper edge."""

    x: float
    down: float
    width: float
    height: float

    def draw(self, drawing: Drawing, left: float, top: float) -> None:
        drawing.solid(left + self.x, top - self.down - self.height, self.width, self.height)


@dataclass(slots=True)
class Box:
    """An empty box to tick."""

    x: float
    down: float
    side: float
    stroke: float = MIDDLE_PT

    def draw(self, drawing: Drawing, left: float, top: float) -> None:
        drawing.frame(left + self.x, top - self.down - self.side, self.side, self.side, self.stroke)


@dataclass(slots=True)
class Shown:
    """A picture."""

    picture: Picture
    x: float
    down: float
    width: float
    height: float

    def draw(self, drawing: Drawing, left: float, top: float) -> None:
        drawing.picture(self.picture, left + self.x, top - self.down - self.height, self.width, self.height)


@dataclass(slots=True)
class Mark:
    """A code whose dark modules fill a square; the quiet zone lies around it."""

    code: Code
    module: float
    x: float = 0.0
    down: float = 0.0

    @property
    def side(self) -> float:
        """Without the quiet zone."""
        return self.module * len(self.code.rows)

    @property
    def quiet(self) -> float:
        return self.module * QUIET_MODULES

    def at(self, x: float, down: float) -> Mark:
        self.x, self.down = x, down
        return self

    def draw(self, drawing: Drawing, left: float, top: float) -> None:
        x, y = left + self.x - self.quiet, top - self.down - self.side - self.quiet
        drawing.code(self.code, x, y, self.side + 2 * self.quiet)


@dataclass(slots=True)
class Atom:
    """Parts that stay together. `gap` is the white above it, not at the head of a page; `keep` binds it to the next one.

    `head` stands again over it when it comes first on a page; `opens` begins a page of a manner ("house", "letter").
    """

    height: float
    parts: Sequence[Part] = ()
    gap: float = 0.0
    keep: bool = False
    head: Atom | None = None
    opens: str = ""

    def draw(self, drawing: Drawing, left: float, top: float) -> None:
        for part in self.parts:
            part.draw(drawing, left, top)


@dataclass(slots=True)
class Composer:
    """Sets the text of one file and notes what had to be left out."""

    place: str = ""  # what is set now, for whoever has to mend it
    lost: dict[str, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    def text(
        self,
        text: str,
        role: str,
        size: float,
        width: float,
        *,
        leading: float = 1.32,
        hyphenate: bool = False,
        align: str = "left",
        indent: float = 0.0,
    ) -> Text:
        """Lines no wider than `width`; none for a blank text."""
        text = clean(text)
        words = self.words(text, role)
        units = 1000 / size
        lines = Breaker(typesetter(role), hyphenate=hyphenate).lines(words, max(width, 1.0) * units, indent * units)
        return Text(lines, role, size, size * _leading(words, leading), width, align=align, direction=base_direction(text), indent=indent)

    def words(self, text: str, role: str) -> list[Word]:
        """The words of cleaned text; a missing character is reported with its place."""
        setter = typesetter(role)
        try:
            if not text.isascii():
                self.lost.update(dict.fromkeys("".join(setter.word(word).lost for word in text.split(" "))))
            return setter.words(text)
        except MissingGlyph as error:
            raise MissingGlyph(error.character, self.place) from None

    def fitted(self, text: str, role: str, size: float, floor: float, width: float, lines: int, leading: float = 1.08) -> Text:
        """Text at the largest size that needs no more than so many lines; at the floor it takes as many as it needs."""
        text = clean(text)
        leading = _leading(self.words(text, role), leading)
        block = fit_text(text, role, size, floor, width, lines)
        return Text(list(block.lines), role, block.size_pt, block.size_pt * leading, width, direction=base_direction(text))

    def boxed(self, text: str, role: str, size: float, floor: float, width: float, height: float, *, leading: float = 1.1) -> Text:
        """Text at the largest size that stays within a box; words are only broken at the floor. Raises ContentError when it does not."""
        words = self.words(clean(text), role)
        longest = max((word.width for word in words), default=0.0)
        while size > floor:
            if longest * size / 1000 <= width:
                block = self.text(text, role, size, width, leading=leading)
                if block.ink_height <= height:
                    return block
            size -= max(0.5, size * 0.04)
        block = self.text(text, role, floor, width, leading=leading)
        if block.ink_height > height:
            raise self.no_room()
        return block

    def no_room(self) -> ContentError:
        """For words that do not fit where they must stand, in any size that can be read."""
        return ContentError(f"The words find no room on {self.place or 'the sheet'}.", code="no_room", detail=self.place)

    def mark(self, address: str, side_mm: float) -> Mark | None:
        """The code of an address in this size; None, with a note, when its modules would be too small to scan."""
        address = clean(address)
        if not address:
            return None
        code = code_for(address)
        if code is None or side_mm / len(code.rows) < LEAST_MODULE_MM:
            self.notes["address_too_long"] = None
            return None
        return Mark(code, side_mm * MM / len(code.rows))

    def warnings(self) -> tuple[str, ...]:
        lost = (f"emoji_left_out:{''.join(self.lost)}",) if self.lost else ()
        return (*lost, *self.notes)


def _leading(words: Sequence[Word], leading: float) -> float:
    """More white between lines of scripts that stack their letters."""
    return max(leading, STACKED_LEADING) if any(word.runs for word in words) else leading


def lines_of(text: Text, gap: float = 0.0, parts: Sequence[Part] = (), head: Atom | None = None) -> list[Atom]:
    """An atom for each line, no line alone at the foot or head of a page; `parts` stand beside the first one."""
    count = len(text.lines)
    atoms = [Atom(text.leading_pt, [text.line(number)], head=head) for number in range(count)]
    for number, atom in enumerate(atoms):
        atom.keep = number == 0 and count > 1 or number == count - 2
    if atoms:
        atoms[0].gap = gap
        atoms[0].parts = [*atoms[0].parts, *parts]
    return atoms


def shortened(composer: Composer, text: str, role: str, size: float, width: float) -> Text:
    """One line of text that stands whole elsewhere, ending in dots when it is longer."""
    whole = composer.text(text, role, size, width)
    if len(whole.lines) < 2:
        return whole
    words = [word.text for word in whole.lines[0].words]
    while len(words) > 1:
        words.pop()
        tried = composer.text(" ".join(words).rstrip(",.;:") + "…", role, size, width)
        if len(tried.lines) == 1:
            return tried
    return composer.text("", role, size, width)
