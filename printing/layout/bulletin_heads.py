"""Headline, standfirst and small type of an article in a bulletin; each takes whole rows."""

import math
from functools import lru_cache

from printing.layout.body import shaped
from printing.layout.breaking import Breaker, Line
from printing.layout.bulletin_paper import Raster
from printing.layout.furniture import TextBlock, set_text
from printing.layout.headline import even_lines, line_count
from printing.layout.shaping import typesetter

HEADLINE_LEADING, HEADLINE_MOST = 1.03, 1.13
STANDFIRST_LEADING, STANDFIRST_MOST = 1.24, 1.36
BELOW_STANDFIRST = 0.2  # of a row
SMALLER = 0.76  # of its size a headline may lose for the sake of fewer lines
MANY_LINES = 6  # a headline of more lines falls to the floor


@lru_cache(maxsize=256)
def small_block(text: str, role: str, size: float, width: float, place: str) -> TextBlock:
    """Caption or line at the foot; MissingGlyph names the place."""
    shaped(text, role, place)
    return set_text(text, role, size, width, 1.2)


def standfirst_block(text: str, size: float, width: float, raster: Raster, place: str) -> tuple[TextBlock | None, int]:
    """Bold, with its rows; on the common rows when it is no larger than the text. None when nothing is left of some emoji."""
    shaped(text, "serif_bold", place)
    is_on_rows = size <= raster.size_pt
    leading = raster.leading_pt / size if is_on_rows else STANDFIRST_LEADING
    known = set_text(text, "serif_bold", size, width, leading, even=not is_on_rows)
    if not known.lines:
        return None, 0
    block = TextBlock(known.lines, known.role, known.size_pt, known.leading_pt)  # one of its own: its leading will be stretched
    return block, len(block.lines) if is_on_rows else stretched(block, BELOW_STANDFIRST, STANDFIRST_MOST, raster)


def stretched(block: TextBlock, below: float, most: float, raster: Raster) -> int:
    """Rows for a block with so much of a row below it; its leading, up to `most` ems, takes what the rounding leaves."""
    rows = raster.rows_for(block.height_pt + raster.leading_pt * below)
    block.leading_pt = max(block.leading_pt, min(block.size_pt * most, (rows - below) * raster.leading_pt / len(block.lines)))
    return rows


def headline_block(text: str, width: float, size: float, floor: float, max_lines: int, place: str) -> tuple[TextBlock, bool]:
    """At the wished size; smaller, but not much, when that saves lines, or a word is too wide; and whether a word was broken."""
    lines, size, broken = _headline_lines(text, width, size, floor, max_lines, place)
    return TextBlock(lines, "sans_bold", size, size * HEADLINE_LEADING), broken


@lru_cache(maxsize=512)
def _headline_lines(text: str, width: float, size: float, floor: float, max_lines: int, place: str) -> tuple[list[Line], float, bool]:
    setter = typesetter("sans_bold")
    words = shaped(text, "sans_bold", place) or setter.words("–")  # nothing is left of some emoji
    size = math.floor(4 * min(size, width * 1000 / max(word.width for word in words))) / 4
    if size < floor:
        return Breaker(setter).lines(words, width * 1000 / floor), floor, True
    total = sum(word.width for word in words) + setter.space * (len(words) - 1)
    needed = line_count(words, setter.space, width * 1000 / size)
    for least, most in ((size * SMALLER, max_lines), (floor, MANY_LINES)):
        tried = size
        while needed > most and tried > max(least, floor):
            tried = max(least, floor, min(tried - 0.5, width * 1000 * most / total))
            found = line_count(words, setter.space, width * 1000 / tried)
            if found <= most or most == MANY_LINES:
                size, needed = tried, found
    return _even_lines(text, width * 1000 / size), size, False


@lru_cache(maxsize=512)
def _even_lines(text: str, limit: float) -> list[Line]:
    """Of a headline; many sizes of the text have the same size of the headline."""
    setter = typesetter("sans_bold")
    return even_lines(setter.words(text) or setter.words("–"), setter.space, limit)
