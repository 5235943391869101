"""The running text: cleaned and shaped once, broken again for each size that is tried."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import floor

from printing.layout.breaking import Breaker, Line
from printing.layout.cleaning import clean
from printing.layout.content import Photo, PosterContent
from printing.layout.justifying import is_wide_enough, justified
from printing.layout.paper import Paper, for_size
from printing.layout.shaping import MissingGlyph, Word, base_direction, typesetter

INDENT_EM = 1.0
LIST_INDENT_EM = 1.05
QUOTE_INDENT_PT = 13.0
BYLINE_SHARE = 0.8
ROLES = {"heading": "sans_bold", "quote": "serif_italic", "byline": "sans_bold", "closing": "sans_bold"}


@dataclass(slots=True)
class Source:
    """A block of the content, shaped. `text` is cleaned."""

    kind: str
    text: str
    words: list[Word]
    photo: Photo | None = None

    @property
    def role(self) -> str:
        return ROLES.get(self.kind, "serif")

    @property
    def width(self) -> float:
        """Natural width on one line in thousandths of an em."""
        return sum([word.width for word in self.words]) + typesetter(self.role).space * len(self.words)


@dataclass(slots=True)
class BodyItem:
    """A block broken for one size; lengths in points, `line_count` and `before` in grid lines."""

    source: Source
    size_pt: float
    lines: list[Line] = field(default_factory=list)
    line_count: int = 0
    before: int = 0
    indent_pt: float = 0.0  # of the first line
    left_pt: float = 0.0  # of all lines
    keep_with_next: bool = False
    whole: bool = False
    is_solid: bool = False
    direction: int = 0  # 1 when the paragraph reads from right to left


def sources(content: PosterContent) -> Iterator[Source]:
    """The blocks that are not blank, in order, after the byline; raises MissingGlyph naming the paragraph."""
    byline = clean(content.byline)
    if byline:
        text = clean(content.labels["byline"] % {"name": byline})
        yield Source("byline", text, shaped(text, "sans_bold", "byline"))
    for number, block in enumerate(content.blocks, start=1):
        source = text_source(block.kind, clean(block.text), f"paragraph {number}")
        if source.words:
            yield source


def text_source(kind: str, text: str, place: str) -> Source:
    """A block of cleaned text that is not one of the content's own."""
    source = Source(kind, text, [])
    source.words = shaped(text, source.role, place)
    return source


def shaped(text: str, role: str, place: str) -> list[Word]:
    """The words of a cleaned text; a missing character is reported with its place."""
    try:
        return typesetter(role).words(text)
    except MissingGlyph as error:
        raise MissingGlyph(error.character, place) from None


class Body:
    """All blocks, broken on demand; breaks are kept by size."""

    def __init__(self, blocks: list[Source], paper: Paper) -> None:
        self.blocks = blocks
        self.paper = paper
        self._widths: list[float] | None = None
        self._guessed_rate = 1.0  # lines of the text at a size at which it was broken, by those that were guessed
        self._broken: dict[float, list[BodyItem]] = {}
        self.kept: int | None = None  # blocks of a short version
        self.closing: Source | None = None  # the line after them

    def items(self, size_pt: float) -> list[BodyItem]:
        found = self._broken.get(size_pt)
        if found is None:
            found = self._broken[size_pt] = self._break(size_pt)
            self._guessed_rate = sum(item.line_count for item in found if not item.source.photo) / (self._guess(size_pt, None) or 1)
        return found if self.closing is None else [*found[: self.kept], self._item(self.closing, size_pt, "paragraph")]

    def least_lines(self, size_pt: float) -> float:
        """About how many lines the text takes at least, without breaking it; closer when it was broken at another size."""
        if size_pt in self._broken or not self._broken or self.kept is not None:
            return self._guess(size_pt, self.kept) * 0.93
        return self._guess(size_pt, None) * max(self._guessed_rate * 0.97, 0.93)

    def _guess(self, size_pt: float, kept: int | None) -> int:
        room = for_size(self.paper, size_pt).column_pt * 1000 / size_pt * 0.925
        if self._widths is None:
            self._widths = [block.width for block in self.blocks]
        return sum([1 + floor(width / room) for width in self._widths[:kept]])

    def _break(self, size_pt: float) -> list[BodyItem]:
        items: list[BodyItem] = []
        for source in self.blocks:
            items.append(self._item(source, size_pt, items[-1].source.kind if items else ""))
        return items

    def _item(self, source: Source, size_pt: float, previous: str) -> BodyItem:
        column_pt = for_size(self.paper, size_pt).column_pt
        return broken(source, size_pt, column_pt, previous, justify=is_wide_enough(column_pt, size_pt))


def broken(source: Source, size_pt: float, column_pt: float, previous: str, *, justify: bool = False) -> BodyItem:
    """A block in lines for a column; `previous` is the kind of the block before it, or empty. Headings and quotes stay ragged."""
    item = BodyItem(source, size_pt)
    _set_manner(item, previous)
    item.direction = base_direction(source.text)
    units = 1000 / item.size_pt
    setter = typesetter(source.role)
    limit, indent = (column_pt - item.left_pt) * units, item.indent_pt * units
    if justify and not item.direction and source.kind in ("paragraph", "list_item"):
        item.lines = justified(setter, source.words, limit, indent)
    else:
        breaker = Breaker(setter, hyphenate=source.kind not in ("heading", "byline", "closing"))
        item.lines = breaker.lines(source.words, limit, indent)
    item.line_count = len(item.lines)
    item.whole = source.kind in ("heading", "closing") and item.line_count <= 6
    return item


def _set_manner(item: BodyItem, previous: str) -> None:
    """Indents, blank lines and size by the kind of the block and of the one before."""
    kind, size = item.source.kind, item.size_pt
    if kind == "heading":
        item.before, item.keep_with_next = int(previous != ""), True
    elif kind == "byline":
        item.keep_with_next, item.size_pt = True, round(size * BYLINE_SHARE, 2)
    elif kind == "closing":
        item.before = 1
    elif kind == "quote":
        item.before, item.left_pt = int(previous not in ("", "byline", "heading")), QUOTE_INDENT_PT
    elif kind == "list_item":
        item.left_pt = LIST_INDENT_EM * size
        item.before = int(previous == "quote")
    else:
        item.before = int(previous in ("quote", "list_item"))  # else it would read as a part of the last item
        item.indent_pt = INDENT_EM * size if previous == "paragraph" else 0.0
