"""Wage components, and how the law makes a month's wage of them. Each right has its own base: overtime, severance and THR differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rights.calculators.arithmetic import Expression, number
from rights.calculators.dates import MONTHS_PER_YEAR
from rights.calculators.inputs import InputRefused, Inputs
from rights.calculators.parameters import Value
from rights.calculators.results import Sheet
from rights.calculators.texts import text

REGIONS = (
    "kota_bandung",
    "kab_bandung",
    "kota_semarang",
    "kab_semarang",
    "karawang",
    "kota_tangerang",
    "kab_tangerang",
    "kota_tangerang_selatan",
    "jakarta",
    "samarinda",
)
WEEKS = (5, 6)
MONTHLY, DAILY, PIECE, HOURLY = "monthly", "daily", "piece", "hourly_part_time"
COMPONENTS = frozenset({"basic", "fixed_allowance", "nonfixed_allowance"})
MONEY = COMPONENTS | {"daily_wage", "hourly_wage", "piece_total_12m"}
PAY_FIELDS = COMPONENTS | {"pay_type", "daily_wage", "piece_total_12m", "piece_months", "week", "region"}


@dataclass(frozen=True, slots=True)
class Components:
    """A monthly wage in rupiah: basic (upah pokok), fixed allowance (tunjangan tetap), non-fixed allowance (tunjangan tidak tetap)."""

    basic: Fraction
    fixed: Fraction
    nonfixed: Fraction

    @property
    def steady(self) -> Fraction:
        """Basic and fixed allowance: what is paid regardless of attendance."""
        return self.basic + self.fixed

    @property
    def whole(self) -> Fraction:
        return self.steady + self.nonfixed

    @property
    def is_basic_and_nonfixed_only(self) -> bool:
        return self.nonfixed > 0 and self.fixed == 0

    def steady_expression(self) -> Expression:
        return number(self.basic) + number(self.fixed) if self.fixed else number(self.basic)

    def whole_expression(self) -> Expression:
        return self.steady_expression() + number(self.nonfixed) if self.nonfixed else self.steady_expression()

    def raised_to(self, minimum: Fraction) -> "Components":
        """The same wage with basic and fixed at the minimum wage; what depends on attendance stays."""
        return Components(minimum, Fraction(0), self.nonfixed)


@dataclass(frozen=True, slots=True)
class Minimum:
    """Minimum wage of a region on a day; `value` None when it is not known."""

    value: Value | None

    @property
    def number(self) -> Fraction | None:
        return None if self.value is None else self.value.number


def read_components(inputs: Inputs) -> Components:
    return Components(inputs.money("basic"), inputs.money("fixed_allowance", 0), inputs.money("nonfixed_allowance", 0))


def read_pay_type(inputs: Inputs, allowed: Sequence[str]) -> str:
    return inputs.choice("pay_type", allowed)


def read_week(inputs: Inputs) -> int:
    return inputs.choice("week", WEEKS)


def check_given(inputs: Inputs) -> None:
    """Also what a calculator does not need is refused when it is impossible: a week of seven days is a mistake that matters elsewhere."""
    for name in sorted(MONEY & set(inputs)):
        inputs.money(name)
    if "week" in inputs:
        read_week(inputs)
    if "region" in inputs:
        inputs.choice("region", REGIONS)
    if "piece_months" in inputs:
        inputs.whole("piece_months", 1, MONTHS_PER_YEAR)


def minimum_in(sheet: Sheet, region: str) -> Minimum:
    """Warns when the table has no figure for that day; another year's is never used."""
    value = sheet.find(f"minimum_wage.{region}")
    if value is None:
        sheet.warn("minimum_wage_not_in_table")
    return Minimum(value)


def read_minimum(sheet: Sheet, inputs: Inputs) -> Minimum:
    """Of the region, if one is given."""
    return minimum_in(sheet, inputs.choice("region", REGIONS)) if "region" in inputs else Minimum(None)


def day_divisor(sheet: Sheet, week: int) -> Value | None:
    """Days by which the monthly minimum is divided; None before the rule existed."""
    return sheet.find("minimum_wage.days_six" if week == 6 else "minimum_wage.days_five")


def is_daily_wage_below(sheet: Sheet, inputs: Inputs, daily_wage: Fraction, minimum: Minimum) -> bool:
    """Whether a day's wage is under the daily floor. The week must be known."""
    if minimum.number is None:
        return False
    divisor = day_divisor(sheet, read_week(inputs))
    if divisor is None:
        sheet.assume("daily_floor_unknown")
        return False
    return daily_wage < minimum.number / divisor.number


def piece_average(sheet: Sheet, inputs: Inputs, months: Value) -> Expression:
    """Average month of the last year, or of the months worked where `piece_months` says that there were fewer."""
    total = inputs.money("piece_total_12m")
    worked = inputs.whole("piece_months", 1, int(months.number), default=int(months.number))
    if worked < months.number:
        sheet.assume("piece_months_worked", months=worked)
    return number(total) / number(worked)


def piece_base(sheet: Sheet, inputs: Inputs, label: str, months: Value, floor_share: Value, minimum: Minimum) -> Expression:
    """Average of piece rates, raised to the minimum wage where it is lower."""
    average = piece_average(sheet, inputs, months)
    sheet.show(text("piece_average"), average, months)
    if minimum.value is None:
        if "region" not in inputs:
            sheet.assume("piece_not_compared")
        return number(average.value)
    if average.value < minimum.value.number * floor_share.number:
        sheet.warn("piece_base_raised_to_minimum")
        floor = number(minimum.value.number * floor_share.number)
        sheet.show(text(label), floor, floor_share, minimum.value)
        show_other_readings(sheet, minimum.value)
        return floor
    return number(average.value)


def show_other_readings(sheet: Sheet, value: Value) -> None:
    """Other figures that a source gives for the same value, shown beside it."""
    for other in value.others:
        if isinstance(other.content, Fraction):
            sheet.show(text("other_reading"), number(other.content), value, note=text("other_reading_source", source=other.source))


def monthly_only(inputs: Inputs) -> None:
    """For rights of which the law names no base for daily or piece pay."""
    if inputs.choice("pay_type", (MONTHLY, DAILY, PIECE), MONTHLY) != MONTHLY:
        raise InputRefused("pay_type", "pay_type_without_rule")
