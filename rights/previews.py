"""What a change of the law would do: every worked example, as it stands and as if it happened on the day of the change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rights.calculators import CALCULATORS, InputRefused, Law, Result, calculate
from rights.calculators import law as bundled_law
from rights.current import build
from rights.headlines import TITLES, headline_of
from rights.law_records import amended, value_from
from rights.law_words import step_amount
from rights.models import LawChange, ParameterRecord
from rights.sentences import sentence, warning_sentence
from rights.worked_cases import worked_cases
from rights.worked_cases.probes import probes

FAR = timedelta(days=36_500)  # a shifted start that would leave the calendar


class CannotCount(ValueError):
    """A calculator breaks with this law; the text names the example."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that an answer says, before and after; empty where it is not said."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """`day` is None for an example as it stands, else the day to which it was moved."""

    case: str
    calculator: str
    day: date | None
    headline: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    differences: tuple[Difference, ...]
    count: int  # of examples that were computed

    @property
    def as_they_stand(self) -> list[Difference]:
        return [each for each in self.differences if each.day is None]

    @property
    def moved(self) -> list[Difference]:
        return [each for each in self.differences if each.day is not None]


def preview_of_change(law: Law, change: LawChange) -> Preview:
    """What approving it would do to the law as it is now; of a decided change, nothing. Raises CannotCount, and BadParameters."""
    if change.takes_back_id:
        records = list(change.takes_back.records.all())
        return preview(law, build(without=change.takes_back), days_of(records))
    records = list(change.records.all())
    return preview(law, law_with(law, records), days_of(records))


def law_with(law: Law, records: Iterable[ParameterRecord]) -> Law:
    """Raises BadParameters, KeyError."""
    return amended(law, [value_from(law[record.parameter], record.as_in_file()) for record in records])


def days_of(records: Iterable[ParameterRecord]) -> list[date]:
    """The days on which something begins or ends."""
    days = {record.valid_from for record in records}
    return sorted(days | {record.valid_to + timedelta(days=1) for record in records if record.valid_to})


def preview(before: Law, after: Law, days: Iterable[date]) -> Preview:
    found, count = [], 0
    for case, day, inputs in _examples(days):
        count += 1
        first, second = _computed(case, inputs, before), _computed(case, inputs, after)
        if not _is_same(first, second) and (difference := _difference(case, day, _said(first), _said(second))):
            found.append(difference)
    return Preview(tuple(found), count)


def try_out(law: Law, days: Iterable[date]) -> None:
    """Raises CannotCount when a calculator breaks with this law on any example."""
    for case, _day, inputs in _examples(days):
        _computed(case, inputs, law)


def _computed(case: Mapping[str, Any], inputs: Mapping[str, Any], law: Law) -> Result | InputRefused:
    try:
        return calculate(case["calculator"], inputs, law=law)
    except InputRefused as refused:
        return refused
    except (ArithmeticError, AttributeError, LookupError, StopIteration, TypeError, ValueError) as broken:
        raise CannotCount(f"{case['id']}: {broken}") from broken


def _examples(days: Iterable[date]) -> Iterator[tuple[Mapping[str, Any], date | None, dict[str, Any]]]:
    days = list(days)
    for case in (*worked_cases(), *probes(bundled_law())):
        yield case, None, case["inputs"]
        for day in days:
            if (moved := _moved(case, day)) is not None:
                yield case, day, moved


def _moved(case: Mapping[str, Any], day: date) -> dict[str, Any] | None:
    """All dates moved by as much, so that the event falls on that day; None for an example that has no day of its own."""
    calculator, inputs = CALCULATORS[case["calculator"]], case["inputs"]
    event = calculator.event
    if event is None or (calculator.is_event_needed and event not in inputs):
        return None
    if event not in inputs:
        return {**inputs, event: day.isoformat()}
    shift = day - date.fromisoformat(str(inputs[event]))
    if abs(shift) > FAR:
        return None
    return {name: _shifted(value, shift) for name, value in inputs.items()}


def _shifted(value: Any, shift: timedelta) -> Any:
    try:
        return (date.fromisoformat(value) + shift).isoformat() if isinstance(value, str) else value
    except ValueError:
        return value


@dataclass(frozen=True, slots=True)
class _Said:
    headline: str
    lines: dict[str, str]


def _is_same(first: Result | InputRefused, second: Result | InputRefused) -> bool:
    """Most examples do not notice a change: their words need not be put together."""
    if isinstance(first, InputRefused) and isinstance(second, InputRefused):
        return first.text == second.text
    return first == second


def _said(result: Result | InputRefused) -> _Said:
    if isinstance(result, InputRefused):
        return _Said(sentence(result.text), {})
    headline = headline_of(result)
    return _Said(f"{headline.words}: {headline.sum}" if headline.sum else headline.words, _lines(result))


def _lines(result: Result) -> dict[str, str]:
    """By label; the second of a name is told apart by its number."""
    lines: dict[str, str] = {}
    for step in result.steps:
        label = sentence(step.label)
        name, number = label, 1
        while name in lines:
            number += 1
            name = f"{label} ({number})"
        lines[name] = step_amount(step)
    return lines | {warning_sentence(code): "✓" for code in sorted(result.warnings)}


def _difference(case: Mapping[str, Any], day: date | None, before: _Said, after: _Said) -> Difference | None:
    names = [*before.lines, *(name for name in after.lines if name not in before.lines)]
    pairs = [Line(name, before.lines.get(name, ""), after.lines.get(name, "")) for name in names]
    changed = tuple(line for line in pairs if line.before != line.after)
    if not changed and before.headline == after.headline:
        return None
    headline = Line("", before.headline, after.headline)
    return Difference(case["id"], str(TITLES[case["calculator"]]), day, headline, changed)
