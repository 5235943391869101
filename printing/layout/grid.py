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
from printing.layout.paper import MM, Paper, for_size
from printing.layout.pictures import MIN_DPI, Shape, shape_of
from printing.layout.quotes import quote_text
from printing.layout.seams import joined, keep_free, lowered, raised, row_below, whites

WIDE = 16 / 9
MAX_PHOTO_SHARE = 0.42  # of the content's height
MAX_CROP = 0.25  # of the photo's height
MOST_RAISED = 0.82  # of its height is left at least when its caption must give way to a seam
MIN_ROWS = 4
FEWEST_LINES = 5  # of text under the photo of a series
LEAD_LEADING = 1.24
QUOTE_RULE_PT = 5.0
QUOTE_PAD_PT = 10.0
DISPLAY_SCALE = 1.5
MAX_QUOTE_SHARE = 0.45  # of the content's height


@dataclass(frozen=True, slots=True)
class Style:
    """One point of the search."""

    size_pt: float
    growth: float = 0.0  # of the headline
    lead_growth: float = 0.0  # of standfirst and quote
    foot_growth: float = 0.0  # of questions and code
    photo_columns: int = 0
    photo_growth: float = 0.0
    leading_share: float = 1.27
    display_quote: bool = False  # over all columns above a very short text
    lead_beside: bool = False  # the standfirst on the other half of a folded sheet, beside the headline

    @property
    def leading_pt(self) -> float:
        return self.size_pt * self.leading_share


@dataclass(slots=True)
class SheetPlan:
    """Grid of one sheet: first row's top, number of rows, frames for text."""

    top: float
    rows: int
    frames: list[Frame]
    height: float = 0.0  # from the first row to what stands below; negative when that alone is too high


@dataclass(slots=True)
class Head:
    """Headline and standfirst of the first sheet, and where the columns begin below them."""

    headline: Headline
    lead: TextBlock | None
    top: float
    lead_at: tuple[float, float]  # its left upper corner
    below: float  # of the columns under it
    columns_top: float  # of the first row; on a folded sheet the right half begins beside the headline


@dataclass(slots=True)
class LeadPhoto:
    photo: Photo
    shape: Shape
    caption: str = ""


