"""Overtime pay (upah lembur): UU 13/2003 art. 78; PP 35/2021 arts. 21, 26-34; before that Kepmenakertrans 102/2004."""

from dataclasses import dataclass
from fractions import Fraction

from rights.calculators.arithmetic import Expression, half_up, number, places, share_as_percent
from rights.calculators.inputs import InputRefused, Inputs
from rights.calculators.parameters import Value
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text
from rights.calculators.wages import (
    DAILY,
    MONTHLY,
    PAY_FIELDS,
    PIECE,
    REGIONS,
    Components,
    Minimum,
    is_daily_wage_below,
    piece_base,
    read_components,
    read_minimum,
    read_pay_type,
    read_week,
    show_other_readings,
)

WORKDAY, REST, SHORTEST = "workday", "rest_or_holiday", "holiday_on_shortest_day"
DAY_TYPES = (WORKDAY, REST, SHORTEST)
DAY_FIELDS = frozenset({"date", "day_type", "minutes", "start_time", "end_time"})
FIELDS = PAY_FIELDS | DAY_FIELDS
MINUTES_PER_DAY = 1440


@dataclass(frozen=True, slots=True)
class Band:
    """Some minutes of a day at one multiple of the hourly wage; hours are counted from the start of overtime that day."""

    first_hour: int
    minutes: int
    multiple: Fraction
    value: Value
    is_beyond_list: bool = False

    @property
    def hours(self) -> Fraction:
        return Fraction(self.minutes, 60)

    @property
    def last_hour(self) -> int:
        """The hour in which the last minute falls."""
        return self.first_hour + (self.minutes + 59) // 60 - 1


@dataclass(frozen=True, slots=True)
class Base:
    """A month's wage for overtime; `at_minimum` is the second figure for who is paid under the minimum wage."""

    month: Expression
    at_minimum: Expression | None = None


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    day_type, minutes = inputs.choice("day_type", DAY_TYPES), read_minutes(sheet, inputs)
    base = wage_base(sheet, inputs)
    hourly_divisor = sheet.value("overtime.hours_per_month")
    hourly = base.month / number(hourly_divisor.number)
    sheet.measure(text("hourly_wage"), places(hourly.value, 2), "rupiah_per_hour", hourly_divisor, expression=hourly)
    bands = bands_of_day(sheet, inputs, day_type, minutes)
    weighted = _show_weighted_hours(sheet, bands)
    pay = pay_lines(sheet, "overtime_pay", bands, base.month, hourly_divisor)
    optional = {}
    if base.at_minimum is not None:
        optional["overtime_pay_at_minimum"] = pay_lines(sheet, "overtime_pay_at_minimum", bands, base.at_minimum, hourly_divisor)
    if day_type == WORKDAY and minutes > sheet.value("overtime.daily_cap").number * 60:
        sheet.warn("over_daily_cap")
    assume(sheet, inputs)
    return sheet.finish(
        "overtime",
        regime=sheet.value("overtime.regime").code,
        wage_base=half_up(base.month.value),
        hourly_wage=places(hourly.value, 2),
        weighted_hours=weighted,
        overtime_pay=pay,
        meal_required=_needs_meal(sheet, minutes),
        **optional,
    )


def read_minutes(sheet: Sheet, inputs: Inputs) -> int:
    """Minutes, or a start and an end on the clock; an end before the start is on the next day."""
    if "start_time" not in inputs and "end_time" not in inputs:
        return inputs.whole("minutes", 0, MINUTES_PER_DAY)
    if "minutes" in inputs:
        raise InputRefused("minutes", "minutes_or_times")
    start, end = inputs.clock_minutes("start_time"), inputs.clock_minutes("end_time")
    if start == end:
        raise InputRefused("end_time", "times_are_equal")
    if end < start:
        sheet.assume("start_day_decides")
    return (end - start) % MINUTES_PER_DAY


def wage_base(sheet: Sheet, inputs: Inputs) -> Base:
    pay_type = read_pay_type(inputs, (MONTHLY, DAILY, PIECE))
    minimum = read_minimum(sheet, inputs)
    if pay_type == DAILY:
        return _daily_base(sheet, inputs, minimum)
    if pay_type == PIECE:
        months, share = sheet.value("overtime.base.piece_months"), sheet.value("overtime.base.piece_floor_share")
        return Base(piece_base(sheet, inputs, "overtime_base_piece", months, share, minimum))
    return _monthly_base(sheet, read_components(inputs), minimum)


def _monthly_base(sheet: Sheet, wage: Components, minimum: Minimum) -> Base:
    month, rule = _month_of(sheet, wage)
    sheet.show(text("overtime_base"), month, rule)
    if minimum.value is None or wage.steady >= minimum.value.number:
        return Base(number(month.value))
    sheet.warn("below_minimum_wage")
    raised, raised_rule = _month_of(sheet, wage.raised_to(minimum.value.number))
    sheet.show(text("overtime_base_at_minimum"), raised, raised_rule, minimum.value)
    show_other_readings(sheet, minimum.value)
    return Base(number(month.value), number(raised.value))


