"""Decisions on plain values: how long somebody was there, what a typed sheet says, what two trainers wrote at once. Saves nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from ..models import Presence
from .errors import SheetUnreadable

ASSUMED_MINUTES = 15  # missed by whoever is marked late or gone early without a number
THERE = (Presence.PRESENT, Presence.LATE, Presence.LEFT_EARLY)
PARTLY = (Presence.LATE, Presence.LEFT_EARLY)


@dataclass(frozen=True)
class Mark:
    """What the list says of one person: her presence and the minutes that she was there."""

    presence: str
    minutes: int

    def __str__(self) -> str:
        return f"{self.presence}.{self.minutes}"

    @classmethod
    def read(cls, text: str) -> Mark | None:
        """The inverse of str(); None for "-" and for anything else that no page of ours wrote."""
        found = re.fullmatch(r"([a-z]{4,8})\.(\d{1,4})", text, re.ASCII)
        return cls(found[1], int(found[2])) if found and found[1] in Presence.values else None


def mark(presence: str, total: int, missed: int = 0) -> Mark:
    """`missed` minutes of `total` count only for somebody who came."""
    return Mark(presence, max(total - missed, 0) if presence in THERE else 0)


def attended(presence: str, minutes: int, total: int) -> bool:
    """Present, late or gone early, and there for at least half of the time. Excused is not attended."""
    return presence in THERE and minutes * 2 >= total


# --- Two lists at once


@dataclass(frozen=True)
class Merged:
    """`writes` may be written; `kept` are rows that somebody else changed since; `clashes` those of them that the later one changed too."""

    writes: dict[int, Mark]
    kept: tuple[int, ...]
    clashes: tuple[int, ...]


def merge(typed: Mapping[int, Mark | None], seen: Mapping[int, Mark | None], stored: Mapping[int, Mark | None]) -> Merged:
    """By person: what she typed, what she saw when she began, what stands there now. Nothing that she never saw is overwritten."""
    writes, kept, clashes = {}, [], []
    for key, mine in typed.items():
        there, before = stored.get(key), seen.get(key)
        if mine == there or mine is None and there is None:
            continue
        if there != before:
            kept.append(key)
            if mine != before:
                clashes.append(key)
        elif mine is not None:
            writes[key] = mine
    return Merged(writes, tuple(kept), tuple(clashes))


# --- Times


def clock(text: str) -> time:
    """ "13.20", "13:20" or "13". Raises ValueError."""
    found = re.fullmatch(r"\s*(\d{1,2})(?:[.:](\d{2}))?\s*", text, re.ASCII)
    if not found:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))


def missed_minutes(text: str, *, late: bool, starts: time, total: int) -> int:
    """Minutes that she missed, from "20" or from the clock ("13.20": came at, or left at). Raises ValueError."""
    text = text.strip()
    if re.fullmatch(r"\d{1,3}", text, re.ASCII):
        missed = int(text)
    else:
        at = clock(text)
        after_start = (at.hour * 60 + at.minute - starts.hour * 60 - starts.minute) % (24 * 60)
        missed = after_start if late else total - after_start
    if not 0 < missed < total:
        raise ValueError(text)
    return missed


# --- A sheet typed by its row numbers


def row_numbers(text: str, last: int, field: str) -> set[int]:
    """ "4 9 17", "4, 9-11": rows of the sheet. Raises SheetUnreadable."""
    found: set[int] = set()
    for word in _words(text):
        match = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", word, re.ASCII)
        if not match:
            raise SheetUnreadable(_("“%(word)s” is no row number. Write numbers only, for example: 4 9 17.") % {"word": word[:20]}, field)
        first, end = int(match[1]), int(match[2] or match[1])
        for number in (first, end):
            _check_row(number, last, field)
        found |= set(range(first, end + 1))
    return found


def row_amounts(text: str, last: int, field: str) -> dict[int, str]:
    """ "3=20, 8=13.45": a row and its minutes or time. Raises SheetUnreadable."""
    found: dict[int, str] = {}
    for word in _words(re.sub(r"\s*=\s*", "=", text)):
        match = re.fullmatch(r"(\d{1,4})=(\d{1,3}|\d{1,2}[.:]\d{2})", word, re.ASCII)
        if not match:
            sentence = _("“%(word)s” cannot be read. Write row number, equals sign, minutes; for example: 3=20, 8=45.")
            raise SheetUnreadable(sentence % {"word": word[:20]}, field)
        _check_row(int(match[1]), last, field)
        found[int(match[1])] = match[2]
    return found


def _words(text: str) -> list[str]:
    joined = re.sub(r"\s*[-–]\s*", "-", text)
    return [word for word in re.split(r"[\s,;]+", joined) if word and word.lower() not in ("dan", "and", "no", "no.")]


def _check_row(number: int, last: int, field: str) -> None:
    if not 1 <= number <= last:
        raise SheetUnreadable(_("Row %(number)d is not on this sheet; it ends at %(last)d.") % {"number": number, "last": last}, field)


@dataclass(frozen=True)
class TypedSheet:
    """What was typed, by the fields of the entry page."""

    absent: str = ""
    late: str = ""
    left: str = ""
    excused: str = ""


def marks_of_sheet(typed: TypedSheet, count: int, *, starts: time, total: int) -> dict[int, Mark]:
    """The mark of each row: present unless something else was typed. Raises SheetUnreadable, also for a row in two fields that deny each
    other; late and gone early may be true of one person."""
    absent, excused = row_numbers(typed.absent, count, "absent"), row_numbers(typed.excused, count, "excused")
    late, left = row_amounts(typed.late, count, "late"), row_amounts(typed.left, count, "left")
    for number in sorted(absent & excused | (absent | excused) & (late.keys() | left.keys())):
        raise SheetUnreadable(_("Row %(number)d stands in two fields that cannot both be true.") % {"number": number}, "absent")
    found = {number: mark(Presence.PRESENT, total) for number in range(1, count + 1)}
    found |= {number: mark(Presence.ABSENT, total) for number in absent}
    found |= {number: mark(Presence.EXCUSED, total) for number in excused}
    for number in sorted(late.keys() | left.keys()):
        missed = _missed(late, number, "late", starts, total) + _missed(left, number, "left", starts, total)
        found[number] = mark(Presence.LATE if number in late else Presence.LEFT_EARLY, total, missed)
    return found


def _missed(amounts: dict[int, str], number: int, field: str, starts: time, total: int) -> int:
    if number not in amounts:
        return 0
    try:
        return missed_minutes(amounts[number], late=field == "late", starts=starts, total=total)
    except ValueError:
        sentence = _("Row %(number)d: “%(amount)s” is no time within the workshop, which lasts %(total)d minutes.")
        raise SheetUnreadable(sentence % {"number": number, "amount": amounts[number], "total": total}, field) from None
