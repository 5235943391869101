"""What a calculator hands back: output values, the steps that lead to them, warnings and assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from rights.calculators.arithmetic import Expression, half_up, number
from rights.calculators.parameters import Law, Reference, Value, weakest
from rights.calculators.texts import Text

RUPIAH = "rupiah"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a result.

    `amount_idr` is whole rupiah, as shown; other quantities (hours, days, an hourly wage) stand in `quantity` with their unit.
    `adds_to` names the output of which this line is a part; empty for a line that only leads there.
    """

    label: Text
    expression: str
    references: tuple[Reference, ...]
    amount_idr: int | None = None
    quantity: Fraction | None = None
    unit: str = RUPIAH
    adds_to: str = ""
    note: Text | None = None

    @property
    def confidence(self) -> str:
        """The weakest mark of all that this line rests on."""
        return weakest(*(reference.confidence for reference in self.references))


@dataclass(frozen=True, slots=True)
class Result:
    """`totals` names the outputs that are the sum of their lines; a dotted name leads into an output that is a mapping."""

    calculator: str
    outputs: Mapping[str, Any]
    steps: tuple[Step, ...]
    warnings: frozenset[str]
    notes: tuple[Text, ...]
    totals: frozenset[str]

    def sum_of_lines(self, total: str) -> int:
        return sum(step.amount_idr or 0 for step in self.steps if step.adds_to == total)

    def output(self, name: str) -> Any:
        value: Any = self.outputs
        for part in name.split("."):
            value = value[part]
        return value


@dataclass(slots=True)
class Sheet:
    """A computation in progress on one day: asks the law, collects lines, warnings and notes."""

    law: Law
    day: date
    steps: list[Step] = field(default_factory=list)
    warnings: set[str] = field(default_factory=set)
    notes: list[Text] = field(default_factory=list)
    totals: set[str] = field(default_factory=set)

    def value(self, name: str) -> Value:
        """Raises NoValueInForce."""
        return self.law.at(name, self.day)

    def find(self, name: str) -> Value | None:
        return self.law.find(name, self.day)

    def on(self, day: date) -> "Sheet":
        """The same sheet of paper, another day's law."""
        return Sheet(self.law, day, self.steps, self.warnings, self.notes, self.totals)

    def add(self, total: str, label: Text, expression: Expression, *values: Value, note: Text | None = None) -> int:
        """A line of a total, rounded half up to whole rupiah; the total is the sum of such rounded lines."""
        self.totals.add(total)
        amount = half_up(expression.value)
        self.steps.append(Step(label, expression.text, _references(values), amount_idr=amount, adds_to=total, note=note))
        return amount

    def show(self, label: Text, expression: Expression, *values: Value, note: Text | None = None) -> None:
        """An amount that leads to a line, rounded for display only."""
        self.steps.append(Step(label, expression.text, _references(values), amount_idr=half_up(expression.value), note=note))

    def show_amount(self, label: Text, amount: int, expression: Expression, *values: Value, note: Text | None = None) -> None:
        """An amount that is rounded in a way of its own, such as a shortfall, which is rounded up."""
        self.steps.append(Step(label, expression.text, _references(values), amount_idr=amount, note=note))

    def measure(
        self,
        label: Text,
        quantity: int | Fraction,
        unit: str,
        *values: Value,
        expression: Expression | None = None,
        note: Text | None = None,
    ) -> None:
        """A quantity that is not whole rupiah."""
        text = (expression or number(quantity)).text
        self.steps.append(Step(label, text, _references(values), quantity=Fraction(quantity), unit=unit, note=note))

    def total(self, name: str) -> int:
        return sum(step.amount_idr or 0 for step in self.steps if step.adds_to == name)

    def warn(self, code: str) -> None:
        self.warnings.add(code)

    def assume(self, code: str, **values: Any) -> None:
        """A note about the whole result; the same one is kept once."""
        note = Text(code, {key: str(value) for key, value in values.items()})
        if note not in self.notes:
            self.notes.append(note)

    def warn_of_later_law(self) -> None:
        """The law was researched up to a day; an event after it may fall under a new one."""
        if self.day > self.law.known_through.day:
            self.warn("law_may_have_changed")

    def finish(self, calculator: str, **outputs: Any) -> Result:
        return Result(
            calculator=calculator,
            outputs={**outputs, "warnings": sorted(self.warnings)},
            steps=tuple(self.steps),
            warnings=frozenset(self.warnings),
            notes=tuple(self.notes),
            totals=frozenset(self.totals),
        )


def _references(values: tuple[Value, ...]) -> tuple[Reference, ...]:
    """Each once, in the order given; a line without one would be a figure without law."""
    found = tuple(dict.fromkeys(value.reference for value in values))
    if not found:
        raise ValueError("a line needs the law it rests on")
    return found
