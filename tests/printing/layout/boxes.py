"""The boxes that a rendering draws, for tests: words, pictures, the code, solids and frames, each with its sheet. Points.

Recording wraps the methods of Drawing from outside, so that the layout itself has nothing to do for it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from printing.layout.drawing import Drawing
from printing.layout.shaping import typesetter

ASCENT, DESCENT = 0.70, 0.16  # of the size: less than the tallest letters, so that only ink that truly meets counts
GROUNDS = ("solid", "frame")


@dataclass(frozen=True, slots=True)
class Box:
    """`role` is a typeface's role ("serif"), "picture", "code", "solid" or "frame"; `sheet` counts the drawings from 0."""

    role: str
    sheet: int
    x: float
    y: float
    width: float
    height: float
    text: str = ""
    size_pt: float = 0.0

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.y + self.height

    def overlaps(self, other: "Box", by: float = 0.6) -> bool:
        """Whether both share more than a hair in both directions."""
        wide = min(self.right, other.right) - max(self.x, other.x)
        high = min(self.top, other.top) - max(self.y, other.y)
        return self.sheet == other.sheet and wide > by and high > by

    def holds(self, other: "Box", slack: float = 1.0) -> bool:
        return (
            self.x - slack <= other.x and self.y - slack <= other.y and other.right <= self.right + slack and other.top <= self.top + slack
        )


@contextmanager
def recorded() -> Iterator[list[Box]]:
    """Collects the boxes of everything rendered inside, sheet by sheet in the order in which sheets are begun."""
    boxes: list[Box] = []
    sheets: dict[int, int] = {}
    kept: list[Drawing] = []  # an id is only good as long as its drawing lives

    def add(drawing: Drawing, role: str, x: float, y: float, width: float, height: float, text: str = "", size: float = 0.0) -> None:
        if id(drawing) not in sheets:
            sheets[id(drawing)] = len(sheets)
            kept.append(drawing)
        boxes.append(Box(role, sheets[id(drawing)], x, y, width, height, text, size))

    real_text = Drawing.text

    def text(
        self: Drawing, x: float, y: float, words: Sequence[Any], role: str, size: float, base: int | None = None, stretch: float = 0.0
    ) -> None:
        place, blank = x, (typesetter(role).space + stretch) * size / 1000
        for word in words:
            width = word.width * size / 1000
            add(self, role, place, y - DESCENT * size, width, (ASCENT + DESCENT) * size, word.text, size)
            place += width + blank
        real_text(self, x, y, words, role, size, base, stretch)

    def wrapped(name: str, role: str) -> Any:
        real = getattr(Drawing, name)

        def draw(self: Drawing, *args: Any, **options: Any) -> None:
            # picture(pic, x, y, w, h) and code(code, x, y, side) have their subject first
            place = args[1:] if name in ("picture", "code") else args
            add(self, role, place[0], place[1], place[2], place[3] if name != "code" else place[2])
            real(self, *args, **options)

        return draw

    names = {"picture": "picture", "code": "code", "solid": "solid", "frame": "frame"}
    with patch.multiple(Drawing, text=text, **{name: wrapped(name, role) for name, role in names.items()}):
        yield boxes


def clashes(boxes: Sequence[Box]) -> list[tuple[Box, Box]]:
    """Pairs that lie on one another: two words or pictures, or one of them on the edge of a solid or frame."""
    found = []
    ordered = sorted(boxes, key=lambda box: (box.sheet, box.x))
    for number, box in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other.sheet != box.sheet or other.x >= box.right:
                break
            if box.overlaps(other) and not _may_lie_on(box, other):
                found.append((box, other))
    return found


def _may_lie_on(one: Box, other: Box) -> bool:
    """Text lies inside the masthead's solid or the questions' frame; solids and frames may touch each other."""
    if one.role in GROUNDS and other.role in GROUNDS:
        return True
    if one.role in GROUNDS:
        return one.holds(other) or not one.text and _is_rule(one) and not one.overlaps(other, 1.5)
    if other.role in GROUNDS:
        return _may_lie_on(other, one)
    return False


def _is_rule(box: Box) -> bool:
    return min(box.width, box.height) <= 5.5


def clipped(boxes: Sequence[Box], left: float, bottom: float, right: float, top: float, slack: float = 0.75) -> list[Box]:
    """Boxes that reach out of the content box; the quiet zone of a code is white and may."""
    return [
        box
        for box in boxes
        if box.role != "code"
        and not (left - slack <= box.x and box.right <= right + slack and bottom - slack <= box.y and box.top <= top + slack)
    ]
