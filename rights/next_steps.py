"""What to do next and by when. Time limits come from the law's tables, with their article, or from the result itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rights.calculators import Law, Result, Value
from rights.law_words import day_words, law_words, number_words
from rights.sentences import unit_sentence

# Results about a sum that the tax office or BPJS keeps, not the boss alone.
CHECKED_ELSEWHERE = {"pph21_ter", "severance_tax", "jkp"}


@dataclass(frozen=True, slots=True)
class NextStep:
    """`when` is bold; `law` is empty where the step rests on no article."""

    when: str
    words: str
    law: str = ""


def next_steps(result: Result, law: Law, today: date) -> tuple[NextStep, ...]:
    return (*_own(result, law, today), *_general(result, law, today))


def _own(result: Result, law: Law, today: date) -> Iterator[NextStep]:
    outputs = result.outputs
    if result.calculator == "severance":
        yield NextStep(_("Before you sign."), _("Signing a settlement can end your claim. Take it home and show it to the union first."))
        if refusal := law.find("severance.refusal_days", today):
            words = _("If you do not agree with the dismissal letter, refuse it in writing, with reasons.")
            yield _limited(refusal, words, "working_days")
    if result.calculator == "pkwt_compensation":
        yield NextStep(
            _("On the last day of the contract."), _("Compensation is due then, also before an extension. Ask for a payslip of it.")
        )
    if "latest_payment_date" in outputs:
        day = day_words(outputs["latest_payment_date"])
        yield NextStep(_("At the latest %(day)s.") % {"day": day}, _("The company must have paid THR by that day."))
    if isinstance(outputs.get("claim_by"), date):
        day = day_words(outputs["claim_by"])
        yield NextStep(_("At the latest %(day)s.") % {"day": day}, _("Ask for JKP before that day, with the letter of dismissal."))
    if result.calculator in ("sick_pay", "maternity_pay"):
        yield NextStep(_("Now."), _("Ask for a doctor's or midwife's note and hand in a copy; keep the original."))


def _general(result: Result, law: Law, today: date) -> Iterator[NextStep]:
    yield NextStep(_("Now."), _("Keep payslips, attendance records and messages. Photograph them and keep them in two places."))
    if result.calculator in CHECKED_ELSEWHERE:
        yield NextStep(_("This week."), _("Ask the company for a copy of what it reported, and compare it with this computation."))
        return
    yield NextStep(_("This week."), _("Ask the company in writing for its own computation. Keep a copy with the date."))
    if bipartite := law.find("severance.bipartite_days", today):
        words = _("Bipartite talks, together with the union. If they fail: the manpower office, then the industrial relations court.")
        yield _limited(bipartite, words, "working_days")


def _limited(value: Value, words: str, unit: str) -> NextStep:
    when = _("Within %(count)s %(unit)s.") % {"count": number_words(value.number), "unit": unit_sentence(unit)}
    return NextStep(when, words, str(law_words(value.reference)))
