"""An article over so many columns of a bulletin: what is fixed is measured, photo and text fill what is left."""

import math
from dataclasses import dataclass, field, replace

from printing.layout.body import BodyItem
from printing.layout.bulletin_foot import Foot
from printing.layout.bulletin_heads import HEADLINE_MOST, headline_block, small_block, standfirst_block, stretched
from printing.layout.bulletin_paper import CAPTION_PT, MIN_DPI, Manner, Raster
from printing.layout.bulletin_story import Story
from printing.layout.columns import MIN_LINES, Frame, Placement, flow
from printing.layout.endings import Ending, ended
from printing.layout.shaping import typesetter

WIDEST_SHAPE = 2.4
MAX_CROP = 0.25
TALLEST_SHAPE = 1.1  # height of a single column's photo in its width
BLANK_UNDER_PHOTO = 0.4  # of a row
LOUDER_BESIDE = (1.5, 1.4, 1.3, 1.2, 1.1)  # times the size of the headline
LARGER_BESIDE = 8  # times two points by which a standfirst beside a headline may grow


@dataclass(slots=True)
class Filling:
    """A piece with its text in it. Rows count from the piece's head."""

    rows: int
    photo_rows: int
    ending: Ending
    blank: int  # rows left white
    placements: list[Placement] = field(default_factory=list)  # those of a single column are known once it is settled
    items: list[BodyItem] = field(default_factory=list)


