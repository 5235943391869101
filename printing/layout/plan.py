"""Which size, which photo, how much growth: the search for a layout that holds the whole text and leaves no hole."""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from printing.layout.body import Body, BodyItem, Source, sources, text_source
from printing.layout.bottom import measure_bottom
from printing.layout.cleaning import clean
from printing.layout.columns import Placement, flow
from printing.layout.content import ContentError, PosterContent
from printing.layout.furniture import Furniture, set_text
from printing.layout.grid import LEAD_LEADING, MIN_ROWS, Grid, LeadPhoto, Measured, SheetPlan, Style, column_photo_height
from printing.layout.paper import Paper, Span, for_size
from printing.layout.shortening import ends, left_out

MAX_LEAD_SHARE = 0.22  # of the content's height
MAX_BOTTOM_SHARE = 0.45
GROWTH_STEPS = 16
WIDE_PHOTO_FROM_PT = 18.0  # a photo wider than usual only with type of this size or larger
WIDE_ON_SHEETS_FROM_PT = 15.0  # where the usual photo has one column only
GROWTH_ON_SHEETS = Span(0.6, 1.6)  # with the smallest and the largest type
EMPTY_BELOW = 0.75  # of the rows used: a short text leaves its columns empty
GROWING = ("growth", "lead_growth", "foot_growth")  # together, then each for itself: a headline grows by jumps
FOOT_MORE = 1.5  # the questions fill what a short last column leaves
MAX_SHEETS = 400
LEAD_OVER_TEXT, HEADLINE_OVER_TEXT = 1.1, 0.6  # times the text's size, times the standfirst's growth; on a folded sheet


@dataclass(slots=True)
class Plan:
    """A layout that holds everything."""

    style: Style
    measured: Measured
    items: list[BodyItem]
    placements: list[Placement]

    @property
    def sheet_count(self) -> int:
        return len(self.measured.sheets)


