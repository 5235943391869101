"""Reverse check of an offer at a dismissal: which reasons and multiples would give the sum, and what it lacks against each of them.

Every figure comes from the calculator of severance; here its results are only compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from rights.calculators.arithmetic import number, places
from rights.calculators.catalogue import calculate
from rights.calculators.inputs import InputRefused, Inputs
from rights.calculators.parameters import Law, Reference
from rights.calculators.registry import law as bundled_law
from rights.calculators.results import Result, Sheet, Step
from rights.calculators.severance import FIELDS as SEVERANCE_FIELDS
from rights.calculators.severance import REASON
from rights.calculators.texts import Text, text

FIELDS = (SEVERANCE_FIELDS - {"reason"}) | {"offered", "stated_reason"}
# What a right is worth: by the wage that is paid, by the minimum wage where that is more, and where the table is read as a floor.
VARIANTS = ("total", "total_at_minimum", "total_at_multiplier_1")
SIGNING = {
    "offer_refuse": "severance.refusal_days",
    "offer_sign_settlement": "dispute.settlement_binds",
    "offer_sign_quitclaim": "dispute.quitclaim_binds",
    "offer_sign_resignation": f"{REASON}resignation",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Reasons that give the same: one pair of multiples under one regime. `totals` maps variants to whole rupiah."""

    regime: str
    up_multiplier: Fraction
    upmk_multiplier: Fraction
    has_separation_money: bool
    totals: Mapping[str, int]
    reasons: tuple[str, ...]
    steps: tuple[Step, ...]
    references: tuple[Reference, ...]

    @property
    def total(self) -> int:
        return self.totals["total"]

    @property
    def least(self) -> int:
        """What may not be gone under: paying under the minimum wage is forbidden itself."""
        return max(self.total, self.totals.get("total_at_minimum", 0))

    @property
    def rounding(self) -> int:
        """Each line is rounded once, so a sum may differ by one rupiah a line."""
        return sum(step.adds_to.endswith("total") for step in self.steps)

    def lacks(self, offered: Fraction) -> Fraction:
        return max(self.least - offered, Fraction(0))


@dataclass(frozen=True, slots=True)
class Match:
    """An offer that is one of the totals of a candidate."""

    candidate: Candidate
    variant: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """What signing, or not refusing, means."""

    text: Text
    reference: Reference


@dataclass(frozen=True, slots=True)
class OfferCheck:
    """`candidates` ascend by total; `below` and `above` are the nearest to an offer that matches none."""

    day: date
    offered: Fraction
    candidates: tuple[Candidate, ...]
    matches: tuple[Match, ...]
    stated: Candidate | None
    wage_month: int
    tenure: tuple[int, int, int]
    implied: tuple[Step, ...]
    signing: tuple[Consequence, ...]
    warnings: frozenset[str]
    notes: tuple[Text, ...]
    is_disputed: bool

    @property
    def below(self) -> Candidate | None:
        return next((each for each in reversed(self.candidates) if each.total <= self.offered), None)

    @property
    def above(self) -> Candidate | None:
        return next((each for each in self.candidates if each.total > self.offered), None)

    @property
    def stated_lacks(self) -> Fraction | None:
        return None if self.stated is None else self.stated.lacks(self.offered)


def check_offer(given: Any, *, law: Law | None = None, today: date | None = None) -> OfferCheck:
    """Raises InputRefused, which names the field."""
    law = law or bundled_law()
    inputs = Inputs(given, FIELDS, today)
    offered = inputs.money("offered")
    answers = {name: inputs.given(name) for name in inputs if name not in ("offered", "stated_reason")}
    results = dict(_results(law, answers, today))
    day, first = inputs.day("end_date"), next(iter(results.values()), None)
    if first is None:
        raise InputRefused("end_date", "no_rule_on_day", day=day.isoformat())
    is_disputed = first.outputs["total"] is None
    candidates = _candidates(law, day, results)
    return OfferCheck(
        day=day,
        offered=offered,
        candidates=candidates,
        matches=tuple(_matches(candidates, offered)),
        stated=_stated(inputs, candidates, results),
        wage_month=first.outputs["wage_month"],
        tenure=tuple(first.outputs["tenure"]),
        implied=() if is_disputed else tuple(_implied(law, day, offered, results)),
        signing=tuple(_signing(law, day)),
        warnings=first.warnings,
        notes=_notes(results),
        is_disputed=is_disputed,
    )


