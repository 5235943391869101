"""What may be typed, what comes back, and what "I do not know" gives."""

from datetime import date
from decimal import Decimal

import pytest

from rights.calculators import law
from rights.checks.offer_form import OFFER
from rights.checks.slip_form import SLIP
from rights.forms import BY_CALCULATOR, fill
from rights.forms.kinds import Day
from rights.forms.money import NotMoney, read_money
from tests.rights.cases import TODAY
from tests.rights.pages.test_pages import ANY_REASON

OVERTIME = {
    "region": "karawang", "date_day": "20", "date_month": "10", "date_year": "2026", "day_type": "workday", "week": "5",
    "minutes_hours": "3", "pay_type": "monthly", "basic": "5.886.853", "fixed_allowance": "300000",
}  # fmt: skip


def filled(calculator, typed, **changed):
    return fill(BY_CALCULATOR[calculator], {**typed, **changed}, law=law(), today=TODAY)


def sums(answer):
    assert answer.errors == ()
    return [variant.explanation.headline.amount_idr for variant in answer.variants]


def errors(answer):
    assert answer.variants == ()
    return {error.field: error.words for error in answer.errors}


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("5886853", 5886853), ("5.886.853", 5886853), ("Rp 5.886.853", 5886853), ("Rp5.886.853,-", 5886853), ("rp. 5 886 853", 5886853),
        ("4.482.914,09", Decimal("4482914.09")), ("5,886,853", 5886853), ("35.000", 35000), ("0", 0), ("IDR 100000", 100000),
        ("4500000,5", Decimal("4500000.5")), ("5.886.853 rupiah", 5886853),
    ],
)  # fmt: skip
def test_money_is_read_as_people_write_it(typed, amount):
    assert read_money(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "4,5",
        "4.5",
        "4,5 juta",
        "5.886",
        "5,886",
        "5.88.6853",
        "1.2345",
        "-5000",
        "",
        "empat juta",
        "5e6",
        "٤٥٠٠٠٠٠",
        "1" * 40,
        "0x10",
        "5.886.853.00",
    ],
)
def test_money_that_could_be_another_sum_is_refused(typed):
    with pytest.raises(NotMoney):
        read_money(typed)


def test_sentence_for_millions_in_words_says_what_to_write():
    assert "4500000" in errors(filled("overtime", OVERTIME, basic="4,5 juta"))["basic"]


def test_all_errors_come_at_once_each_at_its_own_input():
    answer = filled("overtime", OVERTIME, basic="banyak", minutes_hours="", date_month="13", region="")
    assert set(errors(answer)) == {"region", "date", "minutes", "basic"}
    assert {error.at for error in answer.errors} == {"region", "date_month", "minutes_hours", "basic"}


def test_unknown_week_gives_one_result_where_it_does_not_matter():
    answer = filled("overtime", OVERTIME, week="tidak-tahu")
    assert len(sums(answer)) == 1 and answer.variants[0].answers == ()


def test_unknown_week_and_kind_of_day_give_each_possible_sum_from_the_lowest():
    answer = filled("overtime", OVERTIME, week="tidak-tahu", day_type="tidak-tahu", minutes_hours="9")
    amounts = sums(answer)
    assert len(amounts) >= 3 and amounts == sorted(amounts)
    assert all(variant.answers for variant in answer.variants)


def test_allowance_of_unknown_kind_is_computed_both_ways():
    both = filled("overtime", OVERTIME, unsure_allowance="2.500.000")
    fixed, free = filled("overtime", OVERTIME, fixed_allowance="2800000"), filled("overtime", OVERTIME, nonfixed_allowance="2500000")
    assert sums(both) == sorted(sums(fixed) + sums(free))


def test_forgotten_day_of_the_start_gives_first_and_last_day_of_the_month():
    severance = ANY_REASON | {"reason": "retirement", "week": "5", "start_date_day": "", "start_date_month": "6", "end_date_day": "15",
                              "end_date_month": "6"}  # fmt: skip
    answer = filled("severance", severance)
    assert len(answer.variants) == 2
    first, last = (filled("severance", severance, start_date_day=day) for day in ("1", "30"))
    assert sums(answer) == sorted(sums(first) + sums(last))


def test_unknown_reason_computes_every_reason_of_that_day_only():
    today = [words for variant in filled("severance", ANY_REASON).variants for words in variant.answers]
    assert len(today) == 23 * 2 and not any("aturan lama" in words for words in today)
    old = filled("severance", ANY_REASON, end_date_month="10", end_date_year="2020", leave_days_left="")
    assert 8 <= len([words for variant in old.variants for words in variant.answers]) <= 13


def test_reason_that_the_law_of_that_day_does_not_know_is_refused_with_those_it_knows():
    words = errors(filled("severance", ANY_REASON, reason="detained", week="5"))["reason"]
    assert "Usia pensiun" in words and "retirement" not in words


def test_times_may_cross_midnight():
    by_clock = filled("overtime", OVERTIME, minutes_hours="", start_time="22.00", end_time="01:30")
    assert sums(by_clock) == sums(filled("overtime", OVERTIME, minutes="30"))


def test_either_times_or_duration():
    assert "minutes" in errors(filled("overtime", OVERTIME, start_time="22.00", end_time="23.00"))
    assert "end_time" in errors(filled("overtime", OVERTIME, minutes_hours="", start_time="22.00"))
    assert "minutes" in errors(filled("overtime", OVERTIME, minutes_hours="0"))