class Piece:
    """A story over so many columns: what is fixed is measured, photo and text are to be chosen."""

    def __init__(
        self,
        story: Story,
        manner: Manner,
        raster: Raster,
        span: int,
        headline_pt: float,
        photo_columns: int,
        is_tight: bool,
        feet: tuple[Foot, Foot],
    ) -> None:
        """`is_tight`: the photo is usually no higher than it must be. `feet` are those of measured_feet."""
        self._made_of = (story, manner, raster, span, headline_pt, photo_columns, is_tight, feet)
        self.story, self.manner, self.raster, self.span = story, manner, raster, span
        self.width, self.column_pt = manner.paper.span_pt(span), manner.paper.column_pt
        self.headline_pt, self.is_tight = headline_pt, is_tight
        self.head_span = min(span, manner.columns // 2) if manner.paper.is_folded else span  # columns that the headline takes
        self.is_split = self.head_span < span  # the standfirst, if any, stands in the other columns beside it
        if self.is_split and not story.standfirst:
            photo_columns = min(photo_columns, span - self.head_span)
        self.photo_columns = photo_columns if self._is_sharp(photo_columns) else 1 if self._is_sharp(1) and photo_columns else 0
        self._set_texts(feet)
        self.photo_range = self._photo_range() if self.photo_columns else (0, 0, 0)
        self._endings: list[Ending] | None = None
        self._items: list[BodyItem] = []
        self._broken_rows = 0
        self._whole_rows = (-1, 0)  # of the text, of the piece

    def louder(self, headline_scale: float, standfirst_scale: float) -> "Piece":
        """The same piece with larger headline and standfirst."""
        story, manner, raster, span, headline_pt, *others = self._made_of
        louder = replace(manner, standfirst_pt=max(manner.standfirst_pt, raster.size_pt * 1.2) * standfirst_scale)
        return Piece(story, louder, raster, span, headline_pt * headline_scale, *others)

    # --- what is fixed ---------------------------------------------------------------------------------------------------

    def _is_sharp(self, columns: int) -> bool:
        shape = self.story.shape
        return bool(shape) and columns > 0 and shape.width >= self.manner.paper.span_pt(columns) / 72 * MIN_DPI

    def _set_texts(self, feet: tuple[Foot, Foot]) -> None:
        story, raster, manner, span = self.story, self.raster, self.manner, self.span
        floor = max(manner.floor_pt, raster.size_pt)
        lines = 4 if self.span == 1 or self.is_split else 3
        head_width = manner.paper.span_pt(self.head_span)
        self.headline, self.broken = headline_block(story.headline, head_width, self.headline_pt, floor, lines, story.place)
        self.headline_rows = stretched(self.headline, 0.2 if self.span == 1 else 0.35, HEADLINE_MOST, raster)
        self.is_beside = 0 < self.photo_columns < self.span and not self.is_split  # the standfirst begins the text beside the photo
        self.standfirst, self.standfirst_rows = None, 0
        if story.standfirst:
            size = max(raster.size_pt * (1.0 if self.span == 1 else 1.16), self._standfirst_floor())
            width = self.column_pt if self.is_beside else self.width
            self.standfirst, self.standfirst_rows = standfirst_block(story.standfirst, size, width, raster, story.place)
            if self.is_split:
                self._set_standfirst_beside(size)
        self.caption, self.caption_rows = None, 0
        if self.photo_columns and story.caption:
            self.caption = small_block(story.caption, "sans", CAPTION_PT, manner.paper.span_pt(self._caption_columns()), story.place)
            self.caption_rows = raster.rows_for(self.caption.height_pt + 1)
        self.cut_foot, self.whole_foot = feet
        self.head_rows = self.headline_rows + (0 if self.is_beside else self.standfirst_rows)  # above photo and text
        if self.is_split:
            self.head_rows = max(self.headline_rows, self.standfirst_rows)
        is_free = self.is_split and not self.standfirst and self.photo_columns <= span - self.head_span
        self.side_rows = 0 if is_free else self.head_rows  # the same in the columns beside the headline
        self.beside_rows = self.standfirst_rows if self.is_beside else 0  # of the standfirst in the first column
        over = span - self.head_span if self.is_split else span
        self.opening_rows = self.beside_rows or self.standfirst_rows * over  # of a column: the standfirst, wherever it stands

    def _set_standfirst_beside(self, size: float) -> None:
        """In the columns beside the headline, as large as is needed to become as high."""
        width = self.manner.paper.span_pt(self.span - self.head_span)
        low, high = 0, LARGER_BESIDE
        found = standfirst_block(self.story.standfirst, size, width, self.raster, self.story.place)
        while low < high and found[1] < self.headline_rows:
            middle = (low + high + 1) // 2
            tried = standfirst_block(self.story.standfirst, size + 2 * middle, width, self.raster, self.story.place)
            if tried[1] <= self.headline_rows:
                found, low = tried, middle
            else:
                high = middle - 1
        self.standfirst, self.standfirst_rows = found
        if self.headline_rows < self.standfirst_rows:
            self._raise_headline()

    def _raise_headline(self) -> None:
        """As high as the standfirst beside it."""
        width, floor = self.manner.paper.span_pt(self.head_span), max(self.manner.floor_pt, self.raster.size_pt)
        for scale in LOUDER_BESIDE:
            block, broken = headline_block(self.story.headline, width, self.headline_pt * scale, floor, 5, self.story.place)
            rows = stretched(block, 0.35, HEADLINE_MOST, self.raster)
            if not broken and rows <= self.standfirst_rows and block.size_pt > self.headline.size_pt:
                self.headline, self.headline_rows = block, rows
                return

    def _caption_columns(self) -> int:
        """Under its photo, but not across the middle of a folded sheet."""
        first, last = self.pictured_columns()
        return self.head_span - first if self.is_split and first < self.head_span < last else self.photo_columns

    def _standfirst_floor(self) -> float:
        return self.manner.standfirst_pt if self.story.number == 1 and self.span > 1 else 0.0

    def _photo_range(self) -> tuple[int, int, int]:
        """Least, usual and most rows of the photo."""
        shape, leading = self.story.shape, self.raster.leading_pt
        width = self.manner.paper.span_pt(self.photo_columns)
        own = width / (shape.ratio if shape else 1)
        high = min(own, width * TALLEST_SHAPE) if self.photo_columns == 1 else min(own, self.manner.paper.content_height_pt * 0.36)
        low = min(high, max(width / WIDEST_SHAPE, own * (1 - MAX_CROP)))
        usual = low if self.is_tight else min(high, max(low, width / (16 / 9)))
        most = max(1, math.floor(high / leading + BLANK_UNDER_PHOTO))
        least = min(most, max(1, math.ceil(low / leading + BLANK_UNDER_PHOTO)))
        return least, min(most, max(least, round(usual / leading + BLANK_UNDER_PHOTO))), most

    def photo_size(self, rows: int) -> tuple[float, float]:
        """Width and height of the photo in points; nothing when it has no rows."""
        if not rows:
            return 0.0, 0.0
        width = self.manner.paper.span_pt(self.photo_columns)
        own = width / (self.story.shape.ratio if self.story.shape else 1)
        return width, min(own, (rows - BLANK_UNDER_PHOTO) * self.raster.leading_pt)

    def foot(self, ending: Ending) -> Foot:
        return self.whole_foot if ending.is_whole else self.cut_foot

    # --- text ------------------------------------------------------------------------------------------------------------

    def endings(self, enough: int) -> list[Ending]:
        """Where the text may end, at least as far as `enough` rows of one column."""
        if self._endings is None or (self._broken_rows < enough and not self._endings[-1].is_whole):
            self._items, _ = self.story.items(self.raster.size_pt, self.column_pt, enough)
            self._endings = self.story.endings(self.raster.size_pt, self._items)
            self._broken_rows = sum(item.line_count for item in self._items)
        return self._endings

    def text_rows(self) -> int:
        """About how many rows the whole text takes in one column."""
        return self.story.text_rows(self.raster.size_pt, self.column_pt)

    def natural_rows(self, text_rows: float) -> int:
        """About how many rows the piece takes with so much text; the last column holds photo and code at least."""
        foot = (self.whole_foot if text_rows >= self.text_rows() else self.cut_foot).rows
        head, span = self.head_rows, self.span
        pictured = self.photo_range[1] + self.caption_rows if self.photo_columns else 0
        if span == 1:
            return math.ceil(head + pictured + text_rows + foot)
        area = self._head_area(pictured) + self.beside_rows + pictured * self.photo_columns + text_rows + foot
        return max(head + max(pictured + foot, self.beside_rows), math.ceil(area / span + 0.4))

    def whole_rows(self) -> int:
        """About how many rows the piece takes with all of its text."""
        rows = self.text_rows()
        if self._whole_rows[0] != rows:
            self._whole_rows = rows, self.natural_rows(rows)
        return self._whole_rows[1]

    def text_for(self, rows: int, photo_rows: int) -> int:
        """Rows of text in one column for a height of the piece."""
        pictured = (photo_rows + self.caption_rows) * self.photo_columns if photo_rows else 0
        return rows * self.span - self._head_area(pictured) - self.beside_rows - pictured - self.cut_foot.rows

    def filled(self, rows: int, photo_rows: int) -> Filling | None:
        """As much text as this height holds with this photo, or None when not even the fixed parts fit."""
        found = self.endings(max(0, self.text_for(rows, photo_rows)) + self.span * 2 + 4)
        low, high, best = 0, len(found) - 1, None
        while low <= high:
            middle = (low + high) // 2
            filling = self.with_ending(rows, photo_rows, found[middle])
            if filling:
                best, low = filling, middle + 1
            else:
                high = middle - 1
        if not found[-1].is_whole or (best and best.ending.is_whole):
            return best
        return self.with_ending(rows, photo_rows, found[-1]) or best

    def with_ending(self, rows: int, photo_rows: int, ending: Ending) -> Filling | None:
        """The text up to an ending in this height, or None when it does not fit."""
        if self.span == 1:  # one column takes every text that is no longer than it; where its lines stand can wait
            pictured = photo_rows + self.caption_rows if photo_rows else 0
            room = rows - self.foot(ending).rows - self.head_rows - pictured
            fits = ending.rows <= room and (room >= MIN_LINES or (room >= 0 and not ending.rows))
            return Filling(rows, photo_rows, ending, room - ending.rows) if fits else None
        frames = self.frames(rows, photo_rows, self.foot(ending).rows)
        room = sum([frame.count for frame in frames or ()])
        if frames is None or ending.rows > room:
            return None
        items = ended(self._items, ending, typesetter("serif").space)
        placements = flow(items, frames)
        return None if placements is None else Filling(rows, photo_rows, ending, room - ending.rows, placements, items)

    def settle(self, filling: Filling) -> None:
        """Give every line its row; the columns of a text that leaves rows white end at about the same one."""
        frames = self.frames(filling.rows, filling.photo_rows, self.foot(filling.ending).rows) or []
        if self.span == 1:
            filling.items = ended(self._items, filling.ending, typesetter("serif").space)
            filling.placements = flow(filling.items, frames) or []
        if filling.blank <= self.span or self.span == 1:
            return
        low, high = min(frame.start for frame in frames), filling.rows
        while low < high:
            middle = (low + high) // 2
            found = flow(filling.items, [replace(f, count=max(0, min(f.count, middle - f.start))) for f in frames])
            if found is None:
                low = middle + 1
            else:
                filling.placements, high = found, middle

    def frames(self, rows: int, photo_rows: int, foot_rows: int) -> list[Frame] | None:
        """The columns' room for text; None when there is less than none."""
        pictured = photo_rows + self.caption_rows if photo_rows else 0
        first, last = self.pictured_columns()
        frames = []
        for column in range(self.span):
            start = self._head_of(column, pictured) + (pictured if first <= column < last else 0) + (self.beside_rows if column == 0 else 0)
            end = rows - (foot_rows if column == self.span - 1 else 0)
            if end < start:
                return None
            frames.append(Frame(0, column, start, end - start))
        return frames

    def _head_of(self, column: int, pictured: int) -> int:
        """Rows above photo and text of a column; where there is no photo, text begins right below a headline of its own columns."""
        first, last = self.pictured_columns()
        if not self.is_split or (pictured and first <= column < last) or column >= self.head_span:
            return self.side_rows if column >= self.head_span else self.head_rows
        return self.headline_rows

    def _head_area(self, pictured: int) -> int:
        return sum(self._head_of(column, pictured) for column in range(self.span)) if self.is_split else self.head_rows * self.span

    def pictured_columns(self) -> tuple[int, int]:
        """First column of the photo and the one after its last."""
        return self.span - self.photo_columns, self.span
