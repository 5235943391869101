"""An offer at a dismissal, read backwards. What the reasons give is the severance calculator's business and only looked up here."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rights.calculators import REGIONS, TEXTS, InputRefused, Law, calculate, law
from rights.calculators.offer import check_offer
from rights.calculators.payslip import check_payslip
from tests.rights.cases import TODAY

TEN_YEARS = {"start_date": "2016-03-01", "end_date": "2026-06-30", "pay_type": "monthly", "basic": 5_000_000, "fixed_allowance": 500_000}


def check(offered, **more):
    return check_offer({**TEN_YEARS, "offered": offered, **more}, today=TODAY)


def test_reasons_that_give_the_same_stand_together_from_low_to_high():
    found = check(0)
    assert [(each.up_multiplier, each.upmk_multiplier, each.total) for each in found.candidates] == [
        (0, 0, 0),
        (0, 1, 22_000_000),
        (0.5, 1, 46_750_000),
        (0.75, 1, 59_125_000),
        (1, 1, 71_500_000),
        (1.75, 1, 108_625_000),
        (2, 1, 121_000_000),
    ]
    assert {"efficiency_loss", "bankrupt"} <= set(found.candidates[2].reasons)
    assert sum(len(each.reasons) for each in found.candidates) == 23


def test_every_total_is_that_of_the_severance_calculator():
    for each in check(1, region="karawang", leave_days_left=4, week=5, uph_other=750_000).candidates:
        for reason in each.reasons:
            own = {**TEN_YEARS, "region": "karawang", "leave_days_left": 4, "week": 5, "uph_other": 750_000, "reason": reason}
            outputs = calculate("severance", own).outputs
            assert all(outputs[variant] == total for variant, total in each.totals.items())
            assert each.references[0].parameter.startswith("severance.reason.")


@pytest.mark.parametrize(("offered", "is_match"), [(46_749_995, False), (46_749_996, True), (46_750_000, True), (46_750_004, True)])
def test_offer_matches_within_a_rupiah_a_line(offered, is_match):
    assert [(match.variant, match.candidate.total) for match in check(offered).matches] == ([("total", 46_750_000)] if is_match else [])


def test_offer_may_be_the_figure_by_the_minimum_wage_or_by_the_whole_table():
    assert [match.variant for match in check(71_500_000).matches] == ["total_at_multiplier_1"] * 2 + ["total"]
    by_minimum = check(50_038_251, region="karawang")
    assert [(match.variant, match.candidate.up_multiplier) for match in by_minimum.matches] == [("total_at_minimum", 0.5)]


def test_nearest_on_both_sides_and_what_is_lacking():
    found = check(44_000_000, stated_reason="efficiency_loss")
    assert (found.below.total, found.above.total, found.stated_lacks) == (22_000_000, 46_750_000, 2_750_000)
    assert check(46_750_000, stated_reason="efficiency_loss").stated_lacks == 0
    assert check(0.5).above.total == 22_000_000
    assert check(500_000_000).above is None and check(500_000_000).below.total == 121_000_000


def test_who_is_paid_under_the_minimum_lacks_more():
    found = check(46_750_000, region="karawang", stated_reason="bankrupt")
    assert found.stated.least == 50_038_251 and found.stated_lacks == 3_288_251
    assert "below_minimum_wage" in found.warnings


def test_multiples_in_the_offer_can_be_redone_by_hand():
    steps = check(44_000_000).implied
    assert [(step.quantity, step.expression) for step in steps] == [
        (Fraction(44, 100), "(44000000 − 1 × 4 × 5500000) ÷ (9 × 5500000)"),
        (Fraction(89, 100), "(44000000 − 0 × 4 × 5500000) ÷ (9 × 5500000)"),
    ]
    assert {step.unit for step in steps} == {"multiples"} and "unit_multiples" in TEXTS
    assert len(check(21_999_999).implied) == 1  # not even the long-service pay
    assert check(1, basic=0, fixed_allowance=0).implied == ()


def test_disputed_time_shows_both_laws_and_no_single_multiple():
    found = check(44_000_000, end_date="2020-12-30", stated_reason="efficiency_loss")
    assert found.is_disputed and found.implied == () and "transition_period" in found.warnings
    assert {each.regime for each in found.candidates} == {"pp35_2021", "uu13_2003"}
    assert found.stated.regime == "pp35_2021"
    old = next(each for each in found.candidates if "efficiency" in each.reasons)
    assert (old.regime, old.up_multiplier, old.rounding, old.references[0].law) == ("uu13_2003", 2, 5, "UU 13/2003")


def test_old_law_has_its_own_reasons_and_no_implied_multiple():
    found = check(82_225_000, start_date="2010-03-01", end_date="2020-06-30")
    assert {each.regime for each in found.candidates} == {"uu13_2003"} and found.implied == ()
    assert [set(match.candidate.reasons) >= {"bankrupt"} for match in found.matches] == [True]
    assert "offer_refuse" not in {each.text.code for each in found.signing}


def test_what_signing_means_stands_with_its_law():
    means = {each.text.code: each.reference for each in check(1).signing}
    assert set(means) == {"offer_refuse", "offer_sign_settlement", "offer_sign_quitclaim", "offer_sign_resignation"}
    assert (means["offer_refuse"].law, means["offer_refuse"].confidence) == ("PP 35/2021", "A")
    assert means["offer_sign_quitclaim"].confidence == "D"
    assert set(means) <= set(TEXTS)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"offered": None}, "offered"),
        ({"offered": -1}, "offered"),
        ({"stated_reason": "bad_mood"}, "stated_reason"),
        ({"stated_reason": "detained"}, "stated_reason"),
        ({"reason": "merger"}, "reason"),
        ({"end_date": "2015-01-01"}, "end_date"),
        ({"end_date": "1999-01-01", "start_date": "1998-01-01"}, "end_date"),
        ({"leave_days_left": 3}, "week"),
        ({"basic": "much"}, "basic"),
    ],
)
def test_impossible_answers_are_refused_by_name(more, field):
    with pytest.raises(InputRefused) as refused:
        check_offer({**TEN_YEARS, "offered": 1, **more}, today=TODAY)
    assert refused.value.field == field


def test_law_that_knows_no_reason_is_said():
    bare = Law(parameter for name, parameter in law().items() if not name.startswith("severance.reason."))
    with pytest.raises(InputRefused) as refused:
        check_offer({**TEN_YEARS, "offered": 1}, law=bare)
    assert (refused.value.field, refused.value.text.code) == ("end_date", "no_rule_on_day")


STEADY = settings(max_examples=15, deadline=None, derandomize=True)
MONEY = st.integers(0, 20_000_000)


@STEADY
@given(MONEY, st.integers(0, 200_000_000), st.integers(2000, 2026), st.sampled_from(REGIONS))
def test_higher_offer_never_lacks_more(basic, offered, year, region):
    pay = {"basic": basic, "fixed_allowance": 0, "start_date": f"{year}-01-01", "region": region}
    first, second = check(offered, **pay), check(offered + 1_000_000, **pay)
    for low, high in zip(first.candidates, second.candidates, strict=True):
        assert low == high and low.lacks(first.offered) >= high.lacks(second.offered) >= 0
    assert first.below is None or first.below.total <= offered < (first.above.total if first.above else offered + 1)


@STEADY
@given(MONEY, MONEY, MONEY, st.integers(1, 31 * 600), st.sampled_from(REGIONS))
def test_paying_the_gap_heals_the_breach(basic, fixed, paid, minutes, region):
    slip = {"month": "2026-06", "pay_type": "monthly", "basic": basic, "fixed_allowance": fixed, "region": region}
    slip |= {"overtime_minutes": minutes, "overtime_paid": paid, "jht_taken": paid}
    for finding in check_payslip(slip).findings:
        healing = {"overtime_short": ("overtime_paid", 1), "jht_over": ("jht_taken", -1)}.get(finding.code)
        if healing:
            name, sign = healing
            healed = check_payslip({**slip, name: slip[name] + sign * finding.gap_idr})
            assert finding.code not in {each.code for each in healed.findings}


@STEADY
@given(st.integers(1, 20_000), st.integers(1, 31), MONEY)
def test_more_days_of_overtime_never_lower_what_its_hours_give_at_least(minutes, days, basic):
    if minutes > days * 1440:
        return
    slip = {"month": "2026-05", "pay_type": "monthly", "basic": basic, "overtime_minutes": minutes, "overtime_paid": 0}

    def due(**more):
        return max((each.gap for each in check_payslip({**slip, **more}).findings if each.code == "overtime_short"), default=0)

    assert due() <= due(overtime_days=min(days + 1, 31)) <= due(overtime_days=days)
