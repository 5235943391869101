"""Pay in long sickness (UU 13/2003 art. 93(3)) and in maternity leave (art. 82; UU 4/2024 arts. 4-5): a table of months and percents."""

from fractions import Fraction
from typing import Any

from rights.calculators.arithmetic import decimal_text, number, percent
from rights.calculators.inputs import InputRefused, Inputs
from rights.calculators.parameters import Value
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text

FIELDS = frozenset({"wage", "months", "date"})
MOST_MONTHS = 120


def sick_pay(inputs: Inputs, sheet: Sheet) -> Result:
    result = _by_month(inputs, sheet, "sick_pay")
    sheet.assume("sick_doctors_note")
    sheet.assume("sick_no_dismissal")
    return sheet.finish("sick_pay", **result)


def maternity_pay(inputs: Inputs, sheet: Sheet) -> Result:
    result = _by_month(inputs, sheet, "maternity_pay")
    if len(result["percent_by_month"]) > sheet.value("maternity_pay.usual_months").number:
        sheet.assume("maternity_special_conditions")
    sheet.assume("maternity_no_dismissal")
    return sheet.finish("maternity_pay", **result)


def _by_month(inputs: Inputs, sheet: Sheet, calculator: str) -> dict[str, Any]:
    wage, asked, rates = inputs.money("wage"), inputs.whole("months", 1, MOST_MONTHS), sheet.value(f"{calculator}.rates")
    spans = _spans(rates, asked)
    first = 1
    for months, points in spans:
        expression = number(months) * percent(points) * number(wage)
        label = "absence_month" if months == 1 else "absence_months"
        sheet.add("total", text(label, first=first, last=first + months - 1, percent=decimal_text(points)), expression, rates)
        first += months
    return {
        "percent_by_month": [points for months, points in spans for _month in range(months)],
        "total": sheet.total("total"),
    }


def _spans(rates: Value, asked: int) -> list[tuple[int, Fraction]]:
    """Months at each percent; refuses more months than the law names."""
    spans, left = [], asked
    for length, points in rates.rows:
        taken = left if length is None else min(left, int(length))
        if taken:
            spans.append((taken, points or Fraction(0)))
        left -= taken
    if left:
        raise InputRefused("months", "more_months_than_law", high=asked - left)
    return spans
