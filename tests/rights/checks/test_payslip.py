"""Each breach that a payslip can show: just under its threshold, on it, and over it; and what is not known is never judged."""

from datetime import date
from fractions import Fraction

import pytest

from rights.calculators import TEXTS, InputRefused
from rights.calculators.arithmetic import half_up, up
from rights.calculators.payslip import CHECKS, check_payslip
from rights.calculators.payslip_findings import SlipCheck
from rights.calculators.payslip_slip import DEDUCTIONS
from tests.rights.cases import TODAY
from tests.rights.test_traceable import redone

MONTH = {"month": "2026-06", "pay_type": "monthly"}
SOUND = {
    **MONTH, "region": "karawang", "week": 5, "basic": 5_886_853, "fixed_allowance": 600_000, "nonfixed_allowance": 500_000,
    "overtime_minutes": 0, "rest_overtime_minutes": 0, "overtime_paid": 0, "gross": 6_986_853, "take_home": 6_727_378,
    "received": 6_727_378, "health_taken": 64_869, "extra_family": 0, "jht_taken": 129_737, "jp_taken": 64_869, "jkk_taken": 0,
    "jkm_taken": 0, "jkp_taken": 0, "pph21_taken": 0, "ptkp": "K/0", "fine_taken": 0, "loan_taken": 0, "safety_gear_taken": 0,
    "absence_taken": 0, "paid_absence_taken": 0, "other_taken": 0, "days_late": 0, "slip_given": True, "is_health_member": True,
    "is_employment_member": True, "is_paid_in": True, "contract": "pkwtt", "days_absent": 0, "compensation_line": 0,
}  # fmt: skip


def check(**given) -> SlipCheck:
    return check_payslip({**MONTH, **given}, today=TODAY)


def gap(code, **given):
    """In whole rupiah; "fine" or "unknown" where there is no finding."""
    found = check(**given)
    if code in [each.code for each in found.unchecked]:
        return "unknown"
    return next((each.gap_idr for each in found.findings if each.code == code), "fine")


def missing(code, **given):
    return next(set(each.missing) for each in check(**given).unchecked if each.code == code)


def test_sound_slip_is_fine_as_far_as_its_numbers_show():
    found = check_payslip(SOUND, today=TODAY)
    assert found.findings == () and found.is_fine
    assert {each.code for each in found.unchecked} == {"thr_short", "thr_late", "sick_pay_short"}
    assert found.day == date(2026, 6, 30) and found.warnings == frozenset()


def test_slip_of_which_nothing_is_known_is_not_called_fine():
    found = check()
    assert found.findings == found.passed == () and not found.is_fine
    assert {each.code for each in found.unchecked} == set(CHECKS)


