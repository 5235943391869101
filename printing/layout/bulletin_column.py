"""Columns of a bulletin filled to the last row: where each text ends, how high each photo is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from printing.layout.bulletin_paper import GAP_ROWS
from printing.layout.bulletin_piece import Filling, Piece
from printing.layout.endings import Ending

SEAM_COST, CODE_TIMES = 14.0, 2.0  # a code is worth more than a headline
MOST_CHOICES, MOST_FINAL = 12, 40  # that are tried to keep the seam out of headlines and codes
MOST_GIVEN = 5  # rows of white that one piece may get for that
BLANK_COST = 1.0  # of a row squared
PHOTO_COST = 0.15  # of a row by which a photo is not as high as usual
NEAR = {1: 9, 2: 5, 3: 4, 4: 3, 5: 2}  # endings tried on either side of what an article should get, by the number of articles
SHARES = (1.0, 0.75, 0.5, 0.25, 0.0)  # of the text that an article should get, tried when a column is too full
CRUMB_COST, WIDE_CRUMB_COST = 1.5, 4.0  # of a row squared that a text which ends early lacks; a wide one leaves a hole beside its code
ENOUGH_TEXT, ENOUGH_WIDE = 5.0, 8.0  # rows; of a wide piece in the mean of its columns, the code's rows counted
REACH = 4  # rows by which a wide piece may differ from what it should get


@dataclass(slots=True)
class Placed:
    """A filled piece on the sheet."""

    piece: Piece
    row: int
    filling: Filling
    column: int = 0
    cost: float = 0.0
    is_last: bool = False  # in its column, above the shelf

    @property
    def rows(self) -> int:
        return self.filling.rows


def seam_cost(piece: Piece, row: int, rows: int, foot_rows: int, seam: int) -> float:
    """What a cut for office paper would cost here: nothing unless it goes through headline or code."""
    through_head = row < seam < row + (piece.headline_rows if piece.span == 1 else piece.head_rows)
    through_foot = row + rows - foot_rows < seam < row + rows
    return SEAM_COST * (through_head + CODE_TIMES * through_foot)


def crumb_cost(piece: Piece, ending: Ending) -> float:
    """What too little text under a headline costs; a standfirst is a part of it."""
    if ending.is_whole:
        return 0.0
    if piece.span == 1:
        return CRUMB_COST * max(0.0, ENOUGH_TEXT - ending.rows - bool(piece.standfirst)) ** 2
    return WIDE_CRUMB_COST * max(0.0, ENOUGH_WIDE - (ending.rows + piece.cut_foot.rows) / piece.span) ** 2


def fill_wide(piece: Piece, target: int, row: int, end: int, seam: int, *, must_fill: bool) -> Placed | None:
    """A piece over several columns; `must_fill` when it reaches down to row `end`, otherwise it takes what its text needs."""
    photos = _photo_heights(piece)
    if must_fill:
        return _best(piece, [end - row], photos, target, row, seam, is_last=True)
    usual = piece.natural_rows(target)
    heights = [rows for rows in range(usual - REACH, usual + REACH + 1) if 0 < rows <= end - row]
    return _best(piece, heights, photos[:1], target, row, seam) or _best(piece, heights, [0], target, row, seam)


def _photo_heights(piece: Piece) -> list[int]:
    """The usual height first, then those around it."""
    least, usual, most = piece.photo_range
    return sorted(range(least, most + 1), key=lambda rows: (abs(rows - usual), rows)) if piece.photo_columns else [0]


def _best(
    piece: Piece, heights: Sequence[int], photos: Sequence[int], target: int, row: int, seam: int, *, is_last: bool = False
) -> Placed | None:
    best: Placed | None = None
    for rows in heights:
        for photo in photos:
            filling = piece.filled(rows, photo)
            if filling is None:
                continue
            cost = filling.blank**2 * BLANK_COST / piece.span + abs(photo - piece.photo_range[1]) * PHOTO_COST * 0.5
            cost += seam_cost(piece, row, rows, piece.foot(filling.ending).rows, seam)
            cost += crumb_cost(piece, filling.ending)
            cost += 0 if is_last else 10 * ((filling.ending.rows - target) / max(8, target)) ** 2
            if best is None or cost < best.cost - 1e-9:
                best = Placed(piece, row, filling, cost=cost, is_last=is_last)
            if filling.blank <= piece.span - 1 and is_last:
                return best
        if best and best.filling.ending.is_whole and not is_last:
            break  # more rows would only leave more white
    return best


@dataclass(slots=True)
class _Choice:
    """One text for each piece of a column, the rows they take, the cost."""

    endings: tuple[Ending, ...]
    rows: int
    cost: float


def fill_column(
    pieces: Sequence[Piece], targets: Sequence[int], top: int, end: int, seam: int, *, is_final: bool = False
) -> list[Placed] | None:
    """Pieces of one column's width, one under the other, from row `top` down to row `end`; None when they do not fit.

    `is_final`: much is tried to keep a seam out of headlines and codes, also less text.
    """
    room = end - top - GAP_ROWS * (len(pieces) - 1)
    torn: list[Placed] | None = None  # the best so far, while a seam goes through a headline or a code of it
    for with_photo in range(len(pieces), -1, -1):
        pictured = [number < with_photo for number in range(len(pieces))]
        if with_photo < len(pieces) and not pieces[with_photo].photo_columns:
            continue  # the same as before
        for share in SHARES:
            goals = [round(target * share) for target in targets]
            options = [_options(piece, goal, len(pieces)) for piece, goal in zip(pieces, goals, strict=True)]
            choices = _choices(pieces, pictured, options, targets, room, top, seam)
            if not choices:
                continue
            stack = _clear_of_seam(pieces, pictured, choices, top, room, seam, is_final=is_final)
            if stack is None or not is_final or not is_torn(stack, seam):
                return stack if torn is None or (stack and stack[-1].cost < torn[-1].cost + SEAM_COST) else torn
            torn = torn or stack
    return torn


def _clear_of_seam(
    pieces: Sequence[Piece], pictured: Sequence[bool], choices: Sequence[_Choice], top: int, room: int, seam: int, *, is_final: bool
) -> list[Placed] | None:
    """The cheapest choice; another one when its photos, stretched or pressed, have brought a headline or a code onto the seam."""
    first = _stacked(pieces, pictured, choices[0], top, room)
    if first is None or not is_torn(first, seam):
        return first
    most = choices[0].cost + SEAM_COST * (CODE_TIMES if is_final else 1)
    ways = [(None, None), *((number, None) for number in range(len(pieces)))]
    ways += [(None, number) for number in range(len(pieces))] if is_final else []
    for choice, (held, given) in product(choices[: MOST_FINAL if is_final else MOST_CHOICES], ways):
        if choice.cost >= most or (given is not None and not 0 < room - choice.rows <= MOST_GIVEN):
            continue
        stack = _stacked(pieces, pictured, choice, top, room, held, given)
        if stack and not is_torn(stack, seam):
            return stack
    return first


def is_torn(blocks: Sequence[Placed], seam: int) -> bool:
    """Whether a seam goes through a headline or a code."""
    return any(seam_cost(b.piece, b.row, b.rows, b.piece.foot(b.filling.ending).rows, seam) > 0 for b in blocks)


def _options(piece: Piece, target: int, count: int) -> list[Ending]:
    """Endings around the target."""
    near = NEAR.get(count, 2)
    found = piece.endings(target + 14)
    place = max((n for n, ending in enumerate(found) if ending.rows <= target), default=0)
    chosen = found[max(0, place - near + 1) : place + near + 1]
    if found[-1].is_whole and found[-1] is not chosen[-1] and found[-1].rows <= target * 1.3 + 3:
        chosen.append(found[-1])
    return [ending for ending in chosen if ending.rows >= min(3, target)] or chosen


def _fixed(piece: Piece, pictured: bool) -> int:
    shown = piece.photo_columns and pictured
    return piece.head_rows + (piece.photo_range[1] + piece.caption_rows if shown else 0)


def _choices(
    pieces: Sequence[Piece],
    pictured: Sequence[bool],
    options: Sequence[Sequence[Ending]],
    targets: Sequence[int],
    room: int,
    top: int,
    seam: int,
) -> list[_Choice]:
    """Texts for the column, the cheapest for each height, in order of cost; photos are stretched or pressed for what is left."""
    shown = [p.photo_range for p, is_shown in zip(pieces, pictured, strict=True) if is_shown and p.photo_columns]
    stretch, press = sum(r[2] - r[1] for r in shown), sum(r[1] - r[0] for r in shown)
    heights: dict[int, _Choice] = {0: _Choice((), 0, 0.0)}
    for number, piece in enumerate(pieces):
        fixed, target = _fixed(piece, pictured[number]), targets[number]
        below: dict[int, _Choice] = {}
        for ending in options[number]:
            foot = piece.foot(ending).rows
            rows = fixed + ending.rows + foot
            cost = 3 * ((ending.rows - target) / max(5, target)) ** 2 + crumb_cost(piece, ending)
            for before in heights.values():
                total = before.rows + rows
                if total > room + press:
                    continue
                row = top + before.rows + number * GAP_ROWS
                price = before.cost + cost + seam_cost(piece, row, rows, foot, seam)
                if total not in below or price < below[total].cost:
                    below[total] = _Choice((*before.endings, ending), total, price)
        heights = below
    for choice in heights.values():
        spare = room - choice.rows
        blank = max(0, spare - stretch)
        choice.cost += blank * blank * BLANK_COST + abs(spare - blank) * PHOTO_COST
    return sorted(heights.values(), key=lambda choice: (choice.cost, choice.rows))


def _stacked(
    pieces: Sequence[Piece],
    pictured: Sequence[bool],
    choice: _Choice,
    top: int,
    room: int,
    held: int | None = None,
    given: int | None = None,
) -> list[Placed] | None:
    """The pieces at their places; the photo of the `held` one keeps its height, the `given` one keeps white what is left."""
    photos = [p.photo_range[1] if shown and p.photo_columns else 0 for p, shown in zip(pieces, pictured, strict=True)]
    spare = room - choice.rows if given is not None else _stretched(pieces, photos, room - choice.rows, held)
    placed: list[Placed] = []
    row = top
    for number, (piece, ending) in enumerate(zip(pieces, choice.endings, strict=True)):
        last = number + 1 == len(pieces)
        more = spare if last else spare // (len(pieces) - number)
        if given is not None:
            more = spare if number == given else 0
        else:
            spare -= more
        pictured_rows = photos[number] + piece.caption_rows if photos[number] else 0
        rows = piece.head_rows + pictured_rows + ending.rows + piece.foot(ending).rows + more
        filling = piece.with_ending(rows, photos[number], ending)
        if filling is None:
            return None
        placed.append(Placed(piece, row, filling, cost=choice.cost if last else 0.0, is_last=last))
        row += rows + GAP_ROWS
    return placed


def _stretched(pieces: Sequence[Piece], photos: list[int], spare: int, held: int | None) -> int:
    """Give or take rows of the photos, one after the other; returns what is left."""
    step = 1 if spare > 0 else -1
    while spare:
        able = [
            n
            for n, p in enumerate(pieces)
            if photos[n] and n != held and (photos[n] < p.photo_range[2] if step > 0 else photos[n] > p.photo_range[0])
        ]
        if not able:
            break
        number = min(able, key=lambda n: (step * (photos[n] - pieces[n].photo_range[1]), n))
        photos[number] += step
        spare -= step
    return spare
