"""The look of an office page: the spine, the name of the paper, the running head, the footer. Points."""

from collections.abc import Mapping
from dataclasses import dataclass

from printing.layout.cleaning import clean
from printing.layout.content import ContentError
from printing.layout.drawing import BLACK, Drawing
from printing.layout.office.parts import HEAVY_PT, THIN_PT, Composer, Rule, Text, shortened
from printing.layout.paper import MM, Paper

MARGIN = 12 * MM
SPINE = 2.2 * MM
INSET = 5.8 * MM  # from the spine to the text
RIGHT = 15 * MM
RUNNING = 9 * MM  # room of the running head
FOOT_PT, FOOT_GAP = 8.5, 7.0
MOST_FOOT_LINES = 10
NAME_PT = 15.0


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where the text of a page lies; lengths from the lower left corner of the paper."""

    left: float
    width: float
    top: float  # of later pages
    first_top: float
    bottom: float

    @property
    def rooms(self) -> tuple[float, float]:
        return self.first_top - self.bottom, self.top - self.bottom


def overhang() -> float:
    """How far heavy rules reach out to the left, to the spine."""
    return INSET + SPINE


class House:
    """The furniture of the pages of one file in the manner of the paper."""

    def __init__(self, paper: Paper, composer: Composer, title: str, footer: str, labels: Mapping[str, str]) -> None:
        self.paper, self.composer, self.labels = paper, composer, labels
        left = MARGIN + SPINE + INSET
        width = paper.width_pt - left - RIGHT
        composer.place = "footer"
        self.footer = composer.text(footer, "sans", FOOT_PT, width - 36 * MM, leading=1.25)
        if len(self.footer.lines) > MOST_FOOT_LINES:
            raise ContentError("The footer is too long.", code="no_room", detail="footer")
        self.name = composer.text(labels["masthead"], "sans_bold", FOOT_PT, 50 * MM)
        self.name = self.name if len(self.name.lines) == 1 else composer.text("", "sans", FOOT_PT, 1)
        self.running = shortened(composer, title, "sans", FOOT_PT, width - 60 * MM)
        foot_lines = max(1, len(self.footer.lines))
        self.foot_top = MARGIN + foot_lines * self.footer.leading_pt + 2
        top = paper.height_pt - MARGIN
        self.geometry = Geometry(left, width, top - RUNNING, top, self.foot_top + FOOT_GAP)

    def draw(self, drawing: Drawing, number: int, total: int) -> None:
        """Spine, running head from the second page on, footer."""
        geometry, paper = self.geometry, self.paper
        drawing.fill(BLACK)
        drawing.solid(MARGIN, MARGIN, SPINE, paper.height_pt - 2 * MARGIN)
        if number > 1:
            self._draw_running(drawing, paper.height_pt - MARGIN)
        Rule(0, 0, geometry.width, THIN_PT).draw(drawing, geometry.left, self.foot_top + THIN_PT)
        foot = self.foot_top - 4
        self.footer.draw(drawing, geometry.left, foot)
        words = clean(self.labels["page"] % {"n": number, "total": total})
        self.composer.text(words, "sans_bold", FOOT_PT, geometry.width, align="right").draw(drawing, geometry.left, foot)

    def _draw_running(self, drawing: Drawing, top: float) -> None:
        geometry = self.geometry
        self.name.draw(drawing, geometry.left, top)
        self.running.align = "right"
        self.running.at(geometry.width - self.running.width, 0).draw(drawing, geometry.left, top)
        Rule(0, 0, geometry.width, THIN_PT).draw(drawing, geometry.left, top - FOOT_PT - 3)


def masthead(composer: Composer, labels: Mapping[str, str], width: float, right: str) -> tuple[list[Rule | Text], float]:
    """The name between a heavy and a thin rule, at the right a day; the parts and their height."""
    reach = overhang()
    name = composer.fitted(labels["masthead"], "sans_bold", NAME_PT, 9, width * 0.6, 1)
    day = composer.text(right, "sans", 9.5, width * 0.36, align="right")
    down = HEAVY_PT + 6
    parts: list[Rule | Text] = [Rule(-reach, 0, width + reach, HEAVY_PT), name.at(0, down)]
    depth = max(name.ink_height, day.ink_height)
    parts.append(day.at(width * 0.64, down + max(0.0, name.ink_height - day.ink_height)))
    down += depth + 6
    parts.append(Rule(0, down, width, THIN_PT))
    return parts, down + THIN_PT
