"""The pieces of a bulletin at one raster and in one skeleton: what they would take, and whether there is room for them."""

import math

from printing.layout.bulletin_boxes import Shelf
from printing.layout.bulletin_content import BulletinContent
from printing.layout.bulletin_foot import Foot, measured_feet
from printing.layout.bulletin_paper import GAP_ROWS, MIN_LEADING_PT, Manner, Raster, with_white_at_seam
from printing.layout.bulletin_piece import Piece
from printing.layout.bulletin_skeleton import Skeleton, skeletons
from printing.layout.bulletin_stacks import Attempt, wanted
from printing.layout.bulletin_story import LONGEST_STANDFIRST, Story
from printing.layout.furniture import Furniture
from printing.layout.paper import MM

SMALLEST_SHELF_PT = 11.0
CROWDED, CROWDED_SCALE = {"a3": 1.9, "a2": 2.2}, 0.88  # articles for each column of the sheet, and what it does to headlines
CROWDED_ROOM = 0.78  # of the sheet is left for texts and the least around them, at most
CROWDED_SHELF = {"a3": 0.195, "a2": 0.165}  # part of the content's height
NEARLY = 1.045  # of the room may be asked for by whole texts that are then cut a little
HOLE_ROWS = 6
MANY_ROWS = 100_000


