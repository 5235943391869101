"""The sheets before the text flows in: what stands around it, where the photo and the quote go, which rows are free."""

import math
from dataclasses import dataclass, replace

from printing.layout.bottom import Bottom, measure_bottom
from printing.layout.cleaning import clean
from printing.layout.columns import Frame
from printing.layout.content import Photo, PosterContent
from printing.layout.fonts import face
from printing.layout.furniture import Furniture, TextBlock, set_text
from printing.layout.headline import Headline, fit_headline
from printing.layout.paper import MM, Paper
from printing.layout.pictures import MIN_DPI, Shape, shape_of
from printing.layout.shaping import typesetter

WIDE = 16 / 9
MAX_PHOTO_SHARE = 0.42  # of the content's height
MAX_CROP = 0.25  # of the photo's height
MIN_ROWS = 4
LEAD_LEADING = 1.24
QUOTE_RULE_PT = 5.0
QUOTE_PAD_PT = 10.0
DISPLAY_SCALE = 1.5
MAX_QUOTE_SHARE = 0.45  # of the content's height


@dataclass(frozen=True, slots=True)
class Style:
    """One point of the search."""

    size_pt: float
    growth: float = 0.0
    photo_columns: int = 0
    photo_growth: float = 0.0
    leading_share: float = 1.27
    display_quote: bool = False  # over all columns above a very short text

    @property
    def leading_pt(self) -> float:
        return self.size_pt * self.leading_share


@dataclass(slots=True)
class SheetPlan:
    """Grid of one sheet: first row's top, number of rows, frames for text."""

    top: float
    rows: int
    frames: list[Frame]


@dataclass(slots=True)
class Head:
    """Headline and standfirst of the first sheet, and where the columns begin below them."""

    headline: Headline
    lead: TextBlock | None
    top: float
    columns_top: float


@dataclass(slots=True)
class LeadPhoto:
    photo: Photo
    shape: Shape
    caption: str = ""


@dataclass(slots=True)
class Measured:
    """The sheets for one style, still without text."""

    head: Head
    bottom: Bottom
    sheets: list[SheetPlan]
    photo_box: tuple[float, float, float, float] | None = None  # x, y, width, height
    caption: TextBlock | None = None
    quote: TextBlock | None = None
    quote_at: tuple[int, int] = (0, 0)  # column, row

    @property
    def frames(self) -> list[Frame]:
        return [frame for sheet in self.sheets for frame in sheet.frames]

    @property
    def is_possible(self) -> bool:
        """Whether the first sheet has room below headline, photo and quote."""
        first = self.sheets[0]
        return first.rows >= MIN_ROWS and all(frame.count >= 0 for frame in first.frames)


