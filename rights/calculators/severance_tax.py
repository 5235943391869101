"""Final tax on severance paid at once: PP 68/2009, PMK 16/PMK.03/2010. PKWT compensation is not taxed by this table."""

from fractions import Fraction

from rights.calculators.arithmetic import number, percent
from rights.calculators.inputs import Inputs
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text

FIELDS = frozenset({"amount", "date"})


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    amount, rates = inputs.money("amount"), sheet.value("severance_tax.rates")
    below = Fraction(0)
    for limit, points in rates.rows:
        taxed = (amount if limit is None else min(amount, limit)) - below
        if taxed > 0:
            sheet.add("tax", text("severance_tax_step"), percent(points or Fraction(0)) * number(taxed), rates)
        below = limit if limit is not None else amount
    sheet.totals.add("tax")
    tax = sheet.total("tax")
    sheet.show_amount(text("severance_net"), int(amount) - tax, number(int(amount)) - number(tax), rates)
    for code in ("severance_tax_at_once", "severance_tax_not_pkwt"):
        sheet.assume(code)
    return sheet.finish("severance_tax", tax=tax, net=int(amount) - tax)
