"""Lines out of words, ragged right: greedy first, the best fit over the whole paragraph where greedy leaves a ragged hole."""

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from printing.layout.hyphenation import hyphen_positions
from printing.layout.shaping import Typesetter, Word, clusters

HYPHENATE_FROM = 0.20  # of the line must be saved by a hyphen, in ragged lines
BAD_SLACK = 0.30  # a line emptier than this sends the paragraph to the best fit
MAX_HYPHENS = 2
MIN_LAST_LETTERS = 4
REACH = 300  # characters of a word that are looked at for one line
BEST_FIT_WORDS = 600  # longer paragraphs stay greedy
_AFTER = re.compile(r"(?<=[/._?&=\-‐–—…])(?!(?<=\d[./\-‐–])\d)(?=\w)")  # but not within "310.000", "13/2003", "10-12"
_DOMAIN = re.compile(r"(?i)\w\.(?:id|com|org|net|info|example)\b")


@dataclass(slots=True)
class Line:
    """Words of one line; width in thousandths of an em."""

    words: list[Word]
    width: float
    hyphenated: bool = False
    stretch: float = 0.0  # of each blank, in justified lines; already in the width


class Breaker:
    """Breaks words of one typesetter. Widths in thousandths of an em."""

    def __init__(self, setter: Typesetter, *, hyphenate: bool = True, hyphenate_from: float = HYPHENATE_FROM) -> None:
        self.setter = setter
        self.space = setter.space
        self.hyphenate = hyphenate
        self.hyphenate_from = hyphenate_from

    def lines(self, words: Sequence[Word], limit: float, indent: float = 0.0) -> list[Line]:
        """Lines no wider than `limit`, the first one narrower by `indent`."""
        lines = self._greedy(words, limit, indent)
        if self.hyphenate and len(lines) > 2 and len(words) <= BEST_FIT_WORDS and _is_ragged(lines, limit):
            lines = self._best_fit(words, limit, indent, len(lines)) or lines
        return self._without_short_end(lines, words, limit)

    def _greedy(self, words: Sequence[Word], limit: float, indent: float) -> list[Line]:
        lines: list[Line] = []
        current: list[Word] = []
        used, room, space, hyphens = 0.0, limit - indent, self.space, 0
        for word in words:
            blank = space if current else 0.0
            if used + blank + word.width <= room:
                current.append(word)
                used += blank + word.width
                continue
            rest: Word | None = word
            while rest is not None:
                blank = space if current else 0.0
                if used + blank + rest.width <= room:
                    current.append(rest)
                    used += blank + rest.width
                    break
                parts = self._divide(rest, room - used - blank, limit, not current, hyphens < MAX_HYPHENS)
                hyphens = 0
                if parts:
                    head, rest, marked = parts
                    current.append(head)
                    used += blank + head.width
                    hyphens = self._row(lines, marked)
                    lines.append(Line(current, used, marked))
                else:
                    lines.append(Line(current, used))
                current, used, room = [], 0.0, limit
        if current:
            lines.append(Line(current, used))
        return lines

    @staticmethod
    def _row(lines: list[Line], marked: bool) -> int:
        """How many lines in a row end in a hyphen, the coming one included."""
        count = int(marked)
        while marked and count <= len(lines) and lines[-count].hyphenated:
            count += 1
        return count

    def _divide(self, word: Word, room: float, limit: float, alone: bool, may_mark: bool) -> tuple[Word, Word, bool] | None:
        """Head that fits into `room`, the rest, and whether a hyphen shows; None when the word goes to the next line."""
        if room < self.hyphenate_from * limit and not alone:
            return None
        text = word.text
        reach = text[:REACH]  # no line holds more
        is_address = is_address_like(reach)
        if (self.hyphenate or alone) and not reach.isalpha():
            for place in reversed([m.start() for m in _AFTER.finditer(reach)]):
                head = self.setter.word(text[:place])
                marked = head.text.endswith(("-", "‐"))
                if head.width <= room and (may_mark or not marked or alone):
                    return head, self._rest(text[place:]), marked and not is_address
        if may_mark and not is_address and (self.hyphenate or alone):
            for place, width, _ in reversed(self.divisions(text)):
                if width <= room:
                    return self.setter.word(text[:place] + "-"), self.setter.word(text[place:]), True
        return self._cut(text, room) if alone and word.width > room else None

    def divisions(self, text: str) -> list[tuple[int, float, float]]:
        """Each place for a hyphen, the width of what stands before it with the hyphen, and what it takes off the word's own width."""
        places, word = hyphen_positions(text), self.setter.word
        if not places:
            return []
        return self.setter.divisions(text, places) or [
            (place, word(f"{text[:place]}-").width, word(text).width - word(text[place:]).width) for place in places
        ]

    def _cut(self, text: str, room: float) -> tuple[Word, Word, bool] | None:
        """By characters, for a word wider than its column: as many as fit, at least one."""
        cuts = _cluster_ends(text[:REACH])
        low, high = 0, len(cuts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.setter.word(text[: cuts[middle]]).width <= room:
                low = middle
            else:
                high = middle - 1
        place = cuts[low]
        return (self.setter.word(text[:place]), self._rest(text[place:]), False) if place < len(text) else None

    def _rest(self, text: str) -> Word:
        """What is left of a divided word; too long to measure, it is only known to be wider than any line."""
        return self.setter.word(text) if len(text) <= REACH else Word(text, math.inf, "", frozenset())

    def _best_fit(self, words: Sequence[Word], limit: float, indent: float, line_count: int) -> list[Line] | None:
        return _BestFit(self, words, limit, indent).lines(line_count)

    def _without_short_end(self, lines: list[Line], words: Sequence[Word], limit: float) -> list[Line]:
        """Give a last line of fewer than four letters a word of the line before, or the whole of a divided word."""
        if len(lines) < 2:
            return lines
        last, before = lines[-1], lines[-2]
        letters = sum(map(str.isalnum, "".join([word.text for word in last.words])))
        if letters >= MIN_LAST_LETTERS or len(before.words) < 3 - before.hyphenated:
            return lines
        moved = before.words[-1]
        end = list(words[-len(last.words) :]) if before.hyphenated else [moved, *last.words]
        width = sum(word.width for word in end) + self.space * (len(end) - 1)
        if width <= limit:
            lines[-2] = Line(before.words[:-1], before.width - moved.width - self.space)
            lines[-1] = Line(end, width)
        return lines


def is_address_like(text: str) -> bool:
    """Whether a word is a web or mail address, which must not get hyphens."""
    return "://" in text or "@" in text or text.count("/") > 1 or bool(_DOMAIN.search(text))


def _is_ragged(lines: list[Line], limit: float) -> bool:
    worst = limit * (1 - BAD_SLACK)
    return any(line.width < worst for line in lines[:-1])


def _cluster_ends(text: str) -> list[int]:
    ends, place = [], 0
    for cluster in clusters(text):
        place += len(cluster)
        ends.append(place)
    return ends


class _BestFit:
    """Least sum of squared slack over a paragraph, with a price on hyphens and on two in a row."""

    HYPHEN_PRICE = 0.035
    ROW_PRICE = 0.06

    def __init__(self, breaker: Breaker, words: Sequence[Word], limit: float, indent: float) -> None:
        self.breaker, self.words, self.limit, self.indent = breaker, words, limit, indent
        self.ends: list[tuple[int, int, float]] = []  # word index, letters before the hyphen (0: the whole word), their width
        self.places: list[float] = []  # where a line ending there ends, from the paragraph's start
        self.starts: list[float] = []  # where the next line begins
        self._collect()

    def _collect(self) -> None:
        position, space = 0.0, self.breaker.space
        for index, word in enumerate(self.words):
            for place, width, taken in self.breaker.divisions(word.text) if word.tj else ():
                self.ends.append((index, place, width))
                self.places.append(position + width)
                self.starts.append(position + taken)
            self.ends.append((index, 0, word.width))
            self.places.append(position + word.width)
            self.starts.append(position + word.width + space)
            position += word.width + space

    def lines(self, at_most: int) -> list[Line] | None:
        """The best lines, or None when a word is too wide or greedy needs fewer lines."""
        if any(word.width > self.limit - self.indent or not word.tj for word in self.words):
            return None
        chain = self._chain()
        if chain is None or len(chain) > at_most:
            return None
        return self._build(chain)

    def _chain(self) -> list[int] | None:
        count = len(self.ends)
        cost = [float("inf")] * count
        origin = [-1] * count
        rows = [0] * count
        for end in range(count):
            self._relax(end, cost, origin, rows)
        if cost[-1] == float("inf"):
            return None
        chain, end = [], count - 1
        while end >= 0:
            chain.append(end)
            end = origin[end]
        return chain[::-1]

    def _relax(self, end: int, cost: list[float], origin: list[int], rows: list[int]) -> None:
        """Find the cheapest line that ends at `end`; its start lies in a window found by bisection."""
        place, marked, last = self.places[end], bool(self.ends[end][1]), end == len(self.ends) - 1
        saved = self.ends[end][2] + self.breaker.space if marked else float("inf")  # by the part before the hyphen
        least = HYPHENATE_FROM * self.limit
        first = bisect_right(self.starts, place - self.limit - 1e-6, 0, end)
        if place <= self.limit - self.indent and self.limit - self.indent - place + saved >= least:
            slack = 0.0 if last else (self.limit - self.indent - place) / self.limit
            cost[end], origin[end], rows[end] = slack * slack + self.HYPHEN_PRICE * marked, -1, int(marked)
        for start in range(first, end):
            width = place - self.starts[start]
            if width > self.limit or cost[start] == float("inf") or self.limit - width + saved < least:
                continue
            if marked and rows[start] >= MAX_HYPHENS:
                continue
            slack = 0.0 if last else 1 - width / self.limit
            price = cost[start] + slack * slack + (self.HYPHEN_PRICE + self.ROW_PRICE * rows[start]) * marked
            if price < cost[end]:
                cost[end], origin[end], rows[end] = price, start, rows[start] + 1 if marked else 0

    def _build(self, chain: list[int]) -> list[Line]:
        lines: list[Line] = []
        setter, space = self.breaker.setter, self.breaker.space
        index, rest = 0, ""
        for end in chain:
            last_index, cut, _ = self.ends[end]
            texts = [rest] if rest else []
            texts += [w.text for w in self.words[index + bool(rest) : last_index]]
            whole = self.words[last_index].text
            prefix = len(whole) - len(rest) if rest and index == last_index else 0
            texts = texts if index != last_index or not rest else []
            texts.append(f"{whole[prefix:cut]}-" if cut else whole[prefix:])
            words = [setter.word(text) for text in texts if text]
            width = sum(w.width for w in words) + space * (len(words) - 1)
            lines.append(Line(words, width, bool(cut)))
            rest = whole[cut:] if cut else ""
            index = last_index if cut else last_index + 1
        return lines
