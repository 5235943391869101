from datetime import date
from fractions import Fraction

import pytest

from rights.calculators import CALCULATORS, InputRefused
from tests.rights.cases import compute, outputs, own_cases


def bpjs(on="2026-04-01", wage=20_000_000, **more):
    return compute("bpjs", date=on, wage=wage, risk_class=1, **more)


@pytest.mark.parametrize(
    ("on", "ceiling"),
    [
        ("2021-03-01", 8_754_600),
        ("2022-02-28", 8_754_600),
        ("2022-03-01", 9_077_600),
        ("2023-03-01", 9_559_600),
        ("2024-02-29", 9_559_600),
        ("2024-03-01", 10_042_300),
        ("2025-03-01", 10_547_400),
        ("2026-02-28", 10_547_400),
        ("2026-03-01", 11_086_300),
        ("2027-02-28", 11_086_300),
    ],
)
def test_pension_ceiling_changes_each_march(on, ceiling):
    found = bpjs(on).outputs
    assert (found["jp_ceiling"], found["worker"]["jp"], found["employer"]["jp"]) == (ceiling, ceiling // 100, ceiling // 50)


@pytest.mark.parametrize("on", ["2021-02-28", "2027-03-01"])
def test_unknown_pension_ceiling_is_not_zero(on):
    found = bpjs(on)
    assert found.outputs["jp_ceiling"] is found.outputs["worker"]["jp"] is found.outputs["worker_total"] is None
    assert found.outputs["worker"]["jht"] == 400_000
    assert "jp_ceiling_unknown" in [note.code for note in found.notes]


@pytest.mark.parametrize(("wage", "base"), [(11_999_999, 11_999_999), (12_000_000, 12_000_000), (12_000_001, 12_000_000)])
def test_health_base_has_a_ceiling(wage, base):
    assert bpjs(wage=wage).outputs["employer"]["kesehatan"] == int(Fraction(base, 25) + Fraction(1, 2))


def test_health_base_is_raised_to_the_minimum_and_nothing_else_is():
    found = bpjs(wage=4_000_000, region="karawang")
    assert found.warnings == {"health_base_raised_to_minimum_wage"}
    assert (found.outputs["worker"]["kesehatan"], found.outputs["worker"]["jht"]) == (58_869, 80_000)
    assert bpjs(wage=5_886_853, region="karawang").warnings == frozenset()
    assert bpjs("2027-02-01", 4_000_000, region="karawang").warnings == {"minimum_wage_not_in_table", "law_may_have_changed"}


def test_contested_minimum_is_shown_with_the_health_base():
    shown = [step.amount_idr for step in bpjs(wage=4_000_000, region="kab_tangerang").steps if step.label.code == "other_reading"]
    assert shown == [5_210_337]


@pytest.mark.parametrize(("risk_class", "amount"), [(1, 24_000), (2, 54_000), (3, 89_000), (4, 127_000), (5, 174_000)])
def test_accident_rates_by_class(risk_class, amount):
    assert outputs("bpjs", date="2026-04-01", wage=10_000_000, risk_class=risk_class)["employer"]["jkk"] == amount


@pytest.mark.parametrize(("on", "amount"), [("2025-01-31", 24_000), ("2025-02-01", 12_000), ("2026-01-31", 12_000), ("2026-02-01", 24_000)])
def test_labour_intensive_relief_has_its_time(on, amount):
    assert bpjs(on, 10_000_000, labour_intensive=True).outputs["employer"]["jkk"] == amount
    assert bpjs(on, 10_000_000).outputs["employer"]["jkk"] == 24_000


@pytest.mark.parametrize(
    ("on", "rates"),
    [("2021-02-02", [45] * 3 + [25] * 3), ("2025-02-06", [45] * 3 + [25] * 3), ("2025-02-07", [60] * 6)],
)
def test_job_loss_benefit_before_and_after_its_change(on, rates):
    for wage, base in ((4_000_000, 4_000_000), (9_000_000, 5_000_000)):
        found = outputs("jkp", phk_date=on, reported_wage=wage)
        assert found["per_month"] == [base * rate // 100 for rate in rates]
        assert found["total"] == sum(found["per_month"])


def test_job_loss_benefit_is_claimed_in_six_months_and_not_after_resignation():
    assert outputs("jkp", phk_date="2025-08-31", reported_wage=1)["claim_by"] == date(2026, 2, 28)
    assert outputs("jkp", phk_date="2025-08-31", reported_wage=5_000_000, reason="resignation")["total"] == 0
    with pytest.raises(InputRefused):
        compute("jkp", phk_date="2021-02-01", reported_wage=1)


@pytest.mark.parametrize(
    ("ptkp", "gross", "rate"),
    [
        ("TK/1", 5_400_001, "0.25"),
        ("TK/0", 30_050_000, "12"),
        ("TK/0", 30_050_001, "13"),
        ("K/2", 6_200_000, "0"),
        ("TK/3", 9_200_001, "1.5"),
        ("K/1", 29_350_001, "12"),
        ("K/3", 6_600_001, "0.25"),
        ("K/3", 15_550_000, "5"),
        ("K/3", 15_550_001, "6"),
        ("K/3", 1_000_000_000, "33"),
    ],
)
def test_tax_rate_at_the_edges_of_its_steps(ptkp, gross, rate):
    assert outputs("pph21_ter", gross=gross, ptkp=ptkp)["rate_percent"] == Fraction(rate)


def test_tax_steps_that_were_not_verified_carry_a_weaker_mark():
    def mark(gross):
        return next(step.confidence for step in compute("pph21_ter", gross=gross, ptkp="TK/0").steps if step.adds_to == "tax")

    assert (mark(30_050_000), mark(30_050_001)) == ("B", "C")


def test_tax_step_on_which_sources_differ_shows_both():
    shown = [step.amount_idr for step in compute("pph21_ter", gross=15_520_000, ptkp="K/3").steps if step.label.code == "pph21_tax"]
    assert shown == [776_000, 931_200]


def test_tax_before_effective_rates_is_refused():
    with pytest.raises(InputRefused):
        compute("pph21_ter", gross=10_000_000, ptkp="TK/0", date="2023-12-31")


@pytest.mark.parametrize(("months", "total"), [(1, 100), (4, 400), (5, 475), (8, 700), (9, 750), (12, 900), (13, 925), (24, 1200)])
def test_sick_pay_falls_every_four_months(months, total):
    assert outputs("sick_pay", wage=4_000_000, months=months)["total"] == 40_000 * total


@pytest.mark.parametrize(("on", "most"), [("2024-07-01", 3), ("2024-07-02", 6)])
def test_maternity_pay_before_and_after_its_change(on, most):
    found = outputs("maternity_pay", wage=4_000_000, months=most, date=on)
    assert found["percent_by_month"] == [100, 100, 100, 100, 75, 75][:most]
    with pytest.raises(InputRefused) as refused:
        compute("maternity_pay", wage=4_000_000, months=most + 1, date=on)
    assert refused.value.field == "months"


@pytest.mark.parametrize(("on", "months", "days"), [("2026-03-02", 11, 0), ("2026-03-03", 12, 12), ("2028-03-03", 36, 12)])
def test_annual_leave_from_the_anniversary(on, months, days):
    found = outputs("annual_leave", start_date="2025-03-03", on_date=on)
    assert (found["tenure_months"], found["statutory_days"]) == (months, days)


@pytest.mark.parametrize(("week", "days", "amount"), [(5, 0.5, 150_000), (6, 1, 252_000), (5, 0, 0)])
def test_leave_in_money(week, days, amount):
    assert outputs("leave_cash_out", wage=6_300_000, days=days, week=week)["amount"] == amount


@pytest.mark.parametrize(
    ("week", "minutes", "overtime", "warnings"),
    [
        (6, [420] * 6, 120, set()),
        (6, [400] * 6, 0, set()),
        (6, [420] * 5 + [300], 0, set()),
        (5, [480] * 5, 0, set()),
        (5, [720, 0, 0, 0, 0], 240, set()),
        (5, [721, 0, 0, 0, 0], 241, {"over_daily_cap"}),
        (5, [696] * 5, 1080, set()),
        (5, [696] * 4 + [697], 1081, {"over_weekly_cap"}),
    ],
)
def test_overtime_of_a_week_is_the_larger_of_days_and_week(week, minutes, overtime, warnings):
    found = compute("working_hours", week=week, workday_minutes=minutes)
    assert (found.outputs["overtime_minutes"], found.warnings) == (overtime, warnings)


def test_caps_of_a_week_are_those_of_its_time():
    old = compute("working_hours", week=5, workday_minutes=[480 + 181, 480, 480, 480, 480], date="2020-11-01")
    assert old.warnings == {"over_daily_cap"}
    assert compute("working_hours", week=5, workday_minutes=[480 + 168] * 5, date="2020-11-01").warnings == frozenset()
    assert compute("working_hours", week=5, workday_minutes=[480 + 169] * 5, date="2020-11-01").warnings == {"over_weekly_cap"}
    assert compute("working_hours", week=5, workday_minutes=[480 + 181] * 5, date="2020-11-02").warnings == frozenset()


@pytest.mark.parametrize("name", [name for name, calculator in CALCULATORS.items() if not calculator.is_event_needed and calculator.event])
def test_questions_without_an_event_take_a_date_too(name):
    given = next(case["inputs"] for case in own_cases() if case["calculator"] == name)
    for day, warnings in (("2026-10-31", set()), ("2026-11-01", {"law_may_have_changed"})):
        found = compute(name, date=day, **given)
        assert found.warnings == warnings and "undated" not in [note.code for note in found.notes]


def test_more_days_than_the_week_has_are_named():
    found = compute("working_hours", week=5, workday_minutes=[480] * 6)
    assert "work_on_rest_day" in [note.code for note in found.notes]
    assert "work_on_rest_day" not in [note.code for note in compute("working_hours", week=5, workday_minutes=[480] * 5 + [0, 0]).notes]