CASES = [  # code, answers of all three, the field that changes, under, on and over its threshold with what is missing
    ("below_minimum_wage", {"region": "karawang", "fixed_allowance": 0}, "basic", (5_886_852, 1), (5_886_853, "fine"), (5_886_854, "fine")),
    ("below_minimum_wage", {"region": "kota_tangerang", "fixed_allowance": 399_405}, "basic",
     (5_000_000, 1), (5_000_001, "fine"), (5_000_002, "fine")),
    ("below_minimum_wage", {"region": "karawang", "pay_type": "daily", "week": 6, "days_paid": 20}, "daily_wage",
     (235_474, 3), (235_475, "fine"), (235_476, "fine")),
    ("below_minimum_wage", {"region": "karawang", "pay_type": "daily", "week": 5}, "daily_wage",
     (280_326, 1), (280_327, "fine"), (280_328, "fine")),
    ("below_minimum_wage", {"region": "karawang", "pay_type": "hourly_part_time"}, "hourly_wage",
     (46_721, 1), (46_722, "fine"), (46_723, "fine")),
    ("below_minimum_wage", {"region": "karawang", "pay_type": "piece"}, "piece_total_12m",
     (70_642_235, 1), (70_642_236, "fine"), (70_642_237, "fine")),
    ("below_minimum_wage", {"region": "karawang", "pay_type": "piece", "piece_months": 2}, "piece_total_12m",
     (11_773_704, 1), (11_773_706, "fine"), (11_773_707, "fine")),
    ("basic_share_low", {"fixed_allowance": 1_000_000}, "basic", (2_999_999, 1), (3_000_000, "fine"), (3_000_001, "fine")),
    ("overtime_short", {"basic": 1_730_000, "overtime_minutes": 600, "overtime_days": 4}, "overtime_paid",
     (179_998, 2), (179_999, "fine"), (180_000, "fine")),
    ("overtime_short", {"basic": 1_730_000, "overtime_minutes": 600}, "overtime_paid", (149_998, 2), (149_999, "fine"), (150_000, "fine")),
    ("overtime_short", {"basic": 1_730_000, "rest_overtime_minutes": 600}, "overtime_paid",
     (199_998, 2), (199_999, "fine"), (200_000, "fine")),
    ("overtime_over_cap", {"overtime_days": 31}, "overtime_minutes", (5_399, "fine"), (5_400, "fine"), (5_401, None)),
    ("overtime_over_cap", {"overtime_days": 3}, "overtime_minutes", (719, "fine"), (720, "fine"), (721, None)),
    ("wage_late", {"basic": 1_000_000}, "days_late", (3, "fine"), (4, 50_000), (8, 250_000)),
    ("wage_late", {"basic": 1_000_000, "fixed_allowance": 500_000, "nonfixed_allowance": 500_000}, "days_late",
     (0, "fine"), (9, 520_000), (40, 1_000_000)),
    ("received_less", {"take_home": 4_000_000}, "received", (3_999_998, 2), (3_999_999, "fine"), (4_000_000, "fine")),
    ("deductions_over_half", {"gross": 4_000_000}, "take_home", (1_999_999, 1), (2_000_000, "fine"), (2_000_001, "fine")),
    ("health_over", {"basic": 6_000_000, "fixed_allowance": 0, "region": "karawang", "extra_family": 1}, "health_taken",
     (120_000, "fine"), (120_001, "fine"), (120_002, 2)),
    ("health_over", {"basic": 3_000_000, "fixed_allowance": 0, "region": "karawang", "extra_family": 0}, "health_taken",
     (58_869, "fine"), (58_870, "fine"), (58_871, 2)),
    ("jht_over", {"basic": 4_000_000, "fixed_allowance": 1_000_000}, "jht_taken", (100_000, "fine"), (100_001, "fine"), (100_002, 2)),
    ("jp_over", {"basic": 20_000_000, "fixed_allowance": 0}, "jp_taken", (110_863, "fine"), (110_864, "fine"), (110_865, 2)),
    ("wage_reported_low", {"basic": 4_000_000}, "jht_taken", (79_998, 4), (79_999, "fine"), (80_000, "fine")),
    ("jkk_taken", {}, "jkk_taken", (0, "fine"), (1, "fine"), (2, 2)),
    ("jkm_taken", {}, "jkm_taken", (0, "fine"), (1, "fine"), (12_000, 12_000)),
    ("jkp_taken", {}, "jkp_taken", (0, "fine"), (1, "fine"), (9_000, 9_000)),
    ("thr_short", {"basic": 5_000_000, "thr_holiday": "2026-03-21", "start_date": "2025-09-21"}, "thr_paid",
     (2_499_998, 2), (2_499_999, "fine"), (2_500_000, "fine")),
    ("thr_late", {"basic": 5_000_000, "thr_holiday": "2026-03-21", "start_date": "2024-01-01"}, "thr_paid_on",
     ("2026-03-13", "fine"), ("2026-03-14", "fine"), ("2026-03-15", 250_000)),
    ("absence_over", {"basic": 2_100_000, "fixed_allowance": 0, "days_absent": 2}, "absence_taken",
     (200_000, "fine"), (200_001, "fine"), (200_002, 2)),
    ("absence_over", {"basic": 2_100_000, "fixed_allowance": 0, "days_absent": 2, "working_days_in_month": 20}, "absence_taken",
     (210_000, "fine"), (210_001, "fine"), (210_002, 2)),
    ("absence_over", {"basic": 2_500_000, "fixed_allowance": 0, "days_absent": 0.5, "week": 6}, "absence_taken",
     (50_000, "fine"), (50_001, "fine"), (50_002, 2)),
    ("paid_absence_taken", {}, "paid_absence_taken", (0, "fine"), (1, 1), (90_000, 90_000)),
    ("safety_gear_taken", {}, "safety_gear_taken", (0, "fine"), (1, 1), (75_000, 75_000)),
    ("sick_pay_short", {"basic": 4_000_000, "sick_month": 4}, "sick_pay_paid", (3_999_998, 2), (3_999_999, "fine"), (4_000_000, "fine")),
    ("sick_pay_short", {"basic": 4_000_000, "sick_month": 5}, "sick_pay_paid", (2_999_998, 2), (2_999_999, "fine"), (3_000_000, "fine")),
    ("fine_without_rule", {"fine_in_rules": False}, "fine_taken", (0, "fine"), (1, 1), (50_000, 50_000)),
    ("fine_without_rule", {"fine_in_rules": True}, "fine_taken", (0, "fine"), (1, "fine"), (50_000, "fine")),
    ("deduction_without_agreement", {"other_agreed": False}, "other_taken", (0, "fine"), (1, 1), (50_000, 50_000)),
    ("compensation_in_wage", {"contract": "pkwt", "basic": 2_400_000}, "compensation_line", (0, "fine"), (1, 200_000), (300_000, 200_000)),
    ("compensation_in_wage", {"contract": "pkwtt", "basic": 2_400_000}, "compensation_line", (0, "fine"), (1, "fine"), (9, "fine")),
    ("proof_missing", {}, "slip_given", (True, "fine"), (True, "fine"), (False, None)),
    ("not_in_health", {}, "is_health_member", (True, "fine"), (True, "fine"), (False, None)),
    ("not_in_employment", {}, "is_employment_member", (True, "fine"), (True, "fine"), (False, None)),
    ("not_paid_in", {"jht_taken": 90_000, "jp_taken": 45_000}, "is_paid_in", (True, "fine"), (True, "fine"), (False, 135_000)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "given", "field", "under", "on", "over"), CASES)
