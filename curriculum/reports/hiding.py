"""Which cells of a column of counts are hidden, so that nobody can be found in it (docs/decisions/0011). Pure.

A count below LEAST is never shown. Where the column's total is shown, further cells are hidden until no hidden one can be computed, nor
narrowed to fewer than LEAST values, from the total and what the marks themselves tell.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import inf

LEAST = 5
SMALL, COVER = "<5", "–"  # a small count · a count hidden for the sake of another


def marks(values: Sequence[int], *, veiled: Collection[int] = (), total_shown: bool = True) -> dict[int, str]:
    """The hidden cells by their place. `veiled` are hidden at any height: cells of a group that is itself too small."""
    hidden = {place: SMALL if value < LEAST else COVER for place, value in enumerate(values) if value < LEAST or place in veiled}
    if not hidden or not total_shown or _is_safe(values, hidden):
        return hidden
    shown = sorted((place for place in range(len(values)) if place not in hidden), key=lambda place: (values[place], place))
    for place in shown:
        if _is_safe(values, one_more := hidden | {place: COVER}):
            return one_more
    for place in shown:
        hidden[place] = COVER
        if _is_safe(values, hidden):
            return hidden
    return dict.fromkeys(range(len(values)), COVER)  # not even which of them are small


def _is_safe(values: Sequence[int], hidden: Mapping[int, str]) -> bool:
    """Whether each hidden cell may still be any of LEAST values, for somebody who knows the sum of the hidden ones."""
    total = sum(values[place] for place in hidden)
    lows = {place: 0 if mark == SMALL else LEAST for place, mark in hidden.items()}
    highs = {place: LEAST - 1 if mark == SMALL else inf for place, mark in hidden.items()}
    for place in hidden:
        low = max(lows[place], total - sum(high for other, high in highs.items() if other != place))
        high = min(highs[place], total - sum(low for other, low in lows.items() if other != place))
        if high - low < LEAST - 1:
            return False
    return True
