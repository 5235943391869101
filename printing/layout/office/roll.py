"""Sheets to sign on, row by row. Points."""

from collections.abc import Sequence

from printing.layout.binding import bound
from printing.layout.cleaning import clean, is_blank
from printing.layout.document import Facts
from printing.layout.drawing import BLACK, Drawing
from printing.layout.edge_sheet import UNDATED
from printing.layout.embedding import DocumentFonts
from printing.layout.furniture import poster_date
from printing.layout.office.flow import Page, paginated
from printing.layout.office.pages import House, masthead
from printing.layout.office.parts import MIDDLE_PT, THIN_PT, Atom, Composer, Part, Rule, Text
from printing.layout.office.roll_content import RollContent
from printing.layout.office.tables import GUTTER, head_atom, places, table_widths
from printing.layout.office.values import Column, check_office
from printing.layout.paper import MM, PAPERS, Paper
from printing.layout.rendered import EDGE_MM, Rendered

ROW_MM = (8.0, 10.0)  # the least height to sign in, and what is given when there is room
ROW_STEP_MM = 0.1
NUMBER_PT, NAME_PT, CELL_PT = 14.0, 12.0, 10.5
CODE_MM = 26.0
MOST_HEAD = 0.5  # of the page
TALLEST_ROW = 0.4


def render_roll(
    content: RollContent, *, paper: str = "a4", sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM
) -> Rendered:
    """As few pages as rows of eight millimetres need. Raises ContentError, MissingGlyph."""
    del mono
    content.check()
    check_office(paper, sheet, edge_mm)
    return _Roll(content, PAPERS[paper]).rendered(edge_mm)


