"""Compensation at the end of a fixed-term contract (PKWT): PP 35/2021 arts. 15-17, 64; UU 13/2003 art. 62."""

from datetime import date, timedelta
from typing import Any

from rights.calculators.arithmetic import Expression, half_up, number, places
from rights.calculators.dates import MONTHS_PER_YEAR, Service, add_months, service, service_through
from rights.calculators.inputs import Inputs
from rights.calculators.parameters import Value
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text
from rights.calculators.wages import PAY_FIELDS, monthly_only, read_components

SIDES = (EMPLOYER, WORKER) = ("employer", "worker")
FIELDS = PAY_FIELDS | {"start_date", "end_date", "planned_end_date", "ended_early_by"}


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    start = inputs.day("start_date")
    end = inputs.day_from("end_date", "start_date", start)
    monthly_only(inputs)
    wage = read_components(inputs)
    if wage.is_basic_and_nonfixed_only:
        sheet.assume("pkwt_basic_alone")
    sheet.warn_of_later_law()
    early = _early_end(inputs, end)
    rule = sheet.law["pkwt.counted_from"].values[0]
    if end < rule.reference.valid_from:
        sheet.warn("contract_ended_before_pp35")
        nothing = sheet.add("compensation", text("pkwt_before_law"), number(0), rule)
        damages = _damages(sheet, inputs, end, wage.steady_expression()) if early else {}
        return sheet.finish("pkwt_compensation", eligible=False, counted_months=0, counted_days=0, compensation=nothing, **damages)
    counted = service_through(_counted_from(sheet, start, rule), end)
    base = wage.steady_expression()
    sheet.show(text("month_wage"), base, sheet.value("pkwt.wage_share"))
    for code in ("pkwt_each_term", "pkwt_not_in_wage", "pkwt_small_business"):
        sheet.assume(code)
    if end >= add_months(start, int(sheet.value("pkwt.longest").number) * MONTHS_PER_YEAR):
        sheet.assume("pkwt_too_long")
    sheet.measure(text("service_months"), counted.months, "months", sheet.value("pkwt.months_per_wage"))
    outputs = {"wage_base": half_up(base.value), **_compensation(sheet, counted, number(base.value))}
    if early:
        outputs |= _damages(sheet, inputs, end, number(base.value))
    return sheet.finish("pkwt_compensation", counted_months=counted.months, counted_days=counted.days, **outputs)


def _counted_from(sheet: Sheet, start: date, rule: Value) -> date:
    """A contract that ran on the day the rule began counts from the day of the rule."""
    if start >= rule.day:
        return start
    sheet.warn("counted_from_2020_11_02")
    return rule.day


def _compensation(sheet: Sheet, counted: Service, base: Expression) -> dict[str, Any]:
    least, per_wage, days_per_month = (sheet.value(f"pkwt.{name}") for name in ("least_months", "months_per_wage", "days_per_month"))
    if counted.months < least.number:
        sheet.warn("under_one_month")
        return {"eligible": False, "compensation": sheet.add("compensation", text("pkwt_too_short"), number(0), least)}
    whole = number(counted.months) / number(per_wage.number) * base
    months, parts = number(counted.months), (per_wage,)
    if counted.days:
        months, parts = months + number(counted.days) / number(days_per_month.number), (per_wage, days_per_month)
        sheet.assume("part_months_silent")
    return {
        "eligible": True,
        "compensation": sheet.add("compensation", text("pkwt_compensation"), months / number(per_wage.number) * base, *parts),
        "compensation_whole_months": sheet.add("compensation_whole_months", text("pkwt_compensation_whole_months"), whole, per_wage),
    }


def _early_end(inputs: Inputs, end: date) -> bool:
    if "ended_early_by" not in inputs and "planned_end_date" not in inputs:
        return False
    if "ended_early_by" in inputs:
        inputs.choice("ended_early_by", SIDES)
    return inputs.day_from("planned_end_date", "end_date", end) > end


def _damages(sheet: Sheet, inputs: Inputs, end: date, base: Expression) -> dict[str, Any]:
    """Wages of the time left, owed by the side that ended the term early. A claim against the worker is never hidden."""
    left = service(end + timedelta(days=1), inputs.day("planned_end_date") + timedelta(days=1))
    share, days_per_month = sheet.value("pkwt.early_end_share"), sheet.value("pkwt.early_end_days_per_month")
    months = number(left.months)
    if left.days:
        months = months + number(left.days) / number(days_per_month.number)
    remaining = places(months.value, 6)
    rules = (share, days_per_month) if left.days else (share,)
    sheet.measure(text("remaining_months"), remaining, "months", *rules, expression=months)
    outputs: dict[str, Any] = {"remaining_months": remaining}
    sheet.assume("art62_exceptions")
    if inputs.choice("ended_early_by", SIDES) == EMPLOYER:
        outputs["art62_damages"] = sheet.add("art62_damages", text("art62_damages"), months * base, *rules)
        return outputs
    sheet.assume("art62_against_worker")
    outputs["art62_claim_against_worker"] = sheet.add(
        "art62_claim_against_worker", text("art62_against_worker_line"), months * base, *rules
    )
    return outputs
