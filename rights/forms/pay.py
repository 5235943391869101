"""Questions about place, week and pay that several calculators ask, and what the engine is given of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.calculators.dates import MONTHS_PER_YEAR
from rights.forms.description import Values, as_typed
from rights.forms.kinds import MISSING, Choice, Field, Group, Money, MoneyList, Unknown

OTHER_REGION = "other"
REGION_NAMES = (
    ("karawang", "Kabupaten Karawang"),
    ("kota_bandung", "Kota Bandung"),
    ("kab_bandung", "Kabupaten Bandung"),
    ("kota_semarang", "Kota Semarang"),
    ("kab_semarang", "Kabupaten Semarang"),
    ("kota_tangerang", "Kota Tangerang"),
    ("kab_tangerang", "Kabupaten Tangerang"),
    ("kota_tangerang_selatan", "Kota Tangerang Selatan"),
    ("jakarta", "DKI Jakarta"),
    ("samarinda", "Kota Samarinda"),
)
REGION = Choice(
    name="region",
    label=gettext_lazy("Where do you work?"),
    hint=gettext_lazy("The workplace, not your home. Cimahi and Bandung Barat: choose another region."),
    options=(*REGION_NAMES, (OTHER_REGION, gettext_lazy("Another region"))),
    missing=gettext_lazy("Choose where you work."),
    is_list=True,
)
WEEK = Choice(
    name="week",
    label=gettext_lazy("How many days a week do you usually work?"),
    options=((5, gettext_lazy("5 days")), (6, gettext_lazy("6 days"))),
    unknown=gettext_lazy("I do not know: compute both"),
    missing=gettext_lazy("Choose how many days you work, or that you do not know."),
)
MONTHLY, DAILY, PIECE, HOURLY = (
    ("monthly", gettext_lazy("By the month")),
    ("daily", gettext_lazy("By the day")),
    ("piece", gettext_lazy("By the piece")),
    ("hourly_part_time", gettext_lazy("By the hour, part-time")),
)
BASIC = Money(
    name="basic",
    label=gettext_lazy("Basic wage of a month"),
    hint=gettext_lazy("In rupiah. See the line “gaji pokok” of your payslip. One wage without allowances? Write it here."),
    missing=gettext_lazy("Write the basic wage of a month, for example 4500000."),
)
FIXED = Money(
    name="fixed_allowance",
    label=gettext_lazy("Fixed allowances of a month"),
    hint=gettext_lazy("Paid even when you are absent: position, years of service, family. None? Leave it empty."),
    is_optional=True,
)
NONFIXED = Money(
    name="nonfixed_allowance",
    label=gettext_lazy("Allowances that depend on attendance, in a month"),
    hint=gettext_lazy("Counted by days present: meals, transport. None? Leave it empty."),
    is_optional=True,
)


@dataclass(frozen=True, kw_only=True)
class UnsureMoney(Money):
    """An allowance of which she does not know the kind: computed as either."""

    def value(self, text: str) -> Any:
        amount = super().value(text)
        if not amount:
            return MISSING
        words = (("fixed_allowance", _("if the allowance is fixed")), ("nonfixed_allowance", _("if the allowance depends on attendance")))
        return Unknown(tuple(((name, amount), said) for name, said in words))


UNSURE = UnsureMoney(
    name="unsure_allowance",
    label=gettext_lazy("Allowances of which you do not know the kind"),
    hint=gettext_lazy("We compute both ways and show the range."),
    is_optional=True,
)
DAILY_WAGE = Money(
    name="daily_wage", label=gettext_lazy("Wage of a day"), missing=gettext_lazy("Write the wage of a day, for example 180000.")
)
HOURLY_WAGE = Money(
    name="hourly_wage", label=gettext_lazy("Wage of an hour"), missing=gettext_lazy("Write the wage of an hour, for example 35000.")
)
AVERAGE = Money(
    name="average_wage",
    label=gettext_lazy("Average of a month, over the last 12 months"),
    missing=gettext_lazy("Write the average of a month, or the wage of each month."),
    unless=("wage_list",),
)
WAGE_LIST = MoneyList(
    name="wage_list",
    label=gettext_lazy("Or the wage of each month"),
    hint=gettext_lazy("One amount a line, the oldest first, at most the last 12 months."),
    is_optional=True,
)


def pay_type(*options: tuple[str, Any]) -> Choice:
    return Choice(name="pay_type", label=gettext_lazy("How are you paid?"), options=options, initial="monthly")


def monthly(*fields: Field) -> Group:
    return Group(title=gettext_lazy("If paid by the month"), fields=fields, when=("pay_type", ("monthly",)), key="monthly")


DAILY_GROUP = Group(title=gettext_lazy("If paid by the day"), fields=(DAILY_WAGE,), when=("pay_type", ("daily",)), key="daily")
PIECE_GROUP = Group(title=gettext_lazy("If paid by the piece"), fields=(AVERAGE, WAGE_LIST), when=("pay_type", ("piece",)), key="piece")
HOURLY_GROUP = Group(
    title=gettext_lazy("If paid by the hour"), fields=(HOURLY_WAGE,), when=("pay_type", ("hourly_part_time",)), key="hourly"
)
PAY = (pay_type(MONTHLY, DAILY, PIECE), monthly(BASIC, FIXED, NONFIXED, UNSURE), DAILY_GROUP, PIECE_GROUP)
# Where pay that depends on attendance never counts, it is not asked.
STEADY_PAY = (pay_type(MONTHLY, DAILY, PIECE), monthly(BASIC, FIXED, UNSURE), DAILY_GROUP, PIECE_GROUP)


def pay_given(values: Values) -> dict[str, Any]:
    """Engine's inputs: without another region, with the unsure allowance in its place and the year's piece rates added up."""
    given = as_typed(values)
    if given.get("region") == OTHER_REGION:
        del given["region"]
    if unsure := given.pop("unsure_allowance", None):
        name, amount = unsure
        given[name] = given.get(name, Decimal(0)) + amount
    if given.get("pay_type") == "piece":
        given |= _piece(given.pop("average_wage", None), given.pop("wage_list", None))
    return given


def _piece(average: Decimal | None, wages: list[Decimal] | None) -> dict[str, Any]:
    if wages:
        last = wages[-MONTHS_PER_YEAR:]
        return {"piece_total_12m": sum(last), **({"piece_months": len(last)} if len(last) < MONTHS_PER_YEAR else {})}
    return {"piece_total_12m": (average or 0) * MONTHS_PER_YEAR}


def average_or_list(values: dict[str, Any]) -> Iterator[Decimal]:
    """The months' wages that were given; twelve times the average where there is only that."""
    average, wages = values.pop("average_wage", None), values.pop("wage_list", None)
    yield from wages or [average] * MONTHS_PER_YEAR
