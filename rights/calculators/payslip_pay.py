"""Checks of what was paid: minimum wage, basic share, overtime, THR, late wages, sick pay, compensation inside the wage."""

from collections.abc import Iterator
from fractions import Fraction

from rights.calculators import overtime
from rights.calculators.arithmetic import Expression, number, percent, up
from rights.calculators.parameters import Value
from rights.calculators.payslip_findings import BROKEN, FINE, Unknown, Verdict
from rights.calculators.payslip_slip import FIXED_TERM, Slip, more_than_rounding
from rights.calculators.results import Sheet
from rights.calculators.texts import text
from rights.calculators.wages import COMPONENTS, DAILY, HOURLY, MONTHLY, PAY_FIELDS, PIECE, minimum_in, show_other_readings

PAY_OF = {
    MONTHLY: COMPONENTS,
    DAILY: {"daily_wage", "week"},
    PIECE: {"piece_total_12m", "piece_months", "region"},
    HOURLY: {"hourly_wage"},
}


def show_gap(sheet: Sheet, due: Fraction, paid: Fraction, *rules: Value) -> None:
    """The line on which a finding ends: what is missing, never rounded down."""
    sheet.show_amount(text("slip_gap"), up(due - paid), number(due) - number(paid), *rules, note=text("rounded_up"))


def minimum_wage(slip: Slip, sheet: Sheet) -> Verdict | None:
    """Compared exactly. An allowance that is not known cannot make a wage too low."""
    pay_type, region = slip.choice("pay_type"), slip.choice("region")
    minimum = minimum_in(sheet, region).value
    if minimum is None:
        raise Unknown(reason=text("minimum_wage_not_in_table"))
    if slip.has("micro_or_small_business") and slip.flag("micro_or_small_business"):
        raise Unknown(reason=text("small_business_exempt"))
    sheet.measure(text("minimum_wage"), minimum.number, "rupiah_per_month", minimum)
    show_other_readings(sheet, minimum)
    wage, floor, rule = _compared(slip, sheet, pay_type, minimum)
    if wage >= floor.value:
        return FINE
    if pay_type == MONTHLY:
        slip.need("fixed_allowance")
    days = slip.halves("days_paid") if pay_type == DAILY and slip.has("days_paid") else Fraction(1)
    gap = floor - number(wage)
    sheet.show_amount(text("shortfall"), up(gap.value), gap, rule, minimum, note=text("rounded_up"))
    if days == 1:
        return Verdict(True, gap.value)
    whole = number(days) * gap
    sheet.show_amount(text("slip_gap_of_days"), up(whole.value), whole, rule, minimum, note=text("rounded_up"))
    return Verdict(bool(days), whole.value if days else None)


def _compared(slip: Slip, sheet: Sheet, pay_type: str, minimum: Value) -> tuple[Fraction, Expression, Value]:
    """The wage, its floor, and the rule that makes one of the other."""
    floor = number(minimum.number)
    if pay_type == MONTHLY:
        rule, wage = sheet.value("minimum_wage.compared_share"), slip.least_steady()
    elif pay_type == PIECE:
        rule = sheet.value("minimum_wage.piece_months")
        months = slip.count("piece_months") if slip.has("piece_months") else rule.number
        wage = slip.money("piece_total_12m") / months
    elif pay_type == DAILY:
        slip.need("week")
        rule = sheet.value("minimum_wage.days_six" if slip.choice("week") == 6 else "minimum_wage.days_five")
        floor, wage = floor / number(rule.number), slip.money("daily_wage")
    else:
        rule = sheet.value("minimum_wage.hours")
        floor, wage = floor / number(rule.number), slip.money("hourly_wage")
    sheet.show(text("compared_wage"), number(wage), rule)
    return wage, floor, rule


