"""The payslip as it was typed. What is not given is not known; asking for it ends a check, naming the field."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from rights.calculators.catalogue import calculate
from rights.calculators.inputs import InputRefused, Inputs
from rights.calculators.parameters import Law
from rights.calculators.payslip_findings import FINE, Unknown, Verdict
from rights.calculators.results import Result, Sheet
from rights.calculators.wages import DAILY, HOURLY, MONTHLY, PIECE, REGIONS, WEEKS, check_given

DEDUCTIONS = (
    "health_taken", "jht_taken", "jp_taken", "jkk_taken", "jkm_taken", "jkp_taken", "pph21_taken", "fine_taken", "loan_taken",
    "safety_gear_taken", "absence_taken", "paid_absence_taken", "other_taken",
)  # fmt: skip
MONEY = frozenset(DEDUCTIONS) | {
    "basic", "fixed_allowance", "nonfixed_allowance", "daily_wage", "hourly_wage", "piece_total_12m", "overtime_paid", "gross", "take_home",
    "received", "thr_paid", "sick_pay_paid", "compensation_line",
}  # fmt: skip
MOST_MINUTES = 31 * 1440
COUNTS = {
    "overtime_minutes": (0, MOST_MINUTES),
    "rest_overtime_minutes": (0, MOST_MINUTES),
    "overtime_days": (0, 31),
    "working_days_in_month": (1, 31),
    "days_late": (0, 365),
    "sick_month": (1, 120),
    "piece_months": (1, 12),
    "extra_family": (0, 20),
}
HALVES = {"days_paid": (0, 31), "days_absent": (0, 31)}
FLAGS = frozenset(
    {
        "slip_given", "is_health_member", "is_employment_member", "is_paid_in", "fine_in_rules", "other_agreed",
        "micro_or_small_business",
    }
)  # fmt: skip
DAYS = frozenset({"thr_holiday", "thr_paid_on", "start_date"})
PAY_TYPES = (MONTHLY, DAILY, PIECE, HOURLY)
CONTRACTS = (PERMANENT, FIXED_TERM) = ("pkwtt", "pkwt")
TAX_STATES = ("TK/0", "TK/1", "TK/2", "TK/3", "K/0", "K/1", "K/2", "K/3")
CHOICES: Mapping[str, tuple[Any, ...]] = {
    "region": REGIONS,
    "week": WEEKS,
    "pay_type": PAY_TYPES,
    "contract": CONTRACTS,
    "ptkp": TAX_STATES,
}
FIELDS = MONEY | set(COUNTS) | set(HALVES) | FLAGS | DAYS | set(CHOICES) | {"month"}
YEAR_AND_MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(slots=True)
class Slip:
    """One month's slip, judged by the law of the last day of its month."""

    inputs: Inputs
    law: Law
    day: date
    warnings: set[str] = field(default_factory=set)

    def has(self, *names: str) -> bool:
        return all(name in self.inputs for name in names)

    def need(self, *names: str) -> None:
        """Raise Unknown for those that are missing."""
        missing = [name for name in names if name not in self.inputs]
        if missing:
            raise Unknown(*missing)

    def money(self, name: str) -> Fraction:
        self.need(name)
        return self.inputs.money(name)

    def count(self, name: str) -> int:
        self.need(name)
        return self.inputs.whole(name, *COUNTS[name])

    def halves(self, name: str) -> Fraction:
        self.need(name)
        return self.inputs.halves(name, *HALVES[name])

    def flag(self, name: str) -> bool:
        self.need(name)
        return self.inputs.flag(name, False)

    def choice(self, name: str) -> Any:
        self.need(name)
        return self.inputs.choice(name, CHOICES[name])

    def date(self, name: str) -> date:
        self.need(name)
        return self.inputs.day(name)

    def steady(self) -> Fraction:
        """Basic and fixed allowance, both known."""
        self.need("basic", "fixed_allowance")
        return self.money("basic") + self.money("fixed_allowance")

    def least_steady(self) -> Fraction:
        """What basic and fixed allowance are at least: an allowance that is not known may only add."""
        return self.money("basic") + (self.money("fixed_allowance") if self.has("fixed_allowance") else 0)

    def taken(self) -> Fraction:
        """Deductions that are known."""
        return sum((self.money(name) for name in DEDUCTIONS if self.has(name)), Fraction(0))

    def given(self, *names: str) -> dict[str, Any]:
        """Those of the answers that were given, as they came."""
        return {name: self.inputs.given(name) for name in names if self.has(name)}

    def computed(self, calculator: str, **given: Any) -> Result:
        """Another calculator's result under the same law."""
        try:
            result = calculate(calculator, given, law=self.law)
        except InputRefused as refused:
            if refused.text.code == "no_rule_on_day":
                raise Unknown(reason=refused.text) from refused
            if refused.field in FIELDS:
                raise
            raise InputRefused("basic", refused.text.code, **refused.text.values) from refused
        self.warnings |= result.warnings
        return result


def read_slip(given: Any, law: Law, today: date | None) -> Slip:
    """Every answer is read, so that an impossible one is refused even where no check asks for it."""
    if isinstance(given, Mapping) and isinstance(given.get("month"), str) and YEAR_AND_MONTH.fullmatch(given["month"]):
        given = {**given, "month": f"{given['month']}-01"}
    inputs = Inputs(given, frozenset(FIELDS), today)
    month = inputs.day("month")
    slip = Slip(inputs, law, month.replace(day=calendar.monthrange(month.year, month.month)[1]))
    check_given(inputs)
    inputs.choice("pay_type", PAY_TYPES)
    for name in inputs:
        _read(slip, name)
    _check_against_each_other(slip)
    return slip


def _read(slip: Slip, name: str) -> None:
    if name in MONEY:
        slip.money(name)
    elif name in COUNTS:
        slip.count(name)
    elif name in HALVES:
        slip.halves(name)
    elif name in FLAGS:
        slip.flag(name)
    elif name in CHOICES:
        slip.choice(name)
    else:
        slip.date(name)


def _check_against_each_other(slip: Slip) -> None:
    if slip.has("thr_holiday", "start_date"):
        slip.inputs.day_from("thr_holiday", "start_date", slip.date("start_date"))
    if not slip.has("overtime_minutes", "overtime_days") or not slip.count("overtime_minutes"):
        return
    if not slip.count("overtime_days"):
        raise InputRefused("overtime_days", "out_of_range", low=1, high=31)
    most = slip.count("overtime_days") * 1440
    if slip.count("overtime_minutes") > most:
        raise InputRefused("overtime_minutes", "out_of_range", low=0, high=most)


def rounding(sheet: Sheet) -> Fraction:
    """The law is silent on rounding, so a difference of no more than this is none."""
    return sheet.value("law.rounding").number


def more_than_rounding(sheet: Sheet, gap: Fraction) -> Verdict:
    return Verdict(True, gap) if gap > rounding(sheet) else FINE
