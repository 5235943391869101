"""What the page of the offer check asks: as the severance calculator, without the reason, and the sum that was offered."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from rights.forms.contracts import END
from rights.forms.description import CalculatorForm, Values
from rights.forms.kinds import UNKNOWN, Choice, Group, Halves, Money, Unknown
from rights.forms.pay import BASIC, DAILY, DAILY_GROUP, FIXED, MONTHLY, PIECE, PIECE_GROUP, REGION, monthly, pay_given, pay_type
from rights.forms.reasons import OLDER_REASONS, REASONS
from rights.forms.wages import START


def offer_given(values: Values) -> dict[str, Any]:
    """The engine's inputs; a reason that is not known is left out."""
    return pay_given({name: value for name, value in values.items() if not isinstance(value, Unknown)})


OFFER = CalculatorForm(
    calculator="offer",
    slug="tawaran",
    section=_("Contract and dismissal"),
    question=_("Is the money that I am offered enough?"),
    intro=_("For permanent workers (PKWTT). Do not sign before you have compared."),
    parts=(
        Money(name="offered", label=_("How much is offered?"), missing=_("Write the sum that is offered, for example 25000000.")),
        Choice(
            name="stated_reason",
            label=_("Which reason does the company give?"),
            options=REASONS,
            older=OLDER_REASONS,
            older_title=_("Dismissed before 2 November 2020"),
            unknown=_("None, or I do not know"),
            initial=UNKNOWN,
            is_list=True,
        ),
        replace(START, is_day_needed=True, hint=""),
        END,
        REGION,
        pay_type(MONTHLY, DAILY, PIECE),
        monthly(BASIC, FIXED),
        DAILY_GROUP,
        PIECE_GROUP,
        Group(
            title=_("Leave and other rights"),
            fields=(
                Halves(name="leave_days_left", label=_("Days of leave not taken"), is_optional=True),
                Choice(
                    name="week",
                    label=_("How many days a week do you usually work?"),
                    options=((5, _("5 days")), (6, _("6 days"))),
                    unknown=_("I do not know"),
                    initial=UNKNOWN,
                ),
                Money(name="uph_other", label=_("Fare home and other rights of the contract or PKB"), is_optional=True),
            ),
            key="rights",
        ),
    ),
    given=offer_given,
)
