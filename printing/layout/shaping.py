"""From a word to glyphs: the role's own face for plain words, otherwise runs of fallback faces shaped by HarfBuzz."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise, product
from string import ascii_letters, ascii_lowercase

from bidi.algorithm import (
    explicit_embed_and_overrides,
    get_base_level,
    get_embedding_levels,
    get_empty_storage,
    resolve_implicit_levels,
    resolve_neutral_types,
    resolve_weak_types,
)

from printing.layout.cleaning import bound
from printing.layout.content import ContentError
from printing.layout.fonts import BASE_CHARACTERS, BOLD_ROLES, Face, face, fallback_for

CACHE_WORDS = 30_000  # some 10 MiB
CACHE_TEXTS = 128
END = "\0"  # follows the last letter of a word; no cleaned text has it
# scripts that stack letters are set smaller, so that their lines keep to the common grid
TALL_SCRIPTS = {"NotoSansJavanese-Regular": 0.7, "NotoSansBalinese-Regular": 0.66}
_NONE: frozenset[int] = frozenset()
_RTL_CLASSES = frozenset({"R", "AL", "AN"})
# The only places of such letters: most texts are looked at by this alone.
_MAYBE_RTL = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_DROPPED_CLASSES = frozenset({"BN", "LRE", "LRO", "PDF", "RLE", "RLO"})


class MissingGlyph(ContentError):
    """No bundled typeface has this character. `paragraph` says where it stands."""

    def __init__(self, character: str, paragraph: str = "") -> None:
        name = unicodedata.name(character, "unnamed")
        where = f" in {paragraph}" if paragraph else ""
        super().__init__(
            f"No typeface for the character {character} (U+{ord(character):04X} {name}){where}.",
            code="missing_glyph",
            detail=f"{character} {paragraph}".strip(),
        )
        self.character = character
        self.paragraph = paragraph


@dataclass(frozen=True, slots=True)
class Glyph:
    """A placed glyph of a shaped run; lengths in thousandths of an em; `text` is what it stands for when copied."""

    number: int
    advance: float
    dx: float
    dy: float
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face in visual order."""

    face: Face
    glyphs: tuple[Glyph, ...]
    width: float
    fit: float = 1.0  # part of the wished size at which tall scripts are set; already in all lengths


@dataclass(slots=True)
class Word:
    """A word without blanks. Plain: `tj` is a ready piece of a TJ array (without the outer brackets). Else: `runs`."""

    text: str
    width: float
    tj: str
    extra: frozenset[int]
    runs: tuple[Run, ...] = ()
    rtl: bool = False
    lost: str = ""


class _Pairs(dict[tuple[str, str], tuple[float, str]]):
    """Advance of a base character before another one or END, and its piece of a TJ array; shaped at the first use.

    Kerning looks at two neighbours only, and ligatures are off, so a word is the sum of its pairs.
    """

    def __init__(self, its_face: Face) -> None:
        self.face = its_face
        self.known = frozenset(BASE_CHARACTERS)

    def __missing__(self, pair: tuple[str, str]) -> tuple[float, str]:
        text = "".join(pair).removesuffix(END)
        if not self.known.issuperset(text):
            raise KeyError(pair)
        infos, positions = self.face.shape(text, script="Latn")
        usual = [info.codepoint for info in infos] == [self.face.glyph(character) for character in text]
        if not usual or positions[0].x_offset or positions[0].y_offset:
            raise KeyError(pair)  # the face puts other glyphs here, perhaps for more than two neighbours
        glyph, advance = infos[0].codepoint, positions[0].x_advance * self.face.scale
        kern = self.face.advance(glyph) - advance
        found = self[pair] = advance, f"{glyph:04x}>{kern:g}<" if kern else f"{glyph:04x}"
        return found


class _Words(dict[str, Word]):
    """Words by their text, shaped at the first use; bounded to CACHE_WORDS words."""

    def __init__(self, shape: Callable[[str], Word]) -> None:
        self.shape = shape

    def __missing__(self, text: str) -> Word:
        if len(self) >= CACHE_WORDS:
            self.clear()
        found = self[text] = self.shape(text)
        return found