class Attempts:
    """Makes them for one content on one paper, and remembers what they are made of."""

    def __init__(
        self, content: BulletinContent, manner: Manner, furniture: Furniture, *, standfirsts: bool = True, shelf_share: float = 0.0
    ) -> None:
        """Without `standfirsts` they begin the texts. `shelf_share`: of the content's height, 0: by the number of articles."""
        self.content, self.manner, self.paper, self.furniture = content, manner, manner.paper, furniture
        self.shelf_share = shelf_share
        paper = manner.paper
        self.top = paper.height_pt - paper.margin_pt - (paper.masthead_mm + paper.gap_mm * 1.1) * MM
        self.foot = furniture.footer_top() + paper.gap_mm * 0.7 * MM
        self.stories = [
            Story(article, n, content.labels, LONGEST_STANDFIRST if standfirsts else 0)
            for n, article in enumerate(content.articles, start=1)
        ]
        self.skeletons = skeletons(len(self.stories), paper.columns)
        self._pieces: dict[tuple, Piece] = {}
        self._singles: dict[tuple, list[Piece]] = {}  # all but the lead in one column each
        self._whole_singles: dict[tuple[float, float, bool, int], int] = {}  # rows that they need, without the wide ones
        self._feet: dict[tuple[int, float, float], tuple[Foot, Foot]] = {}
        self._attempts: dict[tuple, list[Attempt]] = {}  # at whole texts
        self._least_fill = math.inf  # of the attempts that were looked at last
        self._shelves: dict[float, Shelf] = {}
        self._rasters: dict[tuple[float, float], Raster] = {}

    def _raster(self, size: float, leading: float) -> Raster:
        if (size, leading) not in self._rasters:
            raster = Raster(size, max(size * leading, MIN_LEADING_PT), self.top, self.foot)
            self._rasters[size, leading] = with_white_at_seam(raster, self.paper, self.manner.seam_mm)
        return self._rasters[size, leading]

    def _shelf(self, size: float) -> Shelf:
        if size not in self._shelves:
            articles = len(self.stories) / self.paper.columns
            share = 0.3 if articles <= 1 else 0.21 if articles < 1.5 else CROWDED_SHELF[self.paper.code]
            share = self.shelf_share or share
            tried = size
            spans = next((known.spans for known in self._shelves.values()), ())
            shelf = Shelf(self.content, self.manner, tried, share, spans)
            while shelf.warnings and tried > SMALLEST_SHELF_PT:
                tried = max(SMALLEST_SHELF_PT, tried - 1)
                shelf = Shelf(self.content, self.manner, tried, share, spans)
            self._shelves[size] = shelf
        return self._shelves[size]

    def _try(
        self, skeleton: Skeleton, raster: Raster, photos: frozenset[int], lead_photo: int = 0, *, tight: bool = False
    ) -> Attempt | None:
        """The pieces at this raster; the lead's photo has `lead_photo` columns at most, or 0: as many as it can."""
        shelf = self._shelf(max(SMALLEST_SHELF_PT, min(math.floor(raster.size_pt - 1), 14.0)))
        lead, *rest = self.stories
        wides = [self._piece(s, raster, span, photos, tight) for s, span in zip(rest, skeleton.wides, strict=False)]
        key = (raster.size_pt, raster.leading_pt, photos, tight)
        if key not in self._singles:
            self._singles[key] = [self._piece(story, raster, 1, photos, tight) for story in rest]
        singles = self._singles[key][len(wides) :]
        first = self._piece(lead, raster, skeleton.lead, photos, tight, lead_photo or skeleton.lead)
        attempt = Attempt(skeleton, raster, shelf, 0, first, wides, singles)
        attempt.shelf_rows = raster.rows_for(shelf.height)
        if len(singles) < len(self._single_columns(skeleton)):
            return None
        return attempt

    def _piece(self, story: Story, raster: Raster, span: int, photos: frozenset[int], tight: bool, most_columns: int = 9) -> Piece:
        columns = min(self._photo_columns(story, span), most_columns) if story.number in photos else 0
        key = (story.number, raster.size_pt, raster.leading_pt, span, columns, tight and columns > 0 and story.shape is not None)
        if key not in self._pieces:
            size = max(self._headline_pt(story, span), raster.size_pt * (1.45 if span == 1 else 1.9))
            self._pieces[key] = Piece(story, self.manner, raster, span, size, columns, tight, self._feet_of(story, raster))
        return self._pieces[key]

    def _feet_of(self, story: Story, raster: Raster) -> tuple[Foot, Foot]:
        key = (story.number, raster.size_pt, raster.leading_pt)
        if key not in self._feet:
            self._feet[key] = measured_feet(story, raster, self.paper.column_pt)
        return self._feet[key]

    def _headline_pt(self, story: Story, span: int) -> float:
        scale = CROWDED_SCALE if self._is_crowded() else 1.0
        if story.number == 1:
            return self.manner.lead_pt[span] * scale
        if span > 1:
            return self.manner.second_pt[span] * scale
        return (self.manner.single_pt if story.number <= 4 else self.manner.brief_pt) * scale

    def _is_crowded(self) -> bool:
        return len(self.stories) > CROWDED[self.paper.code] * self.paper.columns

    def _photo_columns(self, story: Story, span: int) -> int:
        """The lead's photo is as wide as it can be; where it leaves a column, the text begins there."""
        if story.number > 1 or (story.shape and story.shape.ratio < 1):
            return max(1, span - 1) if story.number > 1 else 1
        if self._is_crowded():
            return min(span, 2)
        return max(span - 1, 2) if span == self.paper.columns else span

    # --- room --------------------------------------------------------------------------------------------------------------

    def _single_columns(self, skeleton: Skeleton) -> list[int]:
        taken = 0 if skeleton.is_open else sum(skeleton.wides)
        if skeleton.is_closed or len(self.stories) == 1:
            taken = skeleton.lead
        return list(range(taken, self.paper.columns))

    def _room(self, attempt: Attempt) -> float:
        """Rows of columns for pieces, gaps taken off; only those beside a closed lead, whose place is its own."""
        skeleton, columns = attempt.skeleton, self.paper.columns
        tops = columns - skeleton.lead  # pieces of one column that begin at the head of the page
        gaps = sum(skeleton.wides) + max(0, len(attempt.singles) - tops)
        return attempt.rows * (tops if skeleton.is_closed else columns) - GAP_ROWS * gaps

    @staticmethod
    def _needed(attempt: Attempt, level: float) -> float:
        pieces = attempt.singles if attempt.skeleton.is_closed else (attempt.lead, *attempt.wides, *attempt.singles)
        rows = [piece.natural_rows(min(piece.text_rows(), wanted(piece, level * attempt.weight(piece)))) * piece.span for piece in pieces]
        return sum(rows)

    def _level(self, attempt: Attempt, low: float) -> float:
        """Rows of text for an article of weight 1, `low` at least."""
        room, high = self._room(attempt), 160.0
        for _ in range(9):
            middle = (low + high) / 2
            if self._needed(attempt, middle) <= room:
                low = middle
            else:
                high = middle
        return low

    # --- whole texts ------------------------------------------------------------------------------------------------------

    def _needed_whole(self, attempt: Attempt, is_tight: bool) -> int:
        """Rows of columns for all pieces with whole texts and photos; what single columns need is the same in most skeletons."""
        key = (attempt.raster.size_pt, attempt.raster.leading_pt, is_tight, len(attempt.wides))
        rows = self._whole_singles.get(key)
        if rows is None:
            rows = self._whole_singles[key] = sum([piece.whole_rows() for piece in attempt.singles])
        if attempt.skeleton.is_closed:
            return rows
        return rows + sum([piece.whole_rows() * piece.span for piece in (attempt.lead, *attempt.wides)])

    def _may_be_whole(self, raster: Raster) -> bool:
        """A cheap look: false when the texts alone, with the least that stands around each, are too much."""
        column, size, leading = self.paper.column_pt, raster.size_pt, raster.leading_pt
        needed = sum(story.guess_rows(size, column) + story.least_around(size, leading, column) for story in self.stories)
        return needed <= raster.rows * self.paper.columns * (CROWDED_ROOM if self._is_crowded() else 1)

    def _mean_rows(self, size: float) -> float:
        return sum(story.text_rows(size, self.paper.column_pt) for story in self.stories) / len(self.stories)

    def _break_all(self, size: float) -> None:
        """From here on the texts are measured, not guessed."""
        self._attempts.clear()
        self._whole_singles.clear()
        for story in self.stories:
            story.items(size, self.paper.column_pt, MANY_ROWS)

    def _whole_attempts(self, raster: Raster, lead_photo: int, is_tight: bool) -> list[Attempt]:
        """Those for which there is nearly room by the sum of all pieces, and which leave no hole."""
        key = (raster.size_pt, raster.leading_pt, lead_photo, is_tight)
        if key not in self._attempts:
            self._attempts[key] = self._measured_attempts(raster, lead_photo, is_tight)
        return self._attempts[key]

    def _measured_attempts(self, raster: Raster, lead_photo: int, is_tight: bool) -> list[Attempt]:
        everything = frozenset(story.number for story in self.stories)
        fitting = []
        self._least_fill = math.inf
        for skeleton in self.skeletons:
            attempt = self._try(skeleton, raster, everything, lead_photo, tight=is_tight)
            if attempt is None:
                continue
            attempt.level = math.inf
            attempt.fill = self._needed_whole(attempt, is_tight) / max(1, self._room(attempt))
            self._least_fill = min(self._least_fill, attempt.fill)
            if attempt.fill <= NEARLY and not self._has_hole(attempt):
                fitting.append(attempt)
        return fitting

    def _has_hole(self, attempt: Attempt) -> bool:
        """Whether a story that must reach down to the shelf is too short for that."""
        if attempt.skeleton.is_open or not attempt.wides or len(self.skeletons) == 1:
            return False
        room = attempt.rows - GAP_ROWS - attempt.lead.natural_rows(attempt.target(attempt.lead))
        return any(piece.natural_rows(attempt.target(piece)) < room - HOLE_ROWS for piece in attempt.wides)