def basic_share(slip: Slip, sheet: Sheet) -> Verdict | None:
    """Basic wage at least so much of basic and fixed allowance."""
    slip.need("basic", "fixed_allowance")
    if not slip.money("fixed_allowance"):
        return None
    share, basic = sheet.value("minimum_wage.basic_share"), slip.money("basic")
    least = number(share.number) * (number(basic) + number(slip.money("fixed_allowance")))
    sheet.show(text("least_basic_wage"), least, share)
    if basic >= least.value:
        return FINE
    gap = least - number(basic)
    sheet.show_amount(text("slip_gap"), up(gap.value), gap, share, note=text("rounded_up"))
    return Verdict(True, gap.value)


def overtime_pay(slip: Slip, sheet: Sheet) -> Verdict | None:
    """The least that so many minutes can give, however they were spread over days: certain even without the days."""
    if not slip.has("overtime_minutes") and not slip.has("rest_overtime_minutes"):
        raise Unknown("overtime_minutes", "rest_overtime_minutes")
    workday = slip.count("overtime_minutes") if slip.has("overtime_minutes") else 0
    rest = slip.count("rest_overtime_minutes") if slip.has("rest_overtime_minutes") else 0
    if not workday + rest:
        return None
    paid, month = slip.money("overtime_paid"), _overtime_base(slip, sheet)
    divisor = sheet.value("overtime.hours_per_month")
    days = slip.count("overtime_days") if slip.has("overtime_days") else None
    table = sheet.value("overtime.multipliers.workday")
    bands = [(minutes, multiple, table) for minutes, multiple in cheapest(table, workday, days)]
    if rest:
        table = sheet.value("overtime.multipliers.rest_six")
        bands.append((rest, min(multiple for _hours, multiple in table.rows), table))
    for minutes, multiple, rule in bands:
        line = number(Fraction(minutes, 60)) * number(multiple) * month / number(divisor.number)
        sheet.add("due", text("slip_overtime_line", multiple=_decimal(multiple)), line, rule, divisor)
    due = Fraction(sheet.total("due"))
    verdict = more_than_rounding(sheet, due - paid)
    if verdict.is_broken:
        show_gap(sheet, due, paid, table, divisor)
    return verdict


def cheapest(table: Value, minutes: int, days: int | None) -> Iterator[tuple[int, Fraction]]:
    """Minutes by multiple where each of so many days takes as much as it can at the lowest; without days, all of it."""
    left = minutes
    for hours, multiple in table.rows:
        taken = left if hours is None or days is None else min(left, int(days * hours * 60))
        if taken:
            yield taken, multiple
        left -= taken


def _overtime_base(slip: Slip, sheet: Sheet) -> Expression:
    """By the calculator of overtime; components that are not known may only add."""
    pay_type = slip.choice("pay_type")
    if pay_type == HOURLY:
        raise Unknown(reason=text("pay_type_without_rule"))
    slip.need({MONTHLY: "basic", DAILY: "daily_wage", PIECE: "piece_total_12m"}[pay_type])
    if pay_type == DAILY:
        slip.need("week")
    given = {"pay_type": pay_type, **slip.given(*PAY_OF[pay_type])}
    return overtime.wage_base(sheet, slip.inputs.with_answers(given, PAY_FIELDS)).month


def _decimal(multiple: Fraction) -> str:
    return number(multiple).text


def overtime_cap(slip: Slip, sheet: Sheet) -> Verdict | None:
    """More than the caps allow even if the minutes were spread as well as they can be."""
    minutes = slip.count("overtime_minutes")
    if not minutes:
        return None
    weekly = sheet.value("overtime.weekly_cap")
    weeks = weeks_of_month(slip)
    most, rules = weeks * weekly.number, [weekly]
    if slip.has("overtime_days"):
        daily = sheet.value("overtime.daily_cap")
        most, rules = min(most, slip.count("overtime_days") * daily.number), [weekly, daily]
    sheet.measure(text("slip_overtime_hours"), Fraction(minutes, 60), "hours", *rules)
    sheet.measure(text("slip_overtime_most"), most, "hours", *rules)
    return BROKEN if minutes > most * 60 else FINE


def weeks_of_month(slip: Slip) -> int:
    """Weeks from Monday that the month touches: 4 to 6."""
    first = slip.day.replace(day=1).weekday()
    return (first + slip.day.day + 6) // 7


