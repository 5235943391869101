import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from rights.calculators import CALCULATORS, InputRefused, calculate
from rights.calculators.texts import TEXTS
from tests.rights.cases import TODAY, own_cases

OVERTIME = {"date": "2026-06-10", "day_type": "workday", "week": 5, "pay_type": "monthly", "basic": 5_190_000, "minutes": 60}


def refusal(calculator, given):
    with pytest.raises(InputRefused) as refused:
        calculate(calculator, given, today=TODAY)
    assert str(refused.value.text) and "%(" not in str(refused.value)
    return refused.value.field, refused.value.text.code


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"basic": None}, "basic", "not_known"),
        ({"basic": "5000000"}, "basic", "not_a_number"),
        ({"basic": True}, "basic", "not_a_number"),
        ({"basic": float("nan")}, "basic", "not_a_number"),
        ({"basic": float("inf")}, "basic", "not_a_number"),
        ({"basic": Decimal("1e999999999")}, "basic", "not_a_number"),
        ({"basic": Decimal("1e-999999999")}, "basic", "not_a_number"),
        ({"basic": 10**400}, "basic", "out_of_range"),
        ({"basic": Decimal("1e30")}, "basic", "out_of_range"),
        ({"basic": Decimal("1e31")}, "basic", "not_a_number"),
        ({"minutes": Decimal("1e-30")}, "minutes", "not_whole"),
        ({"minutes": Decimal("1e-31")}, "minutes", "not_a_number"),
        ({"minutes": Decimal("1.0000000000000000000000000000001")}, "minutes", "not_a_number"),
        ({"basic": [1]}, "basic", "not_a_number"),
        ({"basic": -1}, "basic", "out_of_range"),
        ({"basic": 1_000_000_001}, "basic", "out_of_range"),
        ({"minutes": 1441}, "minutes", "out_of_range"),
        ({"minutes": -1}, "minutes", "out_of_range"),
        ({"minutes": 30.5}, "minutes", "not_whole"),
        ({"week": 7}, "week", "not_one_of"),
        ({"week": "5", "day_type": "rest_or_holiday"}, "week", "not_one_of"),
        ({"week": 5.0, "day_type": "rest_or_holiday"}, "week", "not_one_of"),
        ({"day_type": "sunday"}, "day_type", "not_one_of"),
        ({"pay_type": "hourly_part_time"}, "pay_type", "not_one_of"),
        ({"region": "bekasi"}, "region", "not_one_of"),
        ({"date": "2026-02-29"}, "date", "not_a_date"),
        ({"date": "10-06-2026"}, "date", "not_a_date"),
        ({"date": "20260610"}, "date", "not_a_date"),
        ({"date": 20260610}, "date", "not_a_date"),
        ({"date": "1969-12-31"}, "date", "date_out_of_range"),
        ({"date": "2028-11-26"}, "date", "date_out_of_range"),
        ({"fixed_alowance": 500_000}, "fixed_alowance", "unknown_field"),
    ],
)
def test_impossible_answer_is_refused_by_field(change, field, code):
    assert refusal("overtime", {**OVERTIME, **change}) == (field, code)


def test_what_is_not_needed_is_not_asked_and_yet_checked_when_given():
    """A monthly wage on a working day needs no week."""
    given = {name: value for name, value in OVERTIME.items() if name != "week"}
    assert calculate("overtime", given).outputs["overtime_pay"] == 45_000
    assert refusal("overtime", {**given, "daily_wage": "x"}) == ("daily_wage", "not_a_number")
    assert refusal("overtime", {**given, "piece_months": 13}) == ("piece_months", "out_of_range")
    thr = {"start_date": "2020-01-01", "holiday_date": "2026-03-21", "pay_type": "monthly", "basic": 1}
    assert refusal("thr", {**thr, "region": "bekasi"}) == ("region", "not_one_of")
    assert refusal("thr", {**thr, "week": 7}) == ("week", "not_one_of")
    not_in_table = {"date": "2027-01-01", "region": "karawang", "pay_type": "hourly_part_time", "hourly_wage": -1}
    assert refusal("minimum_wage", not_in_table) == ("hourly_wage", "out_of_range")


@pytest.mark.parametrize("field", ["date", "day_type", "pay_type", "basic", "minutes"])
def test_missing_answer_is_asked_for(field):
    assert refusal("overtime", {name: value for name, value in OVERTIME.items() if name != field}) == (field, "missing")


@pytest.mark.parametrize("given", [None, [], "x", 5])
def test_answers_are_an_object(given):
    assert refusal("overtime", given) == ("inputs", "not_an_object")


def test_unknown_calculator_is_refused_with_the_list():
    assert refusal("gaji", {})[0] == "calculator"


@pytest.mark.parametrize(
    ("calculator", "given", "field"),
    [
        ("thr", {"start_date": "2026-03-22", "holiday_date": "2026-03-21"}, "holiday_date"),
        ("pkwt_compensation", {"start_date": "2026-03-22", "end_date": "2026-03-21", "basic": 1}, "end_date"),
        ("annual_leave", {"start_date": "2026-03-22", "on_date": "2026-03-21"}, "on_date"),
        ("leave_cash_out", {"wage": 1, "days": 0.25, "week": 5}, "days"),
        ("leave_cash_out", {"wage": 1, "days": 60.5, "week": 5}, "days"),
        ("late_wage_fine", {"wage": 1, "days_late": 366}, "days_late"),
        ("working_hours", {"week": 5, "workday_minutes": []}, "workday_minutes"),
        ("working_hours", {"week": 5, "workday_minutes": [480] * 8}, "workday_minutes"),
        ("working_hours", {"week": 5, "workday_minutes": ["a"]}, "workday_minutes"),
        ("bpjs", {"date": "2026-04-01", "wage": 1, "risk_class": 6}, "risk_class"),
        ("bpjs", {"date": "2019-12-31", "wage": 1, "risk_class": 1}, "date"),
        ("pph21_ter", {"gross": 1, "ptkp": "K/4"}, "ptkp"),
        ("minimum_wage", {"date": "2026-01-01", "region": "karawang", "pay_type": "monthly", "basic": 1, "micro_or_small_business": 1},
         "micro_or_small_business"),
        ("severance", {"start_date": "2020-01-01", "end_date": "2026-01-01", "reason": "angry"}, "reason"),
        ("overtime", {**OVERTIME, "minutes": 0, "start_time": "25:00"}, "minutes"),
    ],
)  # fmt: skip
def test_refusal_names_the_field(calculator, given, field):
    assert refusal(calculator, given)[0] == field


