from fractions import Fraction

import pytest

from rights.calculators import InputRefused
from tests.rights.cases import compute, outputs

WAGE = 6_000_000
NEW = {  # UP and UPMK multiples of PP 35/2021, and whether separation money is due
    "merger": ("1", "1", False),
    "acquisition": ("1", "1", False),
    "acquisition_terms_changed_worker_refuses": ("0.5", "1", False),
    "efficiency_loss": ("0.5", "1", False),
    "efficiency_prevent_loss": ("1", "1", False),
    "closed_loss": ("0.5", "1", False),
    "closed_not_loss": ("1", "1", False),
    "force_majeure_closed": ("0.5", "1", False),
    "force_majeure_not_closed": ("0.75", "1", False),
    "pkpu_loss": ("0.5", "1", False),
    "pkpu_not_loss": ("1", "1", False),
    "bankrupt": ("0.5", "1", False),
    "employer_misconduct_proven": ("1", "1", False),
    "employer_misconduct_not_proven": ("0", "0", True),
    "resignation": ("0", "0", True),
    "absent_5_days": ("0", "0", True),
    "violation_after_warnings": ("0.5", "1", False),
    "urgent_violation": ("0", "0", True),
    "detained_company_loss": ("0", "0", True),
    "detained_no_company_loss": ("0", "1", False),
    "prolonged_illness": ("2", "1", False),
    "retirement": ("1.75", "1", False),
    "death": ("2", "1", False),
}
OLD = {
    "violation_after_warnings": ("1", "1", False),
    "resignation": ("0", "0", True),
    "merger_worker_refuses": ("1", "1", False),
    "merger_employer_refuses": ("2", "1", False),
    "closed_loss": ("1", "1", False),
    "efficiency": ("2", "1", False),
    "bankrupt": ("1", "1", False),
    "death": ("2", "1", False),
    "retirement_no_pension_programme": ("2", "1", False),
    "absent_5_days": ("0", "0", True),
    "employer_misconduct_proven": ("2", "1", False),
    "detained": ("0", "1", False),
    "prolonged_illness": ("2", "2", False),
}
UP = [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]
UPMK = [0, 0, 0, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 10, 10]


def severance(end, reason="closed_not_loss", start="2010-03-01", **more):
    return compute("severance", **{"start_date": start, "end_date": end, "reason": reason, "pay_type": "monthly", "basic": WAGE, **more})


@pytest.mark.parametrize("reason", NEW)
def test_multiples_of_each_reason_since_pp35(reason):
    up, upmk, separation = NEW[reason]
    found = severance("2026-03-10", reason).outputs
    assert (found["up_multiplier"], found["upmk_multiplier"], found["uang_pisah_due"]) == (Fraction(up), Fraction(upmk), separation)
    assert found["up"] == 9 * WAGE * Fraction(up) and found["upmk"] == 6 * WAGE * Fraction(upmk)
    assert found["total"] == found["up"] + found["upmk"] and "uph_housing_medical_15pct" not in found


@pytest.mark.parametrize("reason", OLD)
def test_multiples_of_each_reason_of_the_old_law(reason):
    up, upmk, separation = OLD[reason]
    found = severance("2020-03-10", reason).outputs
    assert (found["up_multiplier"], found["upmk_multiplier"], found["uang_pisah_due"]) == (Fraction(up), Fraction(upmk), separation)
    assert found["regime"] == "uu13_2003"
    assert found["uph_housing_medical_15pct"] == (found["up"] + found["upmk"]) * Fraction(15, 100)


@pytest.mark.parametrize("years", range(1, 26))
def test_anniversary_is_in_the_higher_row_and_the_day_before_is_not(years):
    """The last day counts: from 2 March, a year is full on 1 March."""
    found = outputs("severance", start_date=f"{2025 - years}-03-02", end_date="2025-03-01", reason="death", pay_type="monthly", basic=WAGE)
    assert (found["up_table_months"], found["upmk_table_months"]) == (UP[years], UPMK[years])
    day_less = outputs(
        "severance", start_date=f"{2025 - years}-03-02", end_date="2025-02-28", reason="death", pay_type="monthly", basic=WAGE
    )
    assert (day_less["up_table_months"], day_less["upmk_table_months"]) == (UP[years - 1], UPMK[years - 1])