def test_daily_and_piece_pay_ask_for_their_own_wage_only():
    daily = OVERTIME | {"pay_type": "daily", "basic": "", "fixed_allowance": ""}
    assert set(errors(filled("overtime", daily))) == {"daily_wage"}
    assert sums(filled("overtime", daily, daily_wage="250.000"))
    piece = daily | {"pay_type": "piece"}
    assert set(errors(filled("overtime", piece))) == {"average_wage"}
    by_list = filled("overtime", piece, wage_list="\n".join(["6.500.000"] * 12))
    assert sums(by_list) == sums(filled("overtime", piece, average_wage="6500000"))


def test_shorter_list_of_piece_wages_counts_the_months_that_it_has():
    piece = OVERTIME | {"pay_type": "piece", "basic": ""}
    assert sums(filled("overtime", piece, wage_list="7.000.000\n6.000.000")) == sums(filled("overtime", piece, average_wage="6500000"))
    assert "Baris 2" in errors(filled("overtime", piece, wage_list="7.000.000\nenam juta"))["wage_list"]


def test_list_of_wages_is_read_to_its_end_however_it_was_pasted():
    piece, wages = OVERTIME | {"pay_type": "piece", "basic": ""}, ["6.000.000"] * 11 + ["7.000.000"]
    pasted = (" " * 150 + "\n\n").join(wages)
    assert sums(filled("overtime", piece, wage_list=pasted)) == sums(filled("overtime", piece, wage_list="\n".join(wages)))


def test_month_of_pay_may_begin_on_any_day():
    month = {"region": "other", "week": "5", "basic": "4000000", "first_day_day": "21", "first_day_month": "1", "first_day_year": "2026",
             "days_21_hours": "2", "days_3_hours": "1,5", "days_3_kind": "rest_or_holiday"}  # fmt: skip
    answer = filled("overtime_month", month)
    days = [row["date"] for row in answer.variants[0].explanation.result.outputs["days"]]
    assert days == [date(2026, 1, 21), date(2026, 2, 3)]
    missing = filled("overtime_month", month, first_day_day="1", first_day_month="2", days_31_hours="2")
    assert "31" in errors(missing)["days"] and missing.errors[0].at.startswith("days_31")


@pytest.mark.parametrize("day", ["", "15"])
@pytest.mark.parametrize("year", ["1899", "2201", "9999"])
def test_year_beyond_which_nothing_can_be_counted_is_refused_at_every_day(day, year):
    for form in (*BY_CALCULATOR.values(), OFFER, SLIP):
        for field in (each for each in form.fields if isinstance(each, Day) and (day or not each.is_day_needed)):
            typed = dict(zip(field.names, (day, "12", year), strict=True))
            error = fill(form, typed, law=law(), today=TODAY).error_of[field.name]
            assert error.at == f"{field.name}_year" and "2200" in error.words


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("minutes_hours", "10,05"),
        ("minutes_hours", "10,755"),
        ("minutes_hours", "10       5"),
        ("minutes", "12345"),
        ("date_year", "20267"),
    ],
)
def test_what_is_too_long_is_refused_as_it_was_typed_and_never_cut_to_something_else(name, typed):
    answer = filled("overtime", OVERTIME | {name: typed})
    assert [error.at for error in answer.errors] == [name] and answer.typed[name] == " ".join(typed.split())


def test_quarters_of_an_hour_may_stand_behind_two_digits():
    assert sums(filled("overtime", OVERTIME, minutes_hours="10,75")) == sums(filled("overtime", OVERTIME, minutes_hours="", minutes="645"))
    week = {"week": "5", "workday_minutes_1_hours": "10,75"}
    (variant,) = filled("working_hours", week).variants
    assert variant.given["workday_minutes"] == [645]


def test_row_of_a_month_that_cannot_be_is_named():
    month = {"region": "other", "week": "5", "basic": "4000000", "first_day_day": "1", "first_day_month": "1", "first_day_year": "2026"}
    answer = filled("overtime_month", month, days_7_hours="30")
    assert answer.errors[0].at.startswith("days_7")
    assert set(errors(filled("overtime_month", month))) == {"days"}


def test_region_that_we_do_not_have_is_said_at_its_field():
    wage = {"region": "other", "date_day": "1", "date_month": "2", "date_year": "2026", "pay_type": "monthly", "basic": "3000000"}
    assert "region" in errors(filled("minimum_wage", wage))


def test_too_much_unknown_is_said_in_a_sentence():
    assert "Jawab satu" in next(iter(errors(filled("severance", ANY_REASON, unsure_allowance="100000")).values()))


def test_end_before_start_is_refused_in_the_words_of_the_page():
    words = errors(filled("severance", ANY_REASON, reason="retirement", week="5", start_date_year="2027"))
    assert "end_date" in words and "start_date" not in words["end_date"]


def test_average_stands_only_for_the_months_before_an_early_end():
    """Six months of service, over long before the holiday: nothing is due, and the average is no list that is too long."""
    typed = {
        "start_date_day": "1", "start_date_month": "1", "start_date_year": "2025", "holiday_date_day": "20", "holiday_date_month": "3",
        "holiday_date_year": "2026", "end_date_day": "30", "end_date_month": "6", "end_date_year": "2025", "contract": "pkwt",
        "pay_type": "daily", "average_wage": "3000000",
    }  # fmt: skip
    assert sums(filled("thr", typed)) == [0]
