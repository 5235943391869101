"""Sheets of account cards: eight a sheet, two beside each other, with lines to cut along. Points."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from printing.layout.binding import bound
from printing.layout.cleaning import clean, is_blank
from printing.layout.document import Facts
from printing.layout.drawing import BLACK, Drawing, dashes, line
from printing.layout.edge_sheet import UNDATED
from printing.layout.embedding import DocumentFonts
from printing.layout.furniture import poster_date
from printing.layout.office.cards_content import AccountCardFace, CardSheetContent
from printing.layout.office.parts import HEAVY_PT, THIN_PT, Composer, Part, Rule, Text
from printing.layout.office.values import check_office
from printing.layout.paper import MM, PAPERS, Paper
from printing.layout.rendered import EDGE_MM, Rendered

COLUMNS, ROWS = 2, 4
PAD_X, PAD_Y = 7.0 * MM, 6.5 * MM  # also the printer's edge lies in it
CODE_MM = 27.0
TICK_MM = (5.0, 10.0)  # drawn whole at both ends of a cut line
STEPS_PT = (10.25, 9.75, 9.25, 8.75, 8.25, 7.75, 7.25, 6.75, 6.25)
STEP_GAP = 3.0
DESCENDERS = 3.0  # of a code in small letters, which must not reach the printer's edge
NAME_PT, PLACE_PT, TYPED_PT = 16.0, 9.75, 36.0


def render_card_sheet(
    content: CardSheetContent, *, paper: str = "a4", sheet: str | None = None, mono: bool = False, edge_mm: float = EDGE_MM
) -> Rendered:
    """Eight cards a page in the order in which they stand. Raises ContentError (also for words that find no room), MissingGlyph."""
    del mono
    content.check()
    check_office(paper, sheet, edge_mm)
    fonts, office, composer = DocumentFonts(), PAPERS[paper], Composer()
    drawings = []
    for start in range(0, len(content.cards), COLUMNS * ROWS):
        drawing = Drawing(fonts)
        drawing.fill(BLACK)
        for number, card in enumerate(content.cards[start : start + COLUMNS * ROWS]):
            composer.place = f"card {start + number + 1}"
            row, column = divmod(number, COLUMNS)
            left, top = column * office.width_pt / COLUMNS, office.height_pt * (1 - row / ROWS)
            _Card(card, content.labels, composer, office).draw(drawing, left + PAD_X, top - PAD_Y)
        _draw_cuts(drawing, office)
        drawings.append(drawing)
    title = clean(content.labels["title"]) or "Kartu masuk"
    facts = Facts(title, clean(content.labels["masthead"]) or "Warta Buruh", title, UNDATED)
    made = bound(facts, drawings, fonts, office, None, edge_mm, content.labels)
    return Rendered(made.pdf, len(drawings), STEPS_PT[0], composer.warnings(), len(drawings))


def _draw_cuts(drawing: Drawing, office: Paper) -> None:
    """Dashed lines over the whole sheet, with whole ticks where the ruler is laid."""
    width, height = office.width_mm, office.height_mm
    near, far = TICK_MM
    for column in range(1, COLUMNS):
        x = width * column / COLUMNS
        dashes(drawing, x, far, x, height - far)
        line(drawing, x, near, x, far)
        line(drawing, x, height - far, x, height - near)
    for row in range(1, ROWS):
        y = height * row / ROWS
        dashes(drawing, far, y, width - far, y)
        line(drawing, near, y, far, y)
        line(drawing, width - far, y, width - near, y)


class _Card:
    """One card within its pads."""

    def __init__(self, card: AccountCardFace, labels: Mapping[str, str], composer: Composer, office: Paper) -> None:
        self.card, self.labels, self.composer = card, labels, composer
        self.width = office.width_pt / COLUMNS - 2 * PAD_X
        self.height = office.height_pt / ROWS - 2 * PAD_Y
        self.mark = composer.mark(card.address, CODE_MM)
        self.side = self.mark.side + max(4 * MM, self.mark.quiet) if self.mark else 0.0

    def draw(self, drawing: Drawing, left: float, top: float) -> None:
        for part in self.parts():
            part.draw(drawing, left, top)

    def parts(self) -> list[Part]:
        head, down = self._head()
        foot, foot_top = self._foot()
        parts = [*head, *foot, *self._middle(down + 8, foot_top - 5)]
        if self.mark:
            parts.append(self.mark.at(self.width - self.mark.side, down + max(8.0, self.mark.quiet)))
        return parts

    def _head(self) -> tuple[list[Part], float]:
        """The name of the paper, and how long the card is good."""
        composer, width = self.composer, self.width
        name = composer.fitted(self.labels["masthead"], "sans_bold", 11, 7, width * 0.33, 1)
        last_day = poster_date(self.card.expires_on, self.labels["months"])
        once = composer.boxed(self.labels["once"] % {"date": last_day}, "sans_bold", 8.5, 6, width * 0.64, 11)
        once.align = "right"
        down = HEAVY_PT + 5
        depth = max(name.ink_height, once.ink_height)
        name.at(0, down + depth - name.ink_height)
        once.at(width * 0.36, down + depth - once.ink_height)
        bottom = down + depth + 5
        return [Rule(0, 0, width, HEAVY_PT), name, once, Rule(0, bottom, width, THIN_PT)], bottom + THIN_PT

    def _foot(self) -> tuple[list[Part], float]:
        """The code for the fingers, as large as the card is wide."""
        typed = self.composer.boxed(self.card.code, "sans_bold", TYPED_PT, 7, self.width, TYPED_PT)
        top = self.height - typed.ink_height - DESCENDERS
        return [Rule(0, top - 9, self.width, THIN_PT), typed.at(0, top)], top - 9

    def _middle(self, top: float, bottom: float) -> list[Part]:
        """Name and place over the three steps; the steps take the size that fits."""
        composer, width = self.composer, self.width - self.side
        name = composer.boxed(self.card.name, "sans_bold", NAME_PT, 7, width, NAME_PT * 2.1).at(0, top)
        down = top + (name.ink_height + 6 if name.lines else 0)
        place = composer.boxed(self.card.place, "sans", PLACE_PT, 6.5, width, PLACE_PT * 2.4, leading=1.15).at(0, down)
        down += place.ink_height + 10 if place.lines else 0
        for size in STEPS_PT:
            steps = self._steps(size, width)
            if sum(_height(step) + STEP_GAP for step, _ in steps) <= bottom - down:
                break
        else:
            raise composer.no_room()
        parts: list[Part] = [name, place]
        for step, number in steps:
            parts += [step.at(12, down), number.at(0, down)]
            down += _height(step) + STEP_GAP
        return parts

    def _steps(self, size: float, width: float) -> Sequence[tuple[Text, Text]]:
        texts = [self.labels[f"step_{number}"] % {"address": self.typed_address} for number in (1, 2, 3)]
        steps = [self.composer.text(text, "sans", size, width - 12, leading=1.2) for text in texts]
        numbers = [self.composer.text(f"{number}", "sans_bold", size, 12) for number in (1, 2, 3)]
        return [(step, number) for step, number in zip(steps, numbers, strict=True) if step.lines]

    @cached_property
    def typed_address(self) -> str:
        if not is_blank(self.card.typed_address):
            return clean(self.card.typed_address)
        bare = clean(self.card.address).partition("?")[0].partition("#")[0]
        return bare.removeprefix("https://").removeprefix("http://").removesuffix("/")


def _height(text: Text) -> float:
    return text.ink_height + text.size_pt * 0.35
