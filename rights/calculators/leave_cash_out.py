"""Leave days in money. The law gives no formula: a convention, said with the result."""

from rights.calculators.arithmetic import number
from rights.calculators.inputs import Inputs
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text
from rights.calculators.wages import read_week

FIELDS = frozenset({"wage", "days", "week", "date"})


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    divisor = sheet.value("leave.cash_days_six" if read_week(inputs) == 6 else "leave.cash_days_five")
    expression = number(inputs.money("wage")) / number(divisor.number) * number(inputs.halves("days", 0, 60))
    amount = sheet.add("amount", text("leave_cash"), expression, divisor, note=text("leave_cash_convention"))
    return sheet.finish("leave_cash_out", amount=amount)
