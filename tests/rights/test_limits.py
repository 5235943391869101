"""The last answer that is taken and the first that is refused, for every range."""

from typing import Any

import pytest

from rights.calculators import InputRefused, calculate
from rights.calculators.payslip import check_payslip
from rights.calculators.payslip_slip import FIELDS

DAY = "2026-06-15"
MONTHLY = {"pay_type": "monthly", "basic": 4_000_000}
SLIP = {"month": "2026-06", **MONTHLY}
LIMITS: list[tuple[str, dict[str, Any], str, list[Any], list[Any]]] = [
    ("bpjs", {"date": DAY, "wage": 1, "risk_class": 1}, "extra_family", [0, 20], [-1, 21]),
    ("bpjs", {"date": DAY, "wage": 1}, "risk_class", [1, 5], [0, 6]),
    ("bpjs", {"date": DAY, "risk_class": 1}, "wage", [0, 1_000_000_000], [-1, 1_000_000_001]),
    ("sick_pay", {"wage": 1}, "months", [1, 120], [0, 121]),
    ("late_wage_fine", {"wage": 1}, "days_late", [0, 365], [-1, 366]),
    ("prorata_wage", {"monthly_wage": 1, "days_worked": 0}, "working_days_in_month", [1, 31], [0, 32]),
    ("prorata_wage", {"monthly_wage": 1, "working_days_in_month": 31}, "days_worked", [0, 31], [-1, 32]),
    ("prorata_wage", {"monthly_wage": 1, "working_days_in_month": 20}, "days_worked", [20], [20.5]),
    ("working_hours", {"week": 6}, "workday_minutes", [[0] * 7, [1440]], [[0] * 8, [1441], [-1]]),
    ("overtime", {"date": DAY, "day_type": "workday", "week": 5, **MONTHLY}, "minutes", [0, 1440], [-1, 1441]),
    ("severance", {"start_date": "2020-01-01", "end_date": DAY, "reason": "death", "week": 5, **MONTHLY}, "leave_days_left",
     [0, 60], [-1, 61]),
    ("overtime", {"date": DAY, "day_type": "workday", "minutes": 1, "week": 5, "pay_type": "piece", "piece_total_12m": 1}, "piece_months",
     [1, 12], [0, 13]),
    ("annual_leave", {"start_date": DAY}, "on_date", [DAY], ["2026-06-14"]),
    ("thr", {"start_date": DAY, **MONTHLY}, "holiday_date", [DAY], ["2026-06-14"]),
    ("pkwt_compensation", {"start_date": DAY, "basic": 1}, "end_date", [DAY], ["2026-06-14"]),
    ("thr", {"start_date": "2020-01-01", "holiday_date": DAY, "pay_type": "daily"}, "wages_received", [[1] * 60], [[1] * 61]),
    ("payslip", SLIP, "overtime_minutes", [0, 44_640], [-1, 44_641]),
    ("payslip", SLIP, "rest_overtime_minutes", [0, 44_640], [-1, 44_641]),
    ("payslip", {**SLIP, "overtime_minutes": 1}, "overtime_days", [1, 31], [-1, 32]),
    ("payslip", SLIP, "working_days_in_month", [1, 31], [0, 32]),
    ("payslip", SLIP, "days_late", [0, 365], [-1, 366]),
    ("payslip", SLIP, "sick_month", [1, 120], [0, 121]),
    ("payslip", {"month": "2026-06", "pay_type": "piece", "piece_total_12m": 1}, "piece_months", [1, 12], [0, 13]),
    ("payslip", SLIP, "extra_family", [0, 20], [-1, 21]),
    ("payslip", SLIP, "days_paid", [0, 31], [-1, 32]),
    ("payslip", SLIP, "days_absent", [0, 31], [-1, 32]),
]  # fmt: skip


def answer(calculator, given):
    return check_payslip(given) if calculator == "payslip" else calculate(calculator, given)


@pytest.mark.parametrize(("calculator", "given", "field", "taken", "refused"), LIMITS, ids=[f"{row[0]}-{row[2]}" for row in LIMITS])
def test_range_is_open_to_its_ends_and_no_further(calculator, given, field, taken, refused):
    for value in taken:
        answer(calculator, {**given, field: value})
    for value in refused:
        with pytest.raises(InputRefused) as found:
            answer(calculator, {**given, field: value})
        assert found.value.field == field


def test_a_month_of_overtime_has_62_days_at_most():
    row = {"date": DAY, "day_type": "workday", "minutes": 1}
    month = {**MONTHLY, "week": 5}
    days = [{**row, "date": f"2026-0{5 + number // 30}-{number % 30 + 1:02d}"} for number in range(63)]
    calculate("overtime_month", {**month, "days": days[:62]})
    with pytest.raises(InputRefused):
        calculate("overtime_month", {**month, "days": days})


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_an_impossible_answer_of_a_slip_is_refused_even_where_no_check_asks_for_it(name):
    with pytest.raises(InputRefused) as refused:
        check_payslip({**SLIP, name: object()})
    assert refused.value.field == name


def test_days_of_overtime_hold_its_minutes():
    check_payslip({**SLIP, "overtime_minutes": 2_880, "overtime_days": 2})
    for days, minutes, field in ((2, 2_881, "overtime_minutes"), (0, 1, "overtime_days")):
        with pytest.raises(InputRefused) as refused:
            check_payslip({**SLIP, "overtime_minutes": minutes, "overtime_days": days})
        assert refused.value.field == field
        assert refused.value.text.values["low"] == ("0" if days else "1")


@pytest.mark.parametrize("time", ["24:00", "7:30", "07:60", 730, None])
def test_a_time_that_is_none_is_refused(time):
    given = {"date": DAY, "day_type": "workday", "week": 5, **MONTHLY, "start_time": time, "end_time": "22:00"}
    with pytest.raises(InputRefused) as refused:
        calculate("overtime", given)
    assert refused.value.field == "start_time"


def test_days_begin_with_1970():
    given = {"start_date": "1970-01-01", "on_date": DAY}
    calculate("annual_leave", given)
    with pytest.raises(InputRefused):
        calculate("annual_leave", {**given, "start_date": "1969-12-31"})
