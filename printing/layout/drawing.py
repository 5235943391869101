"""One sheet's content stream: text lines, solids, rules, pictures. Points, origin at the lower left corner of the paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from printing.layout.embedding import DocumentFonts
from printing.layout.pictures import Picture
from printing.layout.qr import QUIET_MODULES, Code
from printing.layout.shaping import Run, Typesetter, Word, shaped_word, typesetter

BLACK = "0 g"
WHITE = "1 g"


def rgb(colour: str) -> str:
    """The fill operator for "#rrggbb"."""
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5)) + " rg"


@dataclass(frozen=True, slots=True)
class Mark:
    """A box of ink; `weight` is what a cut through it would cost."""

    left: float
    bottom: float
    right: float
    top: float
    weight: float


CODE_WEIGHT, PICTURE_WEIGHT, BODY_PT = 5000.0, 0.5, 20.0


class Drawing:
    """Collects operators; remembers the fonts and pictures that they name."""

    def __init__(self, fonts: DocumentFonts, *, tracked: bool = False) -> None:
        self.fonts = fonts
        self.marks: list[Mark] | None = [] if tracked else None
        self.operators: list[str] = []
        self.pictures: dict[str, Picture] = {}
        self._fill = ""

    def fill(self, operator: str) -> None:
        """Set the fill colour for what follows."""
        if operator != self._fill:
            self._fill = operator
            self.operators.append(operator)

    def solid(self, x: float, y: float, width: float, height: float) -> None:
        self.operators.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, x: float, y: float, width: float, height: float, stroke: float) -> None:
        """An outline that lies inside the given box."""
        half = stroke / 2
        self.operators.append(f"0 G {stroke:g} w {x + half:.2f} {y + half:.2f} {width - stroke:.2f} {height - stroke:.2f} re S")

    def text(self, x: float, y: float, words: Sequence[Word], role: str, size: float, base: int | None = None) -> None:
        """Words on a baseline, left edge at x; `base` is the direction of their paragraph if it is known."""
        setter = typesetter(role)
        if self.marks is not None:
            self._mark_words(x, y, words, setter, size)
        if any(word.rtl for word in words):
            words = [shaped_word(" ".join(word.text for word in words), role, base)]
        if all(word.tj for word in words):
            self._plain(x, y, words, setter, size)
        else:
            self._mixed(x, y, words, setter, size)

    def _mark_words(self, x: float, y: float, words: Sequence[Word], setter: Typesetter, size: float) -> None:
        """Words of larger type than the body cost more."""
        weight = size if size <= BODY_PT else size * 10
        for word in words:
            right = x + word.width * size / 1000
            self._mark(x, y - size * 0.25, right, y + size * 0.72, weight)
            x = right + setter.space * size / 1000

    def _mark(self, left: float, bottom: float, right: float, top: float, weight: float) -> None:
        if self.marks is not None:
            self.marks.append(Mark(left, bottom, right, top, weight))

    def right_text(self, x: float, y: float, words: Sequence[Word], role: str, size: float, base: int | None = None) -> None:
        """Words on a baseline, right edge at x."""
        self.text(x - line_width(words, role) * size / 1000, y, words, role, size, base)

    def _plain(self, x: float, y: float, words: Sequence[Word], setter: Typesetter, size: float) -> None:
        name = self.fonts.plain(setter.face)
        for word in words:
            if word.extra:
                self.fonts.plain(setter.face, word.extra)
        line = setter.space_hex.join([word.tj for word in words])
        self.operators.append(f"BT /{name} {size:g} Tf {x:.2f} {y:.2f} Td [<{line}>] TJ ET")

    def _mixed(self, x: float, y: float, words: Sequence[Word], setter: Typesetter, size: float) -> None:
        for is_plain, group in groupby(words, key=lambda word: bool(word.tj)):
            members = list(group)
            if is_plain:
                self._plain(x, y, members, setter, size)
            else:
                for number, word in enumerate(members):
                    before = sum(w.width + setter.space for w in members[:number])
                    self._shaped(x + before * size / 1000, y, word, size)
            x += sum(word.width + setter.space for word in members) * size / 1000

    def _shaped(self, x: float, y: float, word: Word, size: float) -> None:
        actual = ("\ufeff" + word.text).encode("utf-16-be", "ignore").hex().upper()
        self.operators.append(f"/Span <</ActualText <{actual}>>> BDC")
        for run in word.runs:
            self._run(x, y, run, size)
            x += run.width * size / 1000
        self.operators.append("EMC")

    def _run(self, x: float, y: float, run: Run, size: float) -> None:
        name, codes = self.fonts.shaped(run)
        parts = [f"BT /{name} {size * run.fit:g} Tf"]
        scale = size / 1000
        for glyph, code in zip(run.glyphs, codes, strict=True):
            parts.append(f"1 0 0 1 {x + glyph.dx * scale:.2f} {y + glyph.dy * scale:.2f} Tm <{code:04x}> Tj")
            x += glyph.advance * scale
        self.operators.append(" ".join(parts) + " ET")

    def picture(self, pic: Picture, x: float, y: float, width: float, height: float) -> None:
        """The picture's window fills the box; what lies outside is clipped."""
        self.pictures[pic.name] = pic
        self._mark(x, y, x + width, y + height, PICTURE_WEIGHT)
        full = height / pic.shown
        bottom = y - full * (1 - pic.top - pic.shown)
        clip = "" if pic.shown == 1 else f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re W n "
        self.operators.append(f"q {clip}{width:.3f} 0 0 {full:.3f} {x:.2f} {bottom:.2f} cm /{pic.name} Do Q")

    def code(self, code: Code, x: float, y: float, side: float) -> None:
        """A QR code with its quiet zone in a square of this side."""
        module = side / code.side
        self._mark(x, y, x + side, y + side, CODE_WEIGHT)
        self.fill(BLACK)
        squares = [
            f"{start + QUIET_MODULES} {code.side - QUIET_MODULES - 1 - row} {length} 1 re"
            for row, stretches in enumerate(code.rows)
            for start, length in stretches
        ]
        self.operators.append(f"q {module:.4f} 0 0 {module:.4f} {x:.3f} {y:.3f} cm\n" + "\n".join(squares) + "\nf Q")


def line_width(words: Sequence[Word], role: str) -> float:
    """Width of a line in thousandths of an em."""
    return sum(word.width for word in words) + typesetter(role).space * max(0, len(words) - 1)
