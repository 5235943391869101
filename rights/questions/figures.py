"""Figures in a text stand as names in braces and are put in when it is read, so that no number outlives its law.

{year} {year-1}                               this year, last year
{known_through}                               last day for which the law was researched
{law:overtime.hours_per_month}                the value in force today; `@-1` after the name: one year ago
{law:overtime.multipliers.workday:1:2}        first row, second column of a table
{law:leave.family:own_marriage}               one entry of a list with names
{example1:overtime_pay} {example2:worker.jp}  an output of a worked example of the page
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from cms.typesetting import NO_BREAK_SPACE
from rights.calculators import Law, Reference, Result, Value
from rights.calculators.arithmetic import decimal_text
from rights.law_words import day_words, money_words
from rights.sentences import grouped

NAME = re.compile(r"\{([^{}]*)\}")
YEAR = re.compile(r"year(-\d)?")
LAW = re.compile(r"law:(?P<name>[A-Za-z0-9_.]+)(?:@-(?P<years>\d))?(?P<path>(?::\w+){0,2})")
EXAMPLE = re.compile(r"example(?P<number>\d):(?P<output>\w+(?:\.\w+)*)")
COUNTED = re.compile(r"(^|_)(minutes|months|days|percent|hours|multiplier|number)(_|$)")  # outputs that are no money


class BadFigure(ValueError):
    """A name in braces that means nothing; the text is that name."""


class NotKnown(LookupError):
    """The name is a good one, but its value on this day is not in our tables. Another year's is never used."""


@dataclass
class Figures:
    """Puts figures into texts. `results` are the worked examples in order, None for one that cannot be computed on this day.

    `references` gathers the law of every figure used.
    """

    law: Law
    day: date
    results: Sequence[Result | None] = ()
    references: list[Reference] = field(default_factory=list)

    def fill(self, text: str) -> str:
        """Raises BadFigure, NotKnown."""
        return NAME.sub(lambda match: self._figure(match[1]), text)

    def fill_or_none(self, text: str) -> str | None:
        """None where a figure is not known, or was mistyped past the check of the editor's form."""
        try:
            return self.fill(text)
        except (BadFigure, NotKnown):
            return None

    def _figure(self, name: str) -> str:
        if match := YEAR.fullmatch(name):
            return str(self.day.year + int(match[1] or 0))
        if name == "known_through":
            return day_words(self.law.known_through.day)
        if match := LAW.fullmatch(name):
            return self._of_law(name, match["name"], int(match["years"] or 0), match["path"].split(":")[1:])
        if match := EXAMPLE.fullmatch(name):
            return self._of_example(name, int(match["number"]), match["output"])
        raise BadFigure(name)

    def _of_law(self, written: str, name: str, years_ago: int, path: list[str]) -> str:
        if name not in self.law:
            raise BadFigure(written)
        value = self.law.find(name, _years_before(self.day, years_ago))
        if value is None:
            raise NotKnown(written)
        try:
            content, unit = _part(value, path)
        except (LookupError, ValueError, TypeError) as error:
            raise BadFigure(written) from error
        if content is None or isinstance(content, tuple | dict):
            raise BadFigure(written)
        self.references.append(value.reference)
        return _words(content, unit)

    def _of_example(self, written: str, number: int, output: str) -> str:
        if not 1 <= number <= len(self.results):
            raise BadFigure(written)
        result = self.results[number - 1]
        if result is None:
            raise NotKnown(written)
        try:
            content = result.output(output)
        except (LookupError, TypeError) as error:
            # Outputs that an unknown figure leaves out are not known either.
            raise (NotKnown if result.warnings & {"minimum_wage_not_in_table"} else BadFigure)(written) from error
        if content is None:
            raise NotKnown(written)
        if isinstance(content, bool | str) or not isinstance(content, int | Fraction | date):
            raise BadFigure(written)
        return _words(content, "" if COUNTED.search(output) else "rupiah")


def _part(value: Value, path: list[str]) -> tuple[Any, str]:
    """The cell that a path names, with its unit; a table's unit names its columns in order."""
    if not path:
        return value.content, value.unit
    if isinstance(value.content, tuple):
        row, column = (int(step) - 1 for step in path)
        if row < 0 or column < 0:
            raise IndexError
        units = value.unit.split(", ")
        return value.content[row][column], units[column] if len(units) == len(value.content[row]) else ""
    (key,) = path
    content = value.entries[key]
    is_small = isinstance(content, Fraction) and content < 1000
    return content, "" if is_small and "rupiah" in value.unit else value.unit.rpartition(", ")[2]


def _words(content: Any, unit: str) -> str:
    if isinstance(content, date):
        return day_words(content)
    if not isinstance(content, int | Fraction):
        raise BadFigure(str(content))
    number = Fraction(content)
    if unit.startswith("rupiah"):
        return money_words(number)
    if unit.startswith("share"):
        return f"{_decimal(number * 100)}{NO_BREAK_SPACE}%"
    if unit.startswith("percent"):
        return f"{_decimal(number)}{NO_BREAK_SPACE}%"
    return _decimal(number)


def _decimal(number: Fraction) -> str:
    return grouped(decimal_text(number) or decimal_text(Fraction(round(number * 100), 100)) or "")


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
