"""The shelf at the foot of a bulletin: questions to discuss with room to write, answers from the walls, a table of rights."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product

from printing.layout.body import shaped
from printing.layout.bulletin_content import BulletinContent, WallAnswer
from printing.layout.bulletin_paper import Manner
from printing.layout.cleaning import clean
from printing.layout.drawing import BLACK, Drawing
from printing.layout.furniture import TextBlock, fit_text, set_text
from printing.layout.paper import MM
from printing.layout.shaping import typesetter

PAD_MM = 3.5
STROKE_PT = 1.25
NUMBER_EM = 1.4
LEADING = 1.24
GAP_EM, TABLE_GAP_EM = 0.6, 0.42
LARGEST = 1.5  # times the size of the text
WRITING_MM = 8.5  # from one line to write on to the next
MOST_WRITING = 9  # lines under one question
RULE_PT = 0.5
LONGEST_TOGETHER = 24  # letters of where an answer comes from, on one line


@dataclass(slots=True)
class Part:
    """A block of an entry: where it stands in its width, and the white above it."""

    text: TextBlock
    left: float = 0.0
    before: float = 0.0
    right: bool = False  # flush right, beside the part before it


@dataclass(slots=True)
class Entry:
    parts: list[Part]
    ruled: bool = False  # a rule above
    numeral: TextBlock | None = None
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = sum([part.before + part.text.height_pt for part in self.parts if not part.right])


@dataclass(slots=True)
class Box:
    """One box at one size: entries in inner columns, all of about the same height."""

    span: int
    width: float
    title: TextBlock
    entries: list[list[Entry]] = field(default_factory=list)  # by inner column
    gap: float = 0.0
    inner_width: float = 0.0
    writing: str = ""  # what invites to write into what remains
    height: float = field(init=False)

    @property
    def step(self) -> float:
        """From the left edge of an inner column to that of the next."""
        spare = self.width - 2 * PAD_MM * MM - self.inner_width * len(self.entries)
        return self.inner_width + spare / max(1, len(self.entries) - 1)

    def __post_init__(self) -> None:
        heights = [sum([entry.height for entry in column]) + self.gap * (len(column) - 1) for column in self.entries if column]
        self.height = 2 * PAD_MM * MM + self.title.height_pt + self.gap + max(heights, default=0.0)


Setter = Callable[[int, float], Box]


class Shelf:
    """All boxes side by side. What does not fit at all is left out, each with a line that says so and a warning."""

    def __init__(self, content: BulletinContent, manner: Manner, size_pt: float, share: float, spans: tuple[int, ...] = ()) -> None:
        """`share`: part of the content's height that the shelf may take. `spans`: columns of the boxes, if they are known."""
        self.content, self.manner, self.size = content, manner, size_pt
        self.warnings: list[str] = []
        self.limit = manner.paper.content_height_pt * share
        self._setters = [self._admitted(makers) for makers in self._kinds()]
        self.spans = spans or self._best_spans()
        self.boxes: list[Box] = [setter(span, size_pt) for setter, span in zip(self._setters, self.spans, strict=True)]
        self.height = max([box.height for box in self.boxes], default=0.0)  # before it grows

    # --- what goes into it -----------------------------------------------------------------------------------------------

    def _kinds(self) -> Iterator[tuple[str, str, list[Callable[[float, float], Entry]], Callable[[int], str]]]:
        """For each box its warning, title, makers of its entries and what tells that only so many are shown."""
        content, labels = self.content, self.content.labels
        questions = [text for question in content.articles[0].questions if (text := clean(question))]
        if questions:
            makers = [_question(number, text) for number, text in enumerate(questions, start=1)]
            yield "questions_left_out", clean(labels["questions"]), makers, lambda _kept: clean(labels["more_questions"])
        if answers := self._answers():
            title = labels["answers" if all(answer.is_from_wall for answer in answers) else "answers_of_readers"]
            makers = [_answer(answer, labels["about"]) for answer in answers]
            yield "answers_left_out", clean(title), makers, self._more_answers(answers)
        if content.rights and content.rights.rows:
            title = clean(content.rights.title) or clean(labels["rights"])
            yield "rights_left_out", title, self._rights(), lambda _kept: clean(labels["more_rights"])

    def _answers(self) -> list[WallAnswer]:
        """Those with words."""
        return [answer for answer in self.content.answers if clean(answer.words)]

    def _more_answers(self, answers: Sequence[WallAnswer]) -> Callable[[int], str]:
        """What to say when only so many are shown: where the others are, if the codes of their stories stand on the sheet."""
        here = {clean(article.headline) for article in self.content.articles if article.address}
        places = [clean(answer.story) in here for answer in answers]
        return lambda kept: clean(self.content.labels["more_answers" if all(places[kept:]) else "more_answers_elsewhere"])

    def _rights(self) -> list[Callable[[float, float], Entry]]:
        rights = self.content.rights
        makers = [_row(clean(label), clean(value)) for label, value in rights.rows if clean(label) or clean(value)] if rights else []
        note = clean(rights.note) if rights else ""
        source = clean(self.content.labels["source"] % {"source": clean(rights.source)}) if rights and clean(rights.source) else ""
        return [*makers, _notes(note, source)] if note or source else makers

    def _admitted(self, kind: tuple[str, str, list[Callable[[float, float], Entry]], Callable[[int], str]]) -> Setter:
        """A function that sets the box with as many entries as a single column holds."""
        warning, title, makers, more = kind
        width = self.manner.paper.column_pt - 2 * PAD_MM * MM
        room = self.limit - 2 * PAD_MM * MM - self.size * 2
        tail = makers[-1:] if warning == "rights_left_out" and self._has_notes() else []
        columns = max(1, self.manner.columns - self._other_boxes()) if warning == "answers_left_out" else 1
        entries = makers[: len(makers) - len(tail)]
        gap = self.size * (TABLE_GAP_EM if tail else GAP_EM)

        def fits(chosen: Sequence[Callable[[float, float], Entry]]) -> bool:
            heights = [maker(self.size, width).height + gap for maker in chosen]
            return sum(heights) + max(heights, default=0) * (columns - 1) / 2 <= room * columns

        kept, left = entries, 0
        while kept and not fits([*kept, *([_line(more(len(kept)))] if left else []), *tail]):
            kept, left = kept[:-1], left + 1
        if left:
            self.warnings.append(f"{warning}:{left}")
            kept = [*kept, _line(more(len(kept)))]
        return self._setter(warning, title, [*kept, *tail] if fits(tail) else kept)

    def _other_boxes(self) -> int:
        """Beside that with the answers."""
        content = self.content
        return any(map(clean, content.articles[0].questions)) + bool(content.rights and content.rights.rows)

    def _has_notes(self) -> bool:
        rights = self.content.rights
        return bool(rights and (clean(rights.note) or clean(rights.source)))

    def _setter(self, warning: str, title: str, makers: Sequence[Callable[[float, float], Entry]]) -> Setter:
        is_table, asks = warning == "rights_left_out", warning == "questions_left_out"
        writing = clean(self.content.labels["write_here"]) if asks else ""

        def set_box(span: int, size: float) -> Box:
            paper = self.manner.paper
            width = paper.span_pt(span)
            inner = 1 if is_table else min(span, len(makers))
            if paper.is_folded and span == self.manner.columns:
                inner -= inner % 2 * (inner > 1)  # none stands across the middle
            gutter = paper.gutter_mm * MM * 0.75
            inner_width = (width - 2 * PAD_MM * MM - gutter * (inner - 1)) / inner
            heading = fit_text(title, "sans_bold", size * 1.3, 10, width - 2 * PAD_MM * MM, 2)
            entries = [maker(size, inner_width) for maker in makers]
            return Box(
                span, width, heading, _in_columns(entries, inner), size * (TABLE_GAP_EM if is_table else GAP_EM), inner_width, writing
            )

        return set_box

    # --- sizes -------------------------------------------------------------------------------------------------------------

    def _best_spans(self) -> tuple[int, ...]:
        """Columns for each box so that the tallest is as low as it can be."""
        count, columns = len(self._setters), self.manner.columns
        if not count:
            return ()
        found = [spans for spans in product(range(1, columns + 1), repeat=count) if sum(spans) == columns]
        boxes = {(n, span): self._setters[n](span, self.size) for n in range(count) for span in {spans[n] for spans in found}}

        def price(spans: tuple[int, ...]) -> tuple[int, float, tuple[int, ...]]:
            chosen = [boxes[each] for each in enumerate(spans)]
            return self._through_middle(chosen), max(box.height for box in chosen), spans

        return min(found, key=price)

    def _through_middle(self, boxes: Sequence[Box]) -> int:
        """How many columns of these boxes, side by side, lie across the middle of a folded sheet."""
        paper, first, found = self.manner.paper, 0, 0
        for box in boxes if paper.is_folded else ():
            left = paper.column_x_pt(first) + PAD_MM * MM
            for n, column in enumerate(box.entries):
                begins = left + n * box.step
                found += bool(column and begins < paper.width_pt / 2 < begins + box.inner_width)
            first += box.span
        return found

    def grow(self, height: float) -> None:
        """Set every box as large as this height allows."""
        for number, (setter, span) in enumerate(zip(self._setters, self.spans, strict=True)):
            size = self.size
            while size < self.size * LARGEST:
                size += 0.5
                box = setter(span, size)
                if box.height > height - (2.5 * WRITING_MM * MM if box.writing else 0):
                    break
                self.boxes[number] = box

    # --- drawing -----------------------------------------------------------------------------------------------------------

    def draw(self, drawing: Drawing, bottom: float, height: float, accent: str) -> None:
        """With the lower edges at `bottom`, all as high as `height`."""
        x, gutter = self.manner.paper.margin_pt, self.manner.paper.gutter_mm * MM
        for box in self.boxes:
            _draw_box(drawing, box, x, bottom, height, accent)
            x += box.width + gutter


