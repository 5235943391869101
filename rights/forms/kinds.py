"""Kinds of questions: how each is shown, and how what was typed becomes the engine's value.

A field knows nothing of requests: it reads a mapping of names to cleaned text. It gives back a value, MISSING for what was rightly left
empty, or Unknown with every answer that is possible; it raises Refused with the sentence for the reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from rights.calculators.dates import add_months
from rights.forms.money import NotMoney, read_money
from rights.law_words import day_words

MISSING = object()
UNKNOWN = "tidak-tahu"
FIRST_YEAR, LAST_YEAR = 1900, 2200  # days and months are counted on from a day, so it must leave room for them
LONGEST_NUMBER = 12  # longer than any that is taken, so that one that is too long is refused and not cut to another
Typed = Mapping[str, str]


class Refused(ValueError):
    """`part` is the ending of the name of the input that is wrong, empty for the first."""

    def __init__(self, words: str, part: str = "") -> None:
        super().__init__(words)
        self.words, self.part = words, part


@dataclass(frozen=True)
class Unknown:
    """Every possible answer with the words for it."""

    answers: tuple[tuple[Any, str], ...]


@dataclass(frozen=True, kw_only=True)
class Field:
    """`name` is the engine's own; `missing` the sentence for an answer that is needed and empty. With one of `unless` it is not needed."""

    name: str
    label: Any
    hint: Any = ""
    is_optional: bool = False
    missing: Any = ""
    unless: tuple[str, ...] = ()
    template: ClassVar[str] = "text"
    longest: ClassVar[int] = 60
    mode: ClassVar[str] = "numeric"

    @property
    def names(self) -> tuple[str, ...]:
        """The inputs of this field, by name."""
        return (self.name,)

    def read(self, typed: Typed) -> Any:
        text = typed.get(self.name, "")
        return self.value(text) if text else self.nothing(typed)

    def nothing(self, typed: Typed, part: str = "") -> Any:
        if self.is_optional or any(typed.get(name) for name in self.unless):
            return MISSING
        raise Refused(str(self.missing or _("Fill this in.")), part)

    def value(self, text: str) -> Any:
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Money(Field):
    def value(self, text: str) -> Decimal:
        try:
            return read_money(text)
        except NotMoney as error:
            raise Refused(str(error)) from error


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    def value(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= 6):
            raise Refused(_("Write a whole number, for example 3."))
        return int(text)


@dataclass(frozen=True, kw_only=True)
class Halves(Field):
    """Days in halves: 2, 2,5 and 2.5."""

    mode: ClassVar[str] = "decimal"

    def value(self, text: str) -> Decimal:
        whole, _comma, rest = text.replace(".", ",").partition(",")
        if not (whole.isascii() and whole.isdigit() and len(whole) <= 4 and rest in ("", "0", "5", "00", "50")):
            raise Refused(_("Write whole or half days, for example 4 or 2,5."))
        return Decimal(f"{whole}.{rest or 0}")


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """Three small fields. Where the day may be forgotten, month and year alone give the first and the last day of the month."""

    is_day_needed: bool = True
    has_this_year: bool = False  # the year stands there already
    template: ClassVar[str] = "day"
    longest: ClassVar[int] = LONGEST_NUMBER

    @property
    def names(self) -> tuple[str, ...]:
        return (f"{self.name}_day", f"{self.name}_month", f"{self.name}_year")

    def read(self, typed: Typed) -> Any:
        day, month, year = (typed.get(name, "") for name in self.names)
        if not day and not month and (not year or self.has_this_year or not self.is_optional):
            return self.nothing(typed, "_day")
        if not day and not self.is_day_needed and month and year:
            return self._of_month(month, year)
        for text, part, words in (
            (day, "_day", _("Write the day as a number from 1 to 31.")),
            (month, "_month", _("Write the month as a number from 1 to 12.")),
        ):
            if not _is_number(text, 2):
                raise Refused(words, part)
        return _day_of(day, month, year)

    def _of_month(self, month: str, year: str) -> Unknown:
        first = _day_of("1", month, year)
        last = date.fromordinal(add_months(first, 1).toordinal() - 1)
        return Unknown(tuple((day, day_words(day)) for day in (first, last)))


def _is_number(text: str, digits: int) -> bool:
    return text.isascii() and text.isdigit() and 1 <= len(text) <= digits


