"""Contents of a rule as people type and read them: a number, a day, or one row on each line."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from rights.calculators import Parameter
from rights.calculators.parameters import Content
from rights.forms.money import NotMoney, read_money
from rights.law_records import DATE, ENTRIES, NUMBER, TABLE, kind_of, kind_of_parameter, plain_number
from rights.sentences import grouped

PLAIN = re.compile(r"-?\d{1,15}(?:[.,]\d{1,10})?", re.ASCII)
SEN_AFTER_A_POINT = re.compile(r"\d{4,12}\.\d{1,2}", re.ASCII)
COULD_BE_THOUSANDS = re.compile(r"\d{1,3}\.\d{3}", re.ASCII)
NOTHING = "-"  # an empty cell of a table: the last row, without an upper end
LONGEST = 200  # rows


class NotAValue(ValueError):
    """Carries the sentence for the editor."""


def read_value(typed: str, parameter: Parameter) -> Any:
    """As a record keeps it. Raises NotAValue."""
    kind, is_money = kind_of_parameter(parameter), parameter.unit.startswith("rupiah")
    if kind == NUMBER:
        return _number(typed, is_money)
    if kind == DATE:
        return _day(typed)
    if kind == TABLE:
        return [[_cell(cell) for cell in line.split(";")] for line in _lines(typed)]
    if kind == ENTRIES:
        return dict(_entry(line) for line in _lines(typed))
    return typed.strip()


def _lines(typed: str) -> list[str]:
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if not lines or len(lines) > LONGEST:
        raise NotAValue(_("Write one row on each line."))
    return lines


def _number(typed: str, is_money: bool = False) -> int | str:
    if is_money and not SEN_AFTER_A_POINT.fullmatch(typed.strip()):
        try:
            return _exact(read_money(typed))
        except NotMoney as refused:
            raise NotAValue(str(refused)) from refused
    text = typed.strip()
    if not PLAIN.fullmatch(text):
        raise NotAValue(_("Write a number, for example 0,75 or 173."))
    if COULD_BE_THOUSANDS.fullmatch(text):
        raise NotAValue(_("This could be two different numbers. Write 1500 or 1,5."))
    return _exact(Decimal(text.replace(",", ".")))


def _exact(number: Decimal) -> int | str:
    return plain_number(Fraction(number))


def _day(typed: str) -> str:
    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError as error:
        raise NotAValue(_("Write the day like 2027-01-31.")) from error


def _cell(typed: str) -> int | str | None:
    return None if typed.strip() == NOTHING else _number(typed)


def _entry(line: str) -> tuple[str, int | str]:
    name, colon, typed = line.rpartition(":")
    if not colon:
        raise NotAValue(_("Write a name and its value, with a colon between them."))
    typed = typed.strip()
    return name.strip(), typed if typed[:1].isalpha() else _number(typed)


def typed_value(content: Content | None) -> str:
    """As it would be typed; what `read_value` reads back."""
    if content is None:
        return ""
    kind = kind_of(content)
    if kind == TABLE:
        return "\n".join("; ".join(NOTHING if cell is None else _typed(cell) for cell in row) for row in content)
    if kind == ENTRIES:
        return "\n".join(f"{name}: {_typed(cell)}" for name, cell in content.items())
    return _typed(content)


def _typed(cell: Fraction | str | date) -> str:
    return str(plain_number(cell)).replace(".", ",") if isinstance(cell, Fraction) else str(cell)


def shown_value(content: Content | None, unit: str) -> str:
    """For reading: with points between thousands. A repeal says so."""
    if content is None:
        return _("no longer holds")
    kind = kind_of(content)
    if kind == NUMBER:
        return ("Rp\u00a0" if unit.startswith("rupiah") else "") + _shown(content)
    if kind == TABLE:
        return " · ".join(" → ".join("…" if cell is None else _shown(cell) for cell in row) for row in content)
    if kind == ENTRIES:
        return " · ".join(f"{name} {_shown(cell)}" for name, cell in content.items())
    return str(content)


def unit_words(unit: str) -> str:
    """Units stand in the files in English; a test keeps the catalogue complete."""
    return gettext(unit)


def _shown(cell: Fraction | str) -> str:
    return grouped(str(plain_number(cell))) if isinstance(cell, Fraction) else str(cell)