def test_day_before_and_day_of_each_change_of_regime():
    assert severance("2020-11-01", "bankrupt").outputs["regime"] == "uu13_2003"
    for disputed in ("2020-11-02", "2021-02-01"):
        found = severance(disputed, "bankrupt")
        assert (found.outputs["regime"], found.outputs["total"], found.warnings) == (None, None, {"transition_period"})
    assert severance("2021-02-02", "bankrupt").outputs["regime"] == "pp35_2021"
    assert severance("2026-10-31", "bankrupt").warnings == frozenset()
    assert severance("2026-11-01", "bankrupt").warnings == {"law_may_have_changed"}


def test_disputed_time_shows_both_regimes_and_none_as_the_right():
    both = severance("2021-01-15", "violation_after_warnings").outputs["alternatives"]
    assert both["pp35_2021"]["total"] == 9 * WAGE // 2 + 4 * WAGE
    assert both["uu13_2003"]["total"] == (9 + 4) * WAGE * 115 // 100


@pytest.mark.parametrize(
    ("reason", "old", "new"),
    [
        ("efficiency_prevent_loss", "efficiency", "efficiency_prevent_loss"),
        ("force_majeure_closed", "closed_loss", "force_majeure_closed"),
        ("closed_loss", "closed_loss", "closed_loss"),
        ("retirement", "retirement_no_pension_programme", "retirement"),
        ("retirement_no_pension_programme", "retirement_no_pension_programme", "retirement"),
        ("detained_company_loss", "detained", "detained_company_loss"),
        ("detained_no_company_loss", "detained", "detained_no_company_loss"),
    ],
)
def test_disputed_time_names_the_same_event_under_both_regimes(reason, old, new):
    both = severance("2021-01-15", reason).outputs["alternatives"]
    assert {regime: found["reason"] for regime, found in both.items()} == {"uu13_2003": old, "pp35_2021": new}


def test_disputed_time_gives_the_second_figures_too():
    both = severance("2021-01-15", "death", basic=4_000_000, region="karawang")
    assert both.warnings == {"transition_period", "below_minimum_wage"}
    assert both.outputs["alternatives"]["pp35_2021"]["total_at_minimum"] == (9 * 2 + 4) * 4_798_312
    assert both.outputs["alternatives"]["uu13_2003"]["total_at_minimum"] == round((9 * 2 + 4) * 4_798_312 * 1.15)
    assert both.calculator == "severance" and both.outputs["wage_month"] == 4_000_000


def test_disputed_time_translates_a_reason_or_says_that_it_cannot():
    both = severance("2021-01-15", "efficiency_loss").outputs["alternatives"]
    assert (both["uu13_2003"]["reason"], both["pp35_2021"]["reason"]) == ("efficiency", "efficiency_loss")
    alone = severance("2021-01-15", "merger")
    assert set(alone.outputs["alternatives"]) == {"pp35_2021"}
    assert "no_counterpart" in [note.code for note in alone.notes]


@pytest.mark.parametrize(
    ("end", "reason"), [("2020-11-01", "retirement"), ("2021-02-02", "efficiency"), ("2026-01-01", "merger_worker_refuses")]
)
def test_reason_of_the_other_regime_is_refused(end, reason):
    with pytest.raises(InputRefused) as refused:
        severance(end, reason)
    assert (refused.value.field, refused.value.text.code) == ("reason", "reason_unknown_then")


@pytest.mark.parametrize(
    ("reason", "shown"), [("bankrupt", True), ("force_majeure_not_closed", True), ("merger", False), ("resignation", False)]
)
def test_multiples_under_one_are_shown_as_contested_since_the_court(reason, shown):
    assert "total_at_multiplier_1" not in severance("2024-10-30", reason).outputs
    found = severance("2024-10-31", reason)
    assert ("total_at_multiplier_1" in found.outputs) == shown
    if shown:
        assert found.outputs["total_at_multiplier_1"] == 9 * WAGE + found.outputs["total"] - found.outputs["up"]
        assert {step.confidence for step in found.steps if step.label.code == "up_contested"} == {"X"}