def test_threshold(code, given, field, under, on, over):
    assert [gap(code, **given, **{field: value}) for value, _gap in (under, on, over)] == [each for _value, each in (under, on, over)]


def test_every_check_has_a_case_below_and_above():
    assert set(CHECKS) - {case[0] for case in CASES} == {"sums_differ", "pph21_over"}  # these have tests of their own


def test_rest_that_has_no_name_is_a_breach_only_when_every_deduction_was_answered():
    assert gap("sums_differ", **SOUND | {"take_home": 6_727_376}) == 2
    assert gap("sums_differ", **SOUND | {"take_home": 6_727_377}) == "fine"
    found = next(each for each in check(gross=4_000_000, take_home=3_900_000, jht_taken=80_000).findings if each.code == "sums_differ")
    assert (found.is_certain, found.gap, found.steps[-1].amount_idr) == (False, None, 20_000)


def test_tax_is_compared_with_the_highest_that_could_be_right():
    """6,300,000 is TER A 0.75 %; with the employer's premiums of 4, 1.74 and 0.3 percent the gross falls into 1 percent."""
    given = {"gross": 6_300_000, "ptkp": "TK/0"}
    assert gap("pph21_over", **given, pph21_taken=66_805) == "fine"
    assert gap("pph21_over", **given, pph21_taken=66_806) == "fine"
    assert gap("pph21_over", **given, pph21_taken=66_807) == 2
    assert gap("pph21_over", **given | {"month": "2026-12"}, pph21_taken=10**6) == "unknown"
    assert gap("pph21_over", gross=14_720_000, ptkp="K/3", pph21_taken=930_017) == "fine"  # 5 or 6 percent: the sources differ
    assert missing("pph21_over", pph21_taken=1) == {"gross", "ptkp"}


