import datetime
from fractions import Fraction

import pytest

from rights.calculators import InputRefused
from tests.rights.cases import compute, outputs

MONTHLY = {"pay_type": "monthly", "basic": 5_190_000, "week": 5}  # 30,000 an hour


def overtime(date, minutes, day_type="workday", **pay):
    return compute("overtime", date=date, day_type=day_type, minutes=minutes, **{**MONTHLY, **pay})


@pytest.mark.parametrize(
    ("day_type", "week", "hours", "old", "new"),
    [
        ("workday", 5, 4, "7.5", "7.5"),
        ("workday", 6, 1, "1.5", "1.5"),
        ("rest_or_holiday", 6, 7, "14", "14"),
        ("rest_or_holiday", 6, 8, "17", "17"),
        ("rest_or_holiday", 6, 11, "29", "29"),
        ("rest_or_holiday", 5, 8, "16", "16"),
        ("rest_or_holiday", 5, 9, "19", "19"),
        ("rest_or_holiday", 5, 12, "31", "31"),
        ("holiday_on_shortest_day", 6, 5, "10", "10"),
        ("holiday_on_shortest_day", 6, 6, "13", "13"),
        ("holiday_on_shortest_day", 6, 9, "25", "25"),
        ("holiday_on_shortest_day", 5, 9, "19", "19"),
    ],
)
def test_weighted_hours_of_both_regimes(day_type, week, hours, old, new):
    """The old list is one hour shorter; the hour after it goes on at four, with a warning."""
    for date, expected in (("2020-06-10", old), ("2026-06-10", new)):
        assert overtime(date, hours * 60, day_type, week=week).outputs["weighted_hours"] == Fraction(expected)


@pytest.mark.parametrize(
    ("day_type", "week", "last_old", "last_new"),
    [("rest_or_holiday", 6, 10, 11), ("rest_or_holiday", 5, 11, 12), ("holiday_on_shortest_day", 6, 8, 9)],
)
def test_minute_after_the_last_listed_hour_warns(day_type, week, last_old, last_new):
    for date, last in (("2021-02-01", last_old), ("2021-02-02", last_new)):
        inside = overtime(date, last * 60, day_type, week=week)
        beyond = overtime(date, last * 60 + 1, day_type, week=week)
        assert "beyond_listed_hours" not in inside.warnings
        assert "beyond_listed_hours" in beyond.warnings
        assert beyond.outputs["overtime_pay"] - inside.outputs["overtime_pay"] == 2_000  # a minute at four times 30,000
        assert [step.confidence for step in beyond.steps if step.adds_to][-1] == "X"


@pytest.mark.parametrize(
    ("date", "regime", "warnings", "cap", "meal_from"),
    [
        ("2020-11-01", "kepmen102_2004", set(), 180, 180),
        ("2020-11-02", "kepmen102_2004", {"transition_period"}, 240, 180),
        ("2021-02-01", "kepmen102_2004", {"transition_period"}, 240, 180),
        ("2021-02-02", "pp35_2021", set(), 240, 240),
        ("2026-10-31", "pp35_2021", set(), 240, 240),
        ("2026-11-01", "pp35_2021", {"law_may_have_changed"}, 240, 240),
    ],
)
def test_day_before_and_day_of_each_change(date, regime, warnings, cap, meal_from):
    at_cap = overtime(date, cap)
    assert (at_cap.outputs["regime"], set(at_cap.warnings)) == (regime, warnings)
    assert set(overtime(date, cap + 1).warnings) == warnings | {"over_daily_cap"}
    assert overtime(date, meal_from).outputs["meal_required"] and not overtime(date, meal_from - 1).outputs["meal_required"]


def test_daily_cap_is_for_working_days_only():
    assert overtime("2026-06-10", 600, "rest_or_holiday").warnings == frozenset()


@pytest.mark.parametrize(("nonfixed", "base"), [(1_500_000, 4_500_000), (1_500_004, 4_500_003), (0, 4_500_000)])
def test_base_is_three_quarters_of_the_whole_only_under_that_share(nonfixed, base):
    """4.5 million is exactly three quarters of 6 million."""
    found = overtime("2026-06-10", 60, basic=4_000_000, fixed_allowance=500_000, nonfixed_allowance=nonfixed)
    assert found.outputs["wage_base"] == base


@pytest.mark.parametrize(
    ("date", "week", "days"), [("2020-06-10", 6, 25), ("2020-06-10", 5, 21), ("2026-06-10", 6, 25), ("2026-06-10", 5, 21)]
)
def test_daily_wage_counts_25_or_21_times_under_both_regimes(date, week, days):
    found = outputs("overtime", date=date, day_type="workday", minutes=60, pay_type="daily", daily_wage=200_000, week=week)
    assert found["wage_base"] == 200_000 * days


def test_daily_worker_under_the_floor_gets_a_second_figure():
    """Karawang 2026: 5,886,853 a month is 235,474.12 a day in a six-day week."""
    pay = {"date": "2026-06-10", "day_type": "workday", "minutes": 60, "pay_type": "daily", "week": 6, "region": "karawang"}
    under = outputs("overtime", daily_wage=235_474, **pay)
    assert under["warnings"] == ["below_minimum_wage"]
    assert under["overtime_pay_at_minimum"] == round(5_886_853 * 1.5 / 173)
    for enough in (235_475, 235_474.12):
        assert "overtime_pay_at_minimum" not in outputs("overtime", daily_wage=enough, **pay)


def test_second_figure_keeps_what_depends_on_attendance():
    """Basic raised to 5,886,853 with 3,000,000 for attendance: three quarters of the whole is more than the minimum."""
    found = overtime("2026-06-10", 60, basic=3_000_000, nonfixed_allowance=3_000_000, region="karawang")
    assert found.outputs["overtime_pay_at_minimum"] == round(0.75 * 8_886_853 * 1.5 / 173)