def _question(number: int, text: str) -> Callable[[float, float], Entry]:
    def made(size: float, width: float) -> Entry:
        block = _set(text, "serif", size, width - NUMBER_EM * size, "questions")
        return Entry([Part(block, NUMBER_EM * size)], numeral=set_text(f"{number}.", "sans_bold", size * 0.94, 100))

    return made


def _answer(answer: WallAnswer, about: str) -> Callable[[float, float], Entry]:
    """Above the words the story, on one line, and what was asked; `about` is the label for the story."""
    story, question, words, source = (clean(text) for text in (answer.story, answer.question, answer.words, answer.source_words))
    told = source.replace(" ", "\xa0") if len(source) <= LONGEST_TOGETHER else source
    said = f"{words} —\xa0{told}" if told else words

    def made(size: float, width: float) -> Entry:
        small = max(9.0, size * 0.8)
        above = [("sans_bold", _on_one_line(story, about, small, width)), ("sans", question)]
        parts = [Part(_set(text, role, small, width, "answers")) for role, text in above if text]
        alone, block = (_set(text, "serif_italic", size * 1.06, width, "answers") for text in (words, said))
        has_room = len(block.lines) == len(alone.lines)  # for the source, on the last line of the words
        parts.append(Part(block if has_room else alone, before=size * 0.15 if parts else 0))
        return Entry(parts if has_room else [*parts, Part(_set(f"— {source}", "sans_bold", small, width, "answers"), before=size * 0.1)])

    return made


