"""What a sheet that will be cut up does so that its seams fall in the white. Points, heights from the lower edge of the paper.

A seam is given as the stretch (upper, lower) in which the sheets of the printer allow it to fall.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from printing.layout.columns import Frame

Seam = tuple[float, float]
LEAST_ROWS = 4  # of text above a block that was moved
WHITE_PT = 1.0  # must lie within the stretch
ABOVE_EM, BELOW_EM = 0.75, 0.25  # of the ink of a line, from its baseline


def lowered(top: float, cap: float, size: float, leading: float, seams: Sequence[Seam]) -> float:
    """The top of the first line, lowered by less than a line so that each stretch holds white between two lines."""
    for high, low in seams:
        row = math.floor((top - cap + ABOVE_EM * size - high) / leading) + 1  # the first whose letters begin below `high`
        begins, white_from = top - cap + ABOVE_EM * size - row * leading, top - cap - BELOW_EM * size - (row - 1) * leading
        if row > 0 and white_from < low + WHITE_PT and begins < high:
            top -= begins + leading - high + WHITE_PT
    return top


def whites(top: float, cap: float, size: float, leading: float, seams: Sequence[Seam]) -> list[Seam]:
    """The white between two lines in each stretch, for lines that `lowered` has put there."""
    found = []
    for high, low in seams:
        row = math.floor((top - cap + ABOVE_EM * size - high) / leading) + 1
        upper, lower = top - cap - BELOW_EM * size - (row - 1) * leading, top - cap + ABOVE_EM * size - row * leading
        found.append((min(high, upper), max(low, lower)))
    return found


def joined(top: float, height: float, block: tuple[float, float, float], strips: Sequence[Seam]) -> float:
    """The top of a block of other type, lowered by less than a line of it so that white strips run on between its lines.

    `block` is height of the capitals, size and leading.
    """
    cap, size, leading = block
    return lowered(top, cap, size, leading, [(high, low) for high, low in strips if top > low and top - height - leading < high])


def row_below(top: float, row: int, height: float, leading: float, seams: Sequence[Seam]) -> int | None:
    """The row for a block that leaves no line of a stretch free; None when it leaves one where it is, at `row` below `top`."""
    upper = top - row * leading
    for high, low in seams:
        if upper > max(high - leading, low) and upper - height < min(low + leading, high):
            return max(row + LEAST_ROWS, math.ceil((top - high) / leading) + 1)
    return None


def raised(foot: float, caption: float, seams: Sequence[Seam]) -> float:
    """How much a photo must be shortened so that its caption, which hangs from `foot`, lies above the stretch of a seam."""
    return next((high - foot + caption for high, low in seams if foot - caption < high and foot > low), 0.0)


def keep_free(frames: list[Frame], column: int, taken: range) -> None:
    """Divide a column's frame into the parts above and below the rows taken."""
    place = next(n for n, frame in enumerate(frames) if frame.column == column)
    whole = frames[place]
    above = replace(whole, count=taken.start - whole.start)
    frames[place : place + 1] = [above, replace(whole, start=taken.stop, count=whole.start + whole.count - taken.stop)]
