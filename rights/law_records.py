"""Records of editors as values of the law: the same checks as for the files, and that the calculators can count with what is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.calculators import BadParameters, Law, Parameter, Value
from rights.calculators.arithmetic import decimal_text
from rights.calculators.parameters import Content
from rights.calculators.registry import parameter_from

KNOWN_THROUGH = "law.known_through"  # moved by a check of the law, never by a proposal
NUMBER, CODE, DATE, TABLE, ENTRIES = "number", "code", "date", "table", "entries"
WANTED = {
    NUMBER: gettext_lazy("This must be a number."),
    CODE: gettext_lazy("This must be a code."),
    DATE: gettext_lazy("This must be a day."),
    TABLE: gettext_lazy("This must be a table, one row on each line."),
    ENTRIES: gettext_lazy("This must be a list of names with their values."),
}
KINDS = {Fraction: NUMBER, str: CODE, date: DATE, tuple: TABLE}


class Misfit(BadParameters):
    """Complete, but not what the calculators count with. `words` is the sentence for whoever proposed it."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "value")
        self.words = words


def kind_of(content: Content) -> str:
    return KINDS.get(type(content), ENTRIES)


def contents(parameter: Parameter) -> list[Content]:
    """What the parameter has held so far, without repeals."""
    return [value.content for value in parameter.values if value.content is not None]


def kind_of_parameter(parameter: Parameter) -> str:
    return kind_of(contents(parameter)[0])


def value_from(parameter: Parameter, record: Mapping[str, Any]) -> Value:
    """The value of one record; `record` has the keys of a file, a date of content as text. Raises BadParameters, which names the field."""
    if kind_of_parameter(parameter) == DATE and isinstance(record["value"], str):
        record = {**record, "value": _date(record["value"])}
    raw = {"title": parameter.title, "unit": parameter.unit, "values": [dict(record)]}
    value = parameter_from(parameter.name, raw).values[0]
    if value.content is not None and (problem := _misfit(parameter, value.content)):
        raise Misfit(problem)
    return value


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _misfit(parameter: Parameter, content: Content) -> str:
    """Why the calculators cannot use this content; empty when they can. They know the shape and the codes that the files have."""
    known, kind = contents(parameter), kind_of_parameter(parameter)
    if kind_of(content) != kind:
        return str(WANTED[kind])
    if kind == CODE and content not in known:
        return _("Only these codes are known to the calculators: %(codes)s.") % {"codes": ", ".join(map(str, dict.fromkeys(known)))}
    if kind == ENTRIES and set(content) not in [set(each) for each in known]:
        return _("These names are needed, each with its value: %(names)s.") % {"names": ", ".join(known[-1])}
    if kind == TABLE and (problem := _misshapen(content, known[-1])):
        return problem
    return _("A value of the law is never less than nothing.") if any(number < 0 for number in _numbers(content)) else ""


def _misshapen(rows: tuple[tuple[Fraction | None, ...], ...], known: tuple[tuple[Fraction | None, ...], ...]) -> str:
    """An empty cell is the open end of the last row and nothing else: a calculator would count with nothing in its place."""
    if {len(row) for row in rows} != {len(known[0])}:
        return _("Each row needs %(count)s values.") % {"count": len(known[0])}
    if any(cell is None for row in rows for cell in row[1:]) or any(row[0] is None for row in rows[:-1]):
        return _("Only the first value of the last row may be open.")
    if known[-1][0] is None and rows[-1][0] is not None:
        return _("The last row begins with “-”: it has no upper end.")
    return ""


def _numbers(content: Content) -> Iterable[Fraction]:
    if isinstance(content, Fraction):
        return [content]
    if isinstance(content, Mapping):
        return [cell for cell in content.values() if isinstance(cell, Fraction)]
    if isinstance(content, tuple):
        return [cell for row in content for cell in row if cell is not None]
    return []


def amended(law: Law, values: Iterable[Value]) -> Law:
    """This law with values added to its parameters, later ones last. Raises KeyError for a parameter that it does not have."""
    by_name: dict[str, list[Value]] = {}
    for value in values:
        by_name.setdefault(value.reference.parameter, []).append(value)
    return law.with_changes([law[name].with_values(added) for name, added in by_name.items()])


def plain_content(content: Content | None) -> Any:
    """As a record keeps it and the open data shows it: whole numbers, decimals as text, dates as text."""
    if content is None or isinstance(content, str):
        return content
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, Mapping):
        return {key: plain_content(cell) for key, cell in content.items()}
    if isinstance(content, tuple):
        return [[plain_content(cell) for cell in row] for row in content]
    return plain_number(content)


def plain_number(number: Fraction) -> int | str:
    return int(number) if number.denominator == 1 else decimal_text(number) or str(number)