@pytest.mark.parametrize(
    ("code", "given", "fields"),
    [
        ("below_minimum_wage", {"basic": 9_000_000}, {"region"}),
        ("below_minimum_wage", {"region": "karawang", "basic": 5_000_000}, {"fixed_allowance"}),
        ("below_minimum_wage", {"region": "karawang", "pay_type": "daily", "daily_wage": 1}, {"week"}),
        ("basic_share_low", {"basic": 1}, {"fixed_allowance"}),
        ("overtime_short", {"basic": 1, "overtime_paid": 0}, {"overtime_minutes", "rest_overtime_minutes"}),
        ("overtime_short", {"overtime_minutes": 60, "basic": 1}, {"overtime_paid"}),
        ("overtime_short", {"overtime_minutes": 60, "overtime_paid": 0}, {"basic"}),
        ("health_over", {"basic": 1_000_000, "health_taken": 10_000}, {"fixed_allowance"}),
        ("health_over", {"basic": 1_000_000, "fixed_allowance": 0, "health_taken": 50_000}, {"region", "extra_family"}),
        ("jht_over", {"basic": 1_000_000, "jht_taken": 90_000}, {"fixed_allowance"}),
        ("absence_over", {"absence_taken": 1, "days_absent": 1, "basic": 1}, {"fixed_allowance"}),
        ("deductions_over_half", {"gross": 4_000_000, "loan_taken": 1_000_000}, {"take_home"}),
        ("deductions_over_half", {"basic": 4_000_000}, {"gross"}),
        ("thr_short", {"thr_paid": 1, "basic": 1}, {"thr_holiday", "start_date"}),
        ("compensation_in_wage", {"compensation_line": 1}, {"contract"}),
    ],
)
def test_what_is_not_known_is_never_zero(code, given, fields):
    assert missing(code, **given) == fields


def test_unknown_that_can_only_add_does_not_hide_a_breach():
    assert gap("overtime_short", basic=1_730_000, overtime_minutes=60, overtime_paid=0) == 15_000
    assert gap("overtime_short", basic=1_730_000, nonfixed_allowance=1_730_000, overtime_minutes=60, overtime_paid=0) == 22_500
    assert gap("deductions_over_half", gross=4_000_000, loan_taken=2_000_001) == 1
    assert (
        gap("deductions_over_half", basic=3_000_000, fixed_allowance=0, nonfixed_allowance=0, overtime_paid=0, loan_taken=2_000_000)
        == 500_000
    )
    assert gap("below_minimum_wage", region="karawang", basic=5_886_853) == "fine"
    assert gap("health_over", basic=1_000_000, fixed_allowance=0, health_taken=10_000) == "fine"


def test_daily_and_piece_workers_have_their_own_base_of_overtime():
    daily = {"pay_type": "daily", "week": 6, "daily_wage": 173_000, "overtime_minutes": 60}
    assert gap("overtime_short", **daily, overtime_paid=0) == 37_500
    piece = {"pay_type": "piece", "piece_total_12m": 12 * 1_730_000, "overtime_minutes": 60, "overtime_paid": 0}
    assert gap("overtime_short", **piece) == 15_000
    assert gap("overtime_short", **piece, region="karawang") == 51_042  # raised to the minimum wage
    assert gap("overtime_short", pay_type="hourly_part_time", hourly_wage=1, overtime_minutes=60, overtime_paid=0) == "unknown"


def test_questions_for_the_employer_are_no_accusation_and_stand_last():
    found = check(fine_taken=90_000, other_taken=10_000, other_agreed=False, slip_given=False)
    assert [(each.code, each.is_certain, each.gap) for each in found.findings] == [
        ("deduction_without_agreement", True, Fraction(10_000)),
        ("proof_missing", True, None),
        ("fine_without_rule", False, None),
    ]


