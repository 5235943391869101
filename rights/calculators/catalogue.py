"""The calculators by their ids, and the one door to all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rights.calculators import (
    annual_leave,
    bpjs,
    jkp,
    late_wage_fine,
    leave_cash_out,
    minimum_wage,
    overtime,
    overtime_month,
    paid_absence,
    pkwt_compensation,
    pph21_ter,
    prorata_wage,
    severance,
    severance_tax,
    thr,
    working_hours,
)
from rights.calculators.inputs import InputRefused, Inputs
from rights.calculators.parameters import Law, NoValueInForce
from rights.calculators.registry import law as bundled_law
from rights.calculators.results import Result, Sheet
from rights.calculators.wages import check_given


@dataclass(frozen=True, slots=True)
class Calculator:
    """`event` names the field with the date of event, which decides the regime; None where each row has its own.

    Where it is not needed and not given, the law as last researched holds, and the result says so.
    """

    run: Callable[[Inputs, Sheet], Result]
    fields: frozenset[str]
    event: str | None = "date"
    is_event_needed: bool = True


CALCULATORS: Mapping[str, Calculator] = {
    "overtime": Calculator(overtime.calculate, overtime.FIELDS),
    "overtime_month": Calculator(overtime_month.calculate, overtime_month.FIELDS, event=None),
    "working_hours": Calculator(working_hours.calculate, working_hours.FIELDS, is_event_needed=False),
    "minimum_wage": Calculator(minimum_wage.calculate, minimum_wage.FIELDS),
    "late_wage_fine": Calculator(late_wage_fine.calculate, late_wage_fine.FIELDS, is_event_needed=False),
    "thr": Calculator(thr.calculate, thr.FIELDS, event="holiday_date"),
    "pkwt_compensation": Calculator(pkwt_compensation.calculate, pkwt_compensation.FIELDS, event="end_date"),
    "severance": Calculator(severance.calculate, severance.FIELDS, event="end_date"),
    "severance_tax": Calculator(severance_tax.calculate, severance_tax.FIELDS, is_event_needed=False),
    "annual_leave": Calculator(annual_leave.calculate, annual_leave.FIELDS, event="on_date"),
    "leave_cash_out": Calculator(leave_cash_out.calculate, leave_cash_out.FIELDS, is_event_needed=False),
    "sick_pay": Calculator(paid_absence.sick_pay, paid_absence.FIELDS, is_event_needed=False),
    "maternity_pay": Calculator(paid_absence.maternity_pay, paid_absence.FIELDS, is_event_needed=False),
    "bpjs": Calculator(bpjs.calculate, bpjs.FIELDS),
    "jkp": Calculator(jkp.calculate, jkp.FIELDS, event="phk_date"),
    "pph21_ter": Calculator(pph21_ter.calculate, pph21_ter.FIELDS, is_event_needed=False),
    "prorata_wage": Calculator(prorata_wage.calculate, prorata_wage.FIELDS, is_event_needed=False),
}


def calculate(name: str, given: Any, *, law: Law | None = None, today: date | None = None) -> Result:
    """The least that the law gives. `given` maps field names to plain values, dates as dates or ISO text.

    `today` bounds dates to two years on; None leaves the future open. Raises InputRefused, which names the field, also when the law of that
    day is not in our tables.
    """
    calculator = CALCULATORS.get(name)
    if calculator is None:
        raise InputRefused("calculator", "unknown_calculator", allowed=", ".join(CALCULATORS))
    law = law or bundled_law()
    inputs = Inputs(given, calculator.fields, today)
    try:
        return _run(calculator, inputs, law)
    except NoValueInForce as silent:
        raise InputRefused(
            calculator.event or "date", "no_rule_on_day", day=silent.day.isoformat(), rule=law[silent.parameter].title
        ) from silent


def _run(calculator: Calculator, inputs: Inputs, law: Law) -> Result:
    check_given(inputs)
    if calculator.event is None:
        return calculator.run(inputs, Sheet(law, law.known_through.day))
    if calculator.is_event_needed or calculator.event in inputs:
        sheet = Sheet(law, inputs.day(calculator.event))
        if not calculator.is_event_needed:
            sheet.warn_of_later_law()
        return calculator.run(inputs, sheet)
    sheet = Sheet(law, law.known_through.day)
    sheet.assume("undated", day=law.known_through.day.isoformat())
    return calculator.run(inputs, sheet)
