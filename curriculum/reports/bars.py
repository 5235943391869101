"""Bars of a table in the manner of the house: reached is ink, the upright tick is everybody, the number stands in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .figures import Line, Table

FULL = 98.0  # percent, so that the tick of the largest group stays inside
GAP = 0.6  # the white before it, which keeps it visible on a full bar


@dataclass(frozen=True)
class Bar:
    """Widths in percent, as SVG takes them; all None where the numbers are hidden."""

    line: Line
    reached: str | None = None
    gap: str | None = None
    tick: str | None = None


def chart_of(table: Table) -> Sequence[Bar]:
    """One bar for each group; none where there is nothing to compare."""
    if sum(line.is_drawn for line in table.lines) < 2:
        return []
    return [_bar(line, table.most) for line in table.lines]


def _bar(line: Line, most: int) -> Bar:
    if not line.is_drawn:
        return Bar(line)
    tick = (line.enrolled.value or 0) * FULL / most
    return Bar(line, f"{(line.trained.value or 0) * FULL / most:.1f}", f"{max(tick - GAP, 0):.1f}", f"{tick:.1f}")
