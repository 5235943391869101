"""Leave, sickness, maternity."""

from django.utils.translation import gettext_lazy as _

from rights.forms.description import CalculatorForm
from rights.forms.kinds import Day, Halves, Whole
from rights.forms.pay import WEEK
from rights.forms.wages import ONE_WAGE, START
from rights.forms.working_time import WHEN

SECTION = _("Leave and sickness")
ANNUAL_LEAVE = CalculatorForm(
    calculator="annual_leave",
    slug="cuti-tahunan",
    section=SECTION,
    question=_("How much annual leave do I have?"),
    parts=(
        START,
        Day(name="on_date", label=_("On which day do you want to know it?"), missing=_("Write a day."), has_this_year=True),
    ),
)
LEAVE_CASH_OUT = CalculatorForm(
    calculator="leave_cash_out",
    slug="uang-cuti",
    section=SECTION,
    question=_("What is leave worth that I did not take?"),
    intro=_("Money for leave is due when work ends."),
    parts=(
        ONE_WAGE,
        Halves(name="days", label=_("Days of leave not taken"), missing=_("Write how many days, for example 4.")),
        WEEK,
        WHEN,
    ),
)
MONTHS = Whole(
    name="months",
    label=_("How many months?"),
    hint=_("A part of a month counts as one."),
    missing=_("Write how many months, for example 3."),
)
SICK_PAY = CalculatorForm(
    calculator="sick_pay",
    slug="upah-sakit",
    section=SECTION,
    question=_("I am sick for a long time"),
    intro=_("With a doctor's note the wage goes on."),
    parts=(ONE_WAGE, MONTHS, WHEN),
)
MATERNITY_PAY = CalculatorForm(
    calculator="maternity_pay",
    slug="upah-melahirkan",
    section=SECTION,
    question=_("I am on maternity leave"),
    intro=_("The law gives 3 months; up to 6 with a doctor's note of special conditions."),
    parts=(ONE_WAGE, MONTHS, WHEN),
)