@lru_cache(maxsize=256)
def _on_one_line(headline: str, label: str, size: float, width: float) -> str:
    """The label with as many words of the headline as one line of bold letters holds; nothing when that is none."""
    setter, words = typesetter("sans_bold"), headline.split()
    shaped(headline, "sans_bold", "answers")
    for count in range(len(words), 0, -1):
        shown = " ".join(words[:count])
        text = clean(label % {"headline": shown if count == len(words) else shown.rstrip(",;:–-") + "…"})
        if setter.width(text) * size / 1000 <= width:
            return text
    return ""


def _row(label: str, value: str) -> Callable[[float, float], Entry]:
    def made(size: float, width: float) -> Entry:
        worth = _set(value, "sans_bold", size, width, "rights")
        taken = max((line.width for line in worth.lines), default=0) * size / 1000 + size
        beside = len(worth.lines) <= 1 and taken < width * 0.6
        name = _set(label, "serif", size, width - taken if beside else width, "rights")
        if len(name.lines) > 2 and beside:
            beside, name = False, _set(label, "serif", size, width, "rights")
        parts = [Part(name), Part(worth, right=True)] if beside and name.lines else [Part(name), Part(worth)]
        return Entry(parts, ruled=True)

    return made


def _notes(note: str, source: str) -> Callable[[float, float], Entry]:
    def made(size: float, width: float) -> Entry:
        small = max(9.0, size * 0.8)
        texts = [("serif", size * 0.94, note), ("sans", small, source)]
        parts = [Part(_set(text, role, points, width, "rights"), before=size * 0.2) for role, points, text in texts if text]
        return Entry(parts, ruled=True)

    return made


