"""How a bulletin's sheet may be cut into the places of its articles, and what may be given up for texts that are too long."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

MIN_TEXT = 9.5  # rows that an article should have, its standfirst counted, before its photo is given room


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Columns of the lead and of the stories under it; `is_open` when single columns go on under those."""

    lead: int
    wides: tuple[int, ...] = ()
    is_open: bool = False
    is_closed: bool = False  # nothing stands under the lead


def skeletons(count: int, columns: int) -> tuple[Skeleton, ...]:
    """What may be tried for so many articles, the best looking first."""
    full, rail = Skeleton(columns), Skeleton(columns - 1)
    over_all, over_two = replace(full, wides=(columns,)), replace(rail, wides=(2,))
    closed = replace(rail, is_closed=True)
    if count <= 2:
        return (over_all, closed) if count == 2 else (full,)
    if columns == 3:
        few = {3: (closed, over_two, replace(full, wides=(2,))), 4: (closed, rail, full, over_two)}
        return few.get(count, (rail, full, over_two))
    if count == 3:
        return replace(full, wides=(2, 2)), closed
    if count == 4:
        return replace(full, wides=(2,)), full
    if count <= 6:
        return over_two, replace(full, wides=(2,)), full
    return replace(over_two, is_open=True), over_two, rail, full


def concessions(pictured: int) -> Iterator[tuple[int, int, float]]:
    """Number of photos, columns of the lead's photo (0: as many as it can have), least rows of text."""
    few = min(pictured, 3)
    yield from ((photos, 0, MIN_TEXT) for photos in range(pictured, few, -1))
    yield from ((photos, columns, MIN_TEXT) for photos in range(few, 0, -1) for columns in (0, 2, 1))
    for share in (0.85, 0.7, 0.55):
        yield from ((photos, columns, MIN_TEXT * share) for photos in range(few, 0, -1) for columns in (2, 1))
    yield from ((0, 0, MIN_TEXT * share) for share in (1, 0.5, 0))
