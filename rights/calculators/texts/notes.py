"""Assumptions and warnings. The codes of the warnings are fixed; which calculator gives which is tested."""

NOTES = {
    "undated": "No date was given: the rules as last researched, %(day)s, are used.",
    "rounded_once": "The law is silent on rounding. Fractions are kept whole and each line is rounded once, half up.",
    "rounded_up": "Compared exactly, shown rounded up.",
    "order_is_employers_duty": "A missing written order or consent is the employer's fault and no reason not to pay.",
    "excluded_jobs": (
        "Only job groups named in the contract, the company rules or the PKB, which think, plan, run or control the business "
        "and earn more, have no right to overtime pay."
    ),
    "better_practice_stays": "If the company already pays overtime at the same or a better level, that stays.",
    "meal_is_not_money": "Food and drink in long overtime may not be replaced by money.",
    "start_day_decides": "The overtime crosses midnight: the kind of the day on which it starts decides.",
    "beyond_listed_note": "The law gives no rate for these hours; the last listed one goes on.",
    "weeks_from_monday": "Weeks are counted from Monday to Sunday; the law does not say which seven days count.",
    "overtime_minutes_note": "The larger of the two: what is over the limit of each day, or of the week.",
    "work_on_rest_day": "There are more working days than the week has: work on the weekly rest day is overtime of its own kind.",
    "breaks_left_out": "Breaks are no working time and must be left out of the minutes.",
    "sectors_with_own_hours": "Some sectors have hours of their own, shorter or longer, by ministerial rule.",
    "piece_months_worked": "Average of the %(months)s months worked, since there were fewer than twelve; the law only speaks of twelve.",
    "piece_not_compared": "No region was given, so the average was not compared with the minimum wage. The right may be higher.",
    "daily_floor_unknown": "The rule that makes a daily floor of the monthly minimum did not yet exist; nothing was compared.",
    "other_reading_source": "Source: %(source)s.",
    "newcomers_only": (
        "The figure is meant for workers in their first year. Afterwards the wage must follow the company's wage scale and may "
        "not be under it."
    ),
    "sectoral_may_be_higher": "If a sectoral minimum wage exists for the trade, it is higher and wins.",
    "region_of_workplace": "The region is where the workplace is, not where the worker lives.",
    "underpayment_is_a_crime": "Paying under the minimum wage is a crime.",
    "small_business_exempt": (
        "Micro and small businesses pay an agreed wage, which has a floor of its own; the comparison only shows the distance."
    ),
    "sectoral_minimum_given": "As entered; compare it with the decree.",
    "basic_alone_is_compared": "With pay that depends on attendance and no fixed allowance, the basic wage alone must reach the minimum.",
    "part_time_only": "The hourly floor is only for part-time work.",
    "wage_stays_due": "The wage itself stays due; the fine comes on top.",
    "due_date_is_not_day_one": "The day after the due date is counted as day 1; the law does not say it.",
    "fine_goes_to_workers": "The fine serves the workers.",
    "bank_interest_also": "After a month, interest at the highest rate of a state bank is due as well.",
    "usual_practice": "Usual practice; the law gives no formula.",
    "thr_better_rule": "A company rule, PKB or habit that gives more wins.",
    "thr_in_rupiah_at_once": "THR is paid in rupiah and not in instalments.",
    "holiday_date_by_decree": "The date of the holiday is the one that was entered; the official one is fixed by decree.",
    "thr_kept": "A permanent worker who leaves shortly before the holiday keeps the right.",
    "thr_lost": "The work ended too early before the holiday for the right to stay.",
    "thr_other_reading": (
        "Some publishers stop at the average. The regulation only defines a month's wage there, and the share of the service still follows."
    ),
    "thr_stays_due": "The THR itself stays due; the fine comes on top.",
    "part_months_silent": (
        "The law does not say how part of a month counts. Both figures are shown: days by thirtieths, and whole months only."
    ),
    "basic_alone_silent": (
        "With pay that depends on attendance and no fixed allowance, the law does not say which wage counts; the basic wage alone is taken."
    ),
    "pkwt_basic_alone": "With pay that depends on attendance and no fixed allowance, the basic wage alone counts.",
    "pkwt_each_term": "Due at the end of each term, also before an extension.",
    "pkwt_not_in_wage": "Compensation may not be folded into the monthly wage.",
    "pkwt_small_business": "In micro and small businesses compensation is by agreement.",
    "pkwt_too_long": (
        "A contract that is longer than the law allows, oral, or not in Indonesian may count as permanent. Then severance "
        "applies; ask legal aid."
    ),
    "art62_exceptions": (
        "Not owed where the end was death, the end of term or work, a court decision, or an event named in the contract or rules."
    ),
    "art62_against_worker": (
        "The worker ended the contract early: the employer may claim the wages of the time left. Ask the union before you pay or sign."
    ),
    "wages_go_on": (
        "During a dispute the duties of both sides, so also the wage, go on until the decision is final. Older court practice "
        "stopped earlier: a risk."
    ),
    "pkwt_has_own_right": "Workers on a fixed-term contract get its compensation, not severance.",
    "pension_set_off": "Pension contributions paid by the employer may be set off; what is missing must be topped up.",
    "small_business_agrees": "Micro and small businesses pay as agreed.",
    "separation_money_by_rules": (
        "Separation money (uang pisah) is due as well; its amount stands in the contract, the company rules or the PKB, the law gives none."
    ),
    "no_leave_given": "No leave days were given; none is counted.",
    "leave_cash_convention": "The law gives no formula for leave in money; others divide by the working days of the month.",
    "contested_multiplier": "Contested since the Constitutional Court read the table as a floor; ask legal aid.",
    "disputed_period": "The law of this time is disputed. Neither figure is your right as such; ask legal aid.",
    "no_counterpart": "The reason has no clear counterpart under %(regime)s, so nothing is computed there.",
    "leave_may_be_more": "Company rules or a PKB may give more.",
    "sick_doctors_note": "With a doctor's note.",
    "sick_no_dismissal": "Dismissal for long illness is only possible after twelve months.",
    "maternity_special_conditions": "The further months need a doctor's note of special conditions.",
    "maternity_no_dismissal": "No dismissal because of maternity leave.",
    "bpjs_wage": "Basic wage and fixed allowances are counted.",
    "bpjs_employer_shares": "Taking JKK, JKM or another share of the employer out of the worker's pay is unlawful.",
    "bpjs_jkp_note": "Paid by the state and out of other contributions.",
    "jp_ceiling_unknown": "The ceiling of the pension on that day is not known to us, so neither the pension nor the sums are computed.",
    "jkp_not_after": "Not after resignation, retirement, death, disability, or the end of a fixed-term contract.",
    "pph21_gross": "Gross includes THR in its month and the premiums for health, JKK and JKM that the employer pays.",
    "pph21_december": "For January to November; December settles the year.",
    "severance_tax_at_once": "For severance paid at once or within two calendar years.",
    "severance_tax_not_pkwt": "PKWT compensation is taxed as ordinary wage income instead.",
}

WARNINGS = {
    "over_daily_cap": "Overtime over the limit of a day. It must still be paid.",
    "over_weekly_cap": "Overtime over the limit of a week. It must still be paid.",
    "beyond_listed_hours": "More hours than the law lists a rate for.",
    "transition_period": "An event between 2 November 2020 and 1 February 2021: the law of this time is disputed. Ask legal aid.",
    "law_may_have_changed": "The rules may have changed after 31 October 2026. Ask the union first.",
    "below_minimum_wage": "The wage is under the minimum wage. Both figures are shown.",
    "piece_base_raised_to_minimum": "The average of piece rates is under the minimum wage, so the minimum wage counts.",
    "health_base_raised_to_minimum_wage": "The wage is under the minimum wage, so health contributions count the minimum wage.",
    "minimum_wage_not_in_table": "The minimum wage of this region and date is not known to us. Another year's is not used.",
    "under_one_month": "Service under one month.",
    "counted_from_2020_11_02": "The contract ran when the rule began: service counts from 2 November 2020.",
    "contract_ended_before_pp35": "The contract ended before 2 February 2021, so compensation is not due.",
}