def _line(text: str) -> Callable[[float, float], Entry]:
    return lambda size, width: Entry([Part(_set(text, "sans_bold", max(9.0, size * 0.8), width, "labels"))])


@lru_cache(maxsize=256)
def _set(text: str, role: str, size: float, width: float, place: str) -> TextBlock:
    shaped(text, role, place)
    return set_text(text, role, round(size * 4) / 4, round(width, 2), LEADING)


def _in_columns(entries: Sequence[Entry], count: int) -> list[list[Entry]]:
    """In order, the tallest column as low as it can be."""
    if count == 1:
        return [list(entries)]
    heights = [entry.height for entry in entries]
    best, least = [0] * (count - 1), math.inf
    for cuts in product(range(1, len(entries)), repeat=count - 1):
        if list(cuts) != sorted(set(cuts)):
            continue
        edges = [0, *cuts, len(entries)]
        tallest = max(sum(heights[a:b]) + (b - a) * 6 for a, b in zip(edges, edges[1:], strict=False))
        if tallest < least:
            best, least = list(cuts), tallest
    edges = [0, *best, len(entries)]
    return [list(entries[a:b]) for a, b in zip(edges, edges[1:], strict=False)]


def _draw_box(drawing: Drawing, box: Box, x: float, bottom: float, height: float, accent: str) -> None:
    pad = PAD_MM * MM
    drawing.fill(accent)
    drawing.solid(x, bottom + height - 4, box.width, 4)
    drawing.fill(BLACK)
    drawing.frame(x, bottom, box.width, height, STROKE_PT)
    top = box.title.draw(drawing, x + pad, bottom + height - pad - 2) - box.gap
    lines = min(_writing_lines(box, column, top - bottom - pad) for column in box.entries)
    for number, column in enumerate(box.entries):
        _draw_column(drawing, box, column, x + pad + number * box.step, top, bottom + pad, lines, first=number == 0)


def _spare(box: Box, column: Sequence[Entry], height: float) -> float:
    return height - sum(entry.height for entry in column) - box.gap * (len(column) - 1)


def _writing_lines(box: Box, column: Sequence[Entry], height: float) -> int:
    """How many lines to write on there is room for under each question of a column."""
    if not box.writing or not column:
        return 0
    return max(0, min(MOST_WRITING, math.floor(_spare(box, column, height) / len(column) / (WRITING_MM * MM))))


def _draw_column(
    drawing: Drawing, box: Box, column: Sequence[Entry], x: float, top: float, foot: float, lines: int, *, first: bool
) -> None:
    spare = _spare(box, column, top - foot) - lines * len(column) * WRITING_MM * MM
    gap = box.gap + max(0.0, min(spare / max(1, len(column)), box.gap * 2.4))
    for number, entry in enumerate(column):
        if entry.ruled:
            drawing.solid(x, top + gap * 0.5 - RULE_PT / 2, box.inner_width, RULE_PT)
        top = _draw_entry(drawing, entry, x, top, box.inner_width)
        if lines:
            top = _draw_writing(drawing, box, x, top, lines, labelled=first and number == 0)
        top -= gap


def _draw_writing(drawing: Drawing, box: Box, x: float, top: float, lines: int, *, labelled: bool) -> float:
    for number in range(1, lines + 1):
        drawing.solid(x, top - number * WRITING_MM * MM + 2, box.inner_width, RULE_PT)
    words = set_text(box.writing, "sans", 8.0, box.inner_width).lines if labelled else []
    if words:
        drawing.text(x, top - WRITING_MM * MM + 4.5, words[0].words, "sans", 8.0)
    return top - lines * WRITING_MM * MM


def _draw_entry(drawing: Drawing, entry: Entry, x: float, top: float, width: float) -> float:
    if entry.numeral:
        entry.numeral.draw(drawing, x, top)
    previous = top
    for part in entry.parts:
        if part.right:
            text = replace(part.text)
            taken = max((line.width for line in text.lines), default=0) * text.size_pt / 1000
            text.draw(drawing, x + width - taken, previous)
            continue
        top -= part.before
        previous = top
        top = part.text.draw(drawing, x + part.left, top)
    return top