def test_daily_wage_counts_thirty_times_and_leave_by_the_week():
    found = severance("2026-03-10", pay_type="daily", daily_wage=150_000, week=6, leave_days_left=2).outputs
    assert (found["wage_month"], found["uph_leave"]) == (4_500_000, 360_000)


def test_daily_worker_under_the_floor_gets_a_second_figure():
    """Samarinda 2026: 3,983,882 / 25 is 159,355.28 a day, thirty of them 4,780,658.40."""
    pay = {"pay_type": "daily", "week": 6, "region": "samarinda", "start": "2024-01-01", "reason": "merger"}
    found = severance("2025-12-31", daily_wage=159_355, **pay).outputs
    assert "below_minimum_wage" not in found["warnings"]  # 2025 was lower
    found = severance("2026-01-01", daily_wage=159_355, **pay).outputs
    assert found["warnings"] == ["below_minimum_wage"]
    assert found["total_at_minimum"] == 14_341_975


def test_wage_at_the_minimum_is_not_below_it():
    at = severance("2026-03-10", basic=5_886_000, fixed_allowance=853, region="karawang").outputs
    assert at["warnings"] == [] and "total_at_minimum" not in at
    assert severance("2026-03-10", basic=5_886_000, fixed_allowance=852, region="karawang").warnings == {"below_minimum_wage"}


def test_minimum_that_is_not_known_is_said_and_not_guessed():
    assert severance("2027-01-01", region="karawang").warnings == {"minimum_wage_not_in_table", "law_may_have_changed"}


def test_pay_for_attendance_does_not_count_and_doubt_is_marked():
    found = severance("2026-03-10", basic=4_000_000, nonfixed_allowance=2_000_000)
    assert found.outputs["wage_month"] == 4_000_000
    assert found.steps[0].confidence == "X"
    assert "basic_alone_silent" in [note.code for note in found.notes]


@pytest.mark.parametrize(("days", "week", "amount"), [("0.5", 5, 142_857), (1, 5, 285_714), (1, 6, 240_000), (60, 5, 17_142_857)])
def test_leave_in_money_by_the_week(days, week, amount):
    found = severance("2026-03-10", leave_days_left=float(days), week=week)
    assert found.outputs["uph_leave"] == amount
    assert {step.confidence for step in found.steps if step.label.code == "uph_leave"} == {"X"}


@pytest.mark.parametrize("days", [-0.5, 60.5, 61])
def test_leave_is_0_to_60_days(days):
    with pytest.raises(InputRefused) as refused:
        severance("2026-03-10", leave_days_left=days, week=5)
    assert refused.value.text.code == "out_of_range"


def test_leave_needs_the_week():
    with pytest.raises(InputRefused) as refused:
        severance("2026-03-10", leave_days_left=1)
    assert refused.value.field == "week"


def test_end_before_start_and_time_before_the_law_are_refused():
    for start, end in (("2026-03-11", "2026-03-10"), ("1999-01-01", "2003-03-24")):
        with pytest.raises(InputRefused) as refused:
            severance(end, "death", start=start)
        assert refused.value.field == "end_date"


@pytest.mark.parametrize(
    ("amount", "tax"),
    [(50_000_000, 0), (50_000_001, 0), (50_000_010, 1), (100_000_000, 2_500_000), (500_000_000, 62_500_000), (600_000_000, 87_500_000)],
)
def test_severance_tax_by_steps(amount, tax):
    found = outputs("severance_tax", amount=amount)
    assert (found["tax"], found["net"]) == (tax, amount - tax)


def test_severance_tax_shows_each_step():
    found = compute("severance_tax", amount=600_000_000)
    steps = [(step.expression, step.amount_idr) for step in found.steps if step.adds_to]
    assert steps == [
        ("0% × 50000000", 0),
        ("5% × 50000000", 2_500_000),
        ("15% × 400000000", 60_000_000),
        ("25% × 100000000", 25_000_000),
    ]
    assert compute("severance_tax", amount=0).totals == {"tax"}


def test_time_limits_stand_with_the_result():
    limits = {step.label.code: (step.quantity, step.unit) for step in severance("2026-03-10").steps if step.quantity is not None}
    assert limits == {
        "service_years": (16, "years"),
        "refusal_days": (7, "working_days"),
        "notice_days": (14, "working_days"),
        "bipartite_days": (30, "working_days"),
    }
