"""Which article goes into which column of a bulletin, and how much text each should get."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from printing.layout.bulletin_boxes import Shelf
from printing.layout.bulletin_paper import GAP_ROWS, Raster
from printing.layout.bulletin_piece import Piece
from printing.layout.bulletin_skeleton import Skeleton

SPAN_WEIGHT, WIDE_WEIGHT, THIRD_WEIGHT = 1.05, 0.3, 1.15  # times the text of a small article: for each column of a wide one, and more
SHELF_GAP = 1  # rows, and what the last row leaves


@dataclass(slots=True)
class Attempt:
    """One skeleton at one raster, on its way to a plan."""

    skeleton: Skeleton
    raster: Raster
    shelf: Shelf
    shelf_rows: int
    lead: Piece
    wides: list[Piece]
    singles: list[Piece]
    level: float = 0.0
    fill: float = 0.0  # of the room, with whole texts
    lead_share: float = 1.0  # of the text that the lead should get

    @property
    def rows(self) -> int:
        """Rows above the shelf."""
        return self.raster.rows - (self.shelf_rows + SHELF_GAP if self.shelf_rows else 0)

    def target(self, piece: Piece) -> int:
        """Rows of text that the article should get."""
        share = self.lead_share if piece is self.lead else 1.0
        whole = piece.text_rows()
        return whole if self.level == math.inf else round(min(whole, wanted(piece, self.level * self.weight(piece) * share)))

    def weight(self, piece: Piece) -> float:
        if piece is self.lead or piece in self.wides:
            return SPAN_WEIGHT * piece.span + (WIDE_WEIGHT if piece is self.lead else -WIDE_WEIGHT)
        return THIRD_WEIGHT if piece.story.number <= 3 else 1.0


def wanted(piece: Piece, rows: float) -> float:
    """Rows of text beside the standfirst, which is a part of what the reader gets."""
    return max(2.0, rows - piece.opening_rows)


def assigned(attempt: Attempt, columns: Sequence[int], tops: Sequence[int]) -> list[list[Piece]]:
    """Articles in order of rank, each into the column that has most room; no column stays empty."""
    room = [attempt.rows - tops[column] for column in columns]
    stacks: list[list[Piece]] = [[] for _ in columns]
    for number, piece in enumerate(attempt.singles):
        empty = [n for n, stack in enumerate(stacks) if not stack]
        free = empty if len(attempt.singles) - number <= len(empty) else range(len(columns))
        index = max(free, key=lambda n: (room[n], -n))
        stacks[index].append(piece)
        room[index] -= piece.natural_rows(attempt.target(piece)) + GAP_ROWS
    return _exchanged(attempt, stacks, room)


def _exchanged(attempt: Attempt, stacks: list[list[Piece]], room: list[int]) -> list[list[Piece]]:
    """Exchange and move articles between columns while that makes the columns more alike."""
    heights = {id(p): p.natural_rows(attempt.target(p)) + GAP_ROWS for p in attempt.singles}
    first = attempt.singles[0] if attempt.singles else None  # keeps the best place
    for _ in range(10):
        best, change = 0, None
        movable = [[(i, heights[id(p)]) for i, p in enumerate(stack) if p is not first] for stack in stacks]
        for a, b in permutations(range(len(stacks)), 2):
            difference = room[b] - room[a]
            for i, height in movable[a]:
                for j, other in movable[b] if a < b else ():
                    shift = height - other
                    gain = shift * (difference - shift)  # half of that in the sum of the squares of what is left in each column
                    if gain > best:
                        best, change = gain, (a, i, b, j, shift)
                gain = height * (difference - height)
                if gain > best and len(stacks[a]) > 1:
                    best, change = gain, (a, i, b, len(stacks[b]), height)
        if change is None:
            break
        a, i, b, j, shift = change
        one, others = stacks[a].pop(i), stacks[b][j : j + 1]
        stacks[b][j : j + 1] = [one]
        stacks[a] += others
        room[a], room[b] = room[a] + shift, room[b] - shift
    return [sorted(stack, key=lambda piece: piece.story.number) for stack in stacks]
