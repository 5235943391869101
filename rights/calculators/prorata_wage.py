"""Wage for part of a month. No statutory formula: shown as usual practice only."""

from rights.calculators.arithmetic import number
from rights.calculators.inputs import InputRefused, Inputs
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text

FIELDS = frozenset({"monthly_wage", "days_worked", "working_days_in_month", "date"})


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    wage = inputs.money("monthly_wage")
    in_month = inputs.whole("working_days_in_month", 1, 31)
    worked = inputs.halves("days_worked", 0, 31)
    if worked > in_month:
        raise InputRefused("days_worked", "more_than_month", high=in_month)
    practice = sheet.value("prorata_wage.share")
    pay = sheet.add("pay", text("prorata_wage"), number(wage) * number(worked) / number(in_month), practice, note=text("usual_practice"))
    return sheet.finish("prorata_wage", pay=pay)
