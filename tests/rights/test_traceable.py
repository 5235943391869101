"""Every result of every example is walked: no figure without law, article, dates and confidence, and every step can be redone."""

import re
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from rights.calculators import CALCULATORS, TEXTS, Result, calculate
from rights.calculators.arithmetic import half_up, places, places_up, up
from tests.rights.cases import TODAY, own_cases

NUMBER = re.compile(r"\d+(?:\.\d+)?")
LOG = {
    "pay_type": "monthly",
    "basic": 4_000_000,
    "week": 6,
    "region": "samarinda",
    "days": [
        {"date": "2026-06-01", "day_type": "workday", "minutes": 250},
        {"date": "2026-06-07", "day_type": "rest_or_holiday", "minutes": 800},
    ],
}
MORE = {
    "severance": [
        {"start_date": "2017-02-06", "end_date": "2026-01-20", "reason": reason, "pay_type": "daily", "daily_wage": 90_000, "week": 6,
         "region": "karawang", "leave_days_left": 2.5, "uph_other": 300_000}
        for reason in ("bankrupt", "resignation", "retirement")
    ],
    "thr": [{"start_date": "2020-01-01", "holiday_date": "2026-03-21", "pay_type": "monthly", "basic": 1, "contract": "pkwt",
             "end_date": "2026-03-01", "paid_on": "2026-03-20"}],
    "overtime_month": [LOG],
    "bpjs": [{"date": "2027-04-01", "wage": 3_000_000, "risk_class": 3, "region": "jakarta", "extra_family": 2}],
    "jkp": [{"phk_date": "2026-01-01", "reported_wage": 1, "reason": "pkwt_ended"}],
    "pph21_ter": [{"gross": 90_000_000, "ptkp": "K/3", "date": "2026-01-01"}],
    "minimum_wage": [{"region": "kota_semarang", "date": "2023-01-01", "pay_type": "daily", "week": 5, "daily_wage": 1}],
}  # fmt: skip
EVERY = [(case["calculator"], case["inputs"]) for case in own_cases()] + [(name, given) for name, rows in MORE.items() for given in rows]


@cache
def results() -> list[Result]:
    return [calculate(name, given, today=TODAY) for name, given in EVERY]


def redone(expression: str) -> Fraction:
    """As a phone calculator would, but exact. Only digits and signs may stand there."""
    assert re.fullmatch(r"[\d.%()+−×÷ ]+", expression), expression
    python = NUMBER.sub(lambda match: f"Fraction('{match[0]}')", expression)
    for sign, operator in (("×", "*"), ("÷", "/"), ("−", "-"), ("%", "*Fraction(1, 100)")):
        python = python.replace(sign, operator)
    return eval(python, {"Fraction": Fraction})  # noqa: S307 - of our own making, checked above


def numbers_in(value: Any) -> list[Fraction]:
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | Fraction):
        return [Fraction(value)]
    if isinstance(value, dict):
        return [number for item in value.values() for number in numbers_in(item)]
    return [number for item in value for number in numbers_in(item)] if isinstance(value, list) else []


def figures_of(result: Result) -> set[Fraction]:
    """All numbers that stand in a line which names its law."""
    found = {Fraction(0), *(Fraction(result.sum_of_lines(total)) for total in result.totals)}
    for step in result.steps:
        found |= {Fraction(value) for value in (step.amount_idr, step.quantity) if value is not None}
        found |= {Fraction(match) for match in NUMBER.findall(step.expression)}
    return found


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_line_names_law_article_dates_and_confidence(name):
    steps = [step for result in results() if result.calculator == name for step in result.steps]
    assert steps
    for step in steps:
        assert step.references and step.confidence in "ABCDX"
        for reference in step.references:
            assert reference.law and reference.article and reference.source and reference.confidence
            assert reference.valid_from and reference.reviewed_on


@pytest.mark.parametrize("name", CALCULATORS)
def test_no_figure_stands_outside_the_lines(name):
    """Of a service only whole months and years have a line; days show in the expression, where they count."""
    for result in results():
        if result.calculator == name:
            outputs = {key: value for key, value in result.outputs.items() if key not in ("tenure", "counted_days", "tenure_days")}
            assert [number for number in numbers_in(outputs) if number not in figures_of(result)] == []


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_line_can_be_redone(name):
    for result in results():
        for step in result.steps if result.calculator == name else ():
            value = redone(step.expression)
            if step.amount_idr is not None:
                assert step.amount_idr in (half_up(value), up(value)), step
                assert step.amount_idr == half_up(value) or step.note is not None
            elif step.unit not in ("minutes", "percent"):
                assert step.quantity in (places(value, 2), places(value, 6), places_up(value, 2)), step


def test_values_were_in_force_on_the_day():
    for (name, given), result in zip(EVERY, results(), strict=True):
        event = CALCULATORS[name].event
        if event in given and "transition_period" not in result.warnings:
            for step in result.steps:
                for reference in step.references:
                    if "before" not in step.label.code:
                        assert reference.valid_from.isoformat() <= str(given[event]), (name, step)
                        assert reference.valid_to is None or str(given[event]) <= reference.valid_to.isoformat(), (name, step)


def test_nothing_is_a_float():
    def floats(value):
        if isinstance(value, dict):
            return [found for item in value.values() for found in floats(item)]
        if isinstance(value, list | tuple):
            return [found for item in value for found in floats(item)]
        return [value] if isinstance(value, float) else []

    assert [floats(dict(result.outputs)) for result in results() if floats(dict(result.outputs))] == []


def test_every_text_of_a_result_has_words():
    for result in results():
        for text in [*(step.label for step in result.steps), *(step.note for step in result.steps if step.note), *result.notes]:
            assert str(text).strip() and "%(" not in str(text)
        assert set(result.warnings) <= set(TEXTS)


def test_warnings_come_only_from_the_calculators_that_may_give_them():
    dated = {"overtime", "overtime_month", "severance", "pkwt_compensation", "thr", "minimum_wage", "bpjs", "jkp", "annual_leave"}
    allowed = {
        "over_daily_cap": {"overtime", "overtime_month", "working_hours"},
        "over_weekly_cap": {"overtime_month", "working_hours"},
        "beyond_listed_hours": {"overtime", "overtime_month"},
        "transition_period": {"overtime", "overtime_month", "severance"},
        "law_may_have_changed": dated | {name for name, calculator in CALCULATORS.items() if not calculator.is_event_needed},
        "below_minimum_wage": {"overtime", "overtime_month", "severance"},
        "piece_base_raised_to_minimum": {"overtime", "overtime_month", "severance"},
        "health_base_raised_to_minimum_wage": {"bpjs"},
        "minimum_wage_not_in_table": {"overtime", "overtime_month", "severance", "minimum_wage", "bpjs"},
        "under_one_month": {"thr", "pkwt_compensation"},
        "counted_from_2020_11_02": {"pkwt_compensation"},
        "contract_ended_before_pp35": {"pkwt_compensation"},
    }
    for result in results():
        for code in result.warnings:
            assert result.calculator in allowed[code]
