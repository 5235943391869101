"""Minimum wage, late wages, THR, part of a month."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.calculators.dates import MONTHS_PER_YEAR, service
from rights.forms.description import CalculatorForm, FieldRefused, Values, as_typed
from rights.forms.kinds import MISSING, Choice, Day, Group, Halves, Money, Whole
from rights.forms.pay import (
    AVERAGE,
    BASIC,
    DAILY,
    DAILY_GROUP,
    FIXED,
    HOURLY,
    HOURLY_GROUP,
    MONTHLY,
    NONFIXED,
    OTHER_REGION,
    PIECE,
    PIECE_GROUP,
    REGION,
    UNSURE,
    WAGE_LIST,
    WEEK,
    average_or_list,
    monthly,
    pay_given,
    pay_type,
)
from rights.forms.working_time import WHEN

SECTION = gettext_lazy("Wages")
START = Day(
    name="start_date",
    label=gettext_lazy("First day of work"),
    hint=gettext_lazy("Forgot the day? Leave it empty and write month and year: we compute the earliest and the latest."),
    missing=gettext_lazy("Write the month and year in which you began."),
    is_day_needed=False,
)
ONE_WAGE = Money(
    name="wage",
    label=gettext_lazy("Wage of a month"),
    hint=gettext_lazy("Basic wage and fixed allowances."),
    missing=gettext_lazy("Write the wage of a month, for example 4500000."),
)


def _minimum_wage(values: Values) -> dict[str, Any]:
    if values["region"] == OTHER_REGION:
        raise FieldRefused("region", _("We do not have the figure of that region. Ask the union or the manpower office there."))
    return pay_given(values)


MINIMUM_WAGE = CalculatorForm(
    calculator="minimum_wage",
    slug="upah-minimum",
    section=SECTION,
    question=gettext_lazy("Is my wage under the minimum?"),
    parts=(
        REGION,
        Day(
            name="date",
            label=gettext_lazy("A day of the month that you ask about"),
            missing=gettext_lazy("Write a day."),
            has_this_year=True,
        ),
        pay_type(MONTHLY, DAILY, PIECE, HOURLY),
        monthly(BASIC, FIXED, NONFIXED, UNSURE),
        DAILY_GROUP,
        PIECE_GROUP,
        HOURLY_GROUP,
        Choice(
            name="week",
            label=gettext_lazy("How many days a week do you usually work?"),
            hint=gettext_lazy("Only counts if you are paid by the day."),
            options=WEEK.options,
            unknown=WEEK.unknown,
            initial="tidak-tahu",
        ),
        Choice(
            name="micro_or_small_business",
            label=gettext_lazy("How big is the business?"),
            hint=gettext_lazy("Micro or small: yearly sales up to Rp 15 billion."),
            options=((False, gettext_lazy("Medium or big")), (True, gettext_lazy("Micro or small"))),
            unknown=gettext_lazy("I do not know: compute both"),
            initial=False,
        ),
        Group(
            title=gettext_lazy("Is there a sectoral minimum wage?"),
            fields=(Money(name="sectoral_minimum", label=gettext_lazy("Sectoral minimum wage (UMSK) of a month"), is_optional=True),),
            key="sector",
        ),
    ),
    given=_minimum_wage,
)
LATE_WAGE_FINE = CalculatorForm(
    calculator="late_wage_fine",
    slug="upah-telat",
    section=SECTION,
    question=gettext_lazy("My wage came late"),
    parts=(
        ONE_WAGE,
        Whole(
            name="days_late",
            label=gettext_lazy("How many days late?"),
            hint=gettext_lazy("Counted from the day after the day of pay. Not paid yet? Count until today."),
            missing=gettext_lazy("Write how many days late, for example 10."),
        ),
        WHEN,
    ),
)


def _thr(values: Values) -> dict[str, Any]:
    """Daily pay counts by the months' wages; the average stands for each of the months that the law looks at."""
    if values.get("pay_type") == "piece" and values.get("wage_list", MISSING) is MISSING:
        return pay_given(values)
    if values.get("pay_type") not in ("daily", "piece"):
        return pay_given(values)
    given = as_typed(values)
    wages = list(average_or_list(given))
    until = _until(values)
    if values.get("wage_list", MISSING) is MISSING and until >= values["start_date"]:
        wages = wages[: max(1, min(service(values["start_date"], until).months, MONTHS_PER_YEAR))]
    return {**given, "wages_received": wages}


def _until(values: Values) -> date:
    """The day up to which service counts: the holiday, or the day after the last one of who left before it."""
    end = values.get("end_date", MISSING)
    return values["holiday_date"] if end is MISSING else min(values["holiday_date"], end + timedelta(days=1))


THR = CalculatorForm(
    calculator="thr",
    slug="thr",
    section=SECTION,
    question=gettext_lazy("How much is my THR?"),
    parts=(
        START,
        Day(
            name="holiday_date",
            label=gettext_lazy("Date of the religious holiday"),
            hint=gettext_lazy("The first day of the holiday, as the government fixed it."),
            missing=gettext_lazy("Write the date of the holiday."),
            has_this_year=True,
        ),
        pay_type(MONTHLY, DAILY, PIECE),
        monthly(BASIC, FIXED, UNSURE),
        Group(
            title=gettext_lazy("If paid by the day or by the piece"),
            fields=(AVERAGE, WAGE_LIST),
            when=("pay_type", ("daily", "piece")),
            key="received",
        ),
        Group(
            title=gettext_lazy("Have you left, or was THR late?"),
            fields=(
                Day(name="end_date", label=gettext_lazy("Last day of work, if you have left"), is_optional=True),
                Choice(
                    name="contract",
                    label=gettext_lazy("Your contract"),
                    options=(("pkwtt", gettext_lazy("Permanent (PKWTT)")), ("pkwt", gettext_lazy("Fixed-term (PKWT)"))),
                    unknown=gettext_lazy("I do not know: compute both"),
                    initial="tidak-tahu",
                ),
                Day(name="paid_on", label=gettext_lazy("Day on which THR was paid"), is_optional=True),
            ),
            key="left",
        ),
    ),
    given=_thr,
)
PRORATA_WAGE = CalculatorForm(
    calculator="prorata_wage",
    slug="upah-sebagian-bulan",
    section=SECTION,
    question=gettext_lazy("I worked only part of the month"),
    parts=(
        Money(
            name="monthly_wage",
            label=gettext_lazy("Wage of a whole month"),
            missing=gettext_lazy("Write the wage of a month, for example 4500000."),
        ),
        Halves(name="days_worked", label=gettext_lazy("Days that you worked"), missing=gettext_lazy("Write how many days you worked.")),
        Whole(
            name="working_days_in_month",
            label=gettext_lazy("Working days of that month at your workplace"),
            missing=gettext_lazy("Write how many working days the month had, for example 21."),
        ),
        WHEN,
    ),
)
