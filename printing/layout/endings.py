"""Where a text may end early: after a paragraph or a sentence, never within one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from printing.layout.body import BodyItem
from printing.layout.breaking import Line
from printing.layout.shaping import Word

MIN_LAST_LETTERS = 4  # of a last line
_STOP = re.compile(r"[.!?…؟۔।。]+[”\"’')\]»]*$")
_SHORT = re.compile(r"^[(“\"‘']*(?:[A-Z]|\d{1,3})\.$")
_MARKS = re.compile('[“”()«»\\[\\]"]')
_LAST = frozenset(".!?…؟۔।。”\"’')]»")
_OPENING, _CLOSING = "“(«[", "”)»]"
# fmt: off
_ABBREVIATIONS = frozenset((
    "a.n.", "bpk.", "dkk.", "dll.", "dr.", "dra.", "drs.", "dsb.", "dst.", "gg.", "hlm.", "ir.", "jl.", "jln.", "kab.", "kec.", "kel.",
    "kep.", "kom.", "no.", "nomor.", "pt.", "cv.", "prof.", "rp.", "s.d.", "sdr.", "st.", "tbk.", "tgl.", "ud.", "u.p.", "vol.", "yth.",
))
# fmt: on


Inside = list[tuple[int, int]]  # lines and words of their last one, for each sentence's end within an item


@dataclass(slots=True)  # not frozen: one is made for each sentence
class Ending:
    """The text up to here: whole items, then lines of the next one, then words of its last line (0: all). `rows` in one column."""

    items: int
    lines: int = 0
    words: int = 0
    rows: int = 0
    is_whole: bool = False


def endings(items: Sequence[BodyItem], is_all: bool, *, is_torn: bool = False, inside: list[Inside] | None = None) -> list[Ending]:
    """Every place, in order. `is_all`: no text follows after the items. `is_torn`: the last item is only a beginning.

    `inside` remembers the places within items between calls that pass more and more of them.
    """
    inside = [] if inside is None else inside
    inside += [_within(item) for item in items[len(inside) :]]
    found = [Ending(0)]
    rows = 0
    for number, item in enumerate(items):
        start = rows + (item.before if rows else 0)
        rows = start + item.line_count
        last = is_all and number + 1 == len(items)
        found += [Ending(number, line, words, start + line) for line, words in inside[number]]
        if last and is_torn:
            break
        if last or not (item.keep_with_next or _announces(item)):
            found.append(Ending(number + 1, rows=rows, is_whole=last))
    return found


def _announces(item: BodyItem) -> bool:
    """Whether the item ends with a colon, so that what it announces must follow."""
    return bool(item.lines) and item.lines[-1].words[-1].text.endswith(":")


def _within(item: BodyItem) -> Inside:
    """Number of lines and of words in the last of them, for every sentence but the last; the last one on each line only."""
    if item.direction or item.source.kind in ("heading", "byline"):
        return []
    found = []
    for number, words in dict(_sentence_ends(item.lines)).items():
        kept = item.lines[number - 1].words[: words or None]
        if sum(len(word.text) for word in kept) >= MIN_LAST_LETTERS:
            found.append((number, words))
    return found


def _sentence_ends(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    depth, straight = 0, 0
    for number, line in enumerate(lines, start=1):
        for place, word in enumerate(line.words, start=1):
            text = word.text
            if text.isalpha():
                continue
            for mark in _MARKS.findall(text):
                depth += (mark in _OPENING) - (mark in _CLOSING)
                straight += mark == '"'
            if depth <= 0 and straight % 2 == 0 and text[-1] in _LAST and _ends_sentence(text):
                follower = _following(lines, number, place)
                if follower and not follower.text.lstrip("“\"(‘'«[")[:1].islower():
                    yield number, 0 if place == len(line.words) else place


def _ends_sentence(text: str) -> bool:
    return bool(_STOP.search(text)) and not _SHORT.match(text) and text.lower().lstrip("(“\"‘'") not in _ABBREVIATIONS


def _following(lines: Sequence[Line], number: int, place: int) -> Word | None:
    """The word after a place; None at the end of the paragraph."""
    words = lines[number - 1].words
    if place < len(words):
        return words[place]
    return lines[number].words[0] if number < len(lines) else None


def ended(items: Sequence[BodyItem], ending: Ending, space: float) -> list[BodyItem]:
    """The items up to an ending; `space` is the width of a blank in thousandths of an em."""
    kept = list(items[: ending.items])
    if ending.lines:
        item = items[ending.items]
        lines = item.lines[: ending.lines]
        if ending.words:
            words = lines[-1].words[: ending.words]
            lines[-1] = Line(words, sum(word.width for word in words) + space * (len(words) - 1))
        kept.append(replace(item, lines=lines, line_count=len(lines)))
    return kept
