"""Justified lines, for columns of many characters: the least sum of demerits over the whole paragraph.

After Knuth and Plass, but the lines that may end at a place are found by bisection over their beginnings. Widths in thousandths of
an em; `ratio` is how much a blank grows, as a part of its width: 1 makes it twice as wide.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import inf

from printing.layout.breaking import Breaker, Line
from printing.layout.hyphenation import hyphen_positions
from printing.layout.shaping import Typesetter, Word

JUSTIFIED_FROM = 48  # characters a line: in shorter lines Indonesian words leave holes
LETTER = 517.0  # mean width of a character of the body with its blanks
MOST_WORDS = 600  # longer paragraphs stay greedy
LEAST_RATIO = -1 / 3
MOST_RATIO = 4.0  # a line that would need more is left ragged
MOST_SHRUNK = 0.04  # of the line may be too much before its blanks shrink
WINDOWS = (0.06, 0.14, 0.5)  # of the line may be left for blanks to fill; the next one when that finds no solution
LOOSE = 1.0  # a blank of more than twice its width is seen as a hole
LOOSE_PRICE, SHRINK_PRICE = 3.0, 4.0
HYPHEN_PRICE, ROW_PRICE = 0.3, 0.3
SHORT_END, SHORT_END_PRICE = 2400.0, 4.0  # a last line of fewer than about four letters


def is_wide_enough(column_pt: float, size_pt: float) -> bool:
    """Whether a column of this type may be justified."""
    return column_pt * 1000 / size_pt >= JUSTIFIED_FROM * LETTER


def justified(setter: Typesetter, words: Sequence[Word], limit: float, indent: float = 0.0) -> list[Line]:
    """Lines as wide as `limit`, the first one narrower by `indent`; greedy ones, stretched, where no better solution exists."""
    lines = None
    if len(words) <= MOST_WORDS and all(word.tj and word.width <= limit - indent for word in words):
        found = (_TotalFit(setter, words, limit, indent, window).lines() for window in WINDOWS)
        lines = next(filter(None, found), None)
    lines = lines or Breaker(setter, hyphenate_from=0.0).lines(words, limit, indent)
    for number, line in enumerate(lines):
        _stretch(line, limit - (0 if number else indent), setter.space, number + 1 == len(lines))
    return lines


def _stretch(line: Line, room: float, space: float, is_last: bool) -> None:
    gaps, slack = len(line.words) - 1, room - line.width
    if gaps and slack < 0 or gaps and not is_last and slack <= MOST_RATIO * space * gaps:
        line.stretch, line.width = slack / gaps, room


class _TotalFit:
    """One paragraph. Of all places where a line may end, those that can be reached are kept with the cheapest way to each.

    A place with a hyphen has two ways, as the first and as the second hyphen in a row; there is no third.
    """

    def __init__(self, setter: Typesetter, words: Sequence[Word], limit: float, indent: float, window: float) -> None:
        self.setter, self.words, self.limit, self.indent = setter, words, limit, indent
        self.space, self.longest, self.shortest = setter.space, limit * (1 + MOST_SHRUNK), limit * (1 - window)
        # of each place: where the next line begins at the natural width of all blanks, and how many blanks stand before that
        self.starts, self.gaps = [0.0], [0]
        self.hyphens, self.cuts = [False], [(-1, 0)]  # index of the word, letters of it before the end, 0 for all
        self.costs, self.firsts = [0.0], [0.0]  # of the cheaper way, and of the one that allows a hyphen in the next line
        self.origins = [(-1, -1)]  # of the first way and of the second

    def lines(self) -> list[Line] | None:
        """The cheapest lines; None when they cannot be filled within the window."""
        position = self.indent
        for index, word in enumerate(self.words):
            end = position + word.width
            low = bisect_left(self.starts, position - self.longest)
            if low < len(self.starts) and self.starts[low] <= end - self.shortest:
                for cut, before, after in _divisions(self.setter, word.text):
                    self._end(position + before, position + after, (index, index), (index, cut))
                self._end(end, end + self.space, (index, index + 1), (index, 0))
            position = end + self.space
        node = self._last_start(position - self.space)
        return None if node is None else self._built(self._cuts(node))

    def _end(self, place: float, start: float, gaps: tuple[int, int], cut: tuple[int, int]) -> None:
        """Keep the cheapest line that ends at a place; the next one begins at `start`. `gaps`: blanks before both."""
        starts, before, hyphens, hyphen = self.starts, self.gaps, self.hyphens, bool(cut[1])
        gap, latest, room, space = gaps[0], place - self.shortest, self.limit - place, self.space
        first = second = inf
        first_origin = second_origin = -1
        for node in range(bisect_left(starts, place - self.longest), len(starts)):
            begin = starts[node]
            if begin > latest:
                break
            between = gap - before[node]
            if between < 1:
                continue
            ratio = (room + begin) / (between * space)
            if ratio < LEAST_RATIO:
                continue
            price = ratio * ratio * SHRINK_PRICE if ratio < 0 else ratio * ratio
            if ratio > LOOSE:
                price += LOOSE_PRICE
            if hyphen and hyphens[node]:
                price += self.firsts[node] + ROW_PRICE
                if price < second:
                    second, second_origin = price, node
            else:
                price += self.costs[node]
                if price < first:
                    first, first_origin = price, node
        if first_origin >= 0 or second_origin >= 0:
            extra = HYPHEN_PRICE if hyphen else 0.0
            self.costs.append(min(first, second) + extra)
            self.firsts.append(first + extra)
            self.origins.append((first_origin, second_origin))
            self.starts.append(start)
            self.gaps.append(gaps[1])
            self.hyphens.append(hyphen)
            self.cuts.append(cut)

    def _last_start(self, end: float) -> int | None:
        """Where the last line begins, which need not be filled."""
        found, least = None, inf
        for node in range(bisect_left(self.starts, end - self.longest), len(self.starts)):
            width, gaps = end - self.starts[node], len(self.words) - 1 - self.gaps[node]
            if width - self.limit > -LEAST_RATIO * gaps * self.space:
                continue
            price = self.costs[node] + (SHORT_END_PRICE if width < SHORT_END else 0.0)
            if price < least:
                found, least = node, price
        return found

    def _cuts(self, node: int) -> list[tuple[int, int]]:
        """The ends of all lines but the last, in order."""
        found, is_first = [], False
        while node > 0:
            found.append(self.cuts[node])
            is_first = is_first or self.firsts[node] <= self.costs[node]
            node, is_first = self.origins[node][not is_first], not is_first
        return found[::-1]

    def _built(self, cuts: Sequence[tuple[int, int]]) -> list[Line]:
        lines: list[Line] = []
        words, setter = self.words, self.setter
        index, done = 0, 0  # next word and how many of its letters stand already
        for last, cut in [*cuts, (len(words) - 1, 0)]:
            mine = list(words[index : last + 1])
            if cut:
                text = words[last].text[:cut]
                mine[-1] = setter.word(text if text[-1] == "-" else text + "-")
            if done:
                mine[0] = setter.word(mine[0].text[done:])
            lines.append(Line(mine, sum([word.width for word in mine]) + setter.space * (len(mine) - 1), bool(cut)))
            index, done = (last, cut) if cut else (last + 1, 0)
        return lines


def _divisions(setter: Typesetter, text: str) -> list[tuple[int, float, float]]:
    """For each place: letters before it, their width with the hyphen, their width without."""
    places = hyphen_positions(text) or _after_hyphens(text)
    return setter.divisions(text, places) if places else []


def _after_hyphens(text: str) -> list[int]:
    """Places in a word like "buruh-buruh"."""
    if "-" not in text or not text.replace("-", "").isalpha():
        return []
    return [place + 1 for place in range(2, len(text) - 2) if text[place] == "-"]
