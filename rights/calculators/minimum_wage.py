"""Minimum wage check: UU 13/2003 art. 88E; PP 36/2021 arts. 7, 15-18, 23-36. The region is where the workplace is."""

from fractions import Fraction
from typing import Any

from rights.calculators.arithmetic import Expression, half_up, number, places_up, up
from rights.calculators.inputs import Inputs
from rights.calculators.parameters import Value
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text
from rights.calculators.wages import (
    DAILY,
    HOURLY,
    MONTHLY,
    PAY_FIELDS,
    PIECE,
    REGIONS,
    minimum_in,
    piece_average,
    read_components,
    read_pay_type,
    read_week,
    show_other_readings,
)

FIELDS = PAY_FIELDS | {"date", "hourly_wage", "sectoral_minimum", "micro_or_small_business"}


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    minimum = minimum_in(sheet, inputs.choice("region", REGIONS)).value
    pay_type = read_pay_type(inputs, (MONTHLY, DAILY, PIECE, HOURLY))
    sheet.warn_of_later_law()
    if minimum is None:
        return sheet.finish("minimum_wage", minimum_wage=None, compared_wage=None, below=None)
    floor = _floor(sheet, inputs, minimum)
    outputs = {MONTHLY: _monthly, DAILY: _daily, PIECE: _piece, HOURLY: _hourly}[pay_type](sheet, inputs, minimum, floor)
    for code in ("newcomers_only", "sectoral_may_be_higher", "region_of_workplace", "underpayment_is_a_crime"):
        sheet.assume(code)
    if inputs.flag("micro_or_small_business", False):
        sheet.assume("small_business_exempt")
        outputs = {**outputs, "below": None, "exempt": True}
    return sheet.finish("minimum_wage", minimum_wage=floor, **outputs)


def _floor(sheet: Sheet, inputs: Inputs, minimum: Value) -> Fraction:
    """The region's figure, or the sectoral one where the user knows it and it is higher."""
    sheet.measure(text("minimum_wage"), minimum.number, "rupiah_per_month", minimum)
    show_other_readings(sheet, minimum)
    floor = minimum.number
    if "sectoral_minimum" in inputs and inputs.money("sectoral_minimum") > floor:
        floor = inputs.money("sectoral_minimum")
        sheet.measure(text("sectoral_minimum"), floor, "rupiah_per_month", minimum, note=text("sectoral_minimum_given"))
    return floor


def _monthly(sheet: Sheet, inputs: Inputs, minimum: Value, floor: Fraction) -> dict[str, Any]:
    wage = read_components(inputs)
    share, basic_share = sheet.value("minimum_wage.compared_share"), sheet.value("minimum_wage.basic_share")
    sheet.show(text("compared_wage"), wage.steady_expression(), share)
    is_share_ok = wage.basic >= basic_share.number * wage.steady
    if wage.fixed:
        sheet.show(text("least_basic_wage"), number(basic_share.number) * (number(wage.steady)), basic_share)
    if wage.is_basic_and_nonfixed_only:
        sheet.assume("basic_alone_is_compared")
    return {**_month_comparison(sheet, wage.steady, share, minimum, floor), "basic_share_ok": is_share_ok}


def _piece(sheet: Sheet, inputs: Inputs, minimum: Value, floor: Fraction) -> dict[str, Any]:
    months = sheet.value("minimum_wage.piece_months")
    average = piece_average(sheet, inputs, months)
    sheet.show(text("piece_average"), average, months)
    return _month_comparison(sheet, average.value, months, minimum, floor)


def _month_comparison(sheet: Sheet, wage: Fraction, rule: Value, minimum: Value, floor: Fraction) -> dict[str, Any]:
    """Compared exactly; the shortfall is shown rounded up."""
    gap = max(floor - wage, Fraction(0))
    if gap:
        sheet.show_amount(text("shortfall"), up(gap), number(floor) - number(wage), rule, minimum, note=text("rounded_up"))
    return {"compared_wage": half_up(wage), "below": wage < floor, "shortfall": up(gap)}


def _daily(sheet: Sheet, inputs: Inputs, minimum: Value, floor: Fraction) -> dict[str, Any]:
    divisor = sheet.value("minimum_wage.days_six" if read_week(inputs) == 6 else "minimum_wage.days_five")
    return _part_of_month(sheet, inputs.money("daily_wage"), number(floor) / number(divisor.number), "day", minimum, divisor)


def _hourly(sheet: Sheet, inputs: Inputs, minimum: Value, floor: Fraction) -> dict[str, Any]:
    divisor = sheet.value("minimum_wage.hours")
    sheet.assume("part_time_only")
    return _part_of_month(sheet, inputs.money("hourly_wage"), number(floor) / number(divisor.number), "hour", minimum, divisor)


def _part_of_month(sheet: Sheet, wage: Fraction, floor: Expression, span: str, *rules: Value) -> dict[str, Any]:
    unit = f"rupiah_per_{span}"
    gap = max(floor.value - wage, Fraction(0))
    sheet.measure(text(f"floor_per_{span}"), places_up(floor.value, 2), unit, *rules, expression=floor)
    sheet.measure(text("compared_wage"), wage, unit, *rules)
    if gap:
        sheet.measure(text("shortfall"), places_up(gap, 2), unit, *rules, expression=floor - number(wage), note=text("rounded_up"))
    return {
        f"floor_per_{span}": places_up(floor.value, 2),
        "compared_wage": half_up(wage),
        "below": wage < floor.value,
        f"shortfall_per_{span}": places_up(gap, 2),
    }
