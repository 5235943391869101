"""The headline: as large as the sheet allows, few lines, lines of even length."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from printing.layout.breaking import Breaker, Line
from printing.layout.paper import Paper
from printing.layout.shaping import Typesetter, Word, typesetter

LEADING = 1.03
ROLE = "sans_bold"
MAX_SHEET_SHARE = 1 / 3
SMALLER = (1.0, 0.96, 0.92)  # a headline gives up so much of its size for better line ends
SMALLER_IN_HALF = tuple(1 - step / 40 for step in range(9))
SIZE_PRICE, SHORT_LINE_PRICE = 0.6, 0.4
SMALL_WORD_PRICE, NUMBER_PRICE, STOP_GAIN, DASH_PRICE = 0.06, 0.03, 0.015, 1.0
LONGEST_EVEN = 140  # words times lines; longer texts are only made even in width
# fmt: off
SMALL_WORDS = frozenset((
    "agar", "akan", "antara", "atas", "atau", "bagi", "bahwa", "bila", "bukan", "dalam", "dan", "dari", "demi", "dengan", "di", "hingga",
    "jika", "juga", "kalau", "karena", "ke", "kepada", "ketika", "lebih", "oleh", "pada", "para", "per", "rp", "saat", "sang",
    "sampai", "sebagai", "sejak", "serta", "setiap", "si", "soal", "supaya", "tak", "tanpa", "tentang", "terhadap", "untuk", "yang",
))
# fmt: on
_DASHES = frozenset(("-", "–", "—", "/", "&", "·"))


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
    width = paper.head_width_pt
    biggest = paper.headline.at(growth)
    size, count = _size_and_count(words, setter, paper, width, biggest)
    units = width * 1000 / size
    broken = any(word.width > units for word in words)
    if broken:
        return Headline(Breaker(setter).lines(words, units), size, broken=True)
    if paper.is_folded:
        return _in_half(words, setter.space, width, size, paper.headline_floor_pt)
    return _well_broken(words, setter.space, width, max(count, line_count(words, setter.space, units)), size, paper.headline_floor_pt)


def _well_broken(words: Sequence[Word], space: float, width: float, count: int, size: float, floor: float) -> Headline:
    """A little smaller when that keeps a preposition from a line's end."""
    found, least = None, float("inf")
    for share in SMALLER if count > 1 else SMALLER[:1]:
        tried = max(size * share, floor)
        lines = even_lines(words, space, width * 1000 / tried, count)
        price = (1 - tried / size) * SIZE_PRICE + sum(_end_price(a, b) for a, b in pairwise(lines))
        if price < least - 1e-9:
            found, least = Headline(lines, tried), price
    return found or Headline(even_lines(words, space, width * 1000 / size, count), size)


def _in_half(words: Sequence[Word], space: float, width: float, size: float, floor: float) -> Headline:
    """On half of a sheet lines are short: smaller when that fills them better or keeps a preposition from a line's end."""
    found, least = None, float("inf")
    for share in SMALLER_IN_HALF:
        tried = max(size * share, floor)
        limit = width * 1000 / tried
        lines = even_lines(words, space, limit)
        price = (1 - tried / size) * SIZE_PRICE + sum(_end_price(a, b) for a, b in pairwise(lines))
        price += SHORT_LINE_PRICE * sum((1 - line.width / limit) ** 2 for line in lines[:-1])
        if price < least - 1e-9:
            found, least = Headline(lines, tried), price
    return found or Headline(even_lines(words, space, width * 1000 / size), size)


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
        if line_count(words, space, middle) <= count:
            high = middle
        else:
            low = middle
    return high


def line_count(words: Sequence[Word], space: float, limit: float) -> int:
    """How many lines of that width the words need: as many as `even_lines` makes of them."""
    count, used = 1, -space
    for word in words:
        used += space + word.width
        if used > limit:
            count, used = count + 1, word.width
    return count


def even_lines(words: Sequence[Word], space: float, limit: float, count: int = 1) -> list[Line]:
    """As many lines as the full width needs, or `count`, of about the same width, ending where the sense allows a pause."""
    count = max(count, line_count(words, space, limit))
    if 1 < count <= len(words) and len(words) * count <= LONGEST_EVEN:
        return _best_lines(words, space, limit, count)
    return _narrow_lines(words, space, limit, count)


def _best_lines(words: Sequence[Word], space: float, limit: float, count: int) -> list[Line]:
    """Least sum of squared deviations from the mean width, with a price on bad line ends."""
    ends = [0.0]
    for word in words:
        ends.append(ends[-1] + word.width + space)
    mean, last = (ends[-1] / count - space) / limit, len(words)
    prices = [_break_price(words[n - 1].text, words[n].text) for n in range(1, last)] + [0.0]
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for number in range(1, count + 1):
        found: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            for end in (last,) if number == count else range(start + 1, last - count + number + 1):
                width = (ends[end] - ends[start] - space) / limit
                if width > 1.000001:
                    break
                price = cost + (width - mean) ** 2 + prices[end - 1]
                if end not in found or price < found[end][0]:
                    found[end] = (price, start)
        best.append(found)
    if last not in best[-1]:
        return _narrow_lines(words, space, limit, count)
    lines, end = [], last
    for found in reversed(best[1:]):
        start = found[end][1]
        lines.append(Line(list(words[start:end]), ends[end] - ends[start] - space))
        end = start
    return lines[::-1]


def _end_price(line: Line, following: Line) -> float:
    return _break_price(line.words[-1].text, following.words[0].text)


@lru_cache(maxsize=4096)
def _break_price(before: str, after: str) -> float:
    """What a break between two words costs; a stop before it is a gain."""
    if after in _DASHES:
        return DASH_PRICE
    if before.lower() in SMALL_WORDS:
        return SMALL_WORD_PRICE
    if before[-1:] in ",:;.?!" or before in _DASHES:
        return -STOP_GAIN
    return NUMBER_PRICE if before[-1:].isdigit() else 0.0


def _narrow_lines(words: Sequence[Word], space: float, limit: float, count: int) -> list[Line]:
    """Greedy lines at the least width that needs no more lines than `count`."""
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