@pytest.mark.parametrize(
    ("region", "date", "warnings", "base"),
    [
        ("jakarta", "2026-06-10", {"piece_base_raised_to_minimum"}, 5_729_876),
        ("jakarta", "2027-01-01", {"minimum_wage_not_in_table", "law_may_have_changed"}, 3_000_000),
        ("jakarta", "2020-06-10", {"minimum_wage_not_in_table"}, 3_000_000),
        (None, "2026-06-10", set(), 3_000_000),
    ],
)
def test_piece_average_is_compared_with_the_minimum_of_that_year(region, date, warnings, base):
    where = {"region": region} if region else {}
    found = compute("overtime", date=date, day_type="workday", minutes=60, pay_type="piece", piece_total_12m=36_000_000, **where)
    assert (set(found.warnings), found.outputs["wage_base"]) == (warnings, base)


def test_piece_worker_of_five_months_is_averaged_over_five():
    found = compute(
        "overtime", date="2026-06-10", day_type="workday", minutes=60, pay_type="piece", piece_total_12m=20_000_000, piece_months=5
    )
    assert found.outputs["wage_base"] == 4_000_000
    assert "piece_months_worked" in [note.code for note in found.notes]
    one = {"date": "2026-06-10", "day_type": "workday", "minutes": 60, "pay_type": "piece", "piece_total_12m": 20_000_000}
    assert outputs("overtime", piece_months=1, **one)["wage_base"] == 20_000_000
    with pytest.raises(InputRefused):
        outputs("overtime", piece_months=0, **one)


def test_hourly_wage_is_not_rounded_before_multiplying():
    """Ten hours at 5 million: 664,740; with the hour cut to 28,901 it would be 664,723."""
    found = overtime("2025-01-01", 600, "rest_or_holiday", basic=5_000_000)
    assert found.outputs["overtime_pay"] == 664_740


def test_clock_times_may_cross_midnight():
    shift = {"date": "2026-06-10", "day_type": "workday", **MONTHLY}
    assert outputs("overtime", start_time="22:30", end_time="01:00", **shift)["weighted_hours"] == Fraction("4.5")
    for wrong in (
        {"start_time": "22:30", "end_time": "22:30"},
        {"start_time": "22:30"},
        {"minutes": 60, "start_time": "22:30", "end_time": "23:00"},
    ):
        with pytest.raises(InputRefused):
            compute("overtime", **wrong, **shift)


def test_no_overtime_is_no_pay():
    assert overtime("2026-06-10", 0).outputs["overtime_pay"] == 0


def test_earlier_than_our_tables_is_refused_and_not_zero():
    with pytest.raises(InputRefused) as refused:
        overtime("2004-06-24", 60)
    assert (refused.value.field, refused.value.text.code) == ("date", "no_rule_on_day")


def days(*minutes, first=1, month="2026-06"):
    return [{"date": f"{month}-{first + index:02}", "day_type": "workday", "minutes": each} for index, each in enumerate(minutes)]


def test_log_is_the_sum_of_its_days():
    """1 June 2026 is a Monday."""
    log = [*days(180, 60), {"date": "2026-06-07", "day_type": "rest_or_holiday", "minutes": 300}]
    found = compute("overtime_month", days=log, **MONTHLY)
    assert found.outputs["days"] == [
        {"date": datetime.date(2026, 6, 1), "overtime_pay": 165_000, "weighted_hours": Fraction("5.5")},
        {"date": datetime.date(2026, 6, 2), "overtime_pay": 45_000, "weighted_hours": Fraction("1.5")},
        {"date": datetime.date(2026, 6, 7), "overtime_pay": 300_000, "weighted_hours": 10},
    ]
    assert (found.outputs["overtime_pay"], found.warnings) == (510_000, frozenset())


@pytest.mark.parametrize(("month", "first", "cap"), [("2020-06", 1, 14), ("2026-06", 1, 18)])
def test_weekly_cap_counts_working_days_from_monday(month, first, cap):
    week = [cap * 12] * 5
    assert "over_weekly_cap" not in compute("overtime_month", days=days(*week, month=month), **MONTHLY).warnings
    week[0] += 1
    assert "over_weekly_cap" in compute("overtime_month", days=days(*week, month=month), **MONTHLY).warnings
    rest = [{"date": f"{month}-07", "day_type": "rest_or_holiday", "minutes": 600}]
    week[0] -= 1
    assert "over_weekly_cap" not in compute("overtime_month", days=[*days(*week, month=month), *rest], **MONTHLY).warnings


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"date": "2026-06-31", "day_type": "workday", "minutes": 60}, "days.2.date"),
        ({"date": "2026-06-02", "day_type": "workday", "minutes": -1}, "days.2.minutes"),
        ({"date": "2026-06-02", "day_type": "workday", "minutes": 60, "basic": 1}, "days.2.basic"),
        ({"date": "2004-01-02", "day_type": "workday", "minutes": 60}, "days.2.date"),
        ({"date": "2026-06-01", "day_type": "workday", "minutes": 60}, "days"),
        (60, "days.2"),
    ],
)
def test_refusal_names_the_row_of_the_log(row, field):
    with pytest.raises(InputRefused) as refused:
        compute("overtime_month", days=[*days(60), row], **MONTHLY)
    assert refused.value.field == field


def test_log_refuses_a_wrong_wage_by_its_own_name():
    with pytest.raises(InputRefused) as refused:
        compute("overtime_month", days=days(60), pay_type="monthly", basic="banyak")
    assert refused.value.field == "basic"