class Typesetter:
    """Shapes words for one role and remembers them."""

    def __init__(self, role: str) -> None:
        self.role = role
        self.face = face(role)
        self.space = self.face.space
        self.space_hex = f"{self.face.glyph(' '):04x}"
        self._words = _Words(self._shape)
        self._texts: dict[str, list[Word]] = {}  # a search sets the same few texts in many sizes
        self.word = self._words.__getitem__  # the word of a text without blanks
        self._advances = {g: self.face.advance(g) for g in self.face.base}
        self._pair = _Pairs(self.face).__getitem__

    def words(self, text: str) -> list[Word]:
        """The words of cleaned text; a number stays with what it counts, words that came out empty (lost emoji) are left out."""
        found = self._texts.get(text)
        if found is None:
            if len(self._texts) >= CACHE_TEXTS:
                self._texts.clear()
            found = self._texts[text] = [word for word in map(self.word, bound(text).split(" ")) if word.width]
        return found[:]

    def warm(self) -> None:
        """Measure the pairs of letters that words are made of, so that new words are shaped without HarfBuzz."""
        letters = product(ascii_letters + "-", (*ascii_lowercase, *".,-", END))
        for pair in (*letters, *product(".,:;?!”’)", END)):
            with suppress(KeyError):
                self._pair(pair)

    def divisions(self, text: str, places: Iterable[int]) -> list[tuple[int, float, float]]:
        """For each place within a word: the place, the width of what stands before it with a hyphen, and as it stands in the word.

        A hyphen that the word has of its own gets no other. Empty when the word has other than base characters.
        """
        pair = self._pair
        try:
            sums = list(accumulate([advance for advance, _ in map(pair, pairwise(text))], initial=0.0))
            hyphen = pair(("-", END))[0]
            return [
                (place, sums[place] if (last := text[place - 1]) == "-" else sums[place - 1] + pair((last, "-"))[0] + hyphen, sums[place])
                for place in places
            ]
        except KeyError:
            return []

    def width(self, text: str) -> float:
        """Width of a line of cleaned text in thousandths of an em."""
        words = self.words(text)
        return sum(w.width for w in words) + self.space * max(0, len(words) - 1)

    def _shape(self, text: str) -> Word:
        if "\xa0" not in text:
            return self._shaped(text)
        word = self._shaped(text.replace("\xa0", " "))  # drawn as a plain blank, so that a search in the file finds "Rp 15.000"
        word.text = text if word.tj else word.text
        return word

    def _shaped(self, text: str) -> Word:
        if text.islower() or text.lower() != text.upper():  # one Latin letter, so HarfBuzz would take the whole word for Latin
            try:
                return self._from_pairs(text)
            except KeyError:
                pass
        infos, positions = self.face.shape(text)
        if len(infos) == len(text) and text.isprintable() and not any(map(unicodedata.combining, text)):
            plain = self._plain(text, infos, positions)
            if plain is not None:
                return plain
        return shaped_word(text, self.role)

    def _from_pairs(self, text: str) -> Word:
        """A word of base characters without asking HarfBuzz again; KeyError when it has another character."""
        advances, pieces = zip(*map(self._pair, pairwise(text + END)), strict=True)
        return Word(text, sum(advances), "".join(pieces), _NONE)

    def _plain(self, text: str, infos: list, positions: list) -> Word | None:
        """One face, one glyph a character, only advances changed by kerning; None when that is not so."""
        advances, base, scale = self._advances, self.face.base, self.face.scale
        pieces: list[str] = []
        extra: list[int] = []
        width = 0.0
        for info, position in zip(infos, positions, strict=True):
            glyph = info.codepoint
            if not glyph or position.y_offset or position.x_offset:
                return None
            if glyph not in base:
                extra.append(glyph)
            nominal = advances.get(glyph)
            if nominal is None:
                nominal = advances[glyph] = self.face.advance(glyph)
            advance = position.x_advance * scale
            width += advance
            kern = nominal - advance
            pieces.append(f"{glyph:04x}>{kern:g}<" if kern else f"{glyph:04x}")
        if is_rtl(text):
            return None
        return Word(text, width, "".join(pieces), frozenset(extra))


@cache
def typesetter(role: str) -> Typesetter:
    return Typesetter(role)


def base_direction(text: str) -> int:
    """0 for a paragraph that reads from left to right, 1 for one that reads from right to left."""
    return get_base_level(text) if is_rtl(text) else 0


def is_rtl(text: str) -> bool:
    return not text.isascii() and _MAYBE_RTL.search(text) is not None and any(unicodedata.bidirectional(c) in _RTL_CLASSES for c in text)


def shaped_word(text: str, role: str, base: int | None = None) -> Word:
    """A word (or a whole line) in as many runs as faces and directions it needs; emoji that no face has are lost.

    `base` is the direction of its paragraph, 0 left to right and 1 right to left; None takes it from the text.
    """
    runs: list[Run] = []
    lost: list[str] = []
    for piece, rtl in visual_pieces(text, base):
        chunks = _by_face(piece, role, lost)
        runs += [_shape_run(chunk, its_face, rtl) for chunk, its_face in (reversed(chunks) if rtl else chunks)]
    width = sum(run.width for run in runs)
    return Word(text, width, "", frozenset(), tuple(runs), is_rtl(text), "".join(lost))


def visual_pieces(text: str, base: int | None = None) -> list[tuple[str, bool]]:
    """Stretches of one direction, left to right as they stand on paper; each stretch is in reading order inside."""
    if not is_rtl(text):
        return [(text, False)]
    levels = _levels(text, get_base_level(text) if base is None else base)
    pieces: list[tuple[str, int]] = []
    for character, level in zip(text, levels, strict=True):
        if pieces and pieces[-1][1] == level:
            pieces[-1] = (pieces[-1][0] + character, level)
        else:
            pieces.append((character, level))
    return [(piece, level % 2 == 1) for piece, level in _reorder(pieces)]


