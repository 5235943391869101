"""Type and grid of a bulletin: sizes by rank and width, and the rows that all columns share. Points unless the name says mm."""

import math
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from printing.layout.fonts import face
from printing.layout.paper import MM, PAPERS, Paper

LADDER_PT = (18.0, 17.0, 16.0, 15.0, 14.0, 13.5, 13.0, 12.5, 12.0)
CUT_PT = LADDER_PT[-1]  # when texts end early anyway
LEADINGS = (1.37, 1.32, 1.27)  # in ems, the roomiest first
GAP_ROWS = 1  # between two articles, with a rule; the last row's own white comes on top
MIN_LEADING_PT = 14.8  # five rows hold a code
CODE_MM = 22.0  # dark part of a code, scanned from the hand
MODULE_MM = 0.6
CAPTION_PT = 9.0
DESCENT_EM = 0.26
MIN_DPI = 100
WHITE_ABOVE = 0.18  # of a row: the middle of the white above it
SEAM_SLACK_PT = 1.0
MOST_RAISED_PT = 5.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How a bulletin looks on one paper. `lead_pt` and `second_pt` go by the number of columns."""

    paper: Paper
    lead_pt: dict[int, float] = field(hash=False)
    second_pt: dict[int, float] = field(hash=False)
    single_pt: float
    brief_pt: float
    floor_pt: float
    standfirst_pt: float  # of the lead
    seam_mm: tuple[float, float]  # from the content's top: here a cut for office paper must fall
    leadings: tuple[float, ...] = LEADINGS

    @property
    def columns(self) -> int:
        return self.paper.columns


@cache
def _capitals() -> float:
    return face("serif").cap_height()


def _paper(code: str, masthead_mm: float) -> Paper:
    return replace(PAPERS[code], masthead_mm=masthead_mm)


MANNERS: dict[str, Manner] = {
    "a3": Manner(
        _paper("a3", 24), {1: 30, 2: 37, 3: 50}, {1: 22, 2: 28, 3: 32}, 19.5, 17, 13, 14.5, (190.6, 194.4),
    ),
    "a2": Manner(
        _paper("a2", 30), {1: 36, 2: 50, 3: 66, 4: 84}, {1: 26, 2: 36, 3: 42, 4: 46}, 24, 20, 13, 19, (277.6, 281.4),
    ),
}  # fmt: skip


def ink_saving(manner: Manner) -> Manner:
    """Lighter headlines and more white between the lines, for the 12 % limit of ink."""
    lead = {span: size * 0.88 for span, size in manner.lead_pt.items()}
    second = {span: size * 0.92 for span, size in manner.second_pt.items()}
    return replace(manner, lead_pt=lead, second_pt=second, leadings=(1.42, 1.36))


def compact(manner: Manner) -> Manner:
    """Headlines no larger than they must be, for texts that leave no room otherwise."""
    lead = {span: size * 0.6 for span, size in manner.lead_pt.items()}
    second = {span: size * 0.6 for span, size in manner.second_pt.items()}
    return replace(manner, lead_pt=lead, second_pt=second, single_pt=13, brief_pt=12, floor_pt=11.5)


@dataclass(frozen=True)
class Raster:
    """Rows of one height over the whole sheet. Row 0 begins at `top` with the tops of its capitals."""

    size_pt: float
    leading_pt: float
    top: float
    foot: float  # nothing of the columns stands below

    @cached_property
    def rows(self) -> int:
        return max(0, 1 + math.floor((self.top - self._cap - self.foot - self.size_pt * DESCENT_EM) / self.leading_pt))

    @cached_property
    def _cap(self) -> float:
        return _capitals() * self.size_pt / 1000

    def y(self, row: float) -> float:
        """Upper edge of a row."""
        return self.top - row * self.leading_pt

    def baseline(self, row: int) -> float:
        return self.y(row) - self._cap

    def rows_for(self, height_pt: float) -> int:
        """The least number of rows that hold something of this height."""
        return max(0, math.ceil(height_pt / self.leading_pt - 0.02))

    def seam_row(self, paper: Paper, seam_mm: tuple[float, float]) -> int:
        """The row before which a cut finds the white between two lines."""
        middle = paper.height_pt - paper.margin_pt - sum(seam_mm) / 2 * MM
        return round((self.top - middle) / self.leading_pt + WHITE_ABOVE)


def with_white_at_seam(raster: Raster, paper: Paper, seam_mm: tuple[float, float]) -> Raster:
    """The raster, moved by a part of a row where otherwise no white between two rows would lie where a cut may fall.

    It is raised a little when it would lose a row by being lowered.
    """
    high, low = (paper.height_pt - paper.margin_pt - place * MM for place in seam_mm)
    row = math.floor((raster.top - high + SEAM_SLACK_PT) / raster.leading_pt + WHITE_ABOVE)  # the last one with its white above the stretch
    white = raster.top - (row - WHITE_ABOVE) * raster.leading_pt
    if white - raster.leading_pt >= low + SEAM_SLACK_PT:
        return raster
    lowered = replace(raster, top=raster.top - (white - high + SEAM_SLACK_PT))
    up = low + SEAM_SLACK_PT - (white - raster.leading_pt)
    return replace(raster, top=raster.top + up) if lowered.rows < raster.rows and up <= MOST_RAISED_PT else lowered
