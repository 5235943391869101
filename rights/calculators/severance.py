"""Severance (pesangon) on dismissal: PP 35/2021 arts. 36-59 from 2 February 2021, UU 13/2003 arts. 156-172 up to 1 November 2020.

Between the two the law is disputed: both results stand side by side and no single one is given.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from rights.calculators.arithmetic import Expression, half_up, number, share_as_percent
from rights.calculators.dates import Service, service_through
from rights.calculators.inputs import InputRefused, Inputs
from rights.calculators.parameters import Value
from rights.calculators.results import Result, Sheet
from rights.calculators.severance_wage import SeveranceWage, read_wage
from rights.calculators.texts import text
from rights.calculators.wages import PAY_FIELDS, read_week

REASON = "severance.reason."
FIELDS = PAY_FIELDS | {"start_date", "end_date", "reason", "leave_days_left", "uph_other"}
# What the same event is called under the other regime, for the time between the two; no entry: no clear counterpart.
COUNTERPARTS = {
    "efficiency_loss": "efficiency",
    "efficiency_prevent_loss": "efficiency",
    "force_majeure_closed": "closed_loss",
    "retirement": "retirement_no_pension_programme",
    "retirement_no_pension_programme": "retirement",
    "detained_company_loss": "detained",
    "detained_no_company_loss": "detained",
}


@dataclass(frozen=True, slots=True)
class Case:
    """What does not depend on the regime."""

    service: Service
    reason: str
    wage: SeveranceWage
    week: int | None
    leave_days: Fraction
    other_rights: Fraction


def reasons_on(sheet: Sheet) -> list[str]:
    """Reasons that the law of that day knows."""
    return [code for code, parameter in sheet.law.starting_with(REASON).items() if parameter.find(sheet.day)]


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    case = _read(inputs, sheet)
    sheet.warn_of_later_law()
    for code in ("wages_go_on", "pkwt_has_own_right", "pension_set_off", "small_business_agrees"):
        sheet.assume(code)
    if sheet.find("law.transition"):
        return _disputed(sheet, case)
    regime = sheet.value("severance.regime").code
    if sheet.find(REASON + case.reason) is None:
        raise InputRefused("reason", "reason_unknown_then", allowed=", ".join(reasons_on(sheet)))
    outputs = _regime(sheet, case, case.reason, case.wage.month, "total")
    if case.wage.at_minimum is not None:
        outputs["total_at_minimum"] = _regime(sheet, case, case.reason, case.wage.at_minimum, "total_at_minimum")["total"]
    outputs |= _contested(sheet, case, outputs)
    sheet.measure(text("service_years"), case.service.years, "years", sheet.value("severance.up_table"))
    _show_time_limits(sheet)
    return sheet.finish("severance", regime=regime, tenure=list(case.service.tenure), wage_month=half_up(case.wage.month.value), **outputs)


def _read(inputs: Inputs, sheet: Sheet) -> Case:
    start, end = inputs.day("start_date"), sheet.day
    if end < start:
        raise InputRefused("end_date", "before_start", start="start_date")
    reason = inputs.choice("reason", list(sheet.law.starting_with(REASON)))
    leave_days = inputs.halves("leave_days_left", 0, 60, default=0)
    if "leave_days_left" not in inputs:
        sheet.assume("no_leave_given")
    week = read_week(inputs) if leave_days or "week" in inputs else None
    other = inputs.money("uph_other", 0)
    return Case(service_through(start, end), reason, read_wage(sheet, inputs), week, leave_days, other)


def _regime(sheet: Sheet, case: Case, reason: str, month: Expression, total: str) -> dict[str, Any]:
    """Every line of one regime, that of the sheet's day, with one month's wage."""
    rule = sheet.value(REASON + reason)
    up_months, up_table = _table_months(sheet, "severance.up_table", case.service.years)
    upmk_months, upmk_table = _table_months(sheet, "severance.upmk_table", case.service.years)
    up_multiple, upmk_multiple = Fraction(rule.entries["up"]), Fraction(rule.entries["upmk"])
    up = sheet.add(total, text("up"), number(up_months) * number(up_multiple) * month, rule, up_table)
    upmk = sheet.add(total, text("upmk"), number(upmk_months) * number(upmk_multiple) * month, rule, upmk_table)
    outputs: dict[str, Any] = {
        "up_table_months": up_months,
        "up_multiplier": up_multiple,
        "upmk_table_months": upmk_months,
        "upmk_multiplier": upmk_multiple,
        "up": up,
        "upmk": upmk,
        "uph_leave": _leave_line(sheet, case, month, total),
        "uph_other": _other_line(sheet, case, total),
        "uang_pisah_due": rule.entries["separation_money"] == 1,
    }
    housing = sheet.find("severance.housing_medical_share")
    if housing is not None:
        expression = share_as_percent(housing.number) * (number(up) + number(upmk))
        outputs["uph_housing_medical_15pct"] = sheet.add(total, text("uph_housing_medical"), expression, housing)
    if outputs["uang_pisah_due"]:
        sheet.assume("separation_money_by_rules")
    outputs["total"] = sheet.total(total)
    return outputs


def _table_months(sheet: Sheet, name: str, years: int) -> tuple[Fraction, Value]:
    """On the anniversary the worker is in the higher row; part years do not count."""
    table = sheet.value(name)
    return max((row[1] or Fraction(0) for row in table.rows if years >= (row[0] or 0)), default=Fraction(0)), table


def _leave_line(sheet: Sheet, case: Case, month: Expression, total: str) -> int:
    right = sheet.value("severance.leave")
    if not case.leave_days:
        return sheet.add(total, text("uph_leave"), number(0), right)
    divisor = sheet.value("leave.cash_days_six" if case.week == 6 else "leave.cash_days_five")
    expression = number(case.leave_days) * month / number(divisor.number)
    return sheet.add(total, text("uph_leave"), expression, right, divisor, note=text("leave_cash_convention"))


def _other_line(sheet: Sheet, case: Case, total: str) -> int:
    return sheet.add(total, text("uph_other"), number(case.other_rights), sheet.value("severance.other_rights"))


def _contested(sheet: Sheet, case: Case, outputs: dict[str, Any]) -> dict[str, Any]:
    """The second figure where the statute's table is read as a floor (MK 168/PUU-XXI/2023), against multiples under one."""
    floor = sheet.find("severance.floor_multiplier")
    if floor is None or not 0 < outputs["up_multiplier"] < floor.number:
        return {}
    rule, table = sheet.value(REASON + case.reason), sheet.value("severance.up_table")
    key, note = "total_at_multiplier_1", text("contested_multiplier")
    up = number(outputs["up_table_months"]) * number(floor.number) * case.wage.month
    sheet.add(key, text("up_contested"), up, floor, table, note=note)
    rest = number(outputs["total"]) - number(outputs["up"])
    sheet.add(key, text("other_lines"), rest, rule)
    sheet.assume("contested_multiplier")
    return {key: sheet.total(key)}