def _month_of(sheet: Sheet, wage: Components) -> tuple[Expression, Value]:
    """Basic and fixed, or three quarters of the whole where those two are less than that."""
    low = sheet.value("overtime.base.low_fixed_share")
    if wage.nonfixed and wage.steady < low.number * wage.whole:
        return share_as_percent(low.number) * wage.whole_expression(), low
    return wage.steady_expression(), low if wage.nonfixed else sheet.value("overtime.base.full_share")


def _daily_base(sheet: Sheet, inputs: Inputs, minimum: Minimum) -> Base:
    days = sheet.value("overtime.base.days_six" if read_week(inputs) == 6 else "overtime.base.days_five")
    daily_wage = inputs.money("daily_wage")
    month = number(daily_wage) * number(days.number)
    sheet.show(text("overtime_base_daily"), month, days)
    if minimum.value is None or not is_daily_wage_below(sheet, inputs, daily_wage, minimum):
        return Base(number(month.value))
    sheet.warn("below_minimum_wage")
    raised = number(minimum.value.number)
    sheet.show(text("overtime_base_at_minimum"), raised, days, minimum.value)
    show_other_readings(sheet, minimum.value)
    return Base(number(month.value), raised)


def bands_of_day(sheet: Sheet, inputs: Inputs, day_type: str, minutes: int) -> list[Band]:
    value = sheet.value(_multipliers(inputs, day_type))
    bands: list[Band] = []
    hour, left = 1, minutes
    for hours, multiple in value.rows:
        taken = left if hours is None else min(left, int(hours * 60))
        if taken:
            bands.append(Band(hour, taken, multiple or Fraction(0), value))
        hour, left = hour + int(hours or 0), left - taken
    if left:
        beyond = sheet.value("overtime.multipliers.beyond_listed")
        sheet.warn("beyond_listed_hours")
        bands.append(Band(hour, left, beyond.number, beyond, is_beyond_list=True))
    return bands


def _multipliers(inputs: Inputs, day_type: str) -> str:
    if day_type == WORKDAY:
        return "overtime.multipliers.workday"
    if read_week(inputs) == 5:  # a five-day week has no shortest day
        return "overtime.multipliers.rest_five"
    return "overtime.multipliers.shortest_six" if day_type == SHORTEST else "overtime.multipliers.rest_six"


def _show_weighted_hours(sheet: Sheet, bands: list[Band]) -> Fraction:
    """Hours as so many times the hourly wage, to six decimals."""
    parts = [number(band.hours) * number(band.multiple) for band in bands]
    if not parts:
        return Fraction(0)
    total = sum(parts[1:], parts[0])
    weighted = places(total.value, 6)
    sheet.measure(text("weighted_hours"), weighted, "hourly_wages", *(band.value for band in bands), expression=total)
    return weighted


def _needs_meal(sheet: Sheet, minutes: int) -> bool:
    threshold = sheet.value("overtime.meal_from")
    if minutes < threshold.number * 60:
        return False
    energy = sheet.value("overtime.meal_energy")
    sheet.measure(text("meal_due"), energy.number, "kcal", energy, threshold, note=text("meal_is_not_money"))
    return True


def pay_lines(sheet: Sheet, total: str, bands: list[Band], month: Expression, divisor: Value) -> int:
    """A line for each band. The hourly wage is never rounded first: that would lose money."""
    sheet.totals.add(total)
    for band in bands:
        label = "overtime_hour" if band.first_hour == band.last_hour else "overtime_hours"
        hours = number(band.hours) * number(band.multiple) * month / number(divisor.number)
        note = text("beyond_listed_note") if band.is_beyond_list else None
        sheet.add(total, text(label, first=band.first_hour, last=band.last_hour), hours, band.value, divisor, note=note)
    return sheet.total(total)


def assume(sheet: Sheet, inputs: Inputs) -> None:
    """What is taken for granted in every result on overtime."""
    if sheet.find("law.transition"):
        sheet.warn("transition_period")
    sheet.warn_of_later_law()
    for code in ("rounded_once", "order_is_employers_duty", "excluded_jobs", "better_practice_stays"):
        sheet.assume(code)
    if "region" in inputs and inputs.choice("region", REGIONS) == "samarinda":
        _show_mining_rosters(sheet)


def _show_mining_rosters(sheet: Sheet) -> None:
    """In mining and energy a roster day carries a fixed number of hourly wages instead."""
    rosters = sheet.value("overtime.mining_roster")
    for hours, multiples in rosters.rows:
        sheet.measure(text("mining_roster", hours=hours), multiples or Fraction(0), "hourly_wages", rosters)
