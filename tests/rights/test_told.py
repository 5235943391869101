"""All that the calculators and checks say about some 340 examples, line by line, as it stands in `told.txt`.

Whoever changes a rule or a figure on purpose writes the file anew (`python -m tests.rights.test_told`) and reads what differs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rights.calculators import InputRefused, Reference, Step, Text, calculate, law
from rights.calculators.offer import check_offer
from rights.calculators.payslip import check_payslip
from rights.worked_cases import worked_cases
from rights.worked_cases.probes import probes
from tests.rights.checks.test_offer import TEN_YEARS
from tests.rights.checks.test_payslip import CASES, MONTH, SOUND
from tests.rights.test_traceable import EVERY

FILE = Path(__file__).parent / "told.txt"
OFFERS: list[dict[str, Any]] = [
    {"offered": 46_750_000, "stated_reason": "bankrupt"}, {"offered": 30_000_000, "region": "karawang"}, {"offered": 22_000_000},
    {"offered": 1, "end_date": "2019-06-30"}, {"offered": 20_000_000, "end_date": "2020-12-01", "stated_reason": "bankrupt"},
    {"offered": 5_000_000, "basic": 0, "fixed_allowance": 0}, {"offered": 3_000_000, "leave_days_left": 4, "week": 5, "uph_other": 750_000},
]  # fmt: skip
LOG = {"pay_type": "monthly", "basic": 2_000_000, "week": 6, "region": "samarinda"}
WORK = {"day_type": "workday", "minutes": 240}
OTHERS: list[tuple[str, dict[str, Any]]] = [
    ("overtime_month", {**LOG, "days": [{"date": f"2026-06-{day:02d}", **WORK} for day in (13, 12, 11, 10, 9, 8)]}),
    ("overtime_month", {**LOG, "days": [{"date": "2026-06-14", "day_type": "rest_or_holiday", "minutes": 300},
                                        {"date": "2026-06-01", **WORK}]}),
    ("overtime_month", {**LOG, "basic": 9_000_000, "days": [{"date": f"2021-02-{day:02d}", **WORK} for day in (1, 2, 3, 4, 5)]}),
    ("overtime_month", {**LOG, "days": [{"date": "2027-01-02", **WORK}, {"date": "2026-12-30", **WORK}]}),
    ("overtime", {"date": "2023-05-02", **WORK, "week": 5, "pay_type": "daily", "daily_wage": 90_000, "region": "kota_semarang"}),
    ("overtime", {"date": "2026-06-15", "day_type": "workday", "week": 5, "pay_type": "monthly", "basic": 1, "minutes": 0}),
    ("overtime", {"date": "2026-06-15", "day_type": "workday", "week": 5, "pay_type": "monthly", "basic": 3_000_000,
                  "nonfixed_allowance": 1_000_000, "minutes": 60}),
    ("minimum_wage", {"region": "kota_bandung", "date": "2025-06-01", "pay_type": "monthly", "basic": "4000000.4"}),
    ("minimum_wage", {"region": "kota_bandung", "date": "2025-06-01", "pay_type": "daily", "week": 5, "daily_wage": "100000.4"}),
    ("minimum_wage", {"region": "kota_bandung", "date": "2025-06-01", "pay_type": "hourly_part_time", "hourly_wage": "10000.4"}),
    ("late_wage_fine", {"wage": 1_000_000, "days_late": 30}),
    ("late_wage_fine", {"wage": 1_000_000, "days_late": 31}),
]  # fmt: skip
SLIPS: list[dict[str, Any]] = [
    {"contract": "pkwt", "compensation_line": 90_000}, {"take_home": 9}, {"gross": 20_000_000, "pph21_taken": 9_000_000, "ptkp": "K/0"},
    {"region": "karawang", "pay_type": "daily", "week": 6, "days_paid": 20, "daily_wage": 90_000},
]  # fmt: skip


@cache
def answers() -> dict[str, Any]:
    """A function for each example, by a name of its own."""
    found = {case["id"]: (calculate, case["calculator"], case["inputs"]) for case in (*worked_cases(), *probes(law()))}
    found |= {f"more-{number}": (calculate, name, given) for number, (name, given) in enumerate(EVERY[len(worked_cases()) :])}
    for number, (code, given, field, *values) in enumerate(CASES):
        for place, (value, _gap) in enumerate(values):
            found[f"slip-{code}-{number}-{place}"] = (judged, {**MONTH, **given, field: value}, code)
    found |= {f"other-{number}": (calculate, name, exact(given)) for number, (name, given) in enumerate(OTHERS)}
    found |= {f"slip-whole-{number}": (check_payslip, {**MONTH, **given}) for number, given in enumerate(SLIPS)}
    found["slip-sound"] = (check_payslip, SOUND)
    return found | {f"offer-{number}": (check_offer, {**TEN_YEARS, **more}) for number, more in enumerate(OFFERS)}


def exact(given: dict[str, Any]) -> dict[str, Any]:
    """Sums with sen are no floats."""
    return {name: Fraction(value) if isinstance(value, str) and "." in value else value for name, value in given.items()}


def judged(slip: dict[str, Any], code: str) -> list[Any]:
    """What one check of a payslip says."""
    found = check_payslip(slip)
    said = [each for each in (*found.findings, *found.passed, *found.unchecked) if each.code == code]
    return [part for each in said for part in (each, each.title, *([each.about, each.next_step] if each in found.findings else []))]


def told(answer: Any) -> str:
    function, *given = answer
    try:
        return "\n".join(line.strip() for line in lines(function(*given), ""))
    except InputRefused as refused:
        return f"refused {refused}"


def lines(value: Any, name: str) -> Iterator[str]:
    """Everything inside, one thing a line; of a law only which value it is."""
    if isinstance(value, Step):
        amount = value.amount_idr if value.amount_idr is not None else f"{shown(value.quantity)} {value.unit}"
        laws = " ".join(shown(each) for each in value.references)
        yield f"{name} {shown(value.label)}: {value.expression} = {amount} {value.adds_to} [{laws}] {shown(value.note)}".replace("  ", " ")
    elif isinstance(value, Text | Reference):
        yield f"{name} {shown(value)}"
    elif is_dataclass(value):
        for field in fields(value):
            yield from lines(getattr(value, field.name), field.name)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from lines(item, f"{name}.{key}")
    elif isinstance(value, tuple | list) and value and not isinstance(value[0], int | Fraction | str):
        for item in value:
            yield from lines(item, name)
    else:
        yield f"{name} {shown(value)}"


def shown(value: Any) -> str:
    if isinstance(value, Text):
        return f"{value.code} {' '.join(map(str, value.values.values()))}".strip()
    if isinstance(value, Reference):
        return f"{value.parameter}@{value.valid_from}"
    if isinstance(value, frozenset | set):
        return " ".join(sorted(map(str, value)))
    return "" if value is None else str(value)


@cache
def stored() -> dict[str, str]:
    parts = FILE.read_text(encoding="utf-8").split("\n== ")
    return dict(part.split("\n", 1) for part in parts if "\n" in part)


@pytest.mark.parametrize("name", answers())
def test_every_line_is_told_as_before(name):
    assert told(answers()[name]).strip() == stored()[name].strip()


def main() -> None:
    FILE.write_text("".join(f"\n== {name}\n{told(answer)}\n" for name, answer in answers().items()), encoding="utf-8")


if __name__ == "__main__":
    main()