def _results(law: Law, answers: Mapping[str, Any], today: date | None) -> Iterator[tuple[str, Result]]:
    """Of every reason that the law of the day knows."""
    for reason in law.starting_with(REASON):
        try:
            yield reason, calculate("severance", {**answers, "reason": reason}, law=law, today=today)
        except InputRefused as refused:
            if refused.field != "reason":
                raise


def _candidates(law: Law, day: date, results: Mapping[str, Result]) -> tuple[Candidate, ...]:
    grouped: dict[tuple[Any, ...], Candidate] = {}
    for reason, result in results.items():
        for candidate in _of_result(law, day, reason, result):
            key = (candidate.regime, candidate.up_multiplier, candidate.upmk_multiplier, candidate.has_separation_money)
            known = grouped.get(key)
            if known is None:
                grouped[key] = candidate
                continue
            reasons = dict.fromkeys((*known.reasons, *candidate.reasons))
            references = dict.fromkeys((*known.references, *candidate.references))
            grouped[key] = replace(known, reasons=tuple(reasons), references=tuple(references))
    return tuple(sorted(grouped.values(), key=lambda each: (each.total, each.regime)))


def _of_result(law: Law, day: date, reason: str, result: Result) -> Iterator[Candidate]:
    """One, or one for each regime while the law is disputed."""
    if result.outputs["total"] is not None:
        reference = law.at(REASON + reason, day).reference
        yield _candidate(result.outputs["regime"], reason, result.outputs, result.steps, reference)
        return
    for regime, outputs in result.outputs["alternatives"].items():
        steps = tuple(step for step in result.steps if not step.adds_to or step.adds_to.startswith(f"alternatives.{regime}."))
        reference = next(reference for step in steps for reference in step.references if reference.parameter == REASON + outputs["reason"])
        yield _candidate(regime, outputs["reason"], outputs, steps, reference)


def _candidate(regime: str, reason: str, outputs: Mapping[str, Any], steps: tuple[Step, ...], reference: Reference) -> Candidate:
    return Candidate(
        regime=regime,
        up_multiplier=outputs["up_multiplier"],
        upmk_multiplier=outputs["upmk_multiplier"],
        has_separation_money=outputs["uang_pisah_due"],
        totals={variant: outputs[variant] for variant in VARIANTS if variant in outputs},
        reasons=(reason,),
        steps=steps,
        references=(reference,),
    )


def _matches(candidates: tuple[Candidate, ...], offered: Fraction) -> Iterator[Match]:
    for candidate in candidates:
        for variant, total in candidate.totals.items():
            if abs(total - offered) <= candidate.rounding:
                yield Match(candidate, variant)


def _stated(inputs: Inputs, candidates: tuple[Candidate, ...], results: Mapping[str, Result]) -> Candidate | None:
    """That of the reason which the employer gives; while the law is disputed, the one that gives more."""
    if "stated_reason" not in inputs:
        return None
    reason = inputs.choice("stated_reason", list(results))
    return max((each for each in candidates if reason in each.reasons), key=lambda each: each.total, default=None)


def _implied(law: Law, day: date, offered: Fraction, results: Mapping[str, Result]) -> Iterator[Step]:
    """The multiple of severance pay that the offer comes to, once with and once without long-service pay."""
    sheet, outputs = Sheet(law, day), next(iter(results.values())).outputs
    rest = offered - outputs["uph_leave"] - outputs["uph_other"]
    month, up_months, upmk_months = outputs["wage_month"], outputs["up_table_months"], outputs["upmk_table_months"]
    if not month:
        return
    up_table, upmk_table = sheet.value("severance.up_table"), sheet.value("severance.upmk_table")
    for multiple in sorted({result.outputs["upmk_multiplier"] for result in results.values()}, reverse=True):
        left = number(rest) - number(multiple) * number(upmk_months) * number(month)
        expression = left / (number(up_months) * number(month))
        if left.value >= 0 and "uph_housing_medical_15pct" not in outputs:
            label = text("offer_implied", multiple=number(multiple).text)
            sheet.measure(label, places(expression.value, 2), "multiples", up_table, upmk_table, expression=expression)
    yield from sheet.steps


def _signing(law: Law, day: date) -> Iterator[Consequence]:
    for code, parameter in SIGNING.items():
        if value := law.find(parameter, day):
            yield Consequence(text(code), value.reference)


def _notes(results: Mapping[str, Result]) -> tuple[Text, ...]:
    """What holds for every reason, without what only some of them say."""
    lists = [result.notes for result in results.values()]
    return tuple(note for note in lists[0] if all(note in notes for notes in lists))
