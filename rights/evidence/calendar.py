"""Time limits with their dates. A working day is one from Monday to Friday, or to Saturday where that is worked; holidays are not known."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from rights.calculators import Law, Value
from rights.calculators.dates import add_months
from rights.calculators.parameters import weakest
from rights.evidence.claims import Claim
from rights.law_words import day_words, number_words
from rights.sentences import unit_sentence

SATURDAY = 5
NO_JKP = {"resignation", "retirement", "retirement_no_pension_programme", "death", "disability", "pkwt_ended"}


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
    """`letter_on` is the day on which a letter of dismissal came. The rules are those of today, since the quarrel is held now."""
    rules = _Rules(law, today)
    return (*_of_dismissal(claim, rules, letter_on), *_of_talks(rules), *_of_money(claim, rules))


@dataclass(frozen=True)
class _Rules:
    law: Law
    today: date

    def limit(self, name: str, what: str, since: str, by: Callable[[int], date | None] | None = None) -> Iterator[Deadline]:
        """None where there is no such rule any more. `by` makes the last day of the number of days or months."""
        value = self.law.find(name, self.today)
        if value is None:
            return
        unit = "working_days" if value.unit.startswith("working days") else "months"
        span = _("%(count)s %(unit)s %(since)s") % {"count": number_words(value.number), "unit": unit_sentence(unit), "since": since}
        yield Deadline(what, by(int(value.number)) if by else None, span, _law(value))


def _of_dismissal(claim: Claim, rules: _Rules, letter_on: date | None) -> Iterator[Deadline]:
    if claim.topic != "dismissal":
        return
    week = 6 if (claim.given or {}).get("week") == 6 else 5
    yield from rules.limit(
        "severance.refusal_days",
        _("Refuse the dismissal in writing, with reasons"),
        _("since the letter came"),
        lambda days: letter_on and working_days_after(letter_on, days, week=week),
    )
    told, ended = letter_on or claim.event, claim.event
    yield from rules.limit(
        "dispute.claim_months",
        _("Bring the claim against the dismissal to the labour court"),
        _("since the dismissal was told"),
        lambda months: told and add_months(told, months),
    )
    if NO_JKP & {str((claim.given or {}).get(name)) for name in ("reason", "stated_reason")}:
        return
    yield from rules.limit(
        "jkp.claim_months",
        _("Claim the job loss benefit (JKP), if you are insured for it"),
        _("since the work ended"),
        lambda months: ended and add_months(ended, months),
    )


def _of_talks(rules: _Rules) -> Iterator[Deadline]:
    today = rules.today
    yield from rules.limit(
        "severance.bipartite_days",
        _("Bipartite talks end"),
        _("if they begin today, %(day)s") % {"day": day_words(today)},
        lambda days: working_days_after(today, days),
    )
    yield from rules.limit("dispute.mediation_days", _("Mediation at the manpower office ends"), _("since the case was handed over"))
    yield from rules.limit("dispute.advice_days", _("Answer the mediator's written advice"), _("since the advice came"))


def _of_money(claim: Claim, rules: _Rules) -> Iterator[Deadline]:
    rule = rules.law.find("dispute.wage_claims", rules.today)
    if rule is not None and claim.topic not in ("dismissal", "leave"):
        yield Deadline(_("Claims for unpaid wages"), None, _("do not lapse, but proof does: ask soon"), _law(rule))


def _law(value: Value) -> str:
    return f"{value.reference.law} {value.reference.article} ({weakest(value.reference.confidence)})"
