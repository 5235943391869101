"""What every result says beside its figures. A sentence that is lost here would not be missed by any sum."""

import pytest

from rights.calculators import CALCULATORS
from tests.rights.cases import compute
from tests.rights.test_traceable import results

# Of all examples together: labels of the lines, notes of lines and results, units.
WORDS = {
    "overtime": (
        "hourly_wage meal_due overtime_base overtime_base_at_minimum overtime_base_daily overtime_base_piece overtime_hour overtime_hours "
        "piece_average weighted_hours",
        "better_practice_stays excluded_jobs meal_is_not_money order_is_employers_duty rounded_once",
        "hourly_wages kcal rupiah rupiah_per_hour",
    ),
    "overtime_month": (
        "hourly_wage meal_due mining_roster overtime_base overtime_day overtime_hour overtime_hours weighted_hours",
        "better_practice_stays beyond_listed_note excluded_jobs meal_is_not_money order_is_employers_duty rounded_once weeks_from_monday",
        "hourly_wages kcal rupiah rupiah_per_hour",
    ),
    "working_hours": (
        "daily_excess overtime_minutes week_minutes weekly_excess",
        "breaks_left_out overtime_minutes_note sectors_with_own_hours undated",
        "minutes",
    ),
    "minimum_wage": (
        "compared_wage floor_per_day floor_per_hour least_basic_wage minimum_wage other_reading shortfall",
        "newcomers_only other_reading_source part_time_only region_of_workplace rounded_up sectoral_may_be_higher underpayment_is_a_crime",
        "rupiah rupiah_per_day rupiah_per_hour rupiah_per_month",
    ),
    "late_wage_fine": (
        "fine_percent late_wage_fine",
        "due_date_is_not_day_one fine_goes_to_workers undated wage_stays_due",
        "percent rupiah",
    ),
    "thr": (
        "average_wage days_before_holiday month_wage service_months thr_days_before thr_late_fine thr_not_due thr_share "
        "thr_share_whole_months thr_whole_wage",
        "holiday_date_by_decree part_months_silent thr_better_rule thr_in_rupiah_at_once thr_lost thr_other_reading thr_stays_due",
        "days months rupiah",
    ),
    "pkwt_compensation": (
        "art62_damages month_wage pkwt_compensation pkwt_compensation_whole_months pkwt_too_short remaining_months service_months",
        "art62_exceptions part_months_silent pkwt_each_term pkwt_not_in_wage pkwt_small_business",
        "months rupiah",
    ),
    "severance": (
        "bipartite_days month_wage month_wage_at_minimum month_wage_daily month_wage_piece notice_days other_lines piece_average "
        "refusal_days service_years up up_contested uph_housing_medical uph_leave uph_other upmk",
        "contested_multiplier disputed_period leave_cash_convention pension_set_off pkwt_has_own_right separation_money_by_rules "
        "small_business_agrees wages_go_on",
        "rupiah working_days years",
    ),
    "severance_tax": ("severance_net severance_tax_step", "severance_tax_at_once severance_tax_not_pkwt undated", "rupiah"),
    "annual_leave": ("annual_leave service_months", "leave_may_be_more", "months working_days"),
    "leave_cash_out": ("leave_cash", "leave_cash_convention undated", "rupiah"),
    "sick_pay": ("absence_month absence_months", "sick_doctors_note sick_no_dismissal undated", "rupiah"),
    "maternity_pay": ("absence_months", "maternity_no_dismissal undated", "rupiah"),
    "bpjs": (
        "bpjs_health_base bpjs_health_employer bpjs_health_family bpjs_health_worker bpjs_jht_employer bpjs_jht_worker bpjs_jkk bpjs_jkm "
        "bpjs_jkp bpjs_jp_employer bpjs_jp_worker bpjs_pension_base jp_ceiling",
        "bpjs_employer_shares bpjs_jkp_note bpjs_wage jp_ceiling_unknown",
        "rupiah rupiah_per_month",
    ),
    "jkp": (
        "jkp_base jkp_claim_months jkp_excluded jkp_month jkp_record_months jkp_record_within",
        "jkp_not_after",
        "months rupiah",
    ),
    "pph21_ter": ("pph21_relief pph21_tax", "pph21_december pph21_gross undated", "rupiah rupiah_per_month"),
    "prorata_wage": ("prorata_wage", "undated usual_practice", "rupiah"),
}
RARE = {  # note: a question whose answer carries it
    "start_day_decides": (
        "overtime",
        {"date": "2026-06-10", "day_type": "workday", "pay_type": "monthly", "basic": 1, "start_time": "23:00", "end_time": "01:00"},
    ),
    "bank_interest_also": ("late_wage_fine", {"wage": 1, "days_late": 31}),
    "maternity_special_conditions": ("maternity_pay", {"wage": 1, "months": 4}),
    "no_leave_given": (
        "severance",
        {"start_date": "2020-01-01", "end_date": "2026-01-01", "reason": "death", "pay_type": "monthly", "basic": 1},
    ),
    "thr_kept": (
        "thr",
        {"start_date": "2020-01-01", "holiday_date": "2026-03-21", "end_date": "2026-03-01", "contract": "pkwtt", "pay_type": "monthly",
         "basic": 1},
    ),
    "pkwt_basic_alone": (
        "pkwt_compensation",
        {"start_date": "2025-01-01", "end_date": "2026-01-01", "basic": 1, "nonfixed_allowance": 1},
    ),
    "basic_alone_silent": (
        "thr",
        {"start_date": "2020-01-01", "holiday_date": "2026-03-21", "pay_type": "monthly", "basic": 1, "nonfixed_allowance": 1},
    ),
    "small_business_exempt": (
        "minimum_wage",
        {"date": "2026-01-01", "region": "karawang", "pay_type": "monthly", "basic": 1, "micro_or_small_business": True},
    ),
    "piece_not_compared": (
        "overtime",
        {"date": "2026-06-10", "day_type": "workday", "pay_type": "piece", "piece_total_12m": 1, "minutes": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CALCULATORS)
def test_results_say_what_belongs_to_them(name):
    own = [result for result in results() if result.calculator == name]
    steps = [step for result in own for step in result.steps]
    notes = {note.code for result in own for note in result.notes} | {step.note.code for step in steps if step.note}
    found = ({step.label.code for step in steps}, notes, {step.unit for step in steps})
    assert found == tuple(set(words.split()) for words in WORDS[name])


@pytest.mark.parametrize("code", RARE)
def test_rare_answers_say_why(code):
    name, given = RARE[code]
    assert code in [note.code for note in compute(name, **given).notes]


def test_labels_carry_what_they_name():
    days = next(result for result in results() if result.calculator == "overtime_month").steps
    assert [str(step.label) for step in days if step.adds_to or step.label.code == "overtime_day"] == [
        "Overtime of 2026-06-01",
        "Overtime hour 1",
        "Overtime hours 2 to 5",
        "Overtime of 2026-06-07",
        "Overtime hours 1 to 7",
        "Overtime hour 8",
        "Overtime hours 9 to 11",
        "Overtime hours 12 to 14",
    ]
    assert [str(step.label) for step in days if step.label.code == "mining_roster"][0].startswith("Mining and energy, roster of 9 hours")
    sick = [str(step.label) for step in compute("sick_pay", wage=1, months=9).steps]
    assert sick == ["Months 1 to 4 at 100 percent", "Months 5 to 8 at 75 percent", "Month 9 at 50 percent"]
    months = [str(step.label) for step in compute("jkp", phk_date="2026-01-01", reported_wage=1).steps if step.adds_to]
    assert months[0] == "Benefit of month 1" and months[-1] == "Benefit of month 6"
