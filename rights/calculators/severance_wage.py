"""A month's wage for severance: UU 13/2003 art. 157. Daily pay counts 30 times here, while overtime counts it 25 or 21 times."""

from dataclasses import dataclass

from rights.calculators.arithmetic import Expression, number
from rights.calculators.inputs import Inputs
from rights.calculators.results import Sheet
from rights.calculators.texts import text
from rights.calculators.wages import (
    DAILY,
    MONTHLY,
    PIECE,
    Minimum,
    day_divisor,
    is_daily_wage_below,
    piece_base,
    read_components,
    read_minimum,
    read_pay_type,
    read_week,
    show_other_readings,
)


@dataclass(frozen=True, slots=True)
class SeveranceWage:
    """`at_minimum` is the second figure for who is paid under the minimum wage."""

    month: Expression
    at_minimum: Expression | None = None


def read_wage(sheet: Sheet, inputs: Inputs) -> SeveranceWage:
    pay_type = read_pay_type(inputs, (MONTHLY, DAILY, PIECE))
    minimum = read_minimum(sheet, inputs)
    if pay_type == PIECE:
        months, share = sheet.value("severance.piece_months"), sheet.value("severance.piece_floor_share")
        return SeveranceWage(piece_base(sheet, inputs, "month_wage_piece", months, share, minimum))
    return _daily(sheet, inputs, minimum) if pay_type == DAILY else _monthly(sheet, inputs, minimum)


def _monthly(sheet: Sheet, inputs: Inputs, minimum: Minimum) -> SeveranceWage:
    wage = read_components(inputs)
    rules = [sheet.value("severance.wage_share")]
    if wage.is_basic_and_nonfixed_only:
        sheet.assume("basic_alone_silent")
        rules.append(sheet.value("severance.wage_basic_alone"))
    month = wage.steady_expression()
    sheet.show(text("month_wage"), month, *rules)
    if minimum.value is None or month.value >= minimum.value.number:
        return SeveranceWage(number(month.value))
    sheet.warn("below_minimum_wage")
    raised = number(minimum.value.number)
    sheet.show(text("month_wage_at_minimum"), raised, rules[0], minimum.value)
    show_other_readings(sheet, minimum.value)
    return SeveranceWage(number(month.value), raised)


def _daily(sheet: Sheet, inputs: Inputs, minimum: Minimum) -> SeveranceWage:
    days, daily_wage = sheet.value("severance.day_wages"), inputs.money("daily_wage")
    month = number(days.number) * number(daily_wage)
    sheet.show(text("month_wage_daily"), month, days)
    if minimum.value is None or not is_daily_wage_below(sheet, inputs, daily_wage, minimum):
        return SeveranceWage(number(month.value))
    sheet.warn("below_minimum_wage")
    divisor = day_divisor(sheet, read_week(inputs))
    raised = number(days.number) * number(minimum.value.number) / number(divisor.number)
    sheet.show(text("month_wage_at_minimum"), raised, days, minimum.value, divisor)
    show_other_readings(sheet, minimum.value)
    return SeveranceWage(number(month.value), raised)