def thr_amount(slip: Slip, sheet: Sheet) -> Verdict | None:
    paid = slip.money("thr_paid")
    due = _thr(slip, sheet)
    if due is None:
        return None
    rule = sheet.value("thr.full_months")
    verdict = more_than_rounding(sheet, due - paid)
    if verdict.is_broken:
        show_gap(sheet, due, paid, rule)
    return verdict


def _thr(slip: Slip, sheet: Sheet) -> Fraction | None:
    """By whole months only, which nobody disputes; None where none is due."""
    slip.need("thr_holiday", "start_date", "basic")
    pay = slip.given("basic", "fixed_allowance", "nonfixed_allowance", "start_date")
    result = slip.computed("thr", pay_type=MONTHLY, holiday_date=slip.date("thr_holiday"), **pay)
    sheet.steps.extend(step for step in result.steps if step.adds_to in ("", "thr_whole_months"))
    return Fraction(result.outputs["thr_whole_months"]) if result.outputs["eligible"] else None


def thr_day(slip: Slip, sheet: Sheet) -> Verdict | None:
    """Paid after the latest day: a share of the THR on top."""
    slip.need("thr_paid_on")
    due = _thr(slip, sheet)
    if due is None:
        return None
    holiday, paid_on, before = slip.date("thr_holiday"), slip.date("thr_paid_on"), sheet.value("thr.days_before")
    if (holiday - paid_on).days >= before.number:
        return FINE
    rate = sheet.value("thr.late_fine")
    fine = number(rate.number) * number(due)
    sheet.show_amount(text("thr_late_fine"), up(fine.value), fine, rate, before, note=text("rounded_up"))
    return Verdict(True, fine.value)


def late_wage(slip: Slip, sheet: Sheet) -> Verdict | None:
    """The fine on what is known of the wage; days without one are late all the same, but nothing is due for them."""
    days = slip.count("days_late")
    if not days:
        return None
    wage = slip.least_steady() + (slip.money("nonfixed_allowance") if slip.has("nonfixed_allowance") else 0)
    result = slip.computed("late_wage_fine", wage=wage, days_late=days, date=slip.day)
    sheet.steps.extend(result.steps)
    fine = percent(result.outputs["fine_percent"]) * number(wage)
    return Verdict(True, fine.value) if fine.value else FINE


def sick_pay(slip: Slip, sheet: Sheet) -> Verdict | None:
    """The month of a long sickness: its percent of the wage."""
    slip.need("sick_month", "sick_pay_paid", "basic")
    wage, paid = slip.least_steady(), slip.money("sick_pay_paid")
    result = slip.computed("sick_pay", wage=wage, months=slip.count("sick_month"), date=slip.day)
    points, rates = result.outputs["percent_by_month"][-1], sheet.value("sick_pay.rates")
    due = percent(points) * number(wage)
    sheet.show(text("slip_sick_pay", month=slip.count("sick_month")), due, rates)
    verdict = more_than_rounding(sheet, due.value - paid)
    if verdict.is_broken:
        sheet.show_amount(text("slip_gap"), up(due.value - paid), due - number(paid), rates, note=text("rounded_up"))
    return verdict


def compensation(slip: Slip, sheet: Sheet) -> Verdict | None:
    """A line called compensation inside the monthly pay of a fixed term; what the month adds to the real one is shown."""
    if not slip.money("compensation_line"):
        return None
    if slip.choice("contract") != FIXED_TERM:
        return None
    rule, per_wage = sheet.value("slip.compensation_at_end"), sheet.value("pkwt.months_per_wage")
    if not slip.has("basic"):
        sheet.show(text("slip_compensation_line"), number(slip.money("compensation_line")), rule)
        return BROKEN
    share = number(slip.least_steady()) / number(per_wage.number)
    sheet.show_amount(text("slip_compensation_share"), up(share.value), share, per_wage, rule, note=text("rounded_up"))
    return Verdict(True, share.value)