@dataclass(slots=True)
class Measured:
    """The sheets for one style, still without text."""

    paper: Paper  # with the columns for this size
    head: Head
    bottom: Bottom
    sheets: list[SheetPlan]
    photo_box: tuple[float, float, float, float] | None = None  # x, y, width, height
    caption: TextBlock | None = None
    quote: TextBlock | None = None
    quote_sheet: int = 0
    quote_at: tuple[int, int] = (0, 0)  # column, row
    quote_drop: float = 0.0  # below its row
    quote_rows: range | None = None  # what it takes of its column when text stands above it

    @property
    def frames(self) -> list[Frame]:
        return [frame for sheet in self.sheets for frame in sheet.frames]

    @property
    def is_possible(self) -> bool:
        """Whether the first sheet has room below headline, photo and quote."""
        first = self.sheets[0]
        least = FEWEST_LINES if self.paper.is_series and len(self.sheets) > 1 else 0
        begins = first.frames[0].count if self.paper.is_folded else first.rows
        return begins >= MIN_ROWS and all(frame.count >= least for frame in first.frames) and self.sheets[-1].height >= 0


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
        self._strips: list[tuple[float, float]] = []  # of white between the lines of the text, one in each seam
        self.seams: list[tuple[float, float]] = []  # of sheets to be glued together: heights between which each must fall
        self._heads: dict[tuple, Head] = {}
        self._headlines: dict[float, Headline] = {}
        self._bottoms: dict[float, Bottom] = {}
        self._quotes: dict[tuple[float, bool, int], TextBlock] = {}
        self._latest: tuple[tuple, Measured] | None = None

    def name_code(self, label: str) -> None:
        """Say this at the code instead of the usual words."""
        self.content = replace(self.content, labels={**self.content.labels, "scan": label})
        self._bottoms.clear()
        self._latest = None

    def measure(self, style: Style, sheets: int) -> Measured:
        """So many sheets: the first with headline, photo and quote, the last with questions and code."""
        key = (style, sheets, *self.seams)
        if self._latest is None or self._latest[0] != key:  # asked twice in a row: whether a text may fit, and for its plan
            self._latest = key, self._measure(style, sheets)
        return self._latest[1]

    def _measure(self, style: Style, sheets: int) -> Measured:
        measured = Measured(for_size(self.paper, style.size_pt), self._head(style), self._bottom(style.foot_growth), [])
        cap = face("serif").cap_height() * style.size_pt / 1000
        if self.seams:
            columns_top = lowered(measured.head.columns_top, cap, style.size_pt, style.leading_pt, self.seams)
            self._strips = whites(columns_top, cap, style.size_pt, style.leading_pt, self.seams)
            measured.head = self._with_lead_joined(replace(measured.head, columns_top=columns_top))
        measured.quote_sheet = int(self.paper.is_series and sheets > 1)  # the first sheet of a series is the photo's
        for number in range(sheets):
            top = lowered(self._strip_foot(), cap, style.size_pt, style.leading_pt, self.seams) if number else measured.head.columns_top
            foot = self._foot(measured.bottom if number == sheets - 1 else None)
            rows = self._rows(top, foot, style)
            starts = [0] * measured.paper.columns
            if number == 0:
                self._begin_below_head(style, measured, starts)
                self._place_photo(style, measured, starts)
            if number == measured.quote_sheet:
                self._place_quote(style, measured, rows, starts)
            frames = [Frame(number, c, start, rows - start) for c, start in enumerate(starts)]
            if number == measured.quote_sheet and measured.quote_rows:
                keep_free(frames, measured.quote_at[0], measured.quote_rows)
            measured.sheets.append(SheetPlan(top, rows, frames, top - foot))
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
            foot += bottom.height_pt + max(self.paper.gap_mm * 1.2 * MM, bottom.quiet_pt)
        return foot

    def bottom_y(self) -> float:
        """Lower edge of the questions' box."""
        return self.furniture.footer_top() + self.paper.gap_mm * 0.8 * MM

    def _head(self, style: Style) -> Head:
        key = (style.growth, style.lead_growth, style.lead_beside)
        if key not in self._heads:
            self._heads[key] = self._measure_head(style.growth, style.lead_growth, beside=style.lead_beside)
        return self._heads[key]

    def _headline(self, growth: float) -> Headline:
        if growth not in self._headlines:
            self._headlines[growth] = fit_headline(clean(self.content.headline), self.paper, min(growth, 1.0))
        return self._headlines[growth]

    def _measure_head(self, growth: float, lead_growth: float, *, beside: bool) -> Head:
        paper = self.paper
        top = paper.height_pt - paper.margin_pt - (paper.masthead_mm + paper.gap_mm * 1.3) * MM
        headline = self._headline(growth)
        below = top - headline.height_pt - paper.gap_mm * 0.4 * MM
        text = self.standfirst
        lead = set_text(text, "serif_bold", paper.lead.at(lead_growth), paper.head_width_pt, LEAD_LEADING, even=True) if text else None
        lead_at = (paper.margin_pt, below)
        if lead:
            lead_at = (paper.width_pt / 2 + paper.gutter_mm * MM / 2, top) if beside else (paper.margin_pt, below)
            below = min(below, lead_at[1] - lead.height_pt - paper.gap_mm * 0.5 * MM)
        below -= paper.gap_mm * 0.3 * MM
        return Head(headline, lead, top, lead_at, below, top if paper.is_folded and not beside else below)

    def _with_lead_joined(self, head: Head) -> Head:
        """The standfirst lowered when a level seam would go through its letters."""
        if not head.lead or head.columns_top <= head.below:
            return head
        x, top = head.lead_at
        lower = self._joined(head.lead, top)
        return replace(head, lead_at=(x, lower), below=head.below - (top - lower))

    def _joined(self, block: TextBlock, top: float) -> float:
        cap = face(block.role).cap_height() * block.size_pt / 1000
        return joined(top, block.height_pt, (cap, block.size_pt, block.leading_pt), self._strips)

    def _bottom(self, growth: float) -> Bottom:
        if growth not in self._bottoms:
            self._bottoms[growth] = measure_bottom(self.content, self.paper, growth)
        return self._bottoms[growth]

    def normal_span(self, size_pt: float) -> int:
        """Columns that the lead photo usually takes beside text of a size: one upright, otherwise two of three, and all
        above large type, so that a picture is never smaller with larger type."""
        if not self.lead_photo or self.lead_photo.shape.ratio < 1:
            return int(bool(self.lead_photo))
        paper = for_size(self.paper, size_pt)
        if self.paper.is_folded:
            return paper.columns // 2
        if (self.paper.is_series or paper.columns < self.paper.columns) and self._is_sharp(paper.content_width_pt):
            return paper.columns
        return max(1, paper.columns // 2 + paper.columns % 2)

    def wide_spans(self, size_pt: float) -> list[int]:
        """Columns beyond the usual ones that the photo has pixels for, the widest first."""
        normal, paper = self.normal_span(size_pt), for_size(self.paper, size_pt)
        if not self.lead_photo or (self.lead_photo.shape.ratio < 1 and paper.columns < 3):
            return []
        widest = min(2, paper.columns) if self.lead_photo.shape.ratio < 1 else paper.columns
        if self.paper.is_folded:
            widest = paper.columns // 2
        return [n for n in range(widest, normal, -1) if self._is_sharp(paper.span_pt(n))]

    def _is_sharp(self, width_pt: float) -> bool:
        """Whether the lead photo has pixels enough for a width."""
        return bool(self.lead_photo) and self.lead_photo.shape.width >= width_pt / 72 * MIN_DPI

    def _photo_height(self, ratio: float, width: float, growth: float) -> float:
        """Between 16:9, but with no more than a quarter cut off, and the photo's own shape; upright ones are not cut."""
        own = width / ratio
        if ratio < 1:
            return own
        low = min(own, max(width / WIDE, own * (1 - MAX_CROP)))
        high = max(low, min(own, MAX_PHOTO_SHARE * self.paper.content_height_pt))
        return low + (high - low) * growth

    def _begin_below_head(self, style: Style, measured: Measured, starts: list[int]) -> None:
        """The columns under the headline of a folded sheet begin below it, the others beside it."""
        below = math.ceil(max(0.0, measured.head.columns_top - measured.head.below) / style.leading_pt)
        for column in range(measured.paper.columns // 2):
            starts[column] = below

    def _place_photo(self, style: Style, measured: Measured, starts: list[int]) -> None:
        """Set the photo's box and caption and move the starts of its columns below them."""
        if not self.lead_photo or not style.photo_columns:
            return
        paper, columns = measured.paper, style.photo_columns
        width = paper.span_pt(columns)
        height = self._photo_height(self.lead_photo.shape.ratio, width, style.photo_growth)
        first, top = self._photo_column(style, paper), measured.head.columns_top
        if self.paper.is_folded:
            top = measured.head.top
        text = self.lead_photo.caption
        measured.caption = caption = set_text(text, "sans", paper.caption_pt, width, 1.25) if text else None
        if caption and self.lead_photo.shape.ratio >= 1:
            shorter = height - raised(top - height - 5, caption.height_pt, self.seams)
            height = shorter if shorter >= MOST_RAISED * height else height
        used = height + (caption.height_pt + 5 if caption else 0) + paper.gap_mm * MM * 0.7 - (top - measured.head.columns_top)
        for column in range(first, first + columns):
            starts[column] = math.ceil(used / style.leading_pt)
        x = paper.column_x_pt(first)
        measured.photo_box = (x, top - height, width, height)

    def _photo_column(self, style: Style, paper: Paper) -> int:
        """Flush right, so that the text begins under the headline; a quote takes the last column from a photo that is not upright."""
        has_quote = (
            bool(self.quote)
            and not style.display_quote
            and not self.paper.is_folded
            and self.lead_photo
            and self.lead_photo.shape.ratio >= 1
        )
        return max(0, paper.columns - style.photo_columns - int(bool(has_quote)))

    def _place_quote(self, style: Style, measured: Measured, rows: int, starts: list[int]) -> None:
        """Set the quote and its place, unless it is too long, and move the start of its column below it."""
        quote = self._measure_quote(style)
        if quote is None:
            return
        if style.display_quote:
            first = self._display_columns(measured.paper).start
            if row_below(measured.head.columns_top, starts[first], quote.height_pt, style.leading_pt, self.seams):
                return
            needed = math.ceil((quote.height_pt + self.paper.gap_mm * 1.5 * MM) / style.leading_pt)
            measured.quote, measured.quote_at = quote, (first, starts[first])
            starts[first:] = [start + needed for start in starts[first:]]
            return
        column = self._quote_column(style, measured.paper)
        needed = math.ceil((quote.height_pt + self.paper.gap_mm * MM) / style.leading_pt)
        if needed > (rows - starts[column]) * 0.7 or quote.height_pt > MAX_QUOTE_SHARE * self.paper.content_height_pt:
            return
        measured.quote, measured.quote_at = quote, (column, starts[column])
        row = row_below(measured.head.columns_top, starts[column], quote.height_pt, style.leading_pt, self.seams)
        if row is None:
            starts[column] += needed
        elif row + needed < rows - MIN_ROWS:
            measured.quote_at, measured.quote_rows = (column, row), range(row - 1, row + needed)
        elif style.lead_growth:
            measured.quote = None  # so large it cannot be moved away from the seam
        else:
            begins = measured.head.columns_top - starts[column] * style.leading_pt
            measured.quote_drop = begins - self._joined(quote, begins)
            starts[column] += needed + math.ceil(measured.quote_drop / style.leading_pt)

    def _display_columns(self, paper: Paper) -> range:
        """The columns over which a large quote stands."""
        return range(paper.columns // 2 if self.paper.is_folded else 0, paper.columns)

    def _quote_column(self, style: Style, paper: Paper) -> int:
        """The last column, or the one beside an upright photo that stands there."""
        last = paper.columns - 1
        if self.paper.is_folded and not style.photo_columns:
            return paper.columns // 2
        upright = self.lead_photo and self.lead_photo.shape.ratio < 1 and style.photo_columns
        return last - style.photo_columns if upright and style.photo_columns < last else last

    def _measure_quote(self, style: Style) -> TextBlock | None:
        if not self.quote:
            return None
        paper = for_size(self.paper, style.size_pt)
        key = (style.lead_growth, style.display_quote, paper.columns)
        if key not in self._quotes:
            columns = len(self._display_columns(paper)) if style.display_quote else 1
            width = paper.span_pt(columns) - QUOTE_RULE_PT - QUOTE_PAD_PT
            wished = self.paper.quote.at(style.lead_growth) * (DISPLAY_SCALE if style.display_quote else 1)
            self._quotes[key] = quote_text(self.quote, wished, self.paper.quote.tight, width)
        return self._quotes[key]


def column_photo_height(photo: Photo, paper: Paper) -> float:
    """Height of a photo in one column, cut to at most a square and a quarter."""
    shape = shape_of(photo.jpeg)
    return min(paper.column_pt / shape.ratio, paper.column_pt * 1.1) if shape else 0.0
