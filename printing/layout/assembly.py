"""The last page of a poster on office paper: a picture of the whole, the order of gluing in words, a ruler. Millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from printing.layout.cleaning import clean
from printing.layout.cutting import Tile
from printing.layout.drawing import BLACK, WHITE, Drawing
from printing.layout.furniture import set_text
from printing.layout.paper import MM

if TYPE_CHECKING:
    from printing.layout.tiling import Tiling

MARGIN = 10.0  # within the printable part
PICTURE_SHARE = 0.42  # of the width
RULER_ROOM = 40.0
RULER_MM = 100
NAME_PT = 16.0


def draw_assembly(drawing: Drawing, tiling: Tiling, tiles: Sequence[Tile], name: str, posters: int) -> None:
    """`tiles` are those of the first of the posters, whose form is called `name`."""
    page_width, page_height = tiling.page_size[0] / MM, tiling.page_size[1] / MM
    margin = tiling.shape.edge + MARGIN
    top = page_height - margin
    share = min((page_width - 2 * margin) * PICTURE_SHARE / tiling.width, (top - margin - RULER_ROOM) / tiling.height)
    _draw_whole(drawing, tiling, tiles, name, margin, top, share)
    x = (margin + tiling.width * share + 10) * MM
    width = tiling.page_size[0] - x - margin * MM
    drawing.fill(BLACK)
    y = set_text(clean(tiling.labels["assembly"]), "sans_bold", 18, width).draw(drawing, x, top * MM) - 8
    for number, step in enumerate(_steps(tiling, tiles, posters), start=1):
        y = set_text(f"{number}. {clean(step)}", "serif", 12.5, width, 1.3).draw(drawing, x, y) - 7
    draw_ruler(drawing, margin, margin + 12, tiling.labels["ruler"])


def _steps(tiling: Tiling, tiles: Sequence[Tile], posters: int) -> list[str]:
    """The order of gluing in words."""
    labels, shape = tiling.labels, tiling.shape
    steps = [labels["assembly_each"] % {"total": posters}] if posters > 1 else []
    if shape.count > 1:
        steps.append(labels["assembly_cut"] % {"cuts": "; ".join(_cuts(tiling, tiles))})
    if shape.count == 2:
        first, second = (tile.label for tile in tiles)
        steps.append(labels["assembly_below" if shape.columns == 1 else "assembly_beside"] % {"first": first, "second": second})
    elif shape.count > 2:
        steps += [labels["assembly_overlap"], *_rows(tiling, tiles)]
    if shape.scale < 1:
        steps.append(labels["assembly_shrunk"] % {"percent": round(shape.scale * 100)})
    return steps


def _cuts(tiling: Tiling, tiles: Sequence[Tile]) -> Iterator[str]:
    """Which sheets are cut at which side: each where it covers the flap of the one before."""
    sides = {
        "assembly_top": [tile.label for tile in tiles if tile.row and not tile.column],
        "assembly_left": [tile.label for tile in tiles if tile.column and not tile.row],
        "assembly_both": [tile.label for tile in tiles if tile.row and tile.column],
    }
    return (tiling.labels[side] % {"sheets": ", ".join(sheets)} for side, sheets in sides.items() if sheets)


def _rows(tiling: Tiling, tiles: Sequence[Tile]) -> list[str]:
    """Row by row from left to right, then the rows from above."""
    labels, shape, steps = tiling.labels, tiling.shape, []
    for row in range(shape.rows if shape.columns > 1 else 0):
        sheets = [tile.label for tile in tiles if tile.row == row]
        steps.append(labels["assembly_row"] % {"row": chr(65 + row), "sheets": ", ".join(sheets)})
    if shape.rows > 1:
        rows = [tile.label if shape.columns == 1 else chr(65 + tile.row) for tile in tiles if not tile.column]
        steps.append(labels["assembly_rows"] % {"rows": ", ".join(rows)})
    return steps


def _draw_whole(drawing: Drawing, tiling: Tiling, tiles: Sequence[Tile], name: str, x: float, top: float, share: float) -> None:
    """The poster made small, with the sheets drawn on it."""
    paper, scale = tiling.paper, share * tiling.shape.scale
    left, low = x - paper.margin_mm * scale, top - (paper.height_mm - paper.margin_mm) * scale
    width, height = tiling.width * share * MM, tiling.height * share * MM
    clip = f"{x * MM:.2f} {top * MM - height:.2f} {width:.2f} {height:.2f} re W n"
    drawing.operators.append(f"q {clip} {scale:.5f} 0 0 {scale:.5f} {left * MM:.3f} {low * MM:.3f} cm /{name} Do Q")
    for tile in tiles:
        tile_x, tile_y = x + tile.across.start * share, top - tile.down.end * share
        wide, high = tile.across.length * share, tile.down.length * share
        drawing.frame(tile_x * MM, tile_y * MM, wide * MM, high * MM, 1)
        _draw_name(drawing, tile.label, tile_x + wide / 2, tile_y + high / 2)


def _draw_name(drawing: Drawing, label: str, x: float, y: float) -> None:
    drawing.fill(WHITE)
    drawing.solid((x - 6) * MM, (y - 4.5) * MM, 12 * MM, 9 * MM)
    drawing.fill(BLACK)
    drawing.frame((x - 6) * MM, (y - 4.5) * MM, 12 * MM, 9 * MM, 1)
    block = set_text(label, "sans_bold", NAME_PT, 100)
    block.draw(drawing, x * MM - block.lines[0].width * NAME_PT / 2000, y * MM + NAME_PT * 0.35)


def draw_ruler(drawing: Drawing, x: float, y: float, words: str) -> None:
    """A hundred millimetres from x on, with what it is for below it; y from the lower edge."""
    drawing.solid(x * MM, y * MM, RULER_MM * MM, 1)
    for place in range(0, RULER_MM + 1, 10):
        length = 5 if place % 50 == 0 else 3
        drawing.solid((x + place) * MM - 0.5, y * MM, 1, length * MM)
    set_text(clean(words), "sans", 10.5, 150 * MM).draw(drawing, x * MM, (y - 2) * MM)
