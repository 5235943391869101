"""Letters and what is signed, as atoms. Points."""

from collections.abc import Iterator, Sequence

from printing.layout.cleaning import is_blank
from printing.layout.office.document_content import DocumentBlock
from printing.layout.office.parts import THIN_PT, Atom, Composer, Part, Rule, Text, lines_of
from printing.layout.paper import MM

SIZE_PT, LEADING = 11.5, 1.4
FIRST_LINE = 10 * MM  # indent of paragraphs of more than one line
BLANK_LINE = 13.0
SPACE_TO_SIGN = 20 * MM
MOST_BESIDE = 3


def letter_atoms(composer: Composer, block: DocumentBlock, width: float) -> Iterator[Atom]:
    """Number and subject with their colons in line, the address, then the paragraphs."""
    yield from _references(composer, block.rows, width)
    gap = 16.0
    for item in block.items:
        for line in item.splitlines() or [""]:
            made = lines_of(composer.text(line, "serif", SIZE_PT, width, leading=LEADING), gap)
            for atom in made:
                atom.keep = True
            yield from made
            gap = 0.0 if made else max(gap, BLANK_LINE)
    for paragraph in _paragraphs(block.text):
        yield from _paragraph(composer, paragraph, width)


def _references(composer: Composer, rows: Sequence[Sequence[str]], width: float) -> Iterator[Atom]:
    labels = [composer.text(row[0] if row else "", "serif", SIZE_PT, width * 0.35, leading=LEADING) for row in rows]
    left = max((line.width * SIZE_PT / 1000 for label in labels for line in label.lines), default=0.0) + 10
    for number, (row, label) in enumerate(zip(rows, labels, strict=True)):
        value = composer.text(row[1] if len(row) > 1 else "", "serif", SIZE_PT, width - left - 10, leading=LEADING)
        if not label.lines and not value.lines:
            continue
        label.width = left - 10  # it may read from right to left
        colon = composer.text(":", "serif", SIZE_PT, 10, leading=LEADING).at(left, 0)
        value.x = left + 10
        for line in range(max(len(label.lines), len(value.lines))):
            parts: list[Part] = [text.line(line) for text in (label, value) if line < len(text.lines)]
            parts += [colon] if line == 0 and value.lines else []
            yield Atom(SIZE_PT * LEADING, parts, gap=16.0 if line == number == 0 else 0.0, keep=True)


def _paragraphs(text: str) -> Iterator[list[str]]:
    """The lines of each paragraph."""
    lines: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        if not is_blank(line):
            lines.append(line)
        elif lines:
            yield lines
            lines = []


def _paragraph(composer: Composer, lines: Sequence[str], width: float) -> Iterator[Atom]:
    gap = 9.0
    for line in lines:
        text = composer.text(line, "serif", SIZE_PT, width, leading=LEADING, hyphenate=True)
        if len(text.lines) > 1 and len(lines) == 1 and not text.direction:
            text = composer.text(line, "serif", SIZE_PT, width, leading=LEADING, hyphenate=True, indent=FIRST_LINE)
        yield from lines_of(text, gap)
        gap = 0.0


def signature_atoms(composer: Composer, block: DocumentBlock, width: float) -> Iterator[Atom]:
    """A line to sign on for each item, at most three beside each other; a single one stands at the right."""
    beside = min(MOST_BESIDE, len(block.items)) or 1
    gutter = 10 * MM
    column = min((width - gutter * (beside - 1)) / beside, 62 * MM) if beside > 1 else min(width * 0.45, 72 * MM)
    step = (width - column) / (beside - 1) if beside > 1 else 0.0
    start = width - column if beside == 1 else 0.0
    day = lines_of(composer.text(block.text, "serif", SIZE_PT, column if beside == 1 else width, leading=LEADING), 22.0)
    for atom in day:
        for part in atom.parts:
            part.x += start
        atom.keep = True
    yield from day
    for first in range(0, len(block.items), beside):
        row = block.items[first : first + beside]
        names = [_name(composer, item, column) for item in row]
        gap = 0.0 if first == 0 and day else 14.0
        yield _signatures(names, start, step, column, gap)


def _name(composer: Composer, item: str, column: float) -> list[Text]:
    """The name in bold, the lines after it plain; the name may be a blank line, to be written by hand."""
    name, *roles = item.splitlines() or [""]
    texts = [composer.text(name, "sans_bold", 10.5, column, leading=1.28)]
    texts += [composer.text(role, "sans", 9.5, column, leading=1.28) for role in roles]
    return [text for text in texts if text.lines]


def _signatures(names: Sequence[Sequence[Text]], start: float, step: float, column: float, gap: float) -> Atom:
    parts: list[Part] = []
    height = SPACE_TO_SIGN
    for number, texts in enumerate(names):
        x, down = start + number * step, SPACE_TO_SIGN + THIN_PT + 5
        parts.append(Rule(x, SPACE_TO_SIGN, column, 0.75))
        for text in texts:
            parts.append(text.at(x, down))
            down += text.height
        height = max(height, down)
    return Atom(height + 2, parts, gap=gap)
