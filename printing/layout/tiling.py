"""A poster on office paper: its content box cut into sheets that overlap, and a last page that tells how to glue them.

The poster is drawn once, as a form; each sheet clips it. Lengths are millimetres unless the name says points. Content
coordinates run from the upper left corner of the poster's content box to the right and downwards.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from printing.layout.cleaning import clean
from printing.layout.document import put_form, put_sheet
from printing.layout.drawing import BLACK, Drawing, Mark
from printing.layout.embedding import DocumentFonts
from printing.layout.furniture import set_text
from printing.layout.paper import MM, Paper

EDGE = 5.0  # that office printers leave white
OVERLAP = 10.0
STEP = 0.25  # between the places tried for a cut
MIN_FLAP = 5.0  # to put glue on
TICK = 4.0
LABEL_PT = 9.0
CELL = 2.6  # side of a cell of the small map


@dataclass(frozen=True, slots=True)
class Shape:
    """How many rows and columns of sheets of which size."""

    rows: int
    columns: int
    width: float
    height: float

    @property
    def count(self) -> int:
        return self.rows * self.columns


@dataclass(frozen=True, slots=True)
class Tile:
    """One sheet's part of the content box; row and column from 0."""

    row: int
    column: int
    left: float
    top: float
    right: float
    bottom: float
    flap_right: float  # paper beyond the part on which the next sheet is glued; 0 at the edge of the poster
    flap_below: float

    @property
    def label(self) -> str:
        return f"{chr(65 + self.row)}{self.column + 1}"


def best_shape(paper: Paper, office: Paper) -> Shape:
    """The orientation that needs fewer sheets, upright if both need as many."""
    found = []
    for width, height in ((office.width_mm, office.height_mm), (office.height_mm, office.width_mm)):
        columns = _needed(paper.width_mm - 2 * paper.margin_mm, width - 2 * EDGE)
        rows = _needed(paper.height_mm - 2 * paper.margin_mm, height - 2 * EDGE)
        found.append(Shape(rows, columns, width, height))
    return min(found, key=lambda shape: shape.count)


def _needed(length: float, printable: float) -> int:
    return max(1, math.ceil((length - OVERLAP) / (printable - OVERLAP) - 1e-9))


def cuts(
    length: float,
    printable: float,
    spans: Sequence[tuple[float, float, float]],
    gutters: Sequence[tuple[float, float]] = (),
) -> list[float]:
    """Where the sheets end, without the last end: the cheapest place within each overlap, by weight of the ink cut.

    `spans` are stretches (start, end, weight) of ink along this direction; a gutter within reach is preferred.
    """
    count = _needed(length, printable)
    found: list[float] = []
    start = 0.0
    for number in range(1, count):
        rest = count - number
        first = length - rest * printable + (rest - 1) * OVERLAP
        last = start + printable - MIN_FLAP
        start = _cheapest(max(first, start + MIN_FLAP), max(first, last), spans, gutters)
        found.append(start)
    return found


def _cheapest(first: float, last: float, spans: Sequence[tuple[float, float, float]], gutters: Sequence[tuple[float, float]]) -> float:
    near = [span for span in spans if span[1] > first and span[0] < last]
    places = [first + STEP * n for n in range(int((last - first) / STEP) + 1)]
    places = [place for place in places if any(a < place < b for a, b in gutters)] or places
    return min(places, key=lambda place: (_weight(place, near), abs(place - (first + last) / 2)))


def _weight(place: float, spans: Sequence[tuple[float, float, float]]) -> float:
    return sum(weight for start, end, weight in spans if start < place < end)


