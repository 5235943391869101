"""The pull quote in lines: as large as its column allows, no short word alone on a line."""

import math

from printing.layout.furniture import TextBlock, set_text
from printing.layout.shaping import typesetter

ROLE = "serif_italic"
LEADING = 1.2
FLOOR = 0.7  # of the tight size, for a word that is wider than the column
SHARES = (1.0, 0.93, 0.87, 0.8)  # of the wished size
STUB = 0.35  # of the width


def quote_text(text: str, wished: float, tight: float, width: float) -> TextBlock:
    """The quote at the wished size, or a little smaller where that joins a short word left alone on its line to its neighbour."""
    longest = max((word.width for word in typesetter(ROLE).words(text)), default=1.0)
    largest = min(wished, max(tight * FLOOR, width * 1000 / longest))
    tried = (set_text(text, ROLE, math.floor(4 * largest * share) / 4, width, LEADING, even=True) for share in SHARES)
    return next((block for block in tried if not _has_stub(block, width)), None) or set_text(
        text, ROLE, math.floor(4 * largest) / 4, width, LEADING, even=True
    )


def _has_stub(block: TextBlock, width: float) -> bool:
    return any(len(line.words) == 1 and line.width * block.size_pt / 1000 < STUB * width for line in block.lines[:-1])
