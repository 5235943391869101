"""End of work: contract compensation, severance, and the tax on it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.forms.description import CalculatorForm, FieldRefused, Values
from rights.forms.kinds import MISSING, Choice, Day, Group, Halves, Money
from rights.forms.pay import BASIC, FIXED, REGION, STEADY_PAY, UNSURE, WEEK, pay_given
from rights.forms.reasons import OLDER_REASONS, REASONS
from rights.forms.wages import START
from rights.forms.working_time import WHEN

SECTION = gettext_lazy("Contract and dismissal")
END = Day(
    name="end_date",
    label=gettext_lazy("Last day of work"),
    missing=gettext_lazy("Write the last day of work."),
    has_this_year=True,
)


def _pkwt(values: Values) -> dict[str, Any]:
    given = pay_given(values)
    side, planned = values["ended_early_by"], values["planned_end_date"]
    if side == "nobody":
        given.pop("ended_early_by")
        given.pop("planned_end_date", None)
    elif planned is MISSING:
        raise FieldRefused("planned_end_date", _("Write until when the contract should have run."))
    return given


PKWT_COMPENSATION = CalculatorForm(
    calculator="pkwt_compensation",
    slug="uang-kompensasi",
    section=SECTION,
    question=gettext_lazy("My contract (PKWT) ends"),
    parts=(
        Day(
            name="start_date",
            label=gettext_lazy("First day of the contract"),
            hint=START.hint,
            missing=START.missing,
            is_day_needed=False,
        ),
        END,
        BASIC,
        FIXED,
        UNSURE,
        Choice(
            name="ended_early_by",
            label=gettext_lazy("Did it end before its time?"),
            options=(
                ("nobody", gettext_lazy("No, it ran to its end")),
                ("employer", gettext_lazy("Yes, the company ended it")),
                ("worker", gettext_lazy("Yes, I ended it")),
            ),
            initial="nobody",
        ),
        Group(
            title=gettext_lazy("If it ended early"),
            fields=(
                Day(
                    name="planned_end_date",
                    label=gettext_lazy("Until when should it have run?"),
                    hint=gettext_lazy("The last day that stands in the contract."),
                    is_optional=True,
                ),
            ),
            key="early",
        ),
    ),
    given=_pkwt,
)


SEVERANCE = CalculatorForm(
    calculator="severance",
    slug="pesangon",
    section=SECTION,
    question=gettext_lazy("How much is my severance?"),
    intro=gettext_lazy("For permanent workers (PKWTT). On a fixed-term contract (PKWT) there is contract compensation instead."),
    instead=("uang-kompensasi", gettext_lazy("I am on a fixed-term contract (PKWT)")),
    related=(
        ("pajak-pesangon", gettext_lazy("How much tax is on severance?")),
        ("jkp", gettext_lazy("I lost my job: what does JKP pay?")),
    ),
    parts=(
        Choice(
            name="reason",
            label=gettext_lazy("What is the reason of the dismissal?"),
            hint=gettext_lazy("The one in the letter. The reason decides the sum; a wrong one can be refused."),
            options=REASONS,
            older=OLDER_REASONS,
            older_title=gettext_lazy("Dismissed before 2 November 2020"),
            unknown=gettext_lazy("I do not know: compute each reason"),
            missing=gettext_lazy("Choose a reason, or that you do not know."),
            is_list=True,
        ),
        START,
        END,
        REGION,
        *STEADY_PAY,
        WEEK,
        Group(
            title=gettext_lazy("Leave not taken, fare home and other rights"),
            fields=(
                Halves(name="leave_days_left", label=gettext_lazy("Days of annual leave not taken"), is_optional=True),
                Money(
                    name="uph_other",
                    label=gettext_lazy("Fare home and other rights, in rupiah"),
                    hint=gettext_lazy("To the place where you were hired, with your family; and what contract, rules or PKB name."),
                    is_optional=True,
                ),
            ),
            key="other",
        ),
    ),
    given=pay_given,
    situation="reason",
)
SEVERANCE_TAX = CalculatorForm(
    calculator="severance_tax",
    slug="pajak-pesangon",
    section=SECTION,
    question=gettext_lazy("How much tax is on severance?"),
    parts=(
        Money(
            name="amount",
            label=gettext_lazy("Severance before tax"),
            hint=gettext_lazy("Paid at once, or within two calendar years."),
            missing=gettext_lazy("Write the severance, for example 75000000."),
        ),
        WHEN,
    ),
)
