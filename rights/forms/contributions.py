"""Social security and tax."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rights.forms.description import CalculatorForm, Values, as_typed
from rights.forms.kinds import Choice, Day, Group, Money, Whole
from rights.forms.pay import REGION, pay_given
from rights.forms.working_time import WHEN

SECTION = _("Social security and tax")
RISK_CLASSES = (
    (1, _("1: very low, such as offices and shops")),
    (2, _("2: low, such as clothing and food")),
    (3, _("3: middle, such as furniture and tyres")),
    (4, _("4: high, such as engines and building materials")),
    (5, _("5: very high, such as mining and steel")),
)
BPJS = CalculatorForm(
    calculator="bpjs",
    slug="iuran-bpjs",
    section=SECTION,
    question=_("Is the BPJS deduction right?"),
    parts=(
        Day(name="date", label=_("A day of the month that you ask about"), missing=_("Write a day."), has_this_year=True),
        Money(
            name="wage",
            label=_("Wage of a month"),
            hint=_("Basic wage and fixed allowances."),
            missing=_("Write the wage of a month, for example 4500000."),
        ),
        REGION,
        Choice(
            name="risk_class",
            label=_("Risk class of the workplace (JKK)"),
            hint=_("It only changes what the company pays."),
            options=RISK_CLASSES,
            unknown=_("I do not know: compute each"),
            initial="tidak-tahu",
            is_list=True,
        ),
        Group(
            title=_("Parents or a fourth child insured too?"),
            fields=(
                Whole(
                    name="extra_family", label=_("Further members of the family"), hint=_("Beyond spouse and 3 children."), is_optional=True
                ),
            ),
            key="family",
        ),
    ),
    given=pay_given,
)
JKP = CalculatorForm(
    calculator="jkp",
    slug="jkp",
    section=SECTION,
    question=_("I lost my job: what does JKP pay?"),
    parts=(
        Day(name="phk_date", label=_("Day of the dismissal"), missing=_("Write the day of the dismissal."), has_this_year=True),
        Money(
            name="reported_wage",
            label=_("Last wage that the company reported to BPJS"),
            hint=_("See the JMO application, or ask BPJS."),
            missing=_("Write the wage, for example 4500000."),
        ),
        Choice(
            name="reason",
            label=_("How did the work end?"),
            options=(
                ("other", _("Dismissed (PHK)")),
                ("resignation", _("I resigned")),
                ("pkwt_ended", _("The contract ended")),
                ("retirement", _("Retired")),
                ("disability", _("Disability")),
                ("death", _("Death")),
            ),
            initial="other",
            is_list=True,
        ),
    ),
)


def _tax(values: Values) -> dict[str, Any]:
    given = as_typed(values)
    status, dependants = given.pop("status"), given.pop("dependants")
    return given | {"ptkp": f"{status}/{dependants}"}


PPH21_TER = CalculatorForm(
    calculator="pph21_ter",
    slug="pajak-upah",
    section=SECTION,
    question=_("Is the tax on my wage right?"),
    intro=_("January to November. December settles the year."),
    parts=(
        Money(
            name="gross",
            label=_("Whole wage of the month before deductions"),
            hint=_("With overtime and THR of that month, and the premiums for health, JKK and JKM that the company pays."),
            missing=_("Write the wage of the month, for example 6000000."),
        ),
        Choice(
            name="status",
            label=_("Status at the tax office (PTKP)"),
            options=(("TK", _("Not married (TK)")), ("K", _("Married (K)"))),
            unknown=_("I do not know: compute both"),
            missing=_("Choose the status, or that you do not know."),
        ),
        Choice(
            name="dependants",
            label=_("Dependants, at most 3"),
            options=((0, "0"), (1, "1"), (2, "2"), (3, "3")),
            initial=0,
            is_list=True,
        ),
        WHEN,
    ),
    given=_tax,
)
