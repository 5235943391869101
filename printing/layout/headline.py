"""The headline: as large as the sheet allows, few lines, lines of even length."""

from collections.abc import Sequence
from dataclasses import dataclass

from printing.layout.breaking import Breaker, Line
from printing.layout.paper import Paper
from printing.layout.shaping import Typesetter, Word, typesetter

LEADING = 1.03
ROLE = "sans_bold"
MAX_SHEET_SHARE = 1 / 3


@dataclass(slots=True)
class Headline:
    """Lines and size; `height_pt` from the top of the capitals to the foot of the last line."""

    lines: list[Line]
    size_pt: float
    broken: bool = False

    @property
    def leading_pt(self) -> float:
        return self.size_pt * LEADING

    @property
    def height_pt(self) -> float:
        return self.leading_pt * len(self.lines)


def fit_headline(text: str, paper: Paper, growth: float) -> Headline:
    """The headline for a sheet; never cut, down to the paper's floor and then on more lines."""
    setter = typesetter(ROLE)
    words = setter.words(text)
    width = paper.content_width_pt
    biggest = paper.headline.at(growth)
    size, count = _size_and_count(words, setter, paper, width, biggest)
    units = width * 1000 / size
    broken = any(word.width > units for word in words)
    if broken:
        return Headline(Breaker(setter).lines(words, units), size, broken=True)
    return Headline(even_lines(words, setter.space, units, count), size)


def _size_and_count(words: Sequence[Word], setter: Typesetter, paper: Paper, width: float, biggest: float) -> tuple[float, int]:
    """Size and number of lines: as few lines as give a size near the biggest one, otherwise as many as the floor needs."""
    longest = max(word.width for word in words)
    enough = biggest * 0.8
    ceiling = paper.content_height_pt * MAX_SHEET_SHARE
    for count in range(1, 40):
        size = min(biggest, width * 1000 / max(longest, _narrowest(words, setter.space, count)))
        tall = (count + 1) * size * LEADING > ceiling
        if size >= enough or (count >= paper.headline_lines and size >= biggest * 0.6) or (tall and count > 1):
            break
        if count >= len(words):
            break
    size = max(size, paper.headline_floor_pt)
    return size, count


def _narrowest(words: Sequence[Word], space: float, count: int) -> float:
    """The least width that holds the words in so many lines, by bisection over the greedy rule."""
    low = max(word.width for word in words)
    high = sum(word.width for word in words) + space * (len(words) - 1)
    while high - low > 1:
        middle = (low + high) / 2
        if _line_count(words, space, middle) <= count:
            high = middle
        else:
            low = middle
    return high


def _line_count(words: Sequence[Word], space: float, limit: float) -> int:
    count, used = 1, -space
    for word in words:
        used += space + word.width
        if used > limit:
            count, used = count + 1, word.width
    return count


def even_lines(words: Sequence[Word], space: float, limit: float, count: int = 1) -> list[Line]:
    """Greedy lines at the least width that needs no more lines than the full width does, or no more than `count`."""
    count = max(count, _line_count(words, space, limit))
    width = min(limit, _narrowest(words, space, count) + 1)
    lines: list[Line] = []
    current: list[Word] = []
    used = 0.0
    for word in words:
        needed = used + space + word.width if current else word.width
        if current and needed > width:
            lines.append(Line(current, used))
            current, needed = [], word.width
        current.append(word)
        used = needed
    lines.append(Line(current, used))
    return lines