def _show_time_limits(sheet: Sheet) -> None:
    """What the worker must not miss."""
    for name, unit in (("refusal_days", "working_days"), ("notice_days", "working_days"), ("bipartite_days", "working_days")):
        if value := sheet.find(f"severance.{name}"):
            sheet.measure(text(name), value.number, unit, value)


def _disputed(sheet: Sheet, case: Case) -> Result:
    """Both regimes beside each other, none of them as the worker's right."""
    sheet.warn("transition_period")
    sheet.assume("disputed_period")
    last_old, first_new = sheet.law["severance.regime"].around(sheet.day)
    found = {regime: outputs for day in (last_old, first_new) for regime, outputs in _alternative(sheet, case, day)}
    return sheet.finish(
        "severance",
        regime=None,
        tenure=list(case.service.tenure),
        wage_month=half_up(case.wage.month.value),
        total=None,
        alternatives=found,
    )


def _alternative(sheet: Sheet, case: Case, day: date) -> list[tuple[str, dict[str, Any]]]:
    there = sheet.on(day)
    regime = there.value("severance.regime").code
    reason = next((code for code in (case.reason, COUNTERPARTS.get(case.reason, "")) if code in reasons_on(there)), None)
    if reason is None:
        sheet.assume("no_counterpart", regime=regime)
        return []
    outputs = {"reason": reason, **_regime(there, case, reason, case.wage.month, f"alternatives.{regime}.total")}
    if case.wage.at_minimum is not None:
        key = f"alternatives.{regime}.total_at_minimum"
        outputs["total_at_minimum"] = _regime(there, case, reason, case.wage.at_minimum, key)["total"]
    return [(regime, outputs)]
