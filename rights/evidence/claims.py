"""What a pack is about: the figures of a result or a check in words, whatever made them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from rights.calculators import CALCULATORS, InputRefused, Law, Reference, calculate
from rights.calculators.arithmetic import up
from rights.calculators.offer import Candidate, OfferCheck, check_offer
from rights.calculators.parameters import weakest
from rights.calculators.payslip import check_payslip
from rights.calculators.payslip_findings import SlipCheck
from rights.checks.words import (
    LineWords,
    candidate_sections,
    finding_words,
    lines_words,
    multiples_words,
    short_laws,
    slip_headline,
)
from rights.explaining import Explanation, explained
from rights.law_words import CONFIDENCE, day_words, money_words, text_words
from rights.sentences import warning_sentence

TOPICS = {
    "overtime": "overtime",
    "overtime_month": "overtime",
    "working_hours": "overtime",
    "minimum_wage": "wages",
    "late_wage_fine": "wages",
    "prorata_wage": "wages",
    "thr": "thr",
    "pkwt_compensation": "contract",
    "severance": "dismissal",
    "severance_tax": "dismissal",
    "jkp": "dismissal",
    "annual_leave": "leave",
    "leave_cash_out": "leave",
    "sick_pay": "leave",
    "maternity_pay": "leave",
    "bpjs": "bpjs",
    "pph21_ter": "wages",
    "payslip": "slip",
    "offer": "dismissal",
}


@dataclass(frozen=True)
class ClaimTable:
    """Lines under a title, and what they add up to; empty where they add up to nothing."""

    title: str
    lines: tuple[LineWords, ...]
    total_label: str = ""
    total: str = ""
    words: str = ""


@dataclass(frozen=True)
class Claim:
    """`points` are what a letter says of it, sentence by sentence. `event` is the day that decided the law, None where none was given."""

    calculator: str
    title: str
    headline: str
    sum: str
    points: tuple[str, ...]
    tables: tuple[ClaimTable, ...]
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    laws: tuple[str, ...]
    confidence: str
    reviewed_on: date
    event: date | None = None
    given: Mapping[str, Any] | None = None

    @property
    def topic(self) -> str:
        return TOPICS[self.calculator]

    @property
    def confidence_words(self) -> str:
        return str(CONFIDENCE[self.confidence])


def claim_of(calculator: str, given: Any, *, law: Law, today: date) -> Claim:
    """Computed again from the answers. Raises InputRefused."""
    maker = MAKERS.get(calculator)
    if maker is not None:
        return maker(given, law, today)
    if calculator not in CALCULATORS:
        raise InputRefused("calculator", "unknown_calculator", allowed=", ".join(CALCULATORS))
    return result_claim(explained(calculate(calculator, given, law=law, today=today), law, today=today), given)


def result_claim(explanation: Explanation, given: Mapping[str, Any]) -> Claim:
    tables = []
    for section in explanation.sections:
        lines = tuple(
            LineWords(
                line.label, "; ".join((line.expression, *line.parts)).strip("; "), line.amount, tuple(map(_short, line.laws)), line.note
            )
            for line in section.lines
        )
        title = " · ".join(part for part in (section.group, section.title) if part)
        tables.append(ClaimTable(title, lines, section.title if section.total else "", section.total))
    event = CALCULATORS[explanation.calculator].event
    return Claim(
        calculator=explanation.calculator,
        title=explanation.title,
        headline=explanation.headline.words,
        sum=explanation.headline.sum,
        points=(_("By our computation the law gives at least %(sum)s.") % {"sum": explanation.headline.sum},)
        if explanation.headline.sum
        else (),
        tables=tuple(tables),
        assumptions=explanation.assumptions,
        warnings=tuple(warning.words for warning in explanation.warnings),
        laws=tuple(dict.fromkeys(map(_short, explanation.laws))),
        confidence=explanation.confidence,
        reviewed_on=explanation.reviewed_on,
        event=_day(given.get(event)) if event else None,
        given=given,
    )


def _short(law: Any) -> str:
    """Law, article and mark: what fits into a column."""
    return f"{law.law} {law.article} ({law.confidence})"


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else date.fromisoformat(value) if isinstance(value, str) else None


def slip_claim(check: SlipCheck) -> Claim:
    """The largest gap is the headline; gaps are not added up."""
    tables, points = [], []
    for finding in check.findings:
        words = finding_words(finding)
        label = _("Gap, at least") if words.gap else ""
        tables.append(ClaimTable(words.title, _marked(finding.steps), label, words.gap, words.next_step))
        matter = text_words(finding.about)
        points.append(_("%(matter)s: at least %(sum)s.") % {"matter": matter, "sum": words.gap} if words.gap else f"{matter}.")
    references = [reference for finding in check.findings for reference in finding.references]
    largest = next((finding_words(finding).gap for finding in check.findings if finding.gap), "")
    return Claim(
        calculator="payslip",
        title=_("Payslip of %(month)s") % {"month": day_words(check.day).split(maxsplit=1)[1]},
        headline=_("Largest gap on this payslip, at least") if largest else slip_headline(check),
        sum=largest,
        points=tuple(points),
        tables=tuple(tables),
        assumptions=tuple(text_words(note) for note in check.notes),
        warnings=tuple(warning_sentence(code) for code in sorted(check.warnings)),
        laws=short_laws(reference for finding in check.findings for reference in finding.steps[-1].references),
        **_certainty(references),
    )


def offer_claim(check: OfferCheck, given: Mapping[str, Any]) -> Claim:
    """Against the reason that was given, else against the next level above the offer."""
    candidate = check.stated or check.above or check.candidates[-1]
    lacks = candidate.lacks(check.offered)
    least = _("What the law gives at least: %(multiples)s") % {"multiples": multiples_words(candidate)}
    points = (
        _("%(sum)s was offered.") % {"sum": money_words(check.offered)},
        _("By our computation the law gives at least %(sum)s.") % {"sum": money_words(candidate.least)},
        *([_("So at least %(sum)s is lacking.") % {"sum": _money(lacks)}] if lacks else []),
    )
    return Claim(
        calculator="offer",
        title=_("Offer at a dismissal"),
        headline=_("The offer lacks at least") if lacks else least,
        sum=_money(lacks) or money_words(candidate.least),
        points=points,
        tables=(_levels(check), *_of_candidate(candidate)),
        assumptions=tuple(text_words(note) for note in check.notes),
        warnings=tuple(warning_sentence(code) for code in sorted(check.warnings)),
        laws=short_laws(candidate.references),
        event=check.day,
        given=given,
        **_certainty([reference for step in candidate.steps for reference in step.references]),
    )


def _of_candidate(candidate: Candidate) -> Iterator[ClaimTable]:
    """The steps of one level: what leads there, then each sum with its lines."""
    title = multiples_words(candidate)
    for section in candidate_sections(candidate):
        name = f"{title}: {section.title}" if section.title else title
        yield ClaimTable(name, _marked(section.steps), section.title, section.total)


def _levels(check: OfferCheck) -> ClaimTable:
    lines = [LineWords(_("Offered"), "", money_words(check.offered), ())]
    lines += [_level(check, candidate) for candidate in check.candidates]
    return ClaimTable(_("What the law gives at least, by reason"), tuple(lines))


def _level(check: OfferCheck, candidate: Candidate) -> LineWords:
    lacks = candidate.lacks(check.offered)
    return LineWords(
        multiples_words(candidate),
        _("lacking %(sum)s") % {"sum": _money(lacks)} if lacks else "",
        money_words(candidate.least),
        _marked_laws(candidate.references),
    )


def _money(amount: Fraction) -> str:
    return money_words(up(amount)) if amount else ""


def _marked(steps: Iterable[Any]) -> tuple[LineWords, ...]:
    """With law, article and mark only."""
    steps = tuple(steps)
    return tuple(
        LineWords(line.label, line.expression, line.amount, _marked_laws(step.references), line.note)
        for line, step in zip(lines_words(steps), steps, strict=True)
    )


def _marked_laws(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{each.law} {each.article} ({weakest(each.confidence)})" for each in references))


def _certainty(references: list[Reference]) -> dict[str, Any]:
    return {
        "confidence": weakest(*(reference.confidence for reference in references)),
        "reviewed_on": min(reference.reviewed_on for reference in references),
    }


MAKERS: Mapping[str, Callable[[Any, Law, date], Claim]] = {
    "payslip": lambda given, law, today: slip_claim(_with_findings(check_payslip(given, law=law, today=today))),
    "offer": lambda given, law, today: offer_claim(check_offer(given, law=law, today=today), given),
}


def _with_findings(check: SlipCheck) -> SlipCheck:
    """A slip on which nothing is wrong makes no pack."""
    if not check.findings:
        raise InputRefused("calculator", "slip_nothing_found")
    return check
