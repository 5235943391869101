"""Legal values by date. A parameter is a series of values; each value knows its law, article, source and how sure we are of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

# Best first. A compound mark ("A/D", "C+") counts as its weakest letter.
MARKS = "ABCDX"

Content = Fraction | str | date | tuple[tuple[Fraction | None, ...], ...] | Mapping[str, Fraction | str]


class NoValueInForce(LookupError):
    """The law, as far as we know it, says nothing on that day. Never the same as zero."""

    def __init__(self, parameter: str, day: date) -> None:
        super().__init__(f"{parameter}: no value in force on {day.isoformat()}")
        self.parameter = parameter
        self.day = day


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a figure comes from and when it was valid; `valid_to` None means that no end is known."""

    parameter: str
    law: str
    article: str
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str
    reviewed_on: date
    note: str = ""


def weakest(*confidences: str) -> str:
    """The least sure letter of some marks."""
    return max((letter for mark in confidences for letter in mark if letter in MARKS), key=MARKS.index)


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another figure that a source gives for the same thing."""

    content: Content
    source: str


@dataclass(frozen=True, slots=True)
class Value:
    """What holds in one span of time; `content` None is a repeal."""

    content: Content | None
    unit: str
    reference: Reference
    others: tuple[OtherReading, ...] = ()

    @property
    def number(self) -> Fraction:
        return self._as(Fraction)

    @property
    def code(self) -> str:
        return self._as(str)

    @property
    def day(self) -> date:
        return self._as(date)

    @property
    def rows(self) -> tuple[tuple[Fraction | None, ...], ...]:
        return self._as(tuple)

    @property
    def entries(self) -> Mapping[str, Fraction | str]:
        return self._as(Mapping)

    def holds_on(self, day: date) -> bool:
        last = self.reference.valid_to
        return self.reference.valid_from <= day and (last is None or day <= last)

    def _as(self, kind: type):
        if not isinstance(self.content, kind):
            raise TypeError(f"{self.reference.parameter} holds {type(self.content).__name__}, not {kind.__name__}")
        return self.content


@dataclass(frozen=True, slots=True)
class Parameter:
    """`values` ascend by date and never overlap; there may be gaps."""

    name: str
    title: str
    unit: str
    values: tuple[Value, ...]

    def at(self, day: date) -> Value:
        """The value on that day; raises NoValueInForce before the first, in a gap, and after a repeal."""
        value = self.find(day)
        if value is None:
            raise NoValueInForce(self.name, day)
        return value

    def find(self, day: date) -> Value | None:
        return next((value for value in self.values if value.holds_on(day) and value.content is not None), None)

    def around(self, day: date) -> tuple[date, date]:
        """Last day of the value before a gap and first day of the value after it; raises NoValueInForce when one side is missing."""
        before = [value for value in self.values if value.content is not None and value.reference.valid_from <= day]
        after = [value for value in self.values if value.content is not None and value.reference.valid_from > day]
        if not before or not after or before[-1].reference.valid_to is None:
            raise NoValueInForce(self.name, day)
        return before[-1].reference.valid_to, after[0].reference.valid_from

    def with_values(self, values: Iterable[Value]) -> "Parameter":
        """This parameter with values added, later ones last. One that begins on the day of another takes its place; each ends at the latest
        the day before the next one begins, as in a file.
        """
        by_start = {value.reference.valid_from: value for value in (*self.values, *values)}
        starts = sorted(by_start)
        latest_ends = [following - timedelta(days=1) for following in starts[1:]] + [None]
        return replace(self, values=tuple(_ending(by_start[start], end) for start, end in zip(starts, latest_ends, strict=True)))


def _ending(value: Value, latest: date | None) -> Value:
    end = value.reference.valid_to
    if latest is None or (end is not None and end <= latest):
        return value
    return replace(value, reference=replace(value.reference, valid_to=latest))


class Law(Mapping[str, Parameter]):
    """All parameters by name. Unchangeable; `with_changes` gives another law."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._parameters = {parameter.name: parameter for parameter in parameters}

    def __getitem__(self, name: str) -> Parameter:
        return self._parameters[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parameters)

    def __len__(self) -> int:
        return len(self._parameters)

    def at(self, name: str, day: date) -> Value:
        """The value of a parameter on a day; raises NoValueInForce."""
        return self[name].at(day)

    def find(self, name: str, day: date) -> Value | None:
        return self[name].find(day)

    def starting_with(self, prefix: str) -> dict[str, Parameter]:
        """By the rest of the name after the prefix."""
        return {name.removeprefix(prefix): parameter for name, parameter in self.items() if name.startswith(prefix)}

    def with_changes(self, parameters: Iterable[Parameter]) -> "Law":
        """This law with some parameters replaced or added."""
        return Law([*self.values(), *parameters])

    @property
    def known_through(self) -> Value:
        """The day up to which the law was researched; later events carry the warning `law_may_have_changed`."""
        return self["law.known_through"].values[-1]