class Planner:
    """Searches a plan for one content on one paper."""

    def __init__(
        self,
        content: PosterContent,
        paper: Paper,
        furniture: Furniture,
        lead_photo: LeadPhoto | None = None,
        column_photos: Sequence[Source] = (),
    ) -> None:
        self.content, self.paper, self.lead_photo = content, paper, lead_photo
        self.warnings: list[str] = []
        self._standfirst, self._questions = clean(content.standfirst), content.questions
        blocks = self._with_overlong_parts(list(sources(content)))
        self.body = Body(_with_photos(blocks, column_photos), paper)
        self.grid = Grid(content, paper, furniture, lead_photo, self._standfirst, self._questions)
        self._quote_needed = self._has_room_for_quote()

    def _with_overlong_parts(self, blocks: list[Source]) -> list[Source]:
        """A standfirst or questions that would fill the sheet become part of the running text."""
        paper = self.paper
        lead = set_text(self._standfirst, "serif_bold", paper.lead.tight, paper.head_width_pt, LEAD_LEADING)
        if lead.height_pt > MAX_LEAD_SHARE * paper.content_height_pt:
            place = int(bool(blocks) and blocks[0].kind == "byline")
            blocks.insert(place, text_source("paragraph", self._standfirst, "standfirst"))
            self._standfirst = ""
            self.warnings.append("standfirst_moved")
        if measure_bottom(self.content, paper, 0).height_pt > MAX_BOTTOM_SHARE * paper.content_height_pt:
            questions = [clean(text) for text in self._questions if clean(text)]
            blocks.append(text_source("heading", clean(self.content.labels["questions"]), "questions"))
            blocks += [text_source("list_item", text, "questions") for text in questions]
            self._questions = ()
            self.warnings.append("questions_moved")
        return blocks

    def best(self) -> Plan:
        """The plan: one sheet at the largest size that fits, otherwise as few sheets as the smallest size needs."""
        style = self._one_sheet()
        sheets = 1
        if style is None and self.content.short:
            style = self._short_version()
        elif style is None:
            style, sheets = self._many_sheets()
        return self._refined(style, sheets)

    def _short_version(self) -> Style:
        """As many paragraphs as one sheet holds at the smallest size, then as large as they may be."""
        label, body = clean(self.content.labels["continued_at_code"]), self.body
        if measure_bottom(self.content, self.paper, 0).code is None:
            raise ContentError("The address of a short version is too long for a code.", code="short_without_code")
        body.closing = text_source("closing", label, "closing")
        self.grid.name_code(label)
        places = ends(body.blocks)
        for style in (*self._smallest(), *self._smallest()):
            fitting = bisect_left(places, True, key=lambda kept, style=style: not self._fits_short(style, kept))
            if fitting:
                body.kept = places[fitting - 1]
                self.warnings += left_out(body.blocks, body.kept)
                return self._enlarged(style, 1)
            self._quote_needed = self._quote_needed and style.photo_columns > 0  # the last thing to be given up
        raise ContentError("Not even the first paragraph fits on one sheet.", code="short_no_paragraph")

    def _fits_short(self, style: Style, kept: int) -> bool:
        self.body.kept = kept
        return self._fits(style, 1)

    def _has_room_for_quote(self) -> bool:
        """Whether the quote can stand on a first sheet at all; if so, no plan goes without it."""
        smallest = self.paper.ladder_pt[-1]
        style = self._style(smallest, self.grid.normal_span(smallest))
        return self.grid.measure(style, 2).quote is not None

    def _one_sheet(self) -> Style | None:
        found = next((style for style in self._candidates(1) if self._fits(style, 1)), None)
        if found is None and self.paper.is_series and self.lead_photo:
            small = (self._style(size, 1) for size in self.paper.ladder_pt)
            found = next((style for style in small if self._fits(style, 1)), None)
        return found

    def _candidates(self, sheets: int) -> Iterator[Style]:
        """A wide photo with large type before all, then the sizes of the ladder. On one sheet large type may stand beside a
        photo of half the width; on several the photo goes before the size."""
        ladder = self.paper.ladder_pt
        for size in ladder:
            for columns in self._wide_spans(size):
                yield self._style(size, columns)
        spans = {size: self.grid.normal_span(size) for size in ladder}
        for size in ladder:
            if size >= self.paper.wide_from_pt and spans[size] > 1:
                yield self._style(size, spans[size])
                if sheets == 1:
                    spans[size] = 1
                else:
                    del spans[size]
        for size, columns in spans.items():
            yield self._style(size, columns)

    def _wide_spans(self, size: float) -> list[int]:
        return self.grid.wide_spans(size) if size >= min(WIDE_PHOTO_FROM_PT, self.paper.ladder_pt[0]) else []

    def _many_sheets(self) -> tuple[Style, int]:
        """As few sheets as the smallest size needs. It is broken only when no larger one fits on them."""
        for style in self._smallest():
            for sheets in range(1, MAX_SHEETS + 1):
                if self._may_fit(style, sheets):
                    enlarged = self._enlarged(style, sheets)
                    if enlarged != style or self.plan(style, sheets):
                        return enlarged, sheets
        raise ContentError("The text is too long for a poster.", code="too_long")

    def _enlarged(self, style: Style, sheets: int) -> Style:
        """The largest type, then the widest photo, that need no more sheets than this style does."""
        is_usual = style.photo_columns == self.grid.normal_span(style.size_pt)
        larger = self._candidates(sheets) if is_usual else (replace(style, size_pt=size) for size in self.paper.ladder_pt[:-1])
        if is_usual and style.photo_columns == 1 and sheets > 1:  # rather a large picture than large type
            sizes = (size for size in self.paper.ladder_pt if size >= WIDE_ON_SHEETS_FROM_PT)
            larger = chain((self._style(size, columns) for size in sizes for columns in self.grid.wide_spans(size)), larger)
        style = next((tried for tried in larger if self._fits(tried, sheets)), style)
        wider = (replace(style, photo_columns=columns) for columns in self.grid.wide_spans(style.size_pt) if is_usual)
        return next((tried for tried in wider if self._fits(tried, sheets)), style)

    def _fits(self, style: Style, sheets: int) -> bool:
        return self._may_fit(style, sheets) and self.plan(style, sheets) is not None

    def _smallest(self) -> Iterator[Style]:
        """The smallest type; a photo for which the first sheet has no room is made small, then given up."""
        smallest = self.paper.ladder_pt[-1]
        normal = self.grid.normal_span(smallest)
        for columns in dict.fromkeys((normal, min(1, normal), 0)):
            style = self._style(smallest, columns)
            if self.grid.measure(style, 2).is_possible:
                yield style

    def _refined(self, style: Style, sheets: int) -> Plan:
        """Use the room that is left: photo, then all other things, then the leading, then the photo again."""
        start = self.plan(style, sheets)
        if start is None:
            raise ContentError("The text does not fit.", code="too_long")
        plan = self._grown(start, sheets)
        if sheets == 1 and not plan.measured.photo_box and self._leaves_white(plan):
            fuller = self._fuller(style, plan)
            shown = self.plan(fuller, sheets) if fuller else None
            shown = self._grown(shown, sheets) if shown else plan
            return min(shown, plan, key=_white) if self.paper.is_folded else shown
        return plan

    def _leaves_white(self, plan: Plan) -> bool:
        """Whether a text is so short that its columns stay empty."""
        if self.paper.is_folded:
            lines = sum(p.last - p.first for p in plan.placements)
            return lines < sum(frame.count for frame in plan.measured.frames) * EMPTY_BELOW
        rows = 1 + max(p.row + p.last - p.first for p in plan.placements)
        return rows < plan.measured.sheets[0].rows * EMPTY_BELOW

    def _fuller(self, style: Style, plan: Plan) -> Style | None:
        """A large quote, else the standfirst in the half of a folded sheet that would stay white."""
        if plan.measured.quote:
            return replace(style, display_quote=True)
        return replace(style, lead_beside=True) if self.paper.is_folded and plan.measured.head.lead else None

    def _grown(self, plan: Plan, sheets: int) -> Plan:
        limit = self._growth_limit(plan.style, sheets)
        together = [partial(self._grow, GROWING, limit)]
        together += [partial(self._grow, (name,), limit) for name in GROWING if sheets == 1]
        together.append(partial(self._grow, ("foot_growth",), self.paper.growth_max * FOOT_MORE))
        steps = (*together, self._grow_leading) if sheets == 1 else (self._grow_leading, *together)
        for change in (_grow_photo, *steps, _grow_photo):
            plan = self._largest(plan, change, sheets)
        return self._balanced(plan)

    def _growth_limit(self, style: Style, sheets: int) -> float:
        """On several sheets nothing may become much larger than the text between them."""
        if sheets == 1:
            return self.paper.growth_max
        smallest, largest = self.paper.ladder_pt[-1], self.paper.ladder_pt[0]
        limit = GROWTH_ON_SHEETS.exactly((style.size_pt - smallest) / (largest - smallest))
        return min(limit, self.paper.growth_max)

    def _largest(self, plan: Plan, change: Callable[[Style, float], Style], sheets: int) -> Plan:
        """The plan for the largest step of one change that still fits, by bisection."""
        low, high = 0, GROWTH_STEPS
        start = plan.style
        while low < high:
            middle = (low + high + 1) // 2
            style = change(start, middle / GROWTH_STEPS)
            found = plan if style == plan.style else self.plan(style, sheets)
            if found:
                low, plan = middle, found
            else:
                high = middle - 1
        return plan

    def _balanced(self, plan: Plan) -> Plan:
        """Columns of the last sheet end at about the same row."""
        self._measure_photos(plan.items, plan.style)
        low, high = self._least_rows(plan.measured.sheets[-1]), plan.measured.sheets[-1].rows
        while low < high:
            middle = (low + high) // 2
            if self._shortened(plan, middle):
                high = middle
            else:
                low = middle + 1
        plan.placements = self._shortened(plan, high) or plan.placements
        return plan

    def _least_rows(self, sheet: SheetPlan) -> int:
        """On a folded sheet the text begins under the headline, not beside it."""
        return sheet.frames[0].start + MIN_ROWS if self.paper.is_folded else 2

    @staticmethod
    def _shortened(plan: Plan, rows: int) -> list[Placement] | None:
        """The text with only so many rows on the last sheet."""
        *before, last = plan.measured.sheets
        frames = [frame for sheet in before for frame in sheet.frames]
        frames += [replace(f, count=max(0, min(f.count, rows - f.start))) for f in last.frames]
        return flow(plan.items, frames)

    def _may_fit(self, style: Style, sheets: int) -> bool:
        """A cheap look before the text is broken for a size: false only when there is surely no room."""
        least, paper = self.body.least_lines(style.size_pt), for_size(self.paper, style.size_pt)
        if least > sheets * paper.columns * (1 + paper.content_height_pt / style.leading_pt):
            return False  # not even on empty sheets
        return least <= sum(frame.count for frame in self.grid.measure(style, sheets).frames)

    def _style(self, size: float, photo_columns: int) -> Style:
        lead, least = self.paper.lead, LEAD_OVER_TEXT * size if self.paper.is_folded else 0.0
        growth = min(1.0, max(0.0, (least - lead.tight) / (lead.roomy - lead.tight)))  # heads are never smaller than the text under them
        return Style(size, HEADLINE_OVER_TEXT * growth, growth, photo_columns=photo_columns, leading_share=self.paper.leading.tight)

    @staticmethod
    def _grow(names: Sequence[str], limit: float, style: Style, share: float) -> Style:
        return replace(style, **{name: max(getattr(style, name), share * limit) for name in names})

    def _grow_leading(self, style: Style, share: float) -> Style:
        return replace(style, leading_share=self.paper.leading.exactly(share))

    def plan(self, style: Style, sheets: int) -> Plan | None:
        """The plan for a style on so many sheets, or None when the text does not fit."""
        measured = self.grid.measure(style, sheets)
        if not measured.is_possible or (self._quote_needed and measured.quote is None):
            return None
        items = self.body.items(style.size_pt)
        self._measure_photos(items, style)
        placements = flow(items, measured.frames)
        return Plan(style, measured, items, placements) if placements is not None else None

    def _measure_photos(self, items: list[BodyItem], style: Style) -> None:
        for item in items:
            if item.source.photo:
                paper = for_size(self.paper, style.size_pt)
                caption = set_text(item.source.text, "sans", paper.caption_pt, paper.column_pt, 1.25)
                height = column_photo_height(item.source.photo, paper) + caption.height_pt + 10
                item.line_count, item.before = math.ceil(height / style.leading_pt), 1
                item.whole = item.is_solid = True


def _with_photos(blocks: list[Source], photos: Sequence[Source]) -> list[Source]:
    """Column photos spread evenly between the blocks, never right after a heading."""
    result = list(blocks)
    for number, photo in enumerate(photos, start=1):
        place = min(len(result), max(2, round(len(blocks) * number / (len(photos) + 1)) + number - 1))
        while 0 < place < len(result) and result[place - 1].kind in ("heading", "byline"):
            place += 1
        result.insert(place, photo)
    return result


def _white(plan: Plan) -> float:
    """What a folded sheet leaves empty in its columns, and beside the shorter of headline and standfirst."""
    head, lines = plan.measured.head, sum(p.last - p.first for p in plan.placements)
    rows = sum(frame.count for frame in plan.measured.frames) - lines
    beside = abs(head.headline.height_pt - head.lead.height_pt) if head.lead and plan.style.lead_beside else 0.0
    return rows * plan.style.leading_pt / plan.measured.paper.columns + beside / 2


def _grow_photo(style: Style, share: float) -> Style:
    return replace(style, photo_growth=max(style.photo_growth, share)) if style.photo_columns else style
