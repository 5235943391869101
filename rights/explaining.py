"""A result in words, for a page or for paper: what it says first, every line with its law, assumptions, warnings, what to do next.

The texts are in the language that is active when `explained` is called.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.typesetting import typeset
from rights.calculators import Law, Result, Step
from rights.calculators.parameters import weakest
from rights.facts import Fact, facts_of
from rights.headlines import TITLES, Headline, headline_of
from rights.law_words import REGIMES, LawWords, basis_words, law_words, money_words, step_amount, text_words
from rights.next_steps import NextStep, next_steps
from rights.sentences import expression, warning_sentence

# What the sum of some lines is called; the first of a calculator's own is its main one.
TOTALS = {
    "overtime_pay": gettext_lazy("Sum"),
    "overtime_pay_at_minimum": gettext_lazy("If the minimum wage were paid"),
    "thr": gettext_lazy("THR, part months by days"),
    "thr_whole_months": gettext_lazy("THR, whole months only"),
    "late_fine": gettext_lazy("Fine for late THR"),
    "compensation": gettext_lazy("Compensation, part months by days"),
    "compensation_whole_months": gettext_lazy("Compensation, whole months only"),
    "art62_damages": gettext_lazy("Owed by the employer for the time left"),
    "art62_claim_against_worker": gettext_lazy("May be claimed from you for the time left"),
    "total": gettext_lazy("Sum"),
    "total_at_minimum": gettext_lazy("If the minimum wage were paid"),
    "total_at_multiplier_1": gettext_lazy("Still contested, ask legal aid: with the whole table"),
    "worker_total": gettext_lazy("Out of your wage"),
    "employer_total": gettext_lazy("Paid by the company on top"),
    "tax": gettext_lazy("Tax"),
    "fine": gettext_lazy("Fine"),
    "amount": gettext_lazy("Sum"),
    "pay": gettext_lazy("Sum"),
}
# Lines of a calculator that lead to no sum of it stand last.
AFTERWARDS = {"severance_net", "meal_due", "mining_roster", "refusal_days", "notice_days", "bipartite_days", "jkp_record_months"}
AFTERWARDS |= {"jkp_record_within", "jkp_claim_months", "bpjs_jkp", "pph21_relief", "service_years"}


@dataclass(frozen=True, slots=True)
class Line:
    """One step. `expression` is empty where it would only repeat the amount; `parts` are the steps that a day of a log folds together."""

    code: str
    label: str
    expression: str
    amount: str
    laws: tuple[LawWords, ...]
    confidence: str
    note: str = ""
    amount_idr: int | None = None
    parts: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        """All laws of the line in one paragraph: law, articles, dates, confidence."""
        return basis_words(self.laws)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that add up to one figure; `total` is empty for those that only lead there. `group` names the regime where two stand beside
    each other."""

    key: str
    title: str
    lines: tuple[Line, ...]
    total: str = ""
    total_idr: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Warning:
    code: str
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """`facts` are outputs that are no sums, such as the length of service; `seconds` the further sums with what they are called."""

    calculator: str
    title: str
    headline: Headline
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    assumptions: tuple[str, ...]
    warnings: tuple[Warning, ...]
    next_steps: tuple[NextStep, ...]
    confidence: str
    reviewed_on: date
    result: Result

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def sums(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.total)

    @property
    def seconds(self) -> tuple[Section, ...]:
        """Sums beside the one of the headline."""
        return tuple(section for section in self.sums if section.total_idr != self.headline.amount_idr or section.group)[:4]

    @property
    def laws(self) -> tuple[LawWords, ...]:
        """Each law once, in the order of the lines."""
        return tuple(dict.fromkeys(law for line in self.lines for law in line.laws))


def explained(result: Result, law: Law, *, today: date) -> Explanation:
    """`law` is the one that the result was computed with. Time limits are those that hold `today`, whatever day the event was on."""
    references = [reference for step in result.steps for reference in step.references] or [law.known_through.reference]
    return Explanation(
        calculator=result.calculator,
        title=str(TITLES[result.calculator]),
        headline=headline_of(result),
        sections=tuple(_sections(result)),
        facts=facts_of(result),
        assumptions=tuple(text_words(note) for note in result.notes),
        warnings=tuple(Warning(code, typeset(warning_sentence(code))) for code in sorted(result.warnings)),
        next_steps=next_steps(result, law, today),
        confidence=weakest(*(reference.confidence for reference in references)),
        reviewed_on=min(reference.reviewed_on for reference in references),
        result=result,
    )


