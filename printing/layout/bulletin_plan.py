"""Which article stands where on a bulletin, how large the type is and where texts end, so that every column is full.

The sheet is cut like a newspaper's front page: the lead over several columns, perhaps a second story over two, single columns
in which articles stand one under the other, and a shelf of boxes at the foot. Texts are the liquid: each column ends its texts
at sentences so that it comes out at the foot of the page; photos give or take the rows that are left.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from printing.layout.bulletin_attempts import NEARLY, Attempts
from printing.layout.bulletin_boxes import Shelf
from printing.layout.bulletin_column import Placed, fill_column, fill_wide, is_torn
from printing.layout.bulletin_paper import CUT_PT, GAP_ROWS, LADDER_PT, Raster, compact
from printing.layout.bulletin_piece import Piece
from printing.layout.bulletin_skeleton import Skeleton, concessions
from printing.layout.bulletin_stacks import Attempt, assigned
from printing.layout.content import ContentError

NO_PHOTO_COST, NO_LEAD_PHOTO_COST = 60.0, 6.0  # of a sheet without any photo, of a lead without its own
LEAD_SHARES = (0.75, 0.5)  # of the lead's text, tried when the columns under it are too short for theirs
LEAD_CHANGES = (1.0, 0.9, 1.15, 0.75, 1.35, 0.6)  # of the lead's text, tried where a seam is in the way
LOUDER = (1.15, 1.3, 1.5)  # what a lead may grow by to fill a column that its text leaves white
TIGHTER_SHELVES = (0.12, 0.05)  # of the content's height
MOST_TRIES, MOST_SHORT_TRIES = 12, 80  # of arrangements of whole texts; of texts that are not cut
VARIANTS = ((0, False), (0, True), (2, True))  # columns of the lead's photo (0: any; two on a crowded sheet), whether photos are low
VARIANTS_UP_TO_PT = 14.0
CONCESSION_COST, GOOD_COST = 1.0, 7.0
COSTS_BY_TRIES = (GOOD_COST, 18.0, 25.0, 30.0, 40.0, math.inf)  # with which the search is content after so many tries
NEARLY_UP_TO_PT, NEARLY_COST = 13.0, 30.0  # size and cost of a plan with slightly cut texts, at most
NEARLY_BEST, MOST_NEARLY = 1.03, 4  # of the room such texts ask for at best; how many attempts are finished
WHOLE_COST, MUCH_LESS = 60.0, 0.5  # with which the search is content; part of it that a plan with cuts may cost
SHORT_ROWS = 8.0  # texts that are shorter in the mean are not cut
GROWTH, CROWDED_GROWTH = 1.6, 1.2  # with which power of the size the room for all grows at most
NEARLY_SHARE = 0.4  # of each text must be shown then
MAX_SHELF_ROWS = 16  # by which the shelf may grow to take what is left


@dataclass(slots=True)
class Plan:
    """Everything in its place."""

    raster: Raster
    placed: list[Placed]
    shelf: Shelf
    shelf_rows: int
    cost: float

    @property
    def is_whole(self) -> bool:
        return all(block.filling.ending.is_whole for block in self.placed)


class Planner(Attempts):
    """Searches the plan for one content on one paper."""

    def best(self) -> Plan:
        """The largest type at which all texts are whole; otherwise the least costly way to let them end early."""
        plan = self._whole()
        if plan is None or plan.cost >= WHOLE_COST:
            plan = self._better(plan, self._cut() or self._cut(with_holes=True)) or self._compact()
        for block in plan.placed:
            block.piece.settle(block.filling)
        return plan

    def _better(self, whole: Plan | None, cut: Plan | None) -> Plan | None:
        """The one with much less white; but texts that are short anyway are not cut."""
        if whole and cut:
            may_cut = cut.is_whole or self._mean_rows(cut.raster.size_pt) >= SHORT_ROWS
            return cut if may_cut and cut.cost < whole.cost * (1.0 if cut.is_whole else MUCH_LESS) else whole
        return whole or cut

    def _compact(self) -> Plan:
        """With small headlines, standfirsts as text and few boxes, for what leaves no room otherwise."""
        for share in TIGHTER_SHELVES:
            planner = Planner(self.content, compact(self.manner), self.furniture, standfirsts=False, shelf_share=share)
            if plan := planner._cut(with_holes=True):
                return plan
        raise ContentError("The headlines leave no room on this paper.", code="no_room")

    # --- the search --------------------------------------------------------------------------------------------------------

    def _whole(self) -> Plan | None:
        """All texts whole; or nearly all of each, where that fills a sheet whose type is small already."""
        tries, largest = 0, math.inf
        growth = CROWDED_GROWTH if self._is_crowded() else GROWTH
        found: list[Plan] = []
        for size in LADDER_PT:
            tightest = self._raster(size, self.manner.leadings[-1])
            if size > largest or not self._may_be_whole(tightest):
                continue
            variants = (VARIANTS[:2] if self._is_crowded() else VARIANTS) if size <= VARIANTS_UP_TO_PT else VARIANTS[:1]
            if not self._whole_attempts(tightest, *variants[-1]):
                largest = size * min(1.0, NEARLY / self._least_fill) ** (1 / growth)
                continue
            self._break_all(size)
            attempts: list[Attempt] = []
            for some in self._attempts_at(size, variants):
                fitting = [attempt for attempt in some if attempt.fill <= 1]
                found += [plan for attempt in fitting if (plan := self._finished(attempt, must_be_whole=True))]
                if found and min(plan.cost for plan in found) < WHOLE_COST:
                    return min(found, key=lambda plan: plan.cost)
                attempts += some
                tries += len(fitting)
            is_short = self._mean_rows(size) < SHORT_ROWS
            if not found and not is_short and size <= NEARLY_UP_TO_PT and (plan := self._nearly_whole(attempts)):
                return plan
            if tries > (MOST_SHORT_TRIES if is_short else MOST_TRIES):
                break
        return min(found, key=lambda plan: plan.cost, default=None)

    def _attempts_at(self, size: float, variants: Sequence[tuple[int, bool]]) -> Iterator[list[Attempt]]:
        """Those of one leading and variant after the other, the roomiest first; each only once."""
        tightest = self.manner.leadings[-1]
        self._whole_attempts(self._raster(size, tightest), *variants[-1])
        least_fill = self._least_fill
        seen: set[tuple[int, Skeleton, bool]] = set()  # two variants may come to the same pieces
        for leading, variant in product(self.manner.leadings, variants):
            if least_fill * leading / tightest <= NEARLY:
                made = {(id(a.lead), a.skeleton, variant[1]): a for a in self._whole_attempts(self._raster(size, leading), *variant)}
                yield [attempt for key, attempt in made.items() if key not in seen]
                seen.update(made)

    def _nearly_whole(self, attempts: Sequence[Attempt]) -> Plan | None:
        """A plan without holes in which some texts end a little early."""
        for attempt in sorted(attempts, key=lambda attempt: abs(attempt.fill - NEARLY_BEST))[:MOST_NEARLY]:
            plan = self._finished(attempt)
            if plan and plan.cost < NEARLY_COST and all(_is_nearly_whole(block) for block in plan.placed):
                return self._clear_of_seam(attempt, plan)
        return None

    def _cut(self, *, with_holes: bool = False) -> Plan | None:
        """At the smallest size, with fewer and narrower photos where it must be; the articles that come last lose theirs first."""
        pictured = [story.number for story in self.stories if story.shape]
        found: list[tuple[float, Attempt, Plan]] = []
        tries = 0
        raster = self._raster(CUT_PT, self.manner.leadings[-1])
        seen: set[tuple[Skeleton, int, int, int]] = set()  # two concessions may come to the same pieces
        for number, (photos, lead_photo, least_text) in enumerate(concessions(len(pictured))):
            known = len(seen)
            for skeleton in self.skeletons:
                attempt = self._try(skeleton, raster, frozenset(pictured[:photos]), lead_photo, tight=True)
                if attempt is None or self._needed(attempt, least_text) > self._room(attempt):
                    continue
                key = (skeleton, photos, id(attempt.lead), id(attempt.wides[0]) if attempt.wides else 0)
                if key in seen:
                    continue
                seen.add(key)
                attempt.level = self._level(attempt, least_text)
                if not with_holes and self._has_hole(attempt):
                    continue
                if plan := self._finished(attempt) or self._finished(replace(attempt, lead_share=LEAD_SHARES[-1])):
                    found.append((plan.cost + number * CONCESSION_COST, attempt, plan))
                    if plan.cost < GOOD_COST:
                        break
            tries += bool(found) and len(seen) > known
            if found and min(cost for cost, _, _ in found) < number * CONCESSION_COST + COSTS_BY_TRIES[max(0, tries - 1)]:
                break
        if not found:
            return None
        _, attempt, plan = min(found, key=lambda one: one[0])
        attempt, plan = self._with_shorter_lead(attempt, plan)
        return self._clear_of_seam(attempt, plan)

    def _clear_of_seam(self, attempt: Attempt, plan: Plan) -> Plan:
        """The same without a seam through a headline or a code, where a little more or less text for the lead can do that."""
        seam = attempt.raster.seam_row(self.paper, self.manner.seam_mm)
        for change in LEAD_CHANGES if is_torn(plan.placed, seam) else ():
            other = self._arranged(replace(attempt, lead_share=attempt.lead_share * change), is_final=True)
            if other and other.cost < plan.cost:
                plan = other
            if not is_torn(plan.placed, seam):
                break
        return plan

    def _with_shorter_lead(self, attempt: Attempt, plan: Plan) -> tuple[Attempt, Plan]:
        """The same with less text for the lead, where the columns under it are too short for theirs."""
        if not attempt.skeleton.is_closed and len(self.stories) > 1:
            for share in LEAD_SHARES:
                if plan.cost < GOOD_COST:
                    break
                tried = replace(attempt, lead_share=share)
                other = self._arranged(tried)
                if other and other.cost < plan.cost:
                    attempt, plan = tried, other
        return attempt, plan

    # --- filling -----------------------------------------------------------------------------------------------------------

    def _finished(self, attempt: Attempt, *, must_be_whole: bool = False) -> Plan | None:
        """All columns filled, or None when something does not fit."""
        plan = self._arranged(attempt, must_be_whole=must_be_whole)
        return self._with_shelf_grown(attempt, plan) if plan and plan.is_whole else plan

    def _with_shelf_grown(self, attempt: Attempt, plan: Plan) -> Plan:
        """The boxes take what all columns leave."""
        spare = min((block.filling.blank // block.piece.span for block in plan.placed if block.is_last), default=0)
        if spare < 2 or not plan.shelf.boxes:
            return plan
        return self._arranged(replace(attempt, shelf_rows=attempt.shelf_rows + min(spare, MAX_SHELF_ROWS))) or plan

    def _arranged(self, attempt: Attempt, *, must_be_whole: bool = False, is_final: bool = False) -> Plan | None:
        skeleton, rows = attempt.skeleton, attempt.rows
        seam = attempt.raster.seam_row(self.paper, self.manner.seam_mm)
        placed: list[Placed] = []
        columns = self._single_columns(skeleton)
        lead = self._lead(attempt, rows, seam)
        if lead is None or (must_be_whole and not lead.filling.ending.is_whole):
            return None
        placed.append(lead)
        tops = [lead.rows + GAP_ROWS if column < skeleton.lead else 0 for column in range(self.paper.columns)]
        first = 0
        for piece in attempt.wides:
            wide = fill_wide(piece, attempt.target(piece), tops[first], rows, seam, must_fill=not skeleton.is_open)
            if wide is None or (must_be_whole and not wide.filling.ending.is_whole):
                return None
            wide.column = first
            placed.append(wide)
            for column in range(first, first + piece.span):
                tops[column] = wide.row + wide.rows + GAP_ROWS
            first += piece.span
        stacks = assigned(attempt, columns, tops)
        if must_be_whole and any(_least_rows(stack) > rows - tops[column] for column, stack in zip(columns, stacks, strict=True)):
            return None
        for column, pieces in zip(columns, stacks, strict=True):
            stack = fill_column(pieces, [attempt.target(p) for p in pieces], tops[column], rows, seam, is_final=is_final)
            if stack is None:
                return None
            if must_be_whole and not all(block.filling.ending.is_whole for block in stack):
                return None
            for block in stack:
                block.column = column
            placed += stack
        return Plan(attempt.raster, placed, attempt.shelf, attempt.shelf_rows, self._cost(attempt, placed))

    def _lead(self, attempt: Attempt, rows: int, seam: int) -> Placed | None:
        """The lead; louder when it has to fill a place that is too large for its text."""
        must_fill = attempt.skeleton.is_closed or len(self.stories) == 1
        target = attempt.target(attempt.lead)
        found = fill_wide(attempt.lead, target, 0, rows, seam, must_fill=must_fill)
        for scale in LOUDER:
            if found is None or found.filling.blank < 3 * found.piece.span:
                break
            piece = attempt.lead.louder(scale if must_fill else 1.0, scale)
            louder = fill_wide(piece, target, 0, found.rows, seam, must_fill=True)
            if louder and louder.filling.ending.rows >= found.filling.ending.rows and louder.filling.blank < found.filling.blank:
                found = replace(louder, is_last=must_fill)
        return found

    def _cost(self, attempt: Attempt, placed: Sequence[Placed]) -> float:
        cost = 4.0 * self.skeletons.index(attempt.skeleton)
        for block in placed:
            cost += max(0, block.filling.blank / block.piece.span - 1) ** 2 * 0.5 + block.cost
        if any(story.shape for story in self.stories) and not any(block.filling.photo_rows for block in placed):
            cost += NO_PHOTO_COST
        if attempt.lead.story.shape and not placed[0].filling.photo_rows:
            cost += NO_LEAD_PHOTO_COST
        return cost


def _is_nearly_whole(block: Placed) -> bool:
    ending = block.filling.ending
    return ending.is_whole or ending.rows >= NEARLY_SHARE * block.piece.text_rows()


def _least_rows(stack: Sequence[Piece]) -> int:
    """Rows of a column of whole texts with photos as low as they may be."""
    pressed = sum(piece.photo_range[1] - piece.photo_range[0] for piece in stack)
    return sum(piece.whole_rows() + GAP_ROWS for piece in stack) - GAP_ROWS - pressed
