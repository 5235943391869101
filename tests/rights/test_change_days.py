"""The day before and the day of every change of the law, through every calculator."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from rights.calculators import CALCULATORS, REGIONS, InputRefused, Result, calculate, law
from rights.worked_cases import worked_cases
from rights.worked_cases.probes import FEW

ONE_DAY = timedelta(days=1)
STARTS = sorted({value.reference.valid_from for parameter in law().values() for value in parameter.values})
ENDS = {value.reference.valid_to + ONE_DAY for parameter in law().values() for value in parameter.values if value.reference.valid_to}
CHANGES = [day for day in sorted({*STARTS, *ENDS}) if day > date(2004, 6, 25)]
FIRST_OF = {case["calculator"]: case for case in reversed(worked_cases())}
EXAMPLES = [(name, case["inputs"]) for name, case in FIRST_OF.items()] + [
    each for each in FEW if each[0] in ("overtime", "severance", "bpjs")
]


def moved(name: str, inputs: dict[str, Any], day: date) -> dict[str, Any] | None:
    """The event on that day, all other days as far from it as before."""
    event = CALCULATORS[name].event
    if event is None:
        return None
    if event not in inputs:
        return {**inputs, event: day.isoformat()}
    shift = day - date.fromisoformat(inputs[event])
    return {key: (date.fromisoformat(value) + shift).isoformat() if key.endswith(("date", "_on", "_left")) and isinstance(value, str)
            else value for key, value in inputs.items()}  # fmt: skip


def results_on(day: date) -> Iterator[Result]:
    for name, inputs in EXAMPLES:
        given = moved(name, inputs, day)
        if given is not None:
            try:
                yield calculate(name, given)
            except InputRefused as refused:
                assert refused.text.code in (
                    "no_rule_on_day",
                    "reason_unknown_then",
                    "out_of_range",
                    "before_earliest",
                    "day_out_of_range",
                ), refused


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_lines_rest_on_what_held_that_day(change):
    for day in (change - ONE_DAY, change):
        for result in results_on(day):
            if "transition_period" in result.warnings:
                continue
            for step in result.steps:
                for reference in step.references:
                    if "before" not in step.label.code:
                        last = reference.valid_to or date.max
                        assert reference.valid_from <= day <= last, (result.calculator, day, step)


def outputs(name, **given):
    return calculate(name, given).outputs


@pytest.mark.parametrize("region", REGIONS)
def test_every_new_year_has_its_own_minimum_wage(region):
    values = law()[f"minimum_wage.{region}"].values
    for earlier, later in zip(values, values[1:], strict=False):
        day = later.reference.valid_from
        found = [
            outputs("minimum_wage", region=region, date=each, pay_type="monthly", basic=1)["minimum_wage"] for each in (day - ONE_DAY, day)
        ]
        assert found == [earlier.number, later.number]
    after = outputs("minimum_wage", region=region, date=values[-1].reference.valid_to + ONE_DAY, pay_type="monthly", basic=1)
    assert after["minimum_wage"] is None


def test_every_march_has_its_own_pension_ceiling():
    values = law()["bpjs.jp.ceiling"].values
    for earlier, later in zip(values, values[1:], strict=False):
        day = later.reference.valid_from
        found = [outputs("bpjs", date=each, wage=50_000_000, risk_class=1)["worker"]["jp"] for each in (day - ONE_DAY, day)]
        assert found == [earlier.number / 100, later.number / 100]


@pytest.mark.parametrize("name", sorted(set(FIRST_OF)))
def test_every_dated_result_warns_from_the_day_after_the_last_that_is_known(name):
    case = FIRST_OF[name]
    known = law().known_through.day
    for day, warned in ((known, False), (known + ONE_DAY, True)):
        given = moved(name, case["inputs"], day)
        assert ("law_may_have_changed" in calculate(name, given).warnings) is warned, (name, day)