class Tiling:
    """Cuts the sheets of one poster."""

    def __init__(self, paper: Paper, office: Paper, labels: Mapping[str, str], fonts: DocumentFonts) -> None:
        self.paper, self.labels, self.fonts = paper, labels, fonts
        self.shape = best_shape(paper, office)
        self.width = paper.width_mm - 2 * paper.margin_mm
        self.height = paper.height_mm - 2 * paper.margin_mm
        self.page_size = (self.shape.width * MM, self.shape.height * MM)

    def put(self, canvas: Canvas, drawings: Sequence[Drawing]) -> int:
        """All pages into the canvas; returns their number."""
        pages = 0
        tiles: list[Tile] = []
        for number, drawing in enumerate(drawings):
            name = f"Poster{number}"
            put_form(canvas, drawing, name, (self.paper.width_pt, self.paper.height_pt))
            tiles = self.tiles(drawing.marks or [])
            for tile in tiles:
                put_sheet(canvas, self._tile_page(tile, name), self.page_size, (name,))
            pages += len(tiles)
        put_sheet(canvas, self._map_page(tiles, "Poster0"), self.page_size, ("Poster0",))
        return pages + 1

    def tiles(self, marks: Sequence[Mark]) -> list[Tile]:
        """The parts, row by row."""
        shape, margin, top = self.shape, self.paper.margin_pt, self.paper.height_pt - self.paper.margin_pt
        across = [((m.left - margin) / MM, (m.right - margin) / MM, m.weight) for m in marks]
        down = [((top - m.top) / MM, (top - m.bottom) / MM, m.weight) for m in marks]
        printable = (shape.width - 2 * EDGE, shape.height - 2 * EDGE)
        xs = [0.0, *cuts(self.width, printable[0], across, self._gutters()), self.width]
        ys = [0.0, *cuts(self.height, printable[1], down), self.height]
        return [
            Tile(
                row, column, xs[column], ys[row], xs[column + 1], ys[row + 1],
                printable[0] - (xs[column + 1] - xs[column]) if column + 2 < len(xs) else 0.0,
                printable[1] - (ys[row + 1] - ys[row]) if row + 2 < len(ys) else 0.0,
            )
            for row in range(len(ys) - 1)
            for column in range(len(xs) - 1)
        ]  # fmt: skip

    def _gutters(self) -> list[tuple[float, float]]:
        """The white between the columns."""
        ends = [(self.paper.column_x_pt(c) + self.paper.column_pt) / MM - self.paper.margin_mm for c in range(self.paper.columns - 1)]
        return [(end, end + self.paper.gutter_mm) for end in ends]

    def _tile_page(self, tile: Tile, name: str) -> Drawing:
        drawing = Drawing(self.fonts)
        width, height = tile.right - tile.left, tile.bottom - tile.top
        foot = self.shape.height - EDGE - height
        x = EDGE - tile.left - self.paper.margin_mm
        y = self.shape.height - EDGE - (self.paper.height_mm - self.paper.margin_mm - tile.top)
        clip = f"{EDGE * MM:.3f} {foot * MM:.3f} {width * MM:.3f} {height * MM:.3f} re W n"
        drawing.operators.append(f"q {clip} 1 0 0 1 {x * MM:.3f} {y * MM:.3f} cm /{name} Do Q")
        drawing.fill(BLACK)
        self._draw_ticks(drawing, EDGE, foot, width, height)
        if tile.flap_below:
            _dashes(drawing, EDGE, foot, EDGE + width, foot)
        if tile.flap_right:
            _dashes(drawing, EDGE + width, foot, EDGE + width, foot + height)
        self._draw_label(drawing, tile, foot, width)
        return drawing

    def _draw_ticks(self, drawing: Drawing, x: float, y: float, width: float, height: float) -> None:
        """Short lines that go on from the edges of the part, outside of it."""
        for level in (y, y + height):
            _line(drawing, x - TICK, level, x - 1, level)
            _line(drawing, x + width + 1, level, x + width + TICK, level)
        for place in (x, x + width):
            _line(drawing, place, y - TICK, place, y - 1)
            _line(drawing, place, y + height + 1, place, y + height + TICK)

    def _draw_label(self, drawing: Drawing, tile: Tile, foot: float, width: float) -> None:
        """Name of the sheet, its place on a small map and the scale, where the next sheet or nothing will lie."""
        spare = self.shape.width - 2 * EDGE - width
        text = f"{tile.label} · {clean(self.labels['cut_scale'])}"
        words = set_text(text, "sans_bold", LABEL_PT, 500).lines[0].words
        if tile.flap_below >= MIN_FLAP:
            x, y = EDGE + 2, foot - tile.flap_below / 2
            drawing.text((x + self.shape.columns * CELL + 2) * MM, y * MM - LABEL_PT * 0.35, words, "sans_bold", LABEL_PT)
            self._draw_small_map(drawing, tile, x, y + self.shape.rows * CELL / 2 - CELL)
        elif spare >= MIN_FLAP:
            x = EDGE + width + spare / 2
            turned = Drawing(self.fonts)
            turned.text(0, 0, words, "sans_bold", LABEL_PT)
            drawing.operators += [f"q 0 1 -1 0 {x * MM + 3:.2f} {(foot + 16) * MM:.2f} cm", *turned.operators, "Q"]
            self._draw_small_map(drawing, tile, x - self.shape.columns * CELL / 2, foot + 4 + (self.shape.rows - 1) * CELL)

    def _draw_small_map(self, drawing: Drawing, tile: Tile, x: float, y: float) -> None:
        """A grid of all sheets with this one filled; x and y are the lower left corner of its first cell."""
        for row in range(self.shape.rows):
            for column in range(self.shape.columns):
                left, low = (x + column * CELL) * MM, (y - row * CELL) * MM
                drawing.frame(left, low, CELL * MM, CELL * MM, 0.5)
                if (row, column) == (tile.row, tile.column):
                    drawing.solid(left, low, CELL * MM, CELL * MM)

    # --- the last page -------------------------------------------------------------------------------------------------

    def _map_page(self, tiles: Sequence[Tile], name: str) -> Drawing:
        drawing = Drawing(self.fonts)
        margin = EDGE + 10
        top = self.shape.height - margin
        scale = min((self.shape.width - 2 * margin) * 0.42 / self.width, (top - 60) / self.height)
        self._draw_picture_of_all(drawing, tiles, name, margin, top, scale)
        x = (margin + self.width * scale + 10) * MM
        width = self.page_size[0] - x - margin * MM
        drawing.fill(BLACK)
        y = set_text(clean(self.labels["assembly"]), "sans_bold", 18, width).draw(drawing, x, top * MM) - 8
        for number, step in enumerate(self._steps(tiles), start=1):
            y = set_text(f"{number}. {clean(step)}", "serif", 12.5, width, 1.3).draw(drawing, x, y) - 7
        self._draw_ruler(drawing, margin)
        return drawing

    def _draw_picture_of_all(self, drawing: Drawing, tiles: Sequence[Tile], name: str, x: float, top: float, scale: float) -> None:
        left = x - self.paper.margin_mm * scale
        low = top - (self.paper.height_mm - self.paper.margin_mm) * scale
        clip = f"{x * MM:.2f} {(top - self.height * scale) * MM:.2f} {self.width * scale * MM:.2f} {self.height * scale * MM:.2f}"
        drawing.operators.append(f"q {clip} re W n {scale:.5f} 0 0 {scale:.5f} {left * MM:.3f} {low * MM:.3f} cm /{name} Do Q")
        for tile in tiles:
            width, height = (tile.right - tile.left) * scale, (tile.bottom - tile.top) * scale
            tile_x, tile_y = x + tile.left * scale, top - tile.bottom * scale
            drawing.frame(tile_x * MM, tile_y * MM, width * MM, height * MM, 1)
            self._draw_tile_name(drawing, tile.label, tile_x + width / 2, tile_y + height / 2)

    def _draw_tile_name(self, drawing: Drawing, label: str, x: float, y: float) -> None:
        drawing.fill("1 g")
        drawing.solid((x - 6) * MM, (y - 4.5) * MM, 12 * MM, 9 * MM)
        drawing.fill(BLACK)
        drawing.frame((x - 6) * MM, (y - 4.5) * MM, 12 * MM, 9 * MM, 1)
        block = set_text(label, "sans_bold", 16, 100)
        width = block.lines[0].width * 16 / 1000
        block.draw(drawing, x * MM - width / 2, y * MM + 5.6)

    def _steps(self, tiles: Sequence[Tile]) -> list[str]:
        """The order of gluing in words."""
        steps = [self.labels["assembly_overlap"]]
        for row in range(self.shape.rows if self.shape.columns > 1 else 0):
            sheets = [tile.label for tile in tiles if tile.row == row]
            steps.append(self.labels["assembly_row"] % {"row": chr(65 + row), "sheets": ", ".join(sheets)})
        if self.shape.rows > 1:
            steps.append(self.labels["assembly_rows"])
        return steps

    def _draw_ruler(self, drawing: Drawing, margin: float) -> None:
        y = margin + 12
        drawing.solid(margin * MM, y * MM, 100 * MM, 1)
        for place in range(0, 101, 10):
            length = 5 if place % 50 == 0 else 3
            drawing.solid((margin + place) * MM - 0.5, y * MM, 1, length * MM)
        set_text(clean(self.labels["ruler"]), "sans", 10.5, 150 * MM).draw(drawing, margin * MM, (y - 2) * MM)


def _line(drawing: Drawing, x1: float, y1: float, x2: float, y2: float) -> None:
    drawing.operators.append(f"0 G 0.5 w {x1 * MM:.2f} {y1 * MM:.2f} m {x2 * MM:.2f} {y2 * MM:.2f} l S")


def _dashes(drawing: Drawing, x1: float, y1: float, x2: float, y2: float) -> None:
    drawing.operators.append("[4 3] 0 d")
    _line(drawing, x1, y1, x2, y2)
    drawing.operators.append("[] 0 d")
