from datetime import date
from fractions import Fraction

import pytest

from rights.calculators import InputRefused
from tests.rights.cases import compute, outputs

WAGE = 6_000_000
MONTHLY = {"pay_type": "monthly", "basic": WAGE}


def thr(start, holiday="2026-03-21", **more):
    return compute("thr", start_date=start, holiday_date=holiday, **{**MONTHLY, **more})


def pkwt(start, end, **more):
    return compute("pkwt_compensation", start_date=start, end_date=end, basic=WAGE, **more)


@pytest.mark.parametrize(
    ("start", "months", "days", "amount", "whole"),
    [
        ("2025-03-21", 12, 0, 6_000_000, 6_000_000),
        ("2025-03-22", 11, 27, 5_950_000, 5_500_000),
        ("2026-02-21", 1, 0, 500_000, 500_000),
        ("2025-08-31", 6, 21, 3_350_000, 3_000_000),
        ("2010-01-01", 12, 0, 6_000_000, 6_000_000),
    ],
)
def test_thr_by_service_up_to_the_holiday(start, months, days, amount, whole):
    """31 August and six months is 28 February, so 21 days are left on 21 March."""
    found = thr(start)
    shown = (found.outputs["tenure_months"], found.outputs["tenure_days"])
    assert (shown, found.outputs["thr"], found.outputs["thr_whole_months"]) == ((months, days), amount, whole)
    assert ("part_months_silent" in [note.code for note in found.notes]) == bool(days)


def test_thr_is_not_due_the_day_before_a_month_is_full():
    found = thr("2026-02-22")
    assert (found.outputs["eligible"], found.outputs["thr"], found.warnings) == (False, 0, {"under_one_month"})


def test_thr_of_part_months_is_marked_as_silent_law():
    assert [step.confidence for step in thr("2025-03-22").steps if step.adds_to == "thr"] == ["X"]
    assert [step.confidence for step in thr("2025-04-21").steps if step.adds_to == "thr"] == ["B"]


@pytest.mark.parametrize(("paid_on", "fine"), [("2026-03-13", 0), ("2026-03-14", 0), ("2026-03-15", 300_000), ("2026-05-01", 300_000)])
def test_thr_paid_later_than_seven_days_before_costs_a_twentieth(paid_on, fine):
    result = thr("2020-01-01", paid_on=paid_on)
    assert (result.outputs["late_fine"], result.outputs["latest_payment_date"]) == (fine, date(2026, 3, 14))
    assert result.steps[-1].label.code == ("thr_late_fine" if fine else "thr_in_time")


@pytest.mark.parametrize(
    ("contract", "end", "eligible"),
    [("pkwtt", "2026-02-19", True), ("pkwtt", "2026-02-18", False), ("pkwt", "2026-03-20", False), ("pkwt", "2026-03-21", True)],
)
def test_thr_of_who_left_before_the_holiday(contract, end, eligible):
    assert thr("2020-01-01", contract=contract, end_date=end).outputs["eligible"] == eligible


def test_thr_of_who_left_counts_the_last_day():
    """28 February is the last day: six months are full, though the day before it they are not."""
    left = {"contract": "pkwtt", "holiday": "2026-03-21"}
    assert thr("2025-09-01", end_date="2026-02-28", **left).outputs["thr"] == 3_000_000
    assert thr("2025-09-02", end_date="2026-02-28", **left).outputs["tenure_months"] == 5


def test_thr_of_daily_workers_averages_the_last_twelve_months():
    found = thr("2024-01-01", pay_type="daily", wages_received=[9_000_000, *[3_000_000] * 11, 3_000_012])
    assert found.outputs["wage_base"] == found.outputs["thr"] == 3_000_001


def test_thr_of_piece_workers_by_year_or_by_list():
    year = thr("2025-09-21", pay_type="piece", piece_total_12m=18_000_000, piece_months=6).outputs
    months = thr("2025-09-21", pay_type="piece", wages_received=[3_000_000] * 6).outputs
    assert year["thr"] == months["thr"] == 1_500_000


@pytest.mark.parametrize(("start", "count", "code"), [("2024-01-01", 11, "wages_of_a_year"), ("2025-12-21", 6, "more_wages_than_months")])
def test_thr_refuses_a_list_that_cannot_be(start, count, code):
    with pytest.raises(InputRefused) as refused:
        thr(start, pay_type="daily", wages_received=[3_000_000] * count)
    assert (refused.value.field, refused.value.text.code) == ("wages_received", code)


