"""Reading what a person or a file gave. Nothing is guessed: a missing, unknown or impossible answer is refused, naming the field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rights.calculators.texts import Text

HIGHEST_IDR = 1_000_000_000
EARLIEST = date(1970, 1, 1)
YEARS_AHEAD = 2
MOST_DIGITS = 30  # 1e999999999 is a short text and an endless number
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MISSING = object()


class InputRefused(ValueError):
    """An input cannot be used. `field` names it; `text` is a sentence that pages translate."""

    def __init__(self, field: str, code: str, **values: Any) -> None:
        self.field = field
        self.text = Text(code, {key: str(value) for key, value in values.items()})
        super().__init__(f"{field}: {self.text}")


class Inputs:
    """Answers by field name. `today` only bounds dates; None leaves them open to the future."""

    def __init__(self, given: Any, fields: frozenset[str], today: date | None = None) -> None:
        if not isinstance(given, Mapping):
            raise InputRefused("inputs", "not_an_object")
        for name, value in given.items():
            if name not in fields:
                raise InputRefused(str(name), "unknown_field")
            if value is None:
                raise InputRefused(name, "not_known")
        self._given = given
        self._today = today
        self._latest = None if today is None else _years_after(today, YEARS_AHEAD)

    def with_answers(self, given: Any, fields: frozenset[str]) -> "Inputs":
        """Other answers within the same bounds."""
        return Inputs(given, fields, self._today)

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def given(self, name: str) -> Any:
        """The answer as it came, unread."""
        return self._given[name]

    def money(self, name: str, default: int | None = None) -> Fraction:
        """Rupiah, 0 to a thousand million; decimals are allowed, since some minimum wages have them."""
        return self._number(name, default, 0, HIGHEST_IDR)

    def moneys(self, name: str, longest: int) -> list[Fraction]:
        return [_bounded(name, item, 0, HIGHEST_IDR) for item in self._list(name, longest)]

    def whole(self, name: str, low: int, high: int, default: int | None = None) -> int:
        return _whole(name, self._number(name, default, low, high))

    def wholes(self, name: str, low: int, high: int, longest: int) -> list[int]:
        return [_whole(name, _bounded(name, item, low, high)) for item in self._list(name, longest)]

    def halves(self, name: str, low: int, high: int, default: int | None = None) -> Fraction:
        value = self._number(name, default, low, high)
        if (value * 2).denominator != 1:
            raise InputRefused(name, "not_halves")
        return value

    def choice(self, name: str, allowed: Sequence[Any], default: Any = MISSING) -> Any:
        value = self._raw(name, default)
        for choice in allowed:
            if type(value) is type(choice) and value == choice:
                return choice
        raise InputRefused(name, "not_one_of", allowed=", ".join(map(str, allowed)))

    def flag(self, name: str, default: bool) -> bool:
        value = self._raw(name, default)
        if type(value) is not bool:
            raise InputRefused(name, "not_yes_or_no")
        return value

    def day(self, name: str) -> date:
        value = self._raw(name, MISSING)
        day = value if type(value) is date else _iso(value)
        if day is None:
            raise InputRefused(name, "not_a_date")
        if day < EARLIEST or (self._latest is not None and day > self._latest):
            raise InputRefused(name, "date_out_of_range", low=EARLIEST.isoformat(), high=(self._latest or date.max).isoformat())
        return day

    def day_from(self, name: str, start_name: str, start: date) -> date:
        """A day that may not lie before another one."""
        day = self.day(name)
        if day < start:
            raise InputRefused(name, "before_start", start=start_name)
        return day

    def clock_minutes(self, name: str) -> int:
        """Minutes since midnight of a time such as 21:30."""
        value = self._raw(name, MISSING)
        match = CLOCK.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise InputRefused(name, "not_a_time")
        return int(match[1]) * 60 + int(match[2])

    def objects(self, name: str, longest: int) -> list[Any]:
        return self._list(name, longest)

    def _raw(self, name: str, default: Any) -> Any:
        value = self._given.get(name, default)
        if value is MISSING:
            raise InputRefused(name, "missing")
        return value

    def _number(self, name: str, default: int | None, low: int, high: int) -> Fraction:
        return _bounded(name, self._raw(name, MISSING if default is None else default), low, high)

    def _list(self, name: str, longest: int) -> list[Any]:
        value = self._raw(name, MISSING)
        if not isinstance(value, list | tuple) or not value:
            raise InputRefused(name, "not_a_list")
        if len(value) > longest:
            raise InputRefused(name, "list_too_long", high=longest)
        return list(value)


def _bounded(name: str, value: Any, low: int, high: int) -> Fraction:
    number = _exact(value)
    if number is None:
        raise InputRefused(name, "not_a_number")
    if not low <= number <= high:
        raise InputRefused(name, "out_of_range", low=low, high=high)
    return number


def _whole(name: str, value: Fraction) -> int:
    if value.denominator != 1:
        raise InputRefused(name, "not_whole")
    return int(value)


def _exact(value: Any) -> Fraction | None:
    """None when it is no number. A float is taken as the decimal that it is written as, so that nothing is computed with floats."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        return None
    if isinstance(value, Decimal) and (
        not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS or -value.as_tuple().exponent > MOST_DIGITS
    ):
        return None
    try:
        return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    except (ValueError, OverflowError):  # not a number, or endless
        return None


def _iso(value: Any) -> date | None:
    if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