def test_findings_stand_by_their_gap():
    found = check(region="karawang", basic=4_000_000, fixed_allowance=0, jkk_taken=5_000, safety_gear_taken=75_000)
    assert [each.code for each in found.findings] == ["below_minimum_wage", "safety_gear_taken", "jkk_taken"]


def test_last_day_of_the_month_decides_which_law_holds():
    assert gap("jp_over", month="2026-02", basic=20_000_000, fixed_allowance=0, jp_taken=105_474) == "fine"
    assert gap("jp_over", month="2026-02-03", basic=20_000_000, fixed_allowance=0, jp_taken=110_863) == 5_389
    assert check(month="2026-10").warnings == frozenset()
    assert check(month="2026-11").warnings == {"law_may_have_changed"}


def test_law_that_is_not_known_is_said_and_not_guessed():
    found = check(month="2027-04", region="karawang", basic=1, fixed_allowance=0, jp_taken=1, health_taken=9_000, extra_family=0)
    reasons = {each.code: each.reason.code for each in found.unchecked if each.reason}
    assert reasons["below_minimum_wage"] == reasons["health_over"] == "minimum_wage_not_in_table"
    assert reasons["jp_over"] == "jp_ceiling_unknown"
    assert "minimum_wage_not_in_table" in found.warnings
    old = check(month="2019-05", fine_taken=1, fine_in_rules=False, health_taken=9, basic=1, fixed_allowance=0)
    assert {each.code: each.reason.code for each in old.unchecked if each.reason} == {
        "fine_without_rule": "no_rule_on_day", "health_over": "no_rule_on_day", "deductions_over_half": "no_rule_on_day",
    }  # fmt: skip


def test_small_business_is_not_accused_of_the_minimum_wage():
    found = check(region="karawang", basic=1, fixed_allowance=0, micro_or_small_business=True)
    assert [(each.code, each.reason.code) for each in found.unchecked if each.reason] == [("below_minimum_wage", "small_business_exempt")]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"basic": -1}, "basic"),
        ({"basic": "4500000"}, "basic"),
        ({"basic": None}, "basic"),
        ({"basic": float("nan")}, "basic"),
        ({"basic": 10**9, "fixed_allowance": 1, "jht_taken": 1}, "basic"),
        ({"overtime_minutes": 60, "overtime_days": 0}, "overtime_days"),
        ({"overtime_minutes": 1_441, "overtime_days": 1}, "overtime_minutes"),
        ({"overtime_minutes": 1.5}, "overtime_minutes"),
        ({"days_absent": 0.25}, "days_absent"),
        ({"sick_month": 0}, "sick_month"),
        ({"slip_given": "yes"}, "slip_given"),
        ({"region": "atlantis"}, "region"),
        ({"week": 7}, "week"),
        ({"pay_type": "barter"}, "pay_type"),
        ({"ptkp": "TK/9"}, "ptkp"),
        ({"month": "2026-13"}, "month"),
        ({"month": "2030-01"}, "month"),
        ({"thr_holiday": "2026-03-21", "start_date": "2026-03-22"}, "thr_holiday"),
        ({"name": "Siti"}, "name"),
    ],
)
def test_impossible_answers_are_refused_by_name(given, field):
    with pytest.raises(InputRefused) as refused:
        check(**given)
    assert refused.value.field == field


@pytest.mark.parametrize("given", [None, [], {}, {"month": "2026-06"}, {"pay_type": "monthly"}])
def test_slip_needs_a_month_and_a_kind_of_pay(given):
    with pytest.raises(InputRefused):
        check_payslip(given, today=TODAY)