def _day_of(day: str, month: str, year: str) -> date:
    if not _is_number(month, 2) or not 1 <= int(month) <= 12:
        raise Refused(_("Write the month as a number from 1 to 12."), "_month")
    if not _is_number(year, 4) or len(year) != 4:
        raise Refused(_("Write the year with four digits, for example 2026."), "_year")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Refused(_("The year is not between %(first)s and %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}, "_year")
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise Refused(_("There is no such day. Look at the day and the month again."), "_day") from error


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """Whole rows to tick, or a list where there are many. `unknown` are the words of "I do not know"; every answer is then computed."""

    options: tuple[tuple[Any, Any], ...]
    initial: Any = None
    unknown: Any = ""
    is_list: bool = False
    older: tuple[tuple[Any, Any], ...] = ()  # a second group of a list
    older_title: Any = ""
    template: ClassVar[str] = "choice"

    @property
    def all_options(self) -> tuple[tuple[Any, Any], ...]:
        return self.options + self.older

    def value(self, text: str) -> Any:
        if text == UNKNOWN and self.unknown:
            return Unknown(tuple((value, str(words)) for value, words in self.all_options))
        for value, _words in self.all_options:
            if str(value) == text:
                return value
        raise Refused(_("Choose one of the answers."))

    def words_of(self, value: Any) -> str:
        return next((str(words) for code, words in self.all_options if str(code) == str(value)), str(value))


@dataclass(frozen=True, kw_only=True)
class Duration(Field):
    """Hours and minutes."""

    template: ClassVar[str] = "duration"
    longest: ClassVar[int] = LONGEST_NUMBER

    @property
    def names(self) -> tuple[str, ...]:
        return (f"{self.name}_hours", self.name)

    def read(self, typed: Typed) -> Any:
        hours, minutes = (typed.get(name, "") for name in self.names)
        if not hours and not minutes:
            return self.nothing(typed, "_hours")
        return read_minutes(hours, minutes)


def read_minutes(hours: str, minutes: str) -> int:
    """Either may be empty. `1,5` hours are an hour and a half."""
    whole, _comma, rest = hours.replace(".", ",").partition(",")
    if (hours and not _is_number(whole, 2)) or rest not in ("", "0", "5", "25", "50", "75"):
        raise Refused(_("Write hours as a number, for example 3."), "_hours")
    if minutes and not _is_number(minutes, 4):
        raise Refused(_("Write minutes as a number, for example 30."))
    part = {"": 0, "0": 0, "25": 15, "5": 30, "50": 30, "75": 45}[rest]
    return int(whole or 0) * 60 + part + int(minutes or 0)


@dataclass(frozen=True, kw_only=True)
class Clock(Field):
    """A time such as 21.30, 21:30 or 21."""

    longest: ClassVar[int] = 8

    def value(self, text: str) -> str:
        hours, _point, minutes = text.replace(":", ".").replace(",", ".").partition(".")
        minutes = minutes or "00"
        if not (_is_number(hours, 2) and _is_number(minutes, 2) and len(minutes) == 2 and int(hours) <= 24 and int(minutes) <= 59):
            raise Refused(_("Write the time like 21.30."))
        if int(hours) == 24 and minutes != "00":
            raise Refused(_("Write the time like 21.30."))
        return f"{int(hours) % 24:02d}:{minutes}"


@dataclass(frozen=True, kw_only=True)
class MoneyList(Field):
    """One amount a line, oldest first."""

    template: ClassVar[str] = "lines"
    longest: ClassVar[int] = 1500
    most: ClassVar[int] = 60

    def value(self, text: str) -> list[Decimal]:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) > self.most:
            raise Refused(_("At most 60 lines."))
        found = []
        for number, line in enumerate(lines, 1):
            try:
                found.append(read_money(line))
            except NotMoney as error:
                raise Refused(_("Line %(number)s: %(words)s") % {"number": number, "words": error}) from error
        return found


@dataclass(frozen=True, kw_only=True)
class Group:
    """Fields that are only asked with some answers to a choice before (`when`: its name and those answers), or that few people need."""

    title: Any
    fields: tuple[Field, ...]
    when: tuple[str, tuple[str, ...]] | None = None
    key: str = ""
