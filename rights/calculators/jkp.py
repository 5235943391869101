"""Benefit after the loss of a job (JKP): PP 37/2021, PP 6/2025."""

from fractions import Fraction

from rights.calculators.arithmetic import half_up, number, percent
from rights.calculators.dates import add_months
from rights.calculators.inputs import Inputs
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text

FIELDS = frozenset({"phk_date", "reported_wage", "reason"})
OTHER = "other"


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    ceiling, rates = sheet.value("jkp.ceiling"), sheet.value("jkp.rates")
    base = min(inputs.money("reported_wage"), ceiling.number)
    excluded = sheet.value("jkp.excluded_reasons")
    reason = inputs.choice("reason", (*excluded.entries, OTHER), OTHER)
    sheet.warn_of_later_law()
    sheet.show(text("jkp_base"), number(base), ceiling)
    if reason != OTHER:
        total = sheet.add("total", text("jkp_excluded"), number(0), excluded)
        return sheet.finish("jkp", eligible=False, base=half_up(base), per_month=[], total=total)
    per_month = []
    for months, points in rates.rows:
        for _month in range(int(months or 0)):
            label = text("jkp_month", number=len(per_month) + 1)
            per_month.append(sheet.add("total", label, percent(points or Fraction(0)) * number(base), rates, ceiling))
    claim = sheet.find("jkp.claim_months")
    outputs = {"claim_by": add_months(sheet.day, int(claim.number))} if claim else {}
    for name in ("record_months", "record_within", "claim_months"):
        if value := sheet.find(f"jkp.{name}"):
            sheet.measure(text(f"jkp_{name}"), value.number, "months", value)
    sheet.assume("jkp_not_after")
    return sheet.finish("jkp", eligible=True, base=half_up(base), per_month=per_month, total=sheet.total("total"), **outputs)