def test_every_finding_names_its_law_and_what_to_do():
    found = [check(**given, **{field: over[0]}) for _code, given, field, *_rest, over in CASES]
    for each in [finding for result in found for finding in result.findings]:
        assert each.references and each.confidence in "ABCDX"
        assert str(each.title) and str(each.next_step)
    outcomes = [each for result in found for each in (*result.findings, *result.passed)]
    for step in [step for each in outcomes for step in each.steps]:
        assert step.references and str(step.label) and (step.note is None or str(step.note))
        assert step.amount_idr is not None or f"unit_{step.unit}" in TEXTS
        value = redone(step.expression)
        assert step.amount_idr is None or step.amount_idr in (half_up(value), up(value)), step
    for finding in [each for result in found for each in result.findings if each.gap is not None]:
        last = finding.steps[-1]
        assert finding.gap_idr == last.amount_idr and abs(redone(last.expression) - finding.gap) < 1, finding.code
    assert {f"slip_{code}{end}" for code in CHECKS for end in ("", "_next", "_about")} <= set(TEXTS)


def test_weak_sources_are_marked():
    marks = {each.code: each.confidence for each in check(safety_gear_taken=1, fine_taken=1, jkk_taken=9, other_taken=1).findings}
    assert marks == {"safety_gear_taken": "D", "fine_without_rule": "C", "jkk_taken": "B", "deduction_without_agreement": "C"}


@pytest.mark.parametrize("name", DEDUCTIONS)
def test_every_deduction_counts_towards_the_half(name):
    assert gap("deductions_over_half", gross=2_000, **{name: 1_001}) == 1
    assert missing("deductions_over_half", gross=2_000, **{name: 1_000}) == {"take_home"}


def test_every_contribution_that_was_kept_back_counts():
    taken = {f"{name}_taken": 10**place for place, name in enumerate(("health", "jht", "jp", "jkk", "jkm", "jkp"))}
    assert gap("not_paid_in", is_paid_in=False, **taken) == 111_111
    assert gap("not_paid_in", is_paid_in=False) is None


def test_pay_of_which_a_part_is_unknown_has_no_half():
    parts = {"basic": 600, "fixed_allowance": 200, "nonfixed_allowance": 100, "overtime_paid": 100}
    assert gap("deductions_over_half", **parts, loan_taken=501) == 1
    assert gap("deductions_over_half", **parts, thr_paid=1_000, loan_taken=1_001) == 1
    for name in parts:
        assert missing("deductions_over_half", **{key: value for key, value in parts.items() if key != name}, loan_taken=900) == {"gross"}


def test_steps_say_what_was_compared():
    found = {each.code: each for each in check(region="karawang", basic=4_000_000, fixed_allowance=0, jht_taken=60_000).findings}
    assert [step.label.code for step in found["below_minimum_wage"].steps] == ["minimum_wage", "compared_wage", "shortfall"]
    assert found["wage_reported_low"].steps[0].amount_idr == 3_000_000 and found["wage_reported_low"].gap == 37_000
    contested = check(region="kab_tangerang", basic=4_000_000, fixed_allowance=0).findings[0]
    assert [step.amount_idr for step in contested.steps if step.label.code == "other_reading"] == [5_210_337]


def test_notes_say_what_unknown_allowances_mean():
    assert "slip_unknown_allowance" in {note.code for note in check(basic=1, fixed_allowance=0).notes}
    assert "slip_unknown_allowance" not in {note.code for note in check(fixed_allowance=0, nonfixed_allowance=0).notes}


def test_hours_of_both_kinds_of_days_add_up():
    assert gap("overtime_short", basic=1_730_000, overtime_minutes=60, rest_overtime_minutes=60, overtime_paid=0) == 35_000


def test_allowances_that_count_for_thr_are_taken_from_the_slip():
    thr = {"thr_holiday": "2026-03-21", "start_date": "2024-01-01", "thr_paid": 0, "basic": 3_000_000}
    found = next(each for each in check(**thr, fixed_allowance=500_000, nonfixed_allowance=900_000).findings if each.code == "thr_short")
    assert found.gap == 3_500_000
    assert [step.label.code for step in found.steps] == ["service_months", "month_wage", "thr_days_before", "thr_whole_wage", "slip_gap"]
