"""One article of a bulletin: its texts cleaned, and its lines broken as far as they are needed."""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from printing.layout.body import BodyItem, Source, broken, text_source
from printing.layout.bulletin_content import BulletinArticle
from printing.layout.cleaning import clean
from printing.layout.endings import Ending, Inside, endings
from printing.layout.furniture import TextBlock
from printing.layout.pictures import Shape, read_shape
from printing.layout.qr import code_for

if TYPE_CHECKING:
    from printing.layout.bulletin_foot import Foot

LONGEST_STANDFIRST = 45  # words; a longer one begins the text
LETTERS_OF_A_WORD = 9
MOST_LETTERS = 24_000  # more than any sheet holds
LINE_LETTERS = 25  # are reckoned for each block beside its own
LEAST_HEADLINE, LEAST_FOOT = 2, 4  # rows
LEAST_RATIO, LEAST_PHOTO = 1.0, 0.7  # width to height of the photo, of which so much is shown
LETTER_EM, RAGGED_EM = 0.462, 0.525  # mean width with blanks, for guesses; in ragged lines


class Story:
    """An article, ready to be measured at any size. Raises MissingGlyph naming the place when its text is needed."""

    def __init__(self, article: BulletinArticle, number: int, labels: Mapping[str, str], longest_standfirst: int) -> None:
        """A standfirst of more words than `longest_standfirst` begins the text."""
        self.article, self.number, self.labels, self.longest_standfirst = article, number, labels, longest_standfirst
        self.headline = clean(article.headline)
        self.warnings: list[str] = []
        self._texts, self.is_torn = _torn(self._plain_texts())
        self._lengths = [len(text) for _kind, text in self._texts]
        self._rows: dict[float, int] = {}  # of the whole text by size, as far as it is known
        self._guesses: dict[float, int] = {}
        self._sources: list[Source] = []
        self._broken: dict[float, list[BodyItem]] = {}
        self._inside: dict[float, list[Inside]] = {}  # by size, for endings()
        self._endings: dict[tuple[float, int], list[Ending]] = {}  # by size and number of items
        self.beside_code: list[TextBlock | None] = []  # address and byline, once they are set
        self.feet: dict[tuple[int, float], tuple[Foot, Foot]] = {}  # with a code, by rows and size
        self.shape = self._usable_shape()
        self.caption = self._caption() if self.shape else ""
        self.code = code_for(article.address) if article.address else None
        self.questions = [text for question in article.questions if (text := clean(question))]
        byline = clean(article.byline)
        self.byline = clean(labels["byline"] % {"name": byline}) if byline else ""
        self.typed = clean(article.typed_address) or clean(article.address)

    def _plain_texts(self) -> Iterator[tuple[str, str]]:
        """Kind and cleaned text of every block, an overlong standfirst before them."""
        self.standfirst = clean(self.article.standfirst)
        if len(self.standfirst.split()) > self.longest_standfirst or len(self.standfirst) > LONGEST_STANDFIRST * LETTERS_OF_A_WORD:
            yield "paragraph", self.standfirst
            self.standfirst = ""
        for block in self.article.blocks:
            if text := clean(block.text):
                yield block.kind, text

    @property
    def place(self) -> str:
        return f"article {self.number}"

    def _usable_shape(self) -> Shape | None:
        photo = self.article.photo
        if photo is None:
            return None
        shape = read_shape(photo.jpeg)
        if shape is None:
            self.warnings.append("photo_unreadable")
        elif shape.error == "photo_odd_shape":
            self.warnings.append(shape.error)
        else:
            return shape
        return None

    def _caption(self) -> str:
        photo = self.article.photo
        credit = clean(photo.credit) if photo else ""
        named = credit if not credit or ": " in credit else clean(self.labels["photo"] % {"credit": credit})
        return " ".join(part for part in (clean(photo.caption) if photo else "", named) if part)

    def text_rows(self, size_pt: float, column_pt: float) -> int:
        """How many rows the whole text takes in one column; about, when it is not broken at this size."""
        rows = self._rows.get(size_pt)
        if rows is None:
            rows = self._rows[size_pt] = self._counted_rows(size_pt, column_pt)
        return rows

    def _counted_rows(self, size_pt: float, column_pt: float) -> int:
        items = self._broken.get(size_pt)
        if items is None:
            return self.guess_rows(size_pt, column_pt)
        if len(items) == len(self._texts):
            return self.endings(size_pt, items)[-1].rows
        return max(sum(item.line_count for item in items) + 1, self.guess_rows(size_pt, column_pt))

    def guess_rows(self, size_pt: float, column_pt: float) -> int:
        """About how many lines the whole text takes in one column."""
        found = self._guesses.get(size_pt)
        if found is None:
            room = column_pt / (size_pt * RAGGED_EM)
            found = self._guesses[size_pt] = sum([1 + math.floor(length / room) for length in self._lengths])
        return found

    def least_around(self, size_pt: float, leading_pt: float, column_pt: float) -> int:
        """Rows that headline, standfirst, photo and code take at least."""
        room = column_pt / (size_pt * LETTER_EM)
        photo = math.floor(column_pt / max(self.shape.ratio, LEAST_RATIO) * LEAST_PHOTO / leading_pt) if self.shape else 0
        return LEAST_HEADLINE + math.floor(len(self.standfirst) / room * 0.9) + photo + (LEAST_FOOT if self.code else 0)

    def items(self, size_pt: float, column_pt: float, enough: int) -> tuple[list[BodyItem], bool]:
        """The first blocks, broken: `enough` lines or all; and whether it is all."""
        items = self._broken.setdefault(size_pt, [])
        count = sum([item.line_count for item in items])
        while count < enough and len(items) < len(self._texts):
            self._rows.pop(size_pt, None)
            previous = items[-1].source.kind if items else ""
            items.append(broken(self._source(len(items)), size_pt, column_pt, previous))
            count += items[-1].line_count
        return items, len(items) == len(self._texts)

    def endings(self, size_pt: float, items: list[BodyItem]) -> list[Ending]:
        """Where the text may end within these items, all that are broken at this size."""
        key = (size_pt, len(items))
        if key not in self._endings:
            is_all = len(items) == len(self._texts)
            inside = self._inside.setdefault(size_pt, [])
            self._endings[key] = endings(items, is_all, is_torn=is_all and self.is_torn, inside=inside)
        return self._endings[key]

    def _source(self, index: int) -> Source:
        while len(self._sources) <= index:
            kind, text = self._texts[len(self._sources)]
            self._sources.append(text_source(kind, text, f"{self.place}, paragraph {len(self._sources) + 1}"))
        return self._sources[index]


def _torn(texts: Iterator[tuple[str, str]]) -> tuple[list[tuple[str, str]], bool]:
    """Only so much as any sheet may hold; and whether the last text was torn for that."""
    kept: list[tuple[str, str]] = []
    room = MOST_LETTERS
    for kind, text in texts:
        if len(text) + LINE_LETTERS > room:
            return [*kept, (kind, text[:room].rpartition(" ")[0] or text[:room])], True
        room -= len(text) + LINE_LETTERS
        kept.append((kind, text))
    return kept, False