def _levels(text: str, base: int) -> list[int]:
    storage = get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = ("L", "R")[base]
    get_embedding_levels(text, storage)
    explicit_embed_and_overrides(storage)
    resolve_weak_types(storage)
    resolve_neutral_types(storage, False)
    resolve_implicit_levels(storage, False)
    known = iter([entry["level"] for entry in storage["chars"]])
    levels: list[int] = []
    for character in text:  # the algorithm drops joiners; they go with the character before
        is_dropped = unicodedata.bidirectional(character) in _DROPPED_CLASSES
        levels.append((levels[-1] if levels else base) if is_dropped else next(known))
    return levels


def _reorder(pieces: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Rule L2 of the bidi algorithm: from the highest level down to the lowest odd one, turn stretches around."""
    pieces = list(pieces)
    highest = max(level for _, level in pieces)
    for level in range(highest, 0, -1):
        start = 0
        while start < len(pieces):
            if pieces[start][1] < level:
                start += 1
                continue
            end = start
            while end < len(pieces) and pieces[end][1] >= level:
                end += 1
            pieces[start:end] = reversed(pieces[start:end])
            start = end
    return pieces


def clusters(text: str) -> Iterable[str]:
    """Base characters with the marks, joiners and selectors that belong to them."""
    cluster = ""
    for character in text:
        joins = unicodedata.category(character)[0] == "M" or character in "\u200c\u200d" or "\U0001f3fb" <= character <= "\U0001f3ff"
        if cluster and (joins or cluster[-1] == "\u200d"):
            cluster += character
        else:
            if cluster:
                yield cluster
            cluster = character
    if cluster:
        yield cluster


def _by_face(text: str, role: str, lost: list[str]) -> list[tuple[str, Face]]:
    own = face(role)
    runs: list[tuple[str, Face]] = []
    for cluster in clusters(text):
        chosen = _face_for(cluster, own, role in BOLD_ROLES)
        if chosen is None:
            lost.append(cluster)
        elif runs and (runs[-1][1] is chosen or _rides_along(cluster, runs[-1][1])):
            runs[-1] = (runs[-1][0] + cluster, runs[-1][1])
        else:
            runs.append((cluster, chosen))
    return runs


def _rides_along(cluster: str, current: Face) -> bool:
    """Blanks and joiners stay with the run before them when its face has them."""
    return cluster in (" ", "\u00a0") and ord(" ") in current.characters


def _face_for(cluster: str, own: Face, bold: bool) -> Face | None:
    """A face for the whole cluster; None for an emoji that no face has; MissingGlyph for anything else."""
    needed = [c for c in cluster if not _is_ignorable(c)] or [cluster[0]]
    candidates = [own, *(f for c in needed if (f := fallback_for(c, bold)))]
    for candidate in candidates:
        if all(ord(c) in candidate.characters for c in needed):
            return candidate
    for candidate in candidates:
        if candidate is not own and ord(needed[0]) in candidate.characters:
            return candidate
    if is_emoji(needed[0]):
        return None
    raise MissingGlyph(next(c for c in needed if ord(c) not in own.characters and not fallback_for(c)))


def _is_ignorable(character: str) -> bool:
    return character in "\u200c\u200d" or "\ufe00" <= character <= "\ufe0f"


def is_emoji(character: str) -> bool:
    code = ord(character)
    return code >= 0x1F000 and code < 0x20000 or 0x2600 <= code <= 0x27BF or 0x2B00 <= code <= 0x2BFF


def _shape_run(text: str, run_face: Face, rtl: bool) -> Run:
    infos, positions = run_face.shape(text, rtl=rtl, plain=False)
    texts = _texts_of_glyphs(text, [info.cluster for info in infos])
    fit = TALL_SCRIPTS.get(run_face.name, 1.0)
    scale = run_face.scale * fit
    glyphs = tuple(
        Glyph(i.codepoint, p.x_advance * scale, p.x_offset * scale, p.y_offset * scale, t)
        for i, p, t in zip(infos, positions, texts, strict=True)
    )
    for glyph in glyphs:
        if glyph.number == 0 and glyph.text and not _is_ignorable(glyph.text[0]):
            raise MissingGlyph(glyph.text[0])
    return Run(run_face, glyphs, sum(g.advance for g in glyphs), fit)


def _texts_of_glyphs(text: str, clusters: list[int]) -> list[str]:
    """What each glyph stands for: the first glyph of a cluster carries all of its characters, the others none."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    seen: set[int] = set()
    texts = [""] * len(clusters)
    for index in range(len(clusters)):
        cluster = clusters[index]
        if cluster not in seen:
            seen.add(cluster)
            texts[index] = text[cluster : ends[cluster]]
    return texts
