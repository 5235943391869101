"""Papers and the type that belongs on each. Lengths end in _mm or _pt; 1 mm = 72/25.4 pt."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import inf

MM = 72 / 25.4
INK_STEPS = 4  # by which an ink saver may become lighter
LADDER_PT = (20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0)


@dataclass(frozen=True, slots=True)
class Span:
    """A size in points between its value on a full sheet (`tight`) and on a sheet with room to spare (`roomy`)."""

    tight: float
    roomy: float

    def at(self, growth: float) -> float:
        """`growth` runs from 0 to 1; the result is rounded to a quarter point."""
        return round(self.exactly(growth) * 4) / 4

    def exactly(self, growth: float) -> float:
        """The same, not rounded."""
        return self.tight + (self.roomy - self.tight) * growth


@dataclass(frozen=True)  # without slots: lengths in points are remembered, layouts ask for them all the time
class Paper:
    """One paper: its box, margins, columns and type scale."""

    code: str
    width_mm: float
    height_mm: float
    margin_mm: float
    columns: int
    masthead_mm: float
    strip_mm: float  # masthead of the second and later sheets
    masthead_pt: float
    headline: Span
    headline_lines: int
    headline_floor_pt: float
    lead: Span
    quote: Span
    questions: Span
    caption_pt: float
    footer_pt: float
    qr_mm: float
    qr_roomy_mm: float
    ladder_pt: tuple[float, ...] = LADDER_PT
    gutter_mm: float = 8.0
    gap_mm: float = 5.0
    leading: Span = Span(1.27, 1.36)  # in ems
    growth_max: float = 2.0
    wide_from_pt: float = inf  # text of this size or larger stands in `wide_columns`: a line needs 28 characters
    wide_columns: int = 2
    is_series: bool = False  # whole sheets that hang side by side
    foot_columns: int = 3  # of which the last is the code's, the others the questions'
    is_folded: bool = False  # the middle stays white from top to foot, for the upright seam of office sheets

    @cached_property
    def width_pt(self) -> float:
        return self.width_mm * MM

    @cached_property
    def height_pt(self) -> float:
        return self.height_mm * MM

    @cached_property
    def margin_pt(self) -> float:
        return self.margin_mm * MM

    @cached_property
    def content_width_pt(self) -> float:
        return (self.width_mm - 2 * self.margin_mm) * MM

    @cached_property
    def content_height_pt(self) -> float:
        return (self.height_mm - 2 * self.margin_mm) * MM

    @cached_property
    def head_width_pt(self) -> float:
        """Width of headline and standfirst: the left half where the middle stays white."""
        return (self.content_width_pt - self.gutter_mm * MM) / 2 if self.is_folded else self.content_width_pt

    @cached_property
    def column_pt(self) -> float:
        return (self.content_width_pt - (self.columns - 1) * self.gutter_mm * MM) / self.columns

    def span_pt(self, columns: int) -> float:
        """Width of so many columns with the gutters between them."""
        return columns * self.column_pt + (columns - 1) * self.gutter_mm * MM

    def column_x_pt(self, column: int) -> float:
        """Left edge of a column, counted from 0, from the left edge of the paper."""
        return self.margin_pt + column * (self.column_pt + self.gutter_mm * MM)


def in_columns(paper: Paper, columns: int) -> Paper:
    """The same paper divided into so many columns."""
    return paper if columns == paper.columns else _divided(paper, columns)  # mostly the former, and to find a paper takes long


@lru_cache(maxsize=64)
def _divided(paper: Paper, columns: int) -> Paper:
    return replace(paper, columns=columns)


def for_size(paper: Paper, size_pt: float) -> Paper:
    """The paper with the columns for body text of a size."""
    return in_columns(paper, paper.wide_columns if size_pt >= paper.wide_from_pt else paper.columns)


def ink_saving(paper: Paper, step: int = 0) -> Paper:
    """The same paper with a lighter headline and more white between the lines, for the 12 % limit of ink.

    With each `step` what is bold or large grows less, and the lines of the text may stand further apart. Nothing needs more room.
    """
    less = step / INK_STEPS
    headline = Span(paper.headline.tight * (0.86 - 0.2 * less), paper.headline.roomy * (0.8 - 0.25 * less))
    lead = Span(paper.lead.tight * (1 - 0.1 * less), paper.lead.tight * (1.15 - 0.2 * less))
    quote = Span(paper.quote.tight, paper.quote.exactly(1 - 0.8 * less))
    leading = Span(1.40, 1.55 if paper.is_folded else 1.46 + 0.24 * less)
    ladder = tuple(size for size in paper.ladder_pt if size <= paper.lead.tight or not paper.is_folded)  # heads stay small
    return replace(paper, headline=headline, lead=lead, quote=quote, leading=leading, growth_max=1 - 0.6 * less, ladder_pt=ladder)


PAPERS: dict[str, Paper] = {
    "a3": Paper(
        "a3", 297, 420, 15, 3, 26, 13, 50, Span(58, 84), 3, 28, Span(18, 26), Span(22, 34), Span(14, 20), 10.5, 10, 45, 62,
        wide_from_pt=18.0,
    ),
    "a2": Paper(
        "a2", 420, 594, 15, 4, 28, 15, 58, Span(76, 124), 5, 36, Span(24, 38), Span(28, 52), Span(16, 22), 11.5, 11, 52, 74,
        ladder_pt=(34.0, 30.0, 26.0, 24.0, 22.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0), wide_from_pt=22.0,
        foot_columns=2, gap_mm=6.5, is_folded=True,
    ),
    "a4": Paper(
        "a4", 210, 297, 12, 2, 17, 10, 32, Span(38, 56), 3, 20, Span(14, 19), Span(17, 25), Span(12, 16), 9.5, 9, 32, 40,
        ladder_pt=(18.0, 16.0, 15.0, 14.0, 13.0, 12.0), gutter_mm=7.0, gap_mm=4.0,
    ),
    "f4": Paper(
        "f4", 215, 330, 12, 2, 17, 10, 32, Span(40, 58), 3, 20, Span(14, 19), Span(17, 25), Span(12, 16), 9.5, 9, 32, 40,
        ladder_pt=(18.0, 16.0, 15.0, 14.0, 13.0, 12.0), gutter_mm=7.0, gap_mm=4.0,
    ),
}  # fmt: skip
for _paper in ("a4", "f4"):
    PAPERS[f"{_paper}s"] = replace(
        PAPERS[_paper],
        code=f"{_paper}s",
        is_series=True,
        strip_mm=15,
        ladder_pt=(18.0, 17.0, 16.0, 15.0, 14.0),
        headline=Span(44, 64),
        lead=Span(17, 22),
        quote=Span(20, 28),
        questions=Span(15, 19),
        footer_pt=9.5,
        caption_pt=10.5,
    )
