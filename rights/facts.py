"""Outputs that are no sums, in words: length of service, multiples of the table, whether something is due."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from rights.calculators import Result
from rights.headlines import minutes_words
from rights.law_words import REGIMES, day_words, money_words, number_words, tenure_words, yes_or_no


@dataclass(frozen=True, slots=True)
class Fact:
    """`key` is the output's own name."""

    key: str
    label: str
    words: str


LABELS = {
    "regime": _("Rules of"),
    "tenure": _("Length of service"),
    "wage_base": _("Wage that counts"),
    "wage_month": _("Wage that counts"),
    "tenure_months": _("Months of service that count"),
    "tenure_days": _("and days"),
    "counted_months": _("Months that count"),
    "counted_days": _("and days"),
    "up_table_months": _("Severance pay (UP): months of the table"),
    "up_multiplier": _("Severance pay (UP): multiple"),
    "upmk_table_months": _("Long-service pay (UPMK): months of the table"),
    "upmk_multiplier": _("Long-service pay (UPMK): multiple"),
    "uang_pisah_due": _("Separation money (uang pisah) due as well"),
    "meal_required": _("Food and drink due"),
    "eligible": _("Due by law"),
    "latest_payment_date": _("To be paid at the latest on"),
    "below": _("Under the minimum wage"),
    "basic_share_ok": _("Basic wage is at least the share that the law asks for"),
    "fine_percent": _("Fine in percent of the wage"),
    "cap_50_applied": _("The fine has reached its limit"),
    "bank_interest_also_due": _("Interest of a state bank due as well"),
    "ter_category": _("Category"),
    "rate_percent": _("Rate in percent"),
    "total_minutes": _("Worked in the week"),
    "daily_excess_minutes": _("Minutes over the limit, day by day"),
    "percent_by_month": _("Percent of the wage, month by month"),
    "claim_by": _("To be claimed at the latest on"),
    "reason": _("Counted as"),
}
MONEY = {"wage_base", "wage_month"}
MINUTES = {"total_minutes"}
WORDS: dict[str, Callable[[Any], str]] = {
    "regime": lambda value: str(REGIMES[value]),
    "tenure": tenure_words,
}


def facts_of(result: Result) -> tuple[Fact, ...]:
    return tuple(_facts(result.outputs))


def _facts(outputs: Any) -> Iterator[Fact]:
    for key, label in LABELS.items():
        if outputs.get(key) is not None:
            yield Fact(key, str(label), _words(key, outputs[key]))


def _words(key: str, value: Any) -> str:
    if key in WORDS:
        return WORDS[key](value)
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, list | tuple):
        return ", ".join(number_words(item) for item in value)
    if isinstance(value, str):
        return value
    return money_words(value) if key in MONEY else minutes_words(value) if key in MINUTES else number_words(value)
