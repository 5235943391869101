"""Religious holiday allowance (THR): Permenaker 6/2016. Service runs to the holiday, which is not counted itself."""

from datetime import date, timedelta
from typing import Any

from rights.calculators.arithmetic import Expression, half_up, number, share_as_percent
from rights.calculators.dates import Service, service
from rights.calculators.inputs import InputRefused, Inputs
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text
from rights.calculators.wages import DAILY, MONTHLY, PAY_FIELDS, PIECE, piece_average, read_components, read_pay_type

PERMANENT, FIXED_TERM = "pkwtt", "pkwt"
FIELDS = PAY_FIELDS | {"start_date", "holiday_date", "wages_received", "paid_on", "end_date", "contract"}
LONGEST_WAGE_LIST = 60


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    start, holiday = inputs.day("start_date"), sheet.day
    if holiday < start:
        raise InputRefused("holiday_date", "before_start", start="start_date")
    until, has_left_too_early = _end_of_service(sheet, inputs, start, holiday)
    served = service(start, until)
    full = int(sheet.value("thr.full_months").number)
    shown = served if served.months < full else Service(full, 0)
    sheet.measure(text("service_months"), shown.months, "months", sheet.value("thr.full_months"))
    base = _wage_base(sheet, inputs, served, full)
    is_long_enough = served.months >= sheet.value("thr.least_months").number
    if not is_long_enough:
        sheet.warn("under_one_month")
    days_before = sheet.value("thr.days_before")
    sheet.measure(text("thr_days_before"), days_before.number, "days", days_before)
    latest = holiday - timedelta(days=int(days_before.number))
    eligible = is_long_enough and not has_left_too_early
    amounts = _amounts(sheet, shown, base) if eligible else _nothing(sheet)
    if "paid_on" in inputs:
        amounts["late_fine"] = _late_fine(sheet, amounts["thr"], inputs.day("paid_on") > latest)
    sheet.warn_of_later_law()
    for code in ("thr_better_rule", "thr_in_rupiah_at_once", "holiday_date_by_decree"):
        sheet.assume(code)
    return sheet.finish(
        "thr",
        eligible=eligible,
        tenure_months=shown.months,
        tenure_days=shown.days,
        wage_base=half_up(base.value),
        latest_payment_date=latest,
        **amounts,
    )


def _end_of_service(sheet: Sheet, inputs: Inputs, start: date, holiday: date) -> tuple[date, bool]:
    """The day up to which service counts, and whether the worker left too early for the right to stay (art. 7)."""
    if "end_date" not in inputs:
        return holiday, False
    end = inputs.day_from("end_date", "start_date", start)
    if end >= holiday:
        return holiday, False
    within = sheet.value("thr.dismissed_within")
    is_permanent = inputs.choice("contract", (PERMANENT, FIXED_TERM)) == PERMANENT
    keeps = is_permanent and (holiday - end).days <= within.number
    sheet.measure(text("days_before_holiday"), (holiday - end).days, "days", within)
    sheet.assume("thr_kept" if keeps else "thr_lost")
    return end + timedelta(days=1), not keeps


def _wage_base(sheet: Sheet, inputs: Inputs, served: Service, full: int) -> Expression:
    pay_type = read_pay_type(inputs, (MONTHLY, DAILY, PIECE))
    if pay_type == MONTHLY:
        wage, rule = read_components(inputs), sheet.value("thr.wage_share")
        if wage.is_basic_and_nonfixed_only:
            sheet.assume("basic_alone_silent")
        base = wage.steady_expression()
        sheet.show(text("month_wage"), base, rule)
        return number(base.value)
    if pay_type == PIECE and "wages_received" not in inputs:
        months = sheet.value("thr.average_months_piece")
        base = piece_average(sheet, inputs, months)
    else:
        months = sheet.value("thr.average_months" if pay_type == DAILY else "thr.average_months_piece")
        base = _average_received(inputs, served, full)
    sheet.show(text("average_wage"), base, months)
    if served.months < full:
        sheet.assume("thr_other_reading")
    return number(base.value)


def _average_received(inputs: Inputs, served: Service, full: int) -> Expression:
    """Oldest first: of the last twelve months, or of the months served where there are fewer."""
    wages = inputs.moneys("wages_received", longest=LONGEST_WAGE_LIST)
    if served.months >= full:
        if len(wages) < full:
            raise InputRefused("wages_received", "wages_of_a_year", count=full)
        wages = wages[-full:]
    elif len(wages) > served.months + 2:  # a service of n months touches at most n + 2 calendar months
        raise InputRefused("wages_received", "more_wages_than_months")
    total = number(wages[0])
    for wage in wages[1:]:
        total = total + number(wage)
    return total / number(len(wages))


def _amounts(sheet: Sheet, shown: Service, base: Expression) -> dict[str, Any]:
    full = sheet.value("thr.full_months")
    if shown.months >= full.number:
        thr = sheet.add("thr", text("thr_whole_wage"), base, full)
        return {"thr": thr, "thr_whole_months": sheet.add("thr_whole_months", text("thr_whole_wage"), base, full)}
    days_per_month = sheet.value("thr.days_per_month")
    months, parts = number(shown.months), (full,)
    if shown.days:
        months, parts = months + number(shown.days) / number(days_per_month.number), (full, days_per_month)
        sheet.assume("part_months_silent")
    thr = sheet.add("thr", text("thr_share"), months / number(full.number) * base, *parts)
    whole = number(shown.months) / number(full.number) * base
    return {"thr": thr, "thr_whole_months": sheet.add("thr_whole_months", text("thr_share_whole_months"), whole, full)}


def _nothing(sheet: Sheet) -> dict[str, Any]:
    least = sheet.value("thr.least_months")
    return {
        "thr": sheet.add("thr", text("thr_not_due"), number(0), least),
        "thr_whole_months": sheet.add("thr_whole_months", text("thr_not_due"), number(0), least),
    }


def _late_fine(sheet: Sheet, thr: int, is_late: bool) -> int:
    fine = sheet.value("thr.late_fine")
    if not is_late:
        return sheet.add("late_fine", text("thr_in_time"), number(0), fine)
    sheet.assume("thr_stays_due")
    return sheet.add("late_fine", text("thr_late_fine"), share_as_percent(fine.number) * number(thr), fine)