class Grid:
    """Measures sheets for one content on one paper. `standfirst` and `questions` may have moved into the text."""

    def __init__(
        self,
        content: PosterContent,
        paper: Paper,
        furniture: Furniture,
        lead_photo: LeadPhoto | None,
        standfirst: str,
        questions: tuple[str, ...],
    ) -> None:
        self.content = replace(content, questions=questions)
        self.paper, self.furniture, self.lead_photo = paper, furniture, lead_photo
        self.standfirst = standfirst
        self.quote = clean(content.quote)
        self._heads: dict[float, Head] = {}
        self._bottoms: dict[float, Bottom] = {}
        self._quotes: dict[tuple[float, bool], TextBlock] = {}

    def measure(self, style: Style, sheets: int) -> Measured:
        """So many sheets: the first with headline, photo and quote, the last with questions and code."""
        measured = Measured(self._head(style.growth), self._bottom(style.growth), [])
        for number in range(sheets):
            top = self._strip_foot() if number else measured.head.columns_top
            foot = self._foot(measured.bottom if number == sheets - 1 else None)
            rows = self._rows(top, foot, style)
            starts = [0] * self.paper.columns
            if number == 0:
                self._place_photo(style, measured, starts)
                self._place_quote(style, measured, rows, starts)
            frames = [Frame(number, c, start, rows - start) for c, start in enumerate(starts)]
            measured.sheets.append(SheetPlan(top, rows, frames))
        return measured

    def _rows(self, top: float, foot: float, style: Style) -> int:
        cap = face("serif").cap_height() * style.size_pt / 1000
        return max(0, 1 + math.floor((top - cap - foot - style.size_pt * 0.26) / style.leading_pt))

    def _strip_foot(self) -> float:
        paper = self.paper
        return paper.height_pt - paper.margin_pt - (paper.strip_mm + paper.gap_mm * 1.5) * MM

    def _foot(self, bottom: Bottom | None) -> float:
        """The line above which the columns end."""
        foot = self.furniture.footer_top() + self.paper.gap_mm * 0.8 * MM
        if bottom and bottom.height_pt:
            foot += bottom.height_pt + self.paper.gap_mm * 1.2 * MM
        return foot

    def bottom_y(self) -> float:
        """Lower edge of the questions' box."""
        return self.furniture.footer_top() + self.paper.gap_mm * 0.8 * MM

    def _head(self, growth: float) -> Head:
        if growth not in self._heads:
            self._heads[growth] = self._measure_head(growth)
        return self._heads[growth]

    def _measure_head(self, growth: float) -> Head:
        paper = self.paper
        top = paper.height_pt - paper.margin_pt - (paper.masthead_mm + paper.gap_mm * 1.3) * MM
        headline = fit_headline(clean(self.content.headline), paper, min(growth, 1.0))
        below = top - headline.height_pt - paper.gap_mm * 0.4 * MM
        text = self.standfirst
        lead = set_text(text, "serif_bold", paper.lead.at(growth), paper.content_width_pt, LEAD_LEADING, even=True) if text else None
        if lead:
            below -= lead.height_pt + paper.gap_mm * 0.5 * MM
        return Head(headline, lead, top, below - paper.gap_mm * 0.3 * MM)

    def _bottom(self, growth: float) -> Bottom:
        if growth not in self._bottoms:
            self._bottoms[growth] = measure_bottom(self.content, self.paper, growth)
        return self._bottoms[growth]

    def normal_span(self) -> int:
        """Columns that the lead photo usually takes: one upright, otherwise two of three."""
        if not self.lead_photo:
            return 0
        return 1 if self.lead_photo.shape.ratio < 1 else max(1, self.paper.columns // 2 + self.paper.columns % 2)

    def spans(self) -> list[int]:
        """Columns to be tried for the photo, the widest first."""
        normal = self.normal_span()
        if not normal:
            return [0]
        widest = self.paper.columns if normal > 1 else min(2, self.paper.columns)
        spans = [n for n in range(widest, normal - 1, -1) if n == normal or self._is_sharp(n)]
        return [*spans, 1] if normal > 1 and self.paper.columns == 2 else spans

    def _is_sharp(self, columns: int) -> bool:
        """Whether the lead photo has pixels enough for so many columns."""
        return bool(self.lead_photo) and self.lead_photo.shape.width >= self.paper.span_pt(columns) / 72 * MIN_DPI

    def _photo_height(self, ratio: float, width: float, growth: float) -> float:
        """Between 16:9, but with no more than a quarter cut off, and the photo's own shape; upright ones are not cut."""
        own = width / ratio
        if ratio < 1:
            return own
        low = min(own, max(width / WIDE, own * (1 - MAX_CROP)))
        high = max(low, min(own, MAX_PHOTO_SHARE * self.paper.content_height_pt))
        return low + (high - low) * growth

    def _place_photo(self, style: Style, measured: Measured, starts: list[int]) -> None:
        """Set the photo's box and caption and move the starts of its columns below them."""
        if not self.lead_photo or not style.photo_columns:
            return
        paper, columns = self.paper, style.photo_columns
        width = paper.span_pt(columns)
        height = self._photo_height(self.lead_photo.shape.ratio, width, style.photo_growth)
        upright = self.lead_photo.shape.ratio < 1
        first = paper.columns - columns if upright else 0
        text = self.lead_photo.caption
        measured.caption = caption = set_text(text, "sans", paper.caption_pt, width, 1.25) if text else None
        used = height + (caption.height_pt + 5 if caption else 0) + paper.gap_mm * MM * 0.7
        for column in range(first, first + columns):
            starts[column] = math.ceil(used / style.leading_pt)
        x = paper.column_x_pt(first)
        measured.photo_box = (x, measured.head.columns_top - height, width, height)

    def _place_quote(self, style: Style, measured: Measured, rows: int, starts: list[int]) -> None:
        """Set the quote and its place, unless it is too long, and move the start of its column below it."""
        quote = self._measure_quote(style)
        if quote is None:
            return
        if style.display_quote:
            needed = math.ceil((quote.height_pt + self.paper.gap_mm * 1.5 * MM) / style.leading_pt)
            starts[:] = [start + needed for start in starts]
            measured.quote = quote
            return
        column = self._quote_column(style)
        needed = math.ceil((quote.height_pt + self.paper.gap_mm * MM) / style.leading_pt)
        if needed > (rows - starts[column]) * 0.7 or quote.height_pt > MAX_QUOTE_SHARE * self.paper.content_height_pt:
            return
        measured.quote, measured.quote_at = quote, (column, starts[column])
        starts[column] += needed

    def _quote_column(self, style: Style) -> int:
        """The last column, or the one beside an upright photo that stands there."""
        last = self.paper.columns - 1
        upright = self.lead_photo and self.lead_photo.shape.ratio < 1 and style.photo_columns
        return last - style.photo_columns if upright and style.photo_columns < last else last

    def _measure_quote(self, style: Style) -> TextBlock | None:
        if not self.quote:
            return None
        key = (style.growth, style.display_quote)
        if key not in self._quotes:
            columns = self.paper.columns if style.display_quote else 1
            width = self.paper.span_pt(columns) - QUOTE_RULE_PT - QUOTE_PAD_PT
            longest = max((word.width for word in typesetter("serif_italic").words(self.quote)), default=1.0)
            wished = self.paper.quote.at(style.growth) * (DISPLAY_SCALE if style.display_quote else 1)
            size = math.floor(4 * min(wished, max(self.paper.quote.tight * 0.7, width * 1000 / longest))) / 4
            self._quotes[key] = set_text(self.quote, "serif_italic", size, width, 1.2, even=True)
        return self._quotes[key]


def column_photo_height(photo: Photo, paper: Paper) -> float:
    """Height of a photo in one column, cut to at most a square and a quarter."""
    shape = shape_of(photo.jpeg)
    return min(paper.column_pt / shape.ratio, paper.column_pt * 1.1) if shape else 0.0