@pytest.mark.parametrize(
    ("calculator", "given", "sentence"),
    [
        ("thr", {"start_date": "2026-03-22", "holiday_date": "2026-03-21"}, "holiday_date: This date may not lie before start_date."),
        ("annual_leave", {"start_date": "2026-03-22", "on_date": "2026-03-21"}, "on_date: This date may not lie before start_date."),
        (
            "severance",
            {"start_date": "2026-03-22", "end_date": "2026-03-21"},
            "end_date: This date may not lie before start_date.",
        ),
        (
            "pkwt_compensation",
            {"start_date": "2025-01-01", "end_date": "2025-09-30", "planned_end_date": "2025-09-29", "basic": 1},
            "planned_end_date: This date may not lie before end_date.",
        ),
        (
            "pkwt_compensation",
            {"start_date": "2025-01-02", "end_date": "2025-01-01", "basic": 1},
            "end_date: This date may not lie before start_date.",
        ),
        ("overtime", {**OVERTIME, "minutes": 1441}, "minutes: This must lie between 0 and 1440."),
        ("overtime", {**OVERTIME, "date": "2028-11-26"}, "date: The date must lie between 1970-01-01 and 2028-11-25."),
        ("overtime", {**OVERTIME, "day_type": 1}, "day_type: This must be one of: workday, rest_or_holiday, holiday_on_shortest_day."),
        (
            "overtime",
            {**OVERTIME, "date": "2004-01-01"},
            "date: We know of no rule for 2004-01-01. That does not mean that nothing is due.",
        ),
        ("working_hours", {"week": 5, "workday_minutes": [1] * 8}, "workday_minutes: At most 7 entries."),
        (
            "prorata_wage",
            {"monthly_wage": 1, "days_worked": 3, "working_days_in_month": 2},
            "days_worked: More days than the month has: 2.",
        ),
        ("maternity_pay", {"wage": 1, "months": 7}, "months: The law gives pay for at most 6 months."),
        (
            "thr",
            {"start_date": "2020-01-01", "holiday_date": "2026-03-21", "pay_type": "daily", "wages_received": [1]},
            "wages_received: Give the wages of the last 12 months.",
        ),
    ],
)
def test_refusal_says_what_to_write_instead(calculator, given, sentence):
    with pytest.raises(InputRefused) as refused:
        calculate(calculator, given, today=TODAY)
    assert str(refused.value) == sentence


def test_refusals_with_a_list_name_every_choice():
    with pytest.raises(InputRefused) as refused:
        calculate("gaji", {})
    assert refused.value.text.values["allowed"] == ", ".join(CALCULATORS)
    with pytest.raises(InputRefused) as refused:
        calculate(
            "severance",
            {"start_date": "2010-01-01", "end_date": "2020-01-01", "reason": "merger", "pay_type": "monthly", "basic": 1},
        )
    assert refused.value.text.values["allowed"].startswith("merger_worker_refuses, merger_employer_refuses, efficiency, closed_loss")


def test_decimals_come_in_exactly_from_whatever_carries_them():
    for value in (5_190_000.25, Decimal("5190000.25"), Fraction("5190000.25")):
        assert calculate("overtime", {**OVERTIME, "basic": value}).steps[0].expression == "5190000.25"


def test_dates_come_as_dates_too():
    assert calculate("overtime", {**OVERTIME, "date": date(2026, 6, 10)}).outputs["overtime_pay"] == 45_000


def test_future_is_open_without_a_clock_and_bounded_with_one():
    far = {**OVERTIME, "date": "2040-01-01"}
    assert calculate("overtime", far).warnings == {"law_may_have_changed"}
    assert refusal("overtime", far) == ("date", "date_out_of_range")
    leap = date(2028, 2, 29)
    assert calculate("overtime", {**OVERTIME, "date": "2030-02-28"}, today=leap)
    with pytest.raises(InputRefused):
        calculate("overtime", {**OVERTIME, "date": "2030-03-01"}, today=leap)


ODD = [None, True, -1, 0, 0.1, 10**30, "", "x", "2026-13-01", "9" * 5000, [], [None], [[1]], {}, {"a": 1}, "\x00", "‮", "1e9"]


@pytest.mark.parametrize("name", CALCULATORS)
def test_odd_values_in_any_field_are_refused_or_computed_and_never_crash(name):
    given = next((case["inputs"] for case in own_cases() if case["calculator"] == name), {**OVERTIME, "days": [{"date": "2026-06-10"}]})
    given = {key: value for key, value in given.items() if key in CALCULATORS[name].fields}
    for field in sorted(CALCULATORS[name].fields):
        for value in ODD:
            try:
                calculate(name, {**given, field: value}, today=TODAY)
            except InputRefused as refused:
                assert refused.text.code in TEXTS
                json.dumps(refused.field)