def test_thr_before_the_regulation_is_refused():
    with pytest.raises(InputRefused):
        thr("2010-01-01", holiday="2016-03-07")
    assert thr("2010-01-01", holiday="2016-03-08").outputs["thr"] == WAGE


def test_thr_after_october_2026_warns():
    assert thr("2020-01-01", "2026-10-31").warnings == frozenset()
    assert thr("2020-01-01", "2026-11-01").warnings == {"law_may_have_changed"}


@pytest.mark.parametrize(
    ("start", "end", "months", "days", "amount"),
    [
        ("2025-01-01", "2025-12-31", 12, 0, 6_000_000),
        ("2025-01-01", "2025-12-30", 11, 30, 6_000_000),
        ("2024-01-31", "2024-02-28", 1, 0, 500_000),
        ("2021-03-01", "2026-02-28", 60, 0, 30_000_000),
        ("2023-03-01", "2025-02-28", 24, 0, 12_000_000),
        ("2025-01-10", "2025-03-24", 2, 15, 1_250_000),
    ],
)
def test_compensation_by_service_with_the_last_day(start, end, months, days, amount):
    found = pkwt(start, end).outputs
    assert (found["counted_months"], found["counted_days"], found["compensation"]) == (months, days, amount)
    assert found["compensation_whole_months"] == months * WAGE // 12


def test_compensation_is_not_due_the_day_before_a_month_is_full():
    assert pkwt("2025-04-01", "2025-04-29").warnings == {"under_one_month"}
    assert pkwt("2025-04-01", "2025-04-30").outputs["compensation"] == 500_000


def test_contract_that_ended_before_pp35_gets_nothing_and_the_next_day_counts():
    before = pkwt("2019-02-02", "2021-02-01")
    assert (before.outputs["eligible"], before.outputs["compensation"], before.warnings) == (False, 0, {"contract_ended_before_pp35"})
    after = pkwt("2019-02-02", "2021-02-02")
    assert (after.outputs["counted_months"], after.outputs["counted_days"], after.warnings) == (3, 1, {"counted_from_2020_11_02"})


def test_only_what_began_before_2_november_2020_is_cut():
    assert pkwt("2020-11-01", "2021-11-01").warnings == {"counted_from_2020_11_02"}
    assert pkwt("2020-11-02", "2021-11-01").warnings == frozenset()


def test_end_by_the_employer_owes_the_wages_left():
    found = pkwt("2025-01-01", "2025-09-15", planned_end_date="2025-12-31", ended_early_by="employer").outputs
    assert (found["remaining_months"], found["art62_damages"]) == (Fraction("3.533333"), 21_200_000)


def test_end_by_the_worker_shows_the_claim_and_never_hides_it():
    found = pkwt("2025-01-01", "2025-09-30", planned_end_date="2025-12-31", ended_early_by="worker")
    assert "art62_damages" not in found.outputs
    assert found.outputs["art62_claim_against_worker"] == 18_000_000
    assert "art62_against_worker" in [note.code for note in found.notes]


def test_damages_do_not_need_the_compensation_of_pp35():
    found = pkwt("2019-01-01", "2019-09-30", planned_end_date="2019-12-31", ended_early_by="employer").outputs
    assert (found["compensation"], found["art62_damages"]) == (0, 18_000_000)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"ended_early_by": "employer"}, "planned_end_date"),
        ({"planned_end_date": "2025-12-31"}, "ended_early_by"),
        ({"planned_end_date": "2025-01-31", "ended_early_by": "employer"}, "planned_end_date"),
        ({"planned_end_date": "2025-12-31", "ended_early_by": "nobody"}, "ended_early_by"),
        ({"pay_type": "daily"}, "pay_type"),
    ],
)
def test_contract_refusals_name_the_field(more, field):
    with pytest.raises(InputRefused) as refused:
        pkwt("2025-01-01", "2025-09-30", **more)
    assert refused.value.field == field


def test_more_than_five_years_points_to_severance():
    assert "pkwt_too_long" not in [note.code for note in pkwt("2021-03-01", "2026-02-28").notes]
    assert "pkwt_too_long" in [note.code for note in pkwt("2021-03-01", "2026-03-01").notes]


def test_compensation_leaves_out_pay_for_attendance():
    found = outputs(
        "pkwt_compensation", start_date="2025-01-01", end_date="2025-12-31", basic=4_000_000, fixed_allowance=1, nonfixed_allowance=9
    )
    assert found["compensation"] == 4_000_001
