"""A poster on office paper: its content box cut into sheets that overlap, and a last page that tells how to glue them.

The poster is drawn once, as a form; each sheet clips it. Lengths are millimetres on paper unless the name says points; content
coordinates are those of `cutting`. What is added to a sheet (ticks, cut lines, label) lies beside its part, never on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from printing.layout.assembly import draw_assembly
from printing.layout.cleaning import clean
from printing.layout.cutting import MIN_FLAP, Tile, best_shape, parts
from printing.layout.document import put_form, put_sheet
from printing.layout.drawing import BLACK, Drawing, Mark, dashes, line
from printing.layout.embedding import DocumentFonts
from printing.layout.furniture import set_text
from printing.layout.paper import MM, Paper
from printing.layout.rendered import EDGE_MM

TICK = 4.0
TICK_GAP = 0.6
MIN_TICK = 1.0
LABEL_PT, LEAST_LABEL_PT = 9.0, 8.0
MIN_LABEL_ROOM = 2.4
CELL = 2.6  # side of a cell of the small map
HAIRLINE = 0.5 / MM / 2  # half of a line's width: lines run beside the content


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of a page, from its upper left corner, in millimetres."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Tiling:
    """Cuts the sheets of one document."""

    def __init__(self, paper: Paper, office: Paper, labels: Mapping[str, str], fonts: DocumentFonts, edge_mm: float = EDGE_MM) -> None:
        self.paper, self.labels, self.fonts = paper, labels, fonts
        self.shape = best_shape(paper, office, edge_mm)
        self.width = (paper.width_mm - 2 * paper.margin_mm) * self.shape.scale
        self.height = (paper.height_mm - 2 * paper.margin_mm) * self.shape.scale
        self.page_size = (self.shape.width * MM, self.shape.height * MM)

    def put(self, canvas: Canvas, drawings: Sequence[Drawing]) -> int:
        """All pages into the canvas; returns their number."""
        first = self.tiles(drawings[0].marks or [])
        for number, drawing in enumerate(drawings):
            name = f"Poster{number}"
            put_form(canvas, drawing, name, (self.paper.width_pt, self.paper.height_pt))
            of_several = self.labels["sheet"] % {"n": number + 1, "total": len(drawings)} if len(drawings) > 1 else ""
            for tile in self.tiles(drawing.marks or []) if number else first:
                put_sheet(canvas, self.tile_page(tile, name, of_several), self.page_size, (name,))
        page = Drawing(self.fonts)
        draw_assembly(page, self, first, "Poster0", len(drawings))
        put_sheet(canvas, page, self.page_size, ("Poster0",))
        return len(drawings) * self.shape.count + 1

    def tiles(self, marks: Sequence[Mark]) -> list[Tile]:
        """The parts, row by row, cut where the marks are fewest."""
        shape, unit = self.shape, self.shape.scale / MM
        margin, top = self.paper.margin_pt, self.paper.height_pt - self.paper.margin_pt
        spans_across = [((m.left - margin) * unit, (m.right - margin) * unit, m.weight) for m in marks]
        spans_down = [((top - m.top) * unit, (top - m.bottom) * unit, m.weight) for m in marks]
        wide, high = shape.printable
        across = parts(self.width, wide, shape.columns, spans_across, self._gutters(), MIN_FLAP)
        down = parts(self.height, high, shape.rows, spans_down)
        return [Tile(row, column, a, d) for row, d in enumerate(down) for column, a in enumerate(across)]

    def _gutters(self) -> list[tuple[float, float]]:
        """The white between the columns."""
        scale, paper = self.shape.scale, self.paper
        ends = [(paper.column_x_pt(c) + paper.column_pt) / MM - paper.margin_mm for c in range(paper.columns - 1)]
        return [(end * scale, (end + paper.gutter_mm) * scale) for end in ends]

    def window(self, tile: Tile) -> Box:
        """Where the tile's part of the poster lies on its page."""
        left, top = self.shape.edge + tile.across.before, self.shape.edge + tile.down.before
        return Box(left, top, left + tile.across.length, top + tile.down.length)

    def tile_page(self, tile: Tile, name: str, of_several: str = "") -> Drawing:
        """One sheet; `name` is the form of the poster, `of_several` says which of several posters it belongs to."""
        drawing, box, scale = Drawing(self.fonts, tracked=True), self.window(tile), self.shape.scale
        x = box.left - tile.across.start - self.paper.margin_mm * scale
        y = self._up(box.top - tile.down.start + (self.paper.height_mm - self.paper.margin_mm) * scale)
        clip = f"{box.left * MM:.3f} {self._up(box.bottom) * MM:.3f} {box.width * MM:.3f} {box.height * MM:.3f} re W n"
        drawing.operators.append(f"q {clip} {scale:g} 0 0 {scale:g} {x * MM:.3f} {y * MM:.3f} cm /{name} Do Q")
        drawing.fill(BLACK)
        self._draw_ticks(drawing, box)
        self._draw_cut_lines(drawing, tile, box)
        self._draw_label(drawing, tile, box, of_several)
        return drawing

    def _up(self, y: float) -> float:
        """A height from the lower edge of the page for one from the upper edge."""
        return self.shape.height - y

    def _draw_ticks(self, drawing: Drawing, box: Box) -> None:
        """Short lines that go on from the edges of the part, where the printer can print them."""
        edge, right, bottom = self.shape.edge, self.shape.width - self.shape.edge, self.shape.height - self.shape.edge
        for near, end, sign in ((box.left, edge, -1), (box.right, right, 1)):
            length = min(TICK, abs(end - near) - TICK_GAP)
            if length >= MIN_TICK:
                for level in (box.top - HAIRLINE, box.bottom + HAIRLINE):
                    line(drawing, near + sign * TICK_GAP, self._up(level), near + sign * (TICK_GAP + length), self._up(level))
        for near, end, sign in ((box.top, edge, -1), (box.bottom, bottom, 1)):
            length = min(TICK, abs(end - near) - TICK_GAP)
            if length >= MIN_TICK:
                for place in (box.left - HAIRLINE, box.right + HAIRLINE):
                    line(drawing, place, self._up(near + sign * TICK_GAP), place, self._up(near + sign * (TICK_GAP + length)))

    def _draw_cut_lines(self, drawing: Drawing, tile: Tile, box: Box) -> None:
        """A fine line where the scissors go, a dashed one where the next sheet begins."""
        left, right = box.left - HAIRLINE, box.right + HAIRLINE
        top, bottom = self._up(box.top - HAIRLINE), self._up(box.bottom + HAIRLINE)
        if tile.row:
            line(drawing, left, top, right, top)
        if tile.column:
            line(drawing, left, top, left, bottom)
        if tile.row < self.shape.rows - 1:
            dashes(drawing, box.left, bottom, box.right, bottom)
        if tile.column < self.shape.columns - 1:
            dashes(drawing, right, self._up(box.top), right, self._up(box.bottom))

    def _draw_label(self, drawing: Drawing, tile: Tile, box: Box, of_several: str) -> None:
        """Name of the sheet, its place on a small map and the scale: in the flap, else where the sheet is cut off or white."""
        strip = self._strip(tile, box)
        if strip is None:
            return
        lies = strip.width >= strip.height
        room, length = (strip.height, strip.width) if lies else (strip.width, strip.height)
        cell = min(CELL, (room - 0.6) / (self.shape.rows if lies else self.shape.columns))
        size = max(LEAST_LABEL_PT, min(LABEL_PT, room * 2.5))
        text = " · ".join(part for part in (tile.label, clean(of_several), clean(self.labels["cut_scale"])) if part)
        words = set_text(text, "sans_bold", size, length * MM).lines[0].words
        if lies:
            x, middle = strip.left + TICK + 3, self._up((strip.top + strip.bottom) / 2)
            self._draw_small_map(drawing, tile, x, middle + (self.shape.rows / 2 - 1) * cell, cell)
            drawing.text((x + self.shape.columns * cell + 1.5) * MM, middle * MM - size * 0.35, words, "sans_bold", size)
            return
        middle, low = (strip.left + strip.right) / 2, self._up(strip.bottom) + TICK + 3
        self._draw_small_map(drawing, tile, middle - self.shape.columns * cell / 2, low + (self.shape.rows - 1) * cell, cell)
        drawing.turned_text(middle * MM + size * 0.35, (low + self.shape.rows * cell + 1.5) * MM, words, "sans_bold", size)

    def _strip(self, tile: Tile, box: Box) -> Box | None:
        """The printable white beside the part that suits the label best."""
        edge, right, bottom = self.shape.edge, self.shape.width - self.shape.edge, self.shape.height - self.shape.edge
        below, beside = Box(box.left, box.bottom, box.right, bottom), Box(box.right, box.top, right, box.bottom)
        above, before = Box(box.left, edge, box.right, box.top), Box(edge, box.top, box.left, box.bottom)
        flaps = [below] * (tile.row < self.shape.rows - 1) + [beside] * (tile.column < self.shape.columns - 1)
        cut_off = [above] * bool(tile.row) + [before] * bool(tile.column)
        for strips in (flaps, cut_off, [beside, below]):
            widest = max(strips, key=lambda strip: min(strip.width, strip.height), default=None)
            if widest and min(widest.width, widest.height) >= MIN_LABEL_ROOM:
                return widest
        return None

    def _draw_small_map(self, drawing: Drawing, tile: Tile, x: float, y: float, cell: float) -> None:
        """A grid of all sheets with this one filled; x and y are the lower left corner of its first cell, y from below."""
        for row in range(self.shape.rows):
            for column in range(self.shape.columns):
                left, low = (x + column * cell) * MM, (y - row * cell) * MM
                drawing.frame(left, low, cell * MM, cell * MM, 0.5)
                if (row, column) == (tile.row, tile.column):
                    drawing.solid(left, low, cell * MM, cell * MM)
