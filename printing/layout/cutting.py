"""Where a poster is cut for an office printer: how many sheets, how large, at which places. Sums only, nothing is drawn.

Lengths are millimetres on paper. Content coordinates run from the upper left corner of the poster's content box to the right
and downwards, at the scale at which it is printed. It is the content box that is cut, not the paper: so an A3 takes two A4.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from printing.layout.paper import MM, Paper

OVERLAP = 10.0  # of two sheets, the paper edge that cannot be printed not counted
MIN_OVERLAP = 8.0  # is enough when it saves the poster from being shrunk
MIN_FLAP = 3.0  # printed part of the flap; with the white edge there are 7 mm and more to put glue on
LEAST_FLAP = 1.5  # where the seam would otherwise go through letters
CLEAN = 5.0  # a seam that costs no more goes through white and pictures only
CUT_ROOM = 0.3  # beside an edge that is cut with scissors, for the line to follow
TICK_ROOM = 3.0  # wished there
MIN_SCALE = 0.94
MAX_SCALE = {"f4": 1.025}
CLEAR = 0.5  # from letters, where a cut can keep it
STEP = 0.25  # between the places tried for a cut
MAX_COUNT = 4  # sheets in one direction

Span = tuple[float, float, float]  # start and end of ink along one direction, and what a cut through it costs


@dataclass(frozen=True, slots=True)
class Shape:
    """How many rows and columns of sheets of which size, and at which scale the poster is printed on them."""

    rows: int
    columns: int
    width: float
    height: float
    edge: float
    scale: float = 1.0

    @property
    def count(self) -> int:
        return self.rows * self.columns

    @property
    def printable(self) -> tuple[float, float]:
        return self.width - 2 * self.edge, self.height - 2 * self.edge


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the content on one sheet: `before` is white between the printable edge and it, `after` what remains."""

    start: float
    length: float
    before: float
    after: float

    @property
    def end(self) -> float:
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Tile:
    """One sheet: its row and column from 0, its part of the content across and down."""

    row: int
    column: int
    across: Part
    down: Part

    @property
    def label(self) -> str:
        return f"{chr(65 + self.row)}{self.column + 1}"


def best_shape(paper: Paper, office: Paper, edge: float) -> Shape:
    """The fewest sheets on which the poster is not shrunk under MIN_SCALE; among those the largest, then the upright ones."""
    content = (paper.width_mm - 2 * paper.margin_mm, paper.height_mm - 2 * paper.margin_mm)
    found = []
    for width, height in ((office.width_mm, office.height_mm), (office.height_mm, office.width_mm)):
        for rows, columns in product(range(1, MAX_COUNT + 1), repeat=2):
            scale = _scale(content, (columns, rows), (width - 2 * edge, height - 2 * edge), MAX_SCALE.get(office.code, 1.0))
            if scale >= MIN_SCALE:
                found.append(Shape(rows, columns, width, height, edge, scale))
    return min(found, key=lambda shape: (shape.count, -shape.scale))


def _scale(content: tuple[float, float], counts: tuple[int, int], printable: tuple[float, float], largest: float) -> float:
    """Whole percents when shrunk, half ones when enlarged, so that what the user is told is what she measures."""
    tight, loose = (
        min(_covered(room, count, overlap) / length for length, count, room in zip(content, counts, printable, strict=True))
        for overlap in (MIN_OVERLAP, OVERLAP)
    )
    if loose >= 1:
        return min(largest, math.floor(loose * 200 + 1e-6) / 200)
    return 1.0 if tight >= 1 - 1e-9 else math.floor(loose * 100 + 1e-6) / 100


def _covered(printable: float, count: int, overlap: float) -> float:
    return count * printable - (count - 1) * overlap


def parts(
    length: float, printable: float, count: int, spans: Sequence[Span], gutters: Sequence[tuple[float, float]] = (), spare: float = 0.0
) -> list[Part]:
    """The stretches of one direction, cut where the least ink is hit, at a gutter if one is in reach.

    `spare` is left free on the last sheet too where that costs nothing, for its label.
    """
    if count == 1:
        white = (printable - length) / 2
        return [Part(0.0, length, white, white)]
    for flap in (MIN_FLAP, LEAST_FLAP):
        ends = _ends(length, printable, count, spans, gutters, (flap, spare))
        if all(cost(end, spans) <= CLEAN for end in ends[1:-1]):
            break
    return [_part(start, end - start, printable, number, count) for number, (start, end) in enumerate(zip(ends, ends[1:], strict=False))]


def _ends(
    length: float,
    printable: float,
    count: int,
    spans: Sequence[Span],
    gutters: Sequence[tuple[float, float]],
    free: tuple[float, float],
) -> list[float]:
    """The first beginning and all ends of the parts; `free` is the least flap and the room that the last sheet should keep."""
    flap, spare = free
    room = [printable - (CUT_ROOM if n else 0) - (flap if n < count - 1 else 0) for n in range(count)]
    if sum(room) - spare >= length + STEP * (count - 1):
        room[-1] -= spare
    ends = [0.0]
    for number in range(count - 1):
        first, last = length - sum(room[number + 1 :]), ends[-1] + room[number]
        ends.append(_cheapest(first, max(first, last), spans, gutters))
    return [*ends, length]


def level_seams(paper: Paper, office: Paper, edge: float) -> list[tuple[float, float]]:
    """Between which heights on the poster each level seam will fall, upper first; points from the poster's lower edge."""
    shape = best_shape(paper, office, edge)
    length, printable, count = (paper.height_mm - 2 * paper.margin_mm) * shape.scale, shape.printable[1], shape.rows
    room = [printable - (CUT_ROOM if n else 0) - (MIN_FLAP if n < count - 1 else 0) for n in range(count)]
    top, unit = paper.height_pt - paper.margin_pt, MM / shape.scale
    return [(top - (length - sum(room[n:])) * unit, top - sum(room[:n]) * unit) for n in range(1, count)]


def _part(start: float, length: float, printable: float, number: int, count: int) -> Part:
    slack = printable - length
    if number == count - 1:
        return Part(start, length, slack, 0.0)
    before = min(TICK_ROOM, max(CUT_ROOM if number else 0.0, slack - 2 * MIN_FLAP))
    return Part(start, length, before, slack - before)


def _cheapest(first: float, last: float, spans: Sequence[Span], gutters: Sequence[tuple[float, float]]) -> float:
    near = [span for span in spans if span[1] > first and span[0] < last]
    places = [first + STEP * n for n in range(int((last - first) / STEP + 1e-6) + 1)]
    places = [place for place in places if any(a < place < b for a, b in gutters)] or places
    wider = [(start - CLEAR, end + CLEAR, weight) for start, end, weight in spans]
    return min(places, key=lambda place: (cost(place, near), cost(place, wider), abs(place - (first + last) / 2)))


def cost(place: float, spans: Sequence[Span]) -> float:
    """What a cut at this place goes through."""
    return sum(weight for start, end, weight in spans if start < place < end)
