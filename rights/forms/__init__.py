"""What each calculator's page asks, and what the answers make. One description for each calculator; the kinds of questions are shared."""

from django.urls import reverse

from rights.forms import absence, contracts, contributions, wages, working_time
from rights.forms.description import CalculatorForm
from rights.forms.filling import Filled, Variant, fill, offer

FORMS = (
    working_time.OVERTIME,
    working_time.OVERTIME_MONTH,
    working_time.WORKING_HOURS,
    wages.MINIMUM_WAGE,
    wages.LATE_WAGE_FINE,
    wages.PRORATA_WAGE,
    wages.THR,
    contracts.PKWT_COMPENSATION,
    contracts.SEVERANCE,
    contracts.SEVERANCE_TAX,
    absence.ANNUAL_LEAVE,
    absence.LEAVE_CASH_OUT,
    absence.SICK_PAY,
    absence.MATERNITY_PAY,
    contributions.BPJS,
    contributions.JKP,
    contributions.PPH21_TER,
)
BY_SLUG = {form.slug: form for form in FORMS}
BY_CALCULATOR = {form.calculator: form for form in FORMS}


def calculator_address(calculator: str) -> str:
    """The page of a calculator by the engine's id."""
    return reverse("rights:calculator", args=[BY_CALCULATOR[calculator].slug])


__all__ = ["BY_CALCULATOR", "BY_SLUG", "FORMS", "CalculatorForm", "Filled", "Variant", "calculator_address", "fill", "offer"]
