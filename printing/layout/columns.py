"""Text into columns on one baseline grid: no widow, no orphan, no heading at a column's foot. All heights are in lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

MIN_LINES = 2  # of a paragraph on either side of a column break


class Item(Protocol):
    """What the flow needs to know of a block."""

    line_count: int
    before: int  # blank lines above, not at a column's head
    keep_with_next: bool
    whole: bool  # not divided if any column holds it
    is_solid: bool  # never divided


@dataclass(slots=True)  # thousands are made for one poster: frozen ones take three times as long
class Frame:
    """A column's part for text: first line and number of lines on the grid of its sheet."""

    sheet: int
    column: int
    start: int
    count: int


@dataclass(slots=True)
class Placement:
    """Lines `first` up to `last` (not included) of an item, standing from grid line `row` of a frame on."""

    item: int
    first: int
    last: int
    frame: Frame
    row: int


def flow(items: Sequence[Item], frames: Sequence[Frame]) -> list[Placement] | None:
    """Place all items, or None when the frames do not hold them."""
    if sum(item.line_count for item in items) > sum(frame.count for frame in frames):
        return None
    return _Flow(items, frames).run()


class _Flow:
    def __init__(self, items: Sequence[Item], frames: Sequence[Frame]) -> None:
        self.items = items
        self.frames = [frame for frame in frames if frame.count >= MIN_LINES]
        self.index = 0
        self.used = 0  # lines used in the current frame
        self.placed: list[Placement] = []

    def run(self) -> list[Placement] | None:
        for number in range(len(self.items)):
            if not self._place(number):
                return None
        return self.placed

    def _place(self, number: int) -> bool:
        item, done = self.items[number], 0
        while done < item.line_count:
            if self.index >= len(self.frames):
                return False
            take = self._lines_here(number, done)
            if take:
                before = item.before if self.used and not done else 0
                frame = self.frames[self.index]
                self.placed.append(Placement(number, done, done + take, frame, frame.start + self.used + before))
                self.used += before + take
                done += take
            if done < item.line_count:
                self.index, self.used = self.index + 1, 0
        return True

    def _lines_here(self, number: int, done: int) -> int:
        """How many lines of the item go into the current frame; 0 sends it to the next one."""
        item = self.items[number]
        before = item.before if self.used and not done else 0
        room = self.frames[self.index].count - self.used - before
        left = item.line_count - done
        if left <= room:
            if not item.keep_with_next or (together := left + self._kept(number)) <= room:
                return left
            return 0 if self.used or self._fits_later(together) else left
        if item.whole:
            return 0 if self.used or self._fits_later(left) or item.is_solid else min(left, max(room, 1))
        take = min(room, left - MIN_LINES)
        if take < MIN_LINES:
            return 0 if self.used else min(left, max(room, 1))
        return take

    def _kept(self, number: int) -> int:
        """Lines that must follow the item in the same column."""
        total = 0
        for item in self.items[number + 1 : number + 9]:
            total += item.before
            if item.keep_with_next or item.whole:
                total += item.line_count
            else:
                return total + (MIN_LINES if item.line_count >= 2 * MIN_LINES else item.line_count)
            if not item.keep_with_next:
                return total
        return total

    def _fits_later(self, count: int) -> bool:
        return any(frame.count >= count for frame in self.frames[self.index + 1 :])