class _Roll:
    def __init__(self, content: RollContent, paper: Paper) -> None:
        self.content, self.paper = content, paper
        self.composer = Composer()
        running = " · ".join(filter(None, [content.title, content.kicker]))  # a second sheet that lies alone says whose it is
        self.house = House(paper, self.composer, running, content.footer, content.labels)
        self.width = self.house.geometry.width
        self.rooms = self.house.geometry.rooms
        self.row_count = len(content.rows) + content.blank_rows

    def rendered(self, edge_mm: float) -> Rendered:
        content, fonts = self.content, DocumentFonts()
        pages = self._pages()
        drawings = [self._drawn(page, number, len(pages), fonts) for number, page in enumerate(pages, start=1)]
        author = clean(content.labels["masthead"]) or "Warta Buruh"
        facts = Facts(content.title, author, content.kicker, content.issued_on or UNDATED)
        made = bound(facts, drawings, fonts, self.paper, None, edge_mm, content.labels)
        return Rendered(made.pdf, len(pages), CELL_PT, self.composer.warnings(), len(pages))

    def _drawn(self, page: Page, number: int, total: int, fonts: DocumentFonts) -> Drawing:
        drawing = Drawing(fonts)
        drawing.fill(BLACK)
        geometry = self.house.geometry
        top = geometry.first_top if number == 1 else geometry.top
        for atom, down in page.placed:
            atom.draw(drawing, geometry.left, top - down)
        self.house.draw(drawing, number, total)
        return drawing

    def _pages(self) -> list[Page]:
        """Rows as tall as they may be without another page."""
        columns = (Column(self.content.labels["number"], 0.001, "right"), *self.content.columns)
        numbered = [(str(number), *row) for number, row in enumerate(self.content.rows, start=1)]
        widths = table_widths(self.composer, columns, [(str(self.row_count) + "0",), *numbered], self.width, NAME_PT)
        self.composer.place = "columns"
        titles, aligns = [column.title for column in columns], [column.align for column in columns]
        head = head_atom(self.composer, titles, widths, aligns, self.width)
        head.gap = 9.0
        if head.height > self.rooms[1] / 4:
            raise self.composer.no_room()
        over = self._head()
        rows = [self._cells(row, columns, widths) for row in numbered]
        low, high = (round(height / ROW_STEP_MM) for height in ROW_MM)

        def pages_at(step: int) -> list[Page]:
            return paginated([over, head, *self._rows(rows, widths, step * ROW_STEP_MM * MM, head)], {"house": self.rooms})

        fewest = len(pages_at(low))
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if len(pages_at(middle)) <= fewest else (low, middle - 1)
        return pages_at(low)

    def _cells(self, row: Sequence[str], columns: Sequence[Column], widths: Sequence[float]) -> list[Text]:
        """The number, large, then what is known of the person, her name in bold."""
        self.composer.place = f"row {row[0]}"
        made = [self.composer.text(row[0], "sans_bold", NUMBER_PT, widths[0], align="right")]
        for place, (cell, column, width) in enumerate(zip(row[1:], columns[1:], widths[1:], strict=False)):
            role, size = ("sans_bold", NAME_PT) if place == 0 else ("serif", CELL_PT)
            made.append(self.composer.text(cell, role, size, width, leading=1.12, align=column.align))
        if any(text.height > self.rooms[1] * TALLEST_ROW for text in made):
            raise self.composer.no_room()
        return made

    def _rows(self, rows: Sequence[Sequence[Text]], widths: Sequence[float], height: float, head: Atom) -> list[Atom]:
        xs = places(widths)
        atoms = []
        for number in range(1, self.row_count + 1):
            if number <= len(rows):
                cells = rows[number - 1]
            else:
                cells = [self.composer.text(str(number), "sans_bold", NUMBER_PT, widths[0], align="right")]
            atoms.append(self._row(cells, xs, height, head, is_fifth=number % 5 == 0))
        return atoms

    def _row(self, cells: Sequence[Text], xs: Sequence[float], height: float, head: Atom, *, is_fifth: bool) -> Atom:
        """A row over its rule, every fifth one heavier, so that the eye keeps the row; a rule before each column."""
        height = max(height, *(text.ink_height + 9 for text in cells))
        parts: list[Part] = [text.at(x, (height - text.ink_height) / 2) for text, x in zip(cells, xs, strict=False) if text.lines]
        parts += [Rule(x - GUTTER / 2, 0, THIN_PT, height) for x in xs[1:]]
        stroke = MIDDLE_PT if is_fifth else THIN_PT
        parts.append(Rule(0, height - stroke, self.width, stroke))
        return Atom(height, parts, head=head)

    # --- over the table

    def _head(self) -> Atom:
        """Name and day, then the title and the facts beside the code."""
        content, composer = self.content, self.composer
        composer.place = "head"
        day = poster_date(content.issued_on, content.labels["months"]) if content.issued_on else ""
        name, top = masthead(composer, content.labels, self.width, day)
        if is_blank(content.labels["masthead"]):
            name, top = [], 0.0
        side, side_width, side_bottom = self._side(top + 11)
        width = self.width - side_width
        kicker = composer.text(content.kicker, "sans_bold", 10.5, width, leading=1.3).at(0, top + 12)
        down = top + 12 + kicker.height
        title = composer.fitted(content.title, "sans_bold", 26, 15, width, 2).at(0, down + 2)
        facts, bottom = self._facts(width, down + title.height + 8)
        address = composer.text(content.typed_address, "sans", 10, width, leading=1.25).at(0, bottom + 3)
        bottom = max(bottom + (address.height + 3 if address.lines else 0.0), side_bottom)
        if bottom > self.rooms[0] * MOST_HEAD:
            raise composer.no_room()
        return Atom(bottom, [*name, *side, kicker, title, *facts, address], keep=True)

    def _side(self, top: float) -> tuple[list[Part], float, float]:
        """The code that leads to the page where the sheet is typed in, its words under it; parts, width, lower edge."""
        composer = self.composer
        mark = composer.mark(self.content.qr, CODE_MM)
        if not mark:
            return [], 0.0, top
        x = self.width - mark.side
        scan = composer.text(self.content.labels["scan"], "sans_bold", 8.5, mark.side + 4, leading=1.2)
        under = top + mark.side + max(6.0, mark.quiet)
        return [mark.at(x, top), scan.at(x, under)], mark.side + 7 * MM, under + scan.height

    def _facts(self, width: float, down: float) -> tuple[list[Part], float]:
        """Two facts beside each other, label and value on one line."""
        composer = self.composer
        facts = [(*fact, "", "")[:2] for fact in self.content.facts if not all(is_blank(text) for text in fact)]
        labels = [composer.text(label, "sans_bold", 9, width * 0.2, leading=1.25) for label, _ in facts]
        left = max((line.width * 9 / 1000 for label in labels for line in label.lines), default=0.0) + 7
        for label in labels:
            label.width = left - 7  # it may read from right to left
        column = (width - GUTTER) / 2
        parts: list[Part] = []
        for first in range(0, len(facts), 2):
            heights = [0.0]
            for number in range(first, min(first + 2, len(facts))):
                x = (number - first) * (column + GUTTER)
                value = composer.text(facts[number][1], "serif", 11, column - left, leading=1.25)
                parts += [labels[number].at(x, down + 1), value.at(x + left, down)]
                heights += [labels[number].height, value.height]
            down += max(heights) + 3
        return parts, down
