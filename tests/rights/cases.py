"""Reading worked examples and comparing them to the rupiah."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rights.calculators import Result, calculate
from rights.worked_cases import worked_cases

TODAY = date(2026, 11, 25)


def own_cases() -> list[dict[str, Any]]:
    return list(worked_cases())


def compute(calculator: str, **inputs: Any) -> Result:
    """A result whose lines have been added up."""
    result = calculate(calculator, inputs, today=TODAY)
    assert_lines_sum_to_totals(result)
    return result


def outputs(calculator: str, **inputs: Any) -> dict[str, Any]:
    return dict(compute(calculator, **inputs).outputs)


def assert_lines_sum_to_totals(result: Result) -> None:
    for total in result.totals:
        assert result.sum_of_lines(total) == result.output(total), total


def differences(result: Result, expected: dict[str, Any]) -> list[str]:
    """Nothing when every expected key is right: money to the rupiah, other numbers exactly as shown, warnings as a set."""
    found = []
    for key, value in expected.items():
        got = result.outputs.get(key, "absent")
        if key == "warnings":
            got, value = set(result.warnings), set(value)
        if comparable(got) != comparable(value):
            found.append(f"{key}: {got} instead of {value}")
    return found


def comparable(value: Any) -> Any:
    """Six decimals are what a worked example shows of hours."""
    if isinstance(value, float | Decimal | Fraction):
        return round(Fraction(str(value)) if isinstance(value, float) else Fraction(value), 6)
    if isinstance(value, dict):
        return {key: comparable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [comparable(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
