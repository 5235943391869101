"""Which size, which photo, how much growth: the search for a layout that holds the whole text and leaves no hole."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from printing.layout.body import Body, BodyItem, Source, sources, text_source
from printing.layout.bottom import measure_bottom
from printing.layout.cleaning import clean
from printing.layout.columns import Placement, flow
from printing.layout.content import ContentError, PosterContent
from printing.layout.furniture import Furniture, set_text
from printing.layout.grid import LEAD_LEADING, Grid, LeadPhoto, Measured, Style, column_photo_height
from printing.layout.paper import Paper, Span

MAX_LEAD_SHARE = 0.22  # of the content's height
MAX_BOTTOM_SHARE = 0.45
GROWTH_STEPS = 16
WIDE_PHOTO_FROM_PT = 18.0  # a photo wider than usual only with type of this size or larger
GROWTH_ON_SHEETS = Span(0.6, 1.6)  # with the smallest and the largest type
EMPTY_BELOW = 0.75  # of the rows used: a short text leaves its columns empty
MAX_SHEETS = 400


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
        self.body = Body(_with_photos(blocks, column_photos), paper.column_pt)
        self.grid = Grid(content, paper, furniture, lead_photo, self._standfirst, self._questions)
        self._quote_needed = self._has_room_for_quote()

    def _with_overlong_parts(self, blocks: list[Source]) -> list[Source]:
        """A standfirst or questions that would fill the sheet become part of the running text."""
        paper = self.paper
        lead = set_text(self._standfirst, "serif_bold", paper.lead.tight, paper.content_width_pt, LEAD_LEADING)
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
        if style is None:
            style, sheets = self._many_sheets()
        return self._refined(style, sheets)

    def _has_room_for_quote(self) -> bool:
        """Whether the quote can stand on a first sheet at all; if so, no plan goes without it."""
        style = self._style(self.paper.ladder_pt[-1], self.grid.normal_span())
        return self.grid.measure(style, 2).quote is not None

    def _one_sheet(self) -> Style | None:
        ladder = self.paper.ladder_pt
        normal = self.grid.normal_span()
        for columns in self.grid.spans():
            for size in ladder:
                style = self._style(size, columns)
                if columns > normal and size < min(WIDE_PHOTO_FROM_PT, ladder[0]):
                    break
                if self._may_fit(style, 1) and self.plan(style, 1):
                    return style
        return None

    def _many_sheets(self) -> tuple[Style, int]:
        ladder = self.paper.ladder_pt
        style, sheets = self._fewest_sheets()
        for size in ladder[:-1]:
            larger = replace(style, size_pt=size)
            if self._may_fit(larger, sheets) and self.plan(larger, sheets):
                return larger, sheets
        return style, sheets

    def _fewest_sheets(self) -> tuple[Style, int]:
        """At the smallest size; a photo for which the first sheet has no room is given up."""
        for columns in dict.fromkeys((self.grid.normal_span(), min(1, self.grid.normal_span()), 0)):
            style = self._style(self.paper.ladder_pt[-1], columns)
            if not self.grid.measure(style, 2).is_possible:
                continue
            for count in range(1, MAX_SHEETS + 1):
                if self._may_fit(style, count) and self.plan(style, count):
                    return style, count
        raise ContentError("The text is too long for a poster.", code="too_long")

    def _refined(self, style: Style, sheets: int) -> Plan:
        """Use the room that is left: photo, then all other things, then the leading, then the photo again."""
        start = self.plan(style, sheets)
        if start is None:
            raise ContentError("The text does not fit.", code="too_long")
        plan = self._grown(start, sheets)
        if self._may_display_quote(plan, sheets):
            shown = self.plan(replace(style, display_quote=True), sheets)
            return self._grown(shown, sheets) if shown else plan
        return plan

    def _may_display_quote(self, plan: Plan, sheets: int) -> bool:
        """Whether a short text without a photo leaves its columns empty beside the quote."""
        if sheets > 1 or not plan.measured.quote or plan.measured.photo_box:
            return False
        rows = 1 + max(p.row + p.last - p.first for p in plan.placements)
        return rows < plan.measured.sheets[0].rows * EMPTY_BELOW

    def _grown(self, plan: Plan, sheets: int) -> Plan:
        steps = (_grow_photo, self._grow, self._grow_leading) if sheets == 1 else (_grow_photo, self._grow_leading, self._grow_a_little)
        for change in (*steps, _grow_photo):
            plan = self._largest(plan, change, sheets)
        return self._balanced(plan)

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
        low, high = 2, plan.measured.sheets[-1].rows
        while low < high:
            middle = (low + high) // 2
            if self._shortened(plan, middle):
                high = middle
            else:
                low = middle + 1
        plan.placements = self._shortened(plan, high) or plan.placements
        return plan

    @staticmethod
    def _shortened(plan: Plan, rows: int) -> list[Placement] | None:
        """The text with only so many rows on the last sheet."""
        *before, last = plan.measured.sheets
        frames = [frame for sheet in before for frame in sheet.frames]
        frames += [replace(f, count=max(0, min(f.count, rows - f.start))) for f in last.frames]
        return flow(plan.items, frames)

    def _may_fit(self, style: Style, sheets: int) -> bool:
        """A cheap look before the text is broken for a size: false only when there is surely no room."""
        guess = self.body.guess_lines(style.size_pt)
        room = sum(frame.count for frame in self.grid.measure(style, sheets).frames)
        return guess * 0.93 <= room

    def _style(self, size: float, photo_columns: int) -> Style:
        return Style(size, photo_columns=photo_columns, leading_share=self.paper.leading.tight)

    def _grow(self, style: Style, share: float) -> Style:
        return replace(style, growth=max(style.growth, share * self.paper.growth_max))

    def _grow_a_little(self, style: Style, share: float) -> Style:
        """On several sheets nothing may become much larger than the text between them."""
        smallest, largest = self.paper.ladder_pt[-1], self.paper.ladder_pt[0]
        limit = GROWTH_ON_SHEETS.exactly((style.size_pt - smallest) / (largest - smallest))
        return replace(style, growth=max(style.growth, share * min(limit, self.paper.growth_max)))

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
                caption = set_text(item.source.text, "sans", self.paper.caption_pt, self.paper.column_pt, 1.25)
                height = column_photo_height(item.source.photo, self.paper) + caption.height_pt + 10
                item.line_count, item.whole, item.before = math.ceil(height / style.leading_pt), True, 1


def _with_photos(blocks: list[Source], photos: Sequence[Source]) -> list[Source]:
    """Column photos spread evenly between the blocks, never right after a heading."""
    result = list(blocks)
    for number, photo in enumerate(photos, start=1):
        place = min(len(result), max(2, round(len(blocks) * number / (len(photos) + 1)) + number - 1))
        while 0 < place < len(result) and result[place - 1].kind in ("heading", "byline"):
            place += 1
        result.insert(place, photo)
    return result


def _grow_photo(style: Style, share: float) -> Style:
    return replace(style, photo_growth=max(style.photo_growth, share)) if style.photo_columns else style
