"""One sheet's content stream: text lines, solids, rules, pictures. Points, origin at the lower left corner of the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from printing.layout.embedding import DocumentFonts
from printing.layout.paper import MM
from printing.layout.pictures import Picture
from printing.layout.qr import QUIET_MODULES, Code
from printing.layout.shaping import Run, Typesetter, Word, shaped_word, typesetter

BLACK = "0 g"
WHITE = "1 g"


def rgb(colour: str) -> str:
    """The fill operator for "#rrggbb"."""
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5)) + " rg"


@dataclass(slots=True)  # not frozen: one is made for each word
class Mark:
    """A box of ink; `weight` is what a cut through it would cost."""

    left: float
    bottom: float
    right: float
    top: float
    weight: float


CODE_WEIGHT, QUIET_WEIGHT, PICTURE_WEIGHT = 50_000.0, 40.0, 0.5
INK = {"sans_bold": 0.32, "serif_bold": 0.31, "serif": 0.225, "serif_italic": 0.21, "sans": 0.25}  # of letters in width times size
INK_ELSE, INK_OF_CODE = 0.3, 0.5
DEAR = 100.0  # times as much for what no seam may cross
LETTERS_FROM_PT = 32.0  # in larger type a seam may pass between two letters


class Drawing:
    """Collects operators; remembers the fonts and pictures that they name."""

    def __init__(self, fonts: DocumentFonts, *, tracked: bool = False, weighed: bool = False) -> None:
        self.fonts = fonts
        self.marks: list[Mark] | None = [] if tracked else None
        self.ink: float | None = 0.0 if weighed else None  # about so many square points are black, pictures not counted
        self.operators: list[str] = []
        self.pictures: dict[str, Picture] = {}
        self._fill = ""
        self.worth = 1.0  # of the text that is drawn now: what a seam through it costs, times its size

    def fill(self, operator: str) -> None:
        """Set the fill colour for what follows."""
        if operator != self._fill:
            self._fill = operator
            self.operators.append(operator)

    def solid(self, x: float, y: float, width: float, height: float) -> None:
        if self.ink is not None:
            self.ink += width * height
        self.operators.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, x: float, y: float, width: float, height: float, stroke: float) -> None:
        """An outline that lies inside the given box."""
        half = stroke / 2
        if self.ink is not None:
            self.ink += 2 * stroke * (width + height)
        self.operators.append(f"0 G {stroke:g} w {x + half:.2f} {y + half:.2f} {width - stroke:.2f} {height - stroke:.2f} re S")

    def text(
        self, x: float, y: float, words: Sequence[Word], role: str, size: float, base: int | None = None, stretch: float = 0.0
    ) -> None:
        """Words on a baseline, left edge at x; `base` is the direction of their paragraph if it is known.

        `stretch` widens each blank by so many thousandths of an em.
        """
        setter = typesetter(role)
        if self.marks is not None:
            self._mark_words(x, y, words, setter, size, stretch)
        if self.ink is not None:
            self.ink += INK.get(role, INK_ELSE) * size * size / 1000 * sum(word.width for word in words)
        pieces = [word.tj for word in words]
        if "" not in pieces:
            self._plain(x, y, words, pieces, setter, size, stretch)
        elif any(word.rtl for word in words):
            self._mixed(x, y, [shaped_word(" ".join(word.text for word in words), role, base)], setter, size, stretch)
        else:
            self._mixed(x, y, words, setter, size, stretch)

    def _mark_words(self, x: float, y: float, words: Sequence[Word], setter: Typesetter, size: float, stretch: float) -> None:
        for word in words:
            width = word.width * size / 1000
            for left, right in _letters(word, setter) if size >= LETTERS_FROM_PT else ((0.0, 1.0),):
                self._mark(x + left * width, y - size * 0.25, x + right * width, y + size * 0.75, size * self.worth)
            x += width + (setter.space + stretch) * size / 1000

    def _mark(self, left: float, bottom: float, right: float, top: float, weight: float) -> None:
        if self.marks is not None:
            self.marks.append(Mark(left, bottom, right, top, weight))

    def right_text(self, x: float, y: float, words: Sequence[Word], role: str, size: float, base: int | None = None) -> None:
        """Words on a baseline, right edge at x."""
        self.text(x - line_width(words, role) * size / 1000, y, words, role, size, base)

    def turned_text(self, x: float, y: float, words: Sequence[Word], role: str, size: float) -> None:
        """Words that read upwards; x is their baseline, y their beginning."""
        width = line_width(words, role) * size / 1000
        self._mark(x - size * 0.75, y, x + size * 0.25, y + width, size)
        turned = Drawing(self.fonts)
        turned.text(0, 0, words, role, size)
        self.operators += [f"q 0 1 -1 0 {x:.2f} {y:.2f} cm", *turned.operators, "Q"]

    def _plain(
        self, x: float, y: float, words: Sequence[Word], pieces: Sequence[str], setter: Typesetter, size: float, stretch: float
    ) -> None:
        """Words that stand in `pieces` of a TJ array."""
        name = self.fonts.plain(setter.face)
        for extra in [word.extra for word in words if word.extra]:
            self.fonts.plain(setter.face, extra)
        blank = f"{setter.space_hex}>{-stretch:.1f}<" if stretch else setter.space_hex
        self.operators.append(f"BT /{name} {size:g} Tf {x:.2f} {y:.2f} Td [<{blank.join(pieces)}>] TJ ET")

    def _mixed(self, x: float, y: float, words: Sequence[Word], setter: Typesetter, size: float, stretch: float) -> None:
        blank = setter.space + stretch
        for is_plain, group in groupby(words, key=lambda word: bool(word.tj)):
            members = list(group)
            if is_plain:
                self._plain(x, y, members, [word.tj for word in members], setter, size, stretch)
            else:
                for number, word in enumerate(members):
                    before = sum(w.width + blank for w in members[:number])
                    self._shaped(x + before * size / 1000, y, word, size)
            x += sum(word.width + blank for word in members) * size / 1000

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

    def _mark_code(self, x: float, y: float, side: float, quiet: float) -> None:
        """A seam through the white around a code is only better than one through the code."""
        left, low, right, high = x + quiet, y + quiet, x + side - quiet, y + side - quiet
        self._mark(left, low, right, high, CODE_WEIGHT)
        for strip in ((x, y, x + side, low), (x, high, x + side, y + side), (x, low, left, high), (right, low, x + side, high)):
            self._mark(*strip, QUIET_WEIGHT)

    def code(self, code: Code, x: float, y: float, side: float) -> None:
        """A QR code with its quiet zone in a square of this side."""
        module = side / code.side
        if self.ink is not None:
            self.ink += INK_OF_CODE * (module * len(code.rows)) ** 2
        self._mark_code(x, y, side, module * QUIET_MODULES)
        self.fill(BLACK)
        self.operators.append(f"q {module:.4f} 0 0 {module:.4f} {x:.3f} {y:.3f} cm\n" + "\n".join(code.squares()) + "\nf Q")


def line_width(words: Sequence[Word], role: str) -> float:
    """Width of a line in thousandths of an em."""
    return sum(word.width for word in words) + typesetter(role).space * max(0, len(words) - 1)


def _letters(word: Word, setter: Typesetter) -> Iterator[tuple[float, float]]:
    """About where each letter of a word begins and ends, as shares of its width."""
    if word.runs:
        yield 0.0, 1.0
        return
    widths = [setter.word(letter).width for letter in word.text]
    total, done = sum(widths) or 1.0, 0.0
    for width in widths:
        yield done / total, (done + width) / total
        done += width


def line(drawing: Drawing, x1: float, y1: float, x2: float, y2: float, stroke_pt: float = 0.5) -> None:
    """A straight line; millimetres."""
    drawing.operators.append(f"0 G {stroke_pt:g} w {x1 * MM:.2f} {y1 * MM:.2f} m {x2 * MM:.2f} {y2 * MM:.2f} l S")


def dashes(drawing: Drawing, x1: float, y1: float, x2: float, y2: float) -> None:
    """A fine dashed line; millimetres."""
    drawing.operators.append("[4 3] 0 d")
    line(drawing, x1, y1, x2, y2)
    drawing.operators.append("[] 0 d")
