"""Outcomes of the checks in words, for the pages and for paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from cms.typesetting import typeset
from rights.calculators import Reference, Step
from rights.calculators.arithmetic import up
from rights.calculators.offer import Candidate, OfferCheck
from rights.calculators.parameters import weakest
from rights.calculators.payslip_findings import Finding, SlipCheck, Unchecked
from rights.explaining import TOTALS
from rights.forms.description import CalculatorForm
from rights.forms.reasons import OLDER_REASONS, REASONS
from rights.law_words import CONFIDENCE, REGIMES, basis_words, law_words, money_words, number_words, step_amount, text_words
from rights.sentences import expression

RULE = "slip_rule"  # a line that only names its law
REASON_WORDS = dict((*REASONS, *OLDER_REASONS))


@dataclass(frozen=True)
class LineWords:
    """`amount` and `expression` are empty where there is nothing to be computed."""

    label: str
    expression: str
    amount: str
    laws: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class FindingWords:
    code: str
    title: str
    gap: str
    next_step: str
    lines: tuple[LineWords, ...]
    laws: tuple[str, ...]
    confidence: str
    confidence_words: str
    is_certain: bool


@dataclass(frozen=True)
class UncheckedWords:
    """`why` names the answers that are missing, or why none would help."""

    title: str
    why: str


@dataclass(frozen=True)
class CandidateWords:
    """One level of severance. `reasons` are in the words of the form; `lacks` is empty where the offer reaches it."""

    multiples: str
    total: str
    others: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    lacks: str
    laws: tuple[str, ...]
    is_match: bool
    is_stated: bool
    regime: str
    has_separation_money: bool
    sections: tuple["CandidateSection", ...]  # its sums; what leads there is the same for all


@dataclass(frozen=True)
class CandidateSection:
    """Steps that lead to the sums of a level, or that add up to one of them: then with its name and the sum."""

    title: str
    steps: tuple[Step, ...]
    total: str = ""

    @property
    def lines(self) -> tuple[LineWords, ...]:
        return lines_words(self.steps)

    @property
    def basis(self) -> str:
        """All laws of the section in one paragraph: a page has room for no more."""
        return basis_words(dict.fromkeys(law_words(reference) for step in self.steps for reference in step.references))


def lines_words(steps: Iterable[Step]) -> tuple[LineWords, ...]:
    return tuple(map(_line, steps))


def _line(step: Step) -> LineWords:
    laws = tuple(str(law_words(reference)) for reference in step.references)
    if step.label.code == RULE:
        return LineWords(text_words(step.label), "", "", laws)
    shown = expression(step.expression) if " " in step.expression else ""
    return LineWords(text_words(step.label), shown, step_amount(step), laws, text_words(step.note) if step.note else "")


def laws_of(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(law_words(reference)) for reference in references))


def short_laws(references: Iterable[Reference]) -> tuple[str, ...]:
    """Law and article only."""
    return tuple(dict.fromkeys(typeset(f"{reference.law} {reference.article}") for reference in references))


def confidence_words(references: Iterable[Reference]) -> tuple[str, str]:
    mark = weakest(*(reference.confidence for reference in references))
    return mark, str(CONFIDENCE[mark])


def finding_words(finding: Finding) -> FindingWords:
    mark, words = confidence_words(finding.references)
    return FindingWords(
        code=finding.code,
        title=text_words(finding.title),
        gap="" if finding.gap_idr is None else money_words(finding.gap_idr),
        next_step=text_words(finding.next_step),
        lines=lines_words(finding.steps),
        laws=short_laws(finding.steps[-1].references),
        confidence=mark,
        confidence_words=words,
        is_certain=finding.is_certain,
    )


def unchecked_words(unchecked: Unchecked, form: CalculatorForm) -> UncheckedWords:
    if unchecked.reason is not None:
        return UncheckedWords(text_words(unchecked.title), text_words(unchecked.reason))
    labels = [str(field.label) for name in unchecked.missing if (field := form.field(name))]
    return UncheckedWords(text_words(unchecked.title), "; ".join(labels))


def slip_headline(check: SlipCheck) -> str:
    if check.findings:
        return (
            _("Something on this payslip does not fit the law") if any(each.is_certain for each in check.findings) else _("Ask about this")
        )
    return _("All fine, as far as these numbers show") if check.is_fine else _("These answers are too few to check anything")


def candidate_words(check: OfferCheck) -> Iterator[CandidateWords]:
    matching = [match.candidate for match in check.matches]
    for candidate in check.candidates:
        lacks = candidate.lacks(check.offered)
        yield CandidateWords(
            multiples=multiples_words(candidate),
            total=money_words(candidate.total),
            others=tuple((str(TOTALS[name]), money_words(total)) for name, total in candidate.totals.items() if name != "total"),
            reasons=tuple(str(REASON_WORDS[reason]) for reason in candidate.reasons),
            lacks=money_words(up(lacks)) if lacks else "",
            laws=short_laws(candidate.references),
            is_match=candidate in matching,
            is_stated=candidate is check.stated,
            regime=str(REGIMES[candidate.regime]) if check.is_disputed else "",
            has_separation_money=candidate.has_separation_money,
            sections=tuple(section for section in candidate_sections(candidate) if section.title),
        )


def candidate_sections(candidate: Candidate) -> Iterator[CandidateSection]:
    yield CandidateSection("", tuple(step for step in candidate.steps if not step.adds_to))
    for total in dict.fromkeys(step.adds_to for step in candidate.steps if step.adds_to):
        name = total.rpartition(".")[2]
        steps = tuple(step for step in candidate.steps if step.adds_to == total)
        yield CandidateSection(str(TOTALS[name]), steps, money_words(candidate.totals[name]))


def leading_words(check: OfferCheck) -> tuple[LineWords, ...]:
    """Steps on which every level rests."""
    return next(candidate_sections(check.candidates[0])).lines


def multiples_words(candidate: Candidate) -> str:
    values = {"up": number_words(Fraction(candidate.up_multiplier)), "upmk": number_words(Fraction(candidate.upmk_multiplier))}
    return _("Severance pay × %(up)s, long-service pay × %(upmk)s") % values


def offer_headline(check: OfferCheck) -> str:
    """What the reader wants to know first."""
    if check.is_disputed:
        return _("The law of this time is disputed: do not sign before legal aid has seen it")
    if check.stated_lacks:
        return _("For the reason that was given, the offer lacks at least %(sum)s") % {"sum": money_words(up(check.stated_lacks))}
    if check.stated is not None:
        return _("The offer reaches the least for the reason that was given")
    if check.matches:
        return _("The offer is what the law gives at least for some reasons")
    return _("The offer fits no reason of the law exactly")