def _sections(result: Result) -> Iterator[Section]:
    """What leads there, each sum with its lines, and what belongs to none."""
    steps = result.steps
    if result.calculator == "overtime_month":
        yield from _log(result)
        return
    leading = [step for step in steps if not step.adds_to and step.label.code not in AFTERWARDS]
    if leading:
        yield Section("leading", "", tuple(map(_line, leading)))
    for total in dict.fromkeys(step.adds_to for step in steps if step.adds_to):
        yield _sum(result, total, tuple(_line(step) for step in steps if step.adds_to == total))
    if after := [step for step in steps if not step.adds_to and step.label.code in AFTERWARDS]:
        yield Section("after", _("Also"), tuple(map(_line, after)))


def _sum(result: Result, total: str, lines: tuple[Line, ...]) -> Section:
    *path, key = total.split(".")
    group = str(REGIMES[path[-1]]) if path else ""
    if total not in result.totals:  # the sum is not known as a whole
        return Section(total, str(TOTALS[key]), lines, group=group)
    amount = result.output(total)
    return Section(total, str(TOTALS[key]), lines, money_words(amount), amount, group)


def _log(result: Result) -> Iterator[Section]:
    """A month: what the days share stands once, each day is one line with its parts."""
    shared = ("overtime_base", "piece_average", "hourly_wage", "other_reading")
    yield Section("leading", "", _once(result, shared))
    yield _sum(result, "overtime_pay", tuple(_days(result, "overtime_pay")))
    if "overtime_pay_at_minimum" in result.totals:  # the same days again: one line, since it is the second figure
        yield _sum(result, "overtime_pay_at_minimum", (_all_days(tuple(_days(result, "overtime_pay_at_minimum"))),))
    if after := _once(result, ("mining_roster",)):
        yield Section("after", _("Also"), after)


def _once(result: Result, codes: tuple[str, ...]) -> tuple[Line, ...]:
    """Lines that come again each day."""
    return tuple(dict.fromkeys(_line(step) for step in result.steps if step.label.code.startswith(codes)))


def _days(result: Result, total: str) -> Iterator[Line]:
    day, folded = None, []
    for step in [*result.steps, None]:
        if step is None or step.label.code == "overtime_day":
            if day is not None and folded:
                yield _folded(day, folded)
            day, folded = step, []
        elif step.adds_to == total:
            folded.append(step)


def _all_days(days: tuple[Line, ...]) -> Line:
    laws = tuple(dict.fromkeys(law for day in days for law in day.laws))
    parts = tuple(f"{day.label}: {'; '.join(day.parts)}" for day in days)
    amount = sum(day.amount_idr or 0 for day in days)
    mark = weakest(*(law.confidence for law in laws))
    return Line("overtime_days", str(TOTALS["overtime_pay_at_minimum"]), "", money_words(amount), laws, mark, "", amount, parts)


def _folded(day: Step, steps: list[Step]) -> Line:
    laws = tuple(dict.fromkeys(law_words(reference) for step in steps for reference in step.references))
    amount = sum(step.amount_idr or 0 for step in steps)
    parts = tuple(f"{text_words(step.label)}: {_expression(step)} = {step_amount(step)}" for step in steps)
    notes = " ".join(dict.fromkeys(text_words(step.note) for step in steps if step.note))
    mark = weakest(*(law.confidence for law in laws))
    return Line(day.label.code, text_words(day.label), "", money_words(amount), laws, mark, notes, amount, parts)


def _line(step: Step) -> Line:
    laws = tuple(map(law_words, step.references))
    note = text_words(step.note) if step.note else ""
    return Line(step.label.code, text_words(step.label), _expression(step), step_amount(step), laws, step.confidence, note, step.amount_idr)


def _expression(step: Step) -> str:
    return expression(step.expression) if " " in step.expression else ""
