"""Time limits with their dates. A working day is one from Monday to Friday, or to Saturday where that is worked; holidays are not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from rights.calculators import Law, Value
from rights.calculators.dates import add_months
from rights.calculators.parameters import weakest
from rights.evidence.claims import Claim
from rights.law_words import day_words, number_words
from rights.sentences import unit_sentence

SATURDAY = 5
NO_JKP = {"resignation", "retirement", "retirement_no_pension_programme", "death"}


@dataclass(frozen=True)
class Deadline:
    """`by` is None where the day from which it runs is not known; `span` says how it is counted."""

    what: str
    by: date | None
    span: str
    law: str


def working_days_after(day: date, count: int, *, week: int = 5) -> date:
    """The last day of so many working days, of which the day itself is none."""
    last = SATURDAY if week == 6 else SATURDAY - 1
    while count:
        day += timedelta(days=1)
        count -= day.weekday() <= last
    return day


def deadlines(claim: Claim, law: Law, *, letter_on: date | None, today: date) -> tuple[Deadline, ...]:
    """`letter_on` is the day on which a letter of dismissal came."""
    return (*_of_dismissal(claim, law, letter_on), *_of_talks(law, today), *_of_money(claim, law))


def _of_dismissal(claim: Claim, law: Law, letter_on: date | None) -> Iterator[Deadline]:
    if claim.topic != "dismissal":
        return
    week = 6 if (claim.given or {}).get("week") == 6 else 5
    refusal = _now(law, "severance.refusal_days")
    by = letter_on and working_days_after(letter_on, int(refusal.number), week=week)
    yield _deadline(_("Refuse the dismissal in writing, with reasons"), by, refusal, _("since the letter came"))
    court = _now(law, "dispute.claim_months")
    told = letter_on or claim.event
    by = told and add_months(told, int(court.number))
    yield _deadline(_("Bring the claim against the dismissal to the labour court"), by, court, _("since the dismissal was told"))
    if NO_JKP & {str((claim.given or {}).get(name)) for name in ("reason", "stated_reason")}:
        return
    benefit = _now(law, "jkp.claim_months")
    by = claim.event and add_months(claim.event, int(benefit.number))
    yield _deadline(_("Claim the job loss benefit (JKP), if you are insured for it"), by, benefit, _("since the work ended"))


def _of_talks(law: Law, today: date) -> Iterator[Deadline]:
    talks = _now(law, "severance.bipartite_days")
    by = working_days_after(today, int(talks.number))
    yield _deadline(_("Bipartite talks end"), by, talks, _("if they begin today, %(day)s") % {"day": day_words(today)})
    yield _deadline(
        _("Mediation at the manpower office ends"), None, _now(law, "dispute.mediation_days"), _("since the case was handed over")
    )
    yield _deadline(_("Answer the mediator's written advice"), None, _now(law, "dispute.advice_days"), _("since the advice came"))


def _of_money(claim: Claim, law: Law) -> Iterator[Deadline]:
    if claim.topic in ("dismissal", "leave"):
        return
    rule = _now(law, "dispute.wage_claims")
    yield Deadline(_("Claims for unpaid wages"), None, _("do not lapse, but proof does: ask soon"), _law(rule))


def _deadline(what: str, by: date | None, value: Value, since: str) -> Deadline:
    unit = "working_days" if value.unit.startswith("working days") else "months"
    span = _("%(count)s %(unit)s %(since)s") % {"count": number_words(value.number), "unit": unit_sentence(unit), "since": since}
    return Deadline(what, by, span, _law(value))


def _law(value: Value) -> str:
    return f"{value.reference.law} {value.reference.article} ({weakest(value.reference.confidence)})"


def _now(law: Law, name: str) -> Value:
    """The newest rule: the quarrel is held today, whatever day it is about."""
    parameter: Any = law[name]
    return parameter.values[-1]
