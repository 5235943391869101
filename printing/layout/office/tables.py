"""Tables as atoms: rows that stay whole, heads that stand again on each page, computations, facts, bars. Points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from printing.layout.cleaning import clean, is_blank
from printing.layout.office.document_content import DocumentBlock, bar_value
from printing.layout.office.parts import HEAVY_PT, MIDDLE_PT, THIN_PT, Atom, Composer, Part, Rule, Text, lines_of
from printing.layout.office.values import Column

CELL_PT, HEAD_PT = 10.0, 9.0
GUTTER = 11.0
PAD = 5.0  # white over the capitals of a row
LEAST_WIDTH = 26.0
WIDEST_WORD = 0.45  # of the table: a longer word is broken
WHOLE_ROWS = 0.9  # of a page: a taller row is divided
STEPS = (Column("step", 0.44), Column("law", 0.32), Column("amount", 0.24, "right"))
BAR = 9.0


def column_widths(shares: Sequence[float], needs: Sequence[float], width: float) -> list[float]:
    """Widths by share, but none narrower than its need as long as the others have room to give."""
    room = width - GUTTER * (len(shares) - 1)
    needs = [max(need, LEAST_WIDTH) for need in needs]
    if sum(needs) > room:
        least = min(LEAST_WIDTH, room / len(needs))
        spare = room - least * len(needs)
        over = sum(need - least for need in needs)
        return [least + (need - least) * spare / over for need in needs] if over > 0 else [room / len(needs)] * len(needs)
    fixed: dict[int, float] = {}
    while True:
        free = [number for number in range(len(shares)) if number not in fixed]
        rest, total = room - sum(fixed.values()), sum(shares[number] for number in free)
        short = [number for number in free if rest * shares[number] / total < needs[number]]
        if not short:
            return [fixed.get(number, rest * shares[number] / total if total else 0.0) for number in range(len(shares))]
        fixed.update((number, needs[number]) for number in short)


def table_widths(composer: Composer, columns: Sequence[Column], rows: Iterable[Sequence[str]], width: float, size: float) -> list[float]:
    """By the shares of the columns and the widest word in each."""
    most = width * WIDEST_WORD
    needs = [_widest(composer, column.title, "sans_bold", HEAD_PT) for column in columns]
    for row in rows:
        for number, cell in enumerate(row):
            if needs[number] < most:
                needs[number] = max(needs[number], _widest(composer, cell, "serif", size))
    return column_widths([column.share for column in columns], [min(need + 0.5, most) for need in needs], width)


def _widest(composer: Composer, text: str, role: str, size: float) -> float:
    return max((word.width for word in composer.words(clean(text), role)), default=0.0) * size / 1000


def places(widths: Sequence[float]) -> list[float]:
    """Left edges of columns of these widths."""
    return [sum(widths[:number]) + GUTTER * number for number in range(len(widths))]


def table_atoms(composer: Composer, block: DocumentBlock, width: float, page: float) -> Iterator[Atom]:
    """The title, the head, a row for each row; all rows carry the head for the page that they may begin."""
    widths = table_widths(composer, block.columns, block.rows, width, CELL_PT)
    xs = places(widths)
    titles = [column.title for column in block.columns]
    aligns = [column.align for column in block.columns]
    title = lines_of(composer.text(block.text, "sans_bold", 11.75, width, leading=1.2), 13.0)
    for atom in title:
        atom.keep = True
    yield from title
    head = head_atom(composer, titles, widths, aligns, width)
    head.gap = 4.0 if title else 13.0
    yield head
    repeated = head if head.height < page / 3 else None
    for row in block.rows:
        cells = [
            composer.text(cell, "serif", CELL_PT, w, leading=1.25, hyphenate=True, align=a)
            for cell, w, a in zip(row, widths, aligns, strict=False)
        ]
        for cell, x in zip(cells, xs, strict=False):
            cell.x = x
        yield from row_atoms(cells, width, page, repeated)


def head_atom(composer: Composer, titles: Sequence[str], widths: Sequence[float], aligns: Sequence[str], width: float) -> Atom:
    """The titles over a rule, standing on one line at its foot."""
    cells = [
        composer.text(title, "sans_bold", HEAD_PT, w, leading=1.15, align=a) for title, w, a in zip(titles, widths, aligns, strict=True)
    ]
    depth = max((cell.ink_height for cell in cells), default=0.0)
    parts: list[Part] = [cell.at(x, 2 + depth - cell.ink_height) for cell, x in zip(cells, places(widths), strict=True) if cell.lines]
    height = (2 + depth if depth else 0.0) + 5
    return Atom(height + MIDDLE_PT, [*parts, Rule(0, height, width, MIDDLE_PT)], keep=True)


def row_atoms(cells: Sequence[Text], width: float, page: float, head: Atom | None) -> Iterator[Atom]:
    """A row over a thin rule; only one that is taller than a page is divided, between its lines."""
    height = max([PAD + cell.height for cell in cells], default=PAD + CELL_PT)
    room = page * WHOLE_ROWS - (head.height if head else 0.0)
    if height <= room:
        for cell in cells:
            cell.down += PAD
        yield Atom(height + THIN_PT, [*(c for c in cells if c.lines), Rule(0, height, width, THIN_PT)], head=head)
        return
    yield from _divided(cells, width, head)


def _divided(cells: Sequence[Text], width: float, head: Atom | None) -> Iterator[Atom]:
    most = max(len(cell.lines) for cell in cells)
    leading = max(cell.leading_pt for cell in cells)
    for number in range(most):
        parts: list[Part] = [cell.line(number) for cell in cells if number < len(cell.lines)]
        for part in parts:
            part.down = 0.0 if number else PAD
        height = leading + (0.0 if number else PAD)
        if number == most - 1:
            parts.append(Rule(0, height, width, THIN_PT))
        yield Atom(height + (THIN_PT if number == most - 1 else 0.0), parts, head=head)


# --- computations


def step_atoms(composer: Composer, rows: Sequence[Sequence[str]], labels: Mapping[str, str], width: float, page: float) -> Iterator[Atom]:
    """Label over expression, then the law, then the amount at the right."""
    steps = [_four_cells(row) for row in rows]
    cells = [(f"{label} {expression}", law, amount) for label, expression, amount, law in steps]
    widths = table_widths(composer, STEPS, cells, width, CELL_PT + 0.75)
    aligns = [column.align for column in STEPS]
    head = head_atom(composer, [labels[column.title] for column in STEPS], widths, aligns, width)
    head.gap = 13.0
    if steps:
        yield head
    for step in steps:
        yield from _step(composer, step, widths, width, page, head)


def _four_cells(row: Sequence[str]) -> tuple[str, str, str, str]:
    label, expression, amount, law = (*row, "", "", "", "")[:4]
    return label, expression, amount, law


def _step(
    composer: Composer, row: tuple[str, str, str, str], widths: Sequence[float], width: float, page: float, head: Atom
) -> Iterator[Atom]:
    label, expression, amount, law = row
    xs = places(widths)
    named = composer.text(label, "sans_bold", 10.25, widths[0], leading=1.25)
    worked = composer.text(expression, "serif", CELL_PT + 0.25, widths[0], leading=1.25)
    legal = composer.text(law, "sans", 8.5, widths[1], leading=1.3)
    result = composer.text(amount, "sans_bold", 10.25, widths[2], leading=1.25, align="right")
    legal.x, result.x = xs[1], xs[2]
    left = named.height + worked.height + 2
    height = PAD + 1 + max(left, legal.height, result.height) + 1
    if height > page * WHOLE_ROWS - head.height:
        for text in (named, worked, legal, result):
            yield from lines_of(text, 2.0, head=head)
        yield Atom(4.0, [Rule(0, 3.5, width, THIN_PT)])
        return
    worked.down = named.height + 1 if named.lines else 0.0
    for text in (named, worked, legal, result):
        text.down += PAD + 1
    legal.down += 0.9  # its smaller capitals stand on the baseline of the label
    parts: list[Part] = [text for text in (named, worked, legal, result) if text.lines]
    yield Atom(height + THIN_PT, [*parts, Rule(0, height, width, THIN_PT)], head=head)


def sum_atom(composer: Composer, block: DocumentBlock, width: float, reach: float) -> Iterator[Atom]:
    """The sum of what stands above: under a heavy rule, as large as there is room."""
    if is_blank(block.text) and is_blank(block.amount):
        return
    amount = composer.fitted(block.amount, "sans_bold", 22, 11, width * 0.55, 1)
    taken = max((line.width for line in amount.lines), default=0.0) * amount.size_pt / 1000
    label = composer.text(block.text, "sans_bold", 12.5, width - (taken + 12 if taken else 0), leading=1.2)
    amount.align, amount.width = "right", width
    down = HEAVY_PT + 7
    depth = max(amount.ink_height, label.ink_height)
    parts: list[Part] = [Rule(-reach, 0, width + reach, HEAVY_PT)]
    parts += [text.at(0, down + (depth - text.ink_height if len(label.lines) == 1 else 0.0)) for text in (label, amount) if text.lines]
    yield Atom(down + depth + 8, parts, gap=3.0)


# --- facts and bars


def fact_atoms(composer: Composer, rows: Sequence[Sequence[str]], width: float) -> Iterator[Atom]:
    """A label and its value to a row, between thin rules."""
    rows = [row for row in rows if not all(is_blank(cell) for cell in row)]
    needs = max((_widest(composer, row[0], "sans_bold", 9.5) for row in rows), default=0.0)
    left = min(max(needs, 88.0), width * 0.4)
    gap = 13.0
    for row in rows:
        label = composer.text(row[0], "sans_bold", 9.5, left, leading=1.25)
        value = composer.text(row[1] if len(row) > 1 else "", "serif", 11.25, width - left - 12, leading=1.3)
        if gap:
            yield Atom(MIDDLE_PT, [Rule(0, 0, width, MIDDLE_PT)], gap=gap, keep=True)
            gap = 0.0
        value.x, label.down = left + 12, 1.1
        for first, second in zip_longest(range(len(label.lines)), range(len(value.lines))):
            yield _fact_line(label, value, first, second, width)


def _fact_line(label: Text, value: Text, first: int | None, second: int | None, width: float) -> Atom:
    """One line of a fact; the last one stands over a rule."""
    number = first if first is not None else second or 0
    is_last = number == max(len(label.lines), len(value.lines)) - 1
    above = PAD if number == 0 else 0.0
    parts: list[Part] = [text.line(n) for text, n in ((label, first), (value, second)) if n is not None]
    for part, by in zip(parts, (1.1 if first is not None else 0.0, 0.0), strict=False):
        part.down = above + by
    height = above + value.leading_pt + (1.0 if is_last else 0.0)
    if is_last:
        parts.append(Rule(0, height, width, THIN_PT))
    return Atom(height + (THIN_PT if is_last else 0.0), parts, keep=not is_last)


def bar_atoms(composer: Composer, block: DocumentBlock, width: float) -> Iterator[Atom]:
    """Label, bar, words; the longest bar fills its column, the number stands beside it in words."""
    title = lines_of(composer.text(block.text, "sans_bold", 11.75, width, leading=1.2), 13.0)
    for atom in title:
        atom.keep = True
    yield from title
    most = max((bar_value(row[1]) for row in block.rows), default=0.0) or 1.0
    widths = column_widths([0.3, 0.44, 0.26], [0.0, 0.0, 0.0], width)
    xs = places(widths)
    for number, row in enumerate(block.rows):
        label = composer.text(row[0], "sans", 10, widths[0], leading=1.25)
        words = composer.text(row[2] if len(row) > 2 else row[1], "sans_bold", 10, widths[2], leading=1.25)
        label.at(xs[0], 3.5)
        words.at(xs[2], 3.5)
        height = max(label.height, words.height, BAR) + 4
        bar = widths[1] * bar_value(row[1]) / most
        parts: list[Part] = [text for text in (label, words) if text.lines]
        parts.append(Rule(xs[1] - 2, 0, 1, height))
        parts += [Rule(xs[1], 2.6, max(bar, 0.75), BAR)] if bar else []
        yield Atom(height, parts, gap=0.0 if number else 8.0)
