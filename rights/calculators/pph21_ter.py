"""Income tax of a month by effective rates (PPh 21 TER): PP 58/2023, PMK 168/2023. December settles the year and is not computed here."""

from collections.abc import Sequence
from fractions import Fraction

from rights.calculators.arithmetic import number, percent
from rights.calculators.inputs import Inputs
from rights.calculators.parameters import Value
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text

FIELDS = frozenset({"gross", "ptkp", "date"})


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    """`gross` includes THR of the month and premiums for health, JKK and JKM that the employer pays."""
    gross = inputs.money("gross")
    categories = sheet.value("pph21.categories")
    category = categories.entries[inputs.choice("ptkp", list(categories.entries))]
    rates, points = _rate(sheet, str(category), gross)
    tax = sheet.add("tax", text("pph21_tax", category=category), percent(points) * number(gross), rates, categories)
    for other in rates.others:
        differing = _points(other.content, gross)
        if differing not in (None, points):
            note = text("other_reading_source", source=other.source)
            sheet.show(text("pph21_tax", category=category), percent(differing) * number(gross), rates, note=note)
    if relief := sheet.find("pph21.relief"):
        sheet.measure(text("pph21_relief"), relief.number, "rupiah_per_month", relief)
    for code in ("pph21_gross", "pph21_december"):
        sheet.assume(code)
    return sheet.finish("pph21_ter", ter_category=category, rate_percent=points, tax=tax)


def _rate(sheet: Sheet, category: str, gross: Fraction) -> tuple[Value, Fraction]:
    """From the verified steps, or from those above them, which carry a weaker mark."""
    verified = sheet.value(f"pph21.rates.{category}")
    points = _points(verified.rows, gross)
    if points is not None:
        return verified, points
    upper = sheet.value(f"pph21.upper_rates.{category}")
    return upper, _points(upper.rows, gross) or Fraction(0)


def _points(rows: Sequence[Sequence[Fraction | None]], gross: Fraction) -> Fraction | None:
    """Percent of the step in which the wage falls; its upper end belongs to it."""
    return next((row[1] for row in rows if row[0] is None or gross <= row[0]), None)
