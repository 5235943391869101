"""From what was typed to results: every field read, unknown answers computed each, refusals put at their field.

Nothing is kept: the answers live as long as the request.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from django.utils.translation import gettext as _

from cms.cleaning import clean_text
from rights.calculators import InputRefused, Law, Result, Text, calculate
from rights.explaining import Explanation, explained
from rights.forms.description import CalculatorForm, FieldRefused
from rights.forms.kinds import Choice, Field, MoneyList, Refused, Unknown
from rights.forms.pay import OTHER_REGION
from rights.forms.rows import LogRows
from rights.law_words import text_words
from rights.sentences import grouped

MOST_VARIANTS = 60  # 28 reasons in both kinds of week
ROW = re.compile(r"days\.(\d+)\.\w+")


@dataclass(frozen=True)
class FieldError:
    """`at` is the id of the input to mend."""

    field: str
    at: str
    words: str


@dataclass(frozen=True, repr=False)
class Variant:
    """One result. `answers` says in words which of the unknown answers lead to it; empty where nothing was unknown or it did not matter."""

    answers: tuple[str, ...]
    given: Mapping[str, Any]
    explanation: Explanation


@dataclass(frozen=True, repr=False)
class Filled:
    """`typed` are the cleaned answers as they came, by name of input. `variants` ascend by their sum.

    Without a repr, like all that holds answers: Django's template logger writes the repr of a whole context at its lowest level.
    """

    form: CalculatorForm
    typed: Mapping[str, str]
    today: date
    errors: tuple[FieldError, ...] = ()
    variants: tuple[Variant, ...] = ()

    @cached_property
    def error_of(self) -> dict[str, FieldError]:
        return {error.field: error for error in self.errors}

    @property
    def region(self) -> str:
        region = self.typed.get("region", "")
        return "" if region == OTHER_REGION else region

    @property
    def is_other_region(self) -> bool:
        return self.typed.get("region") == OTHER_REGION


def offer(form: CalculatorForm, *, today: date) -> Filled:
    """The form before anything was typed."""
    return Filled(form, {}, today)


def fill(form: CalculatorForm, posted: Mapping[str, str], *, law: Law, today: date) -> Filled:
    """Results, or the errors that stand in their way."""
    filled = Filled(form, typed_from(form, posted), today)
    values, errors = read_values(form, filled.typed)
    if errors:
        return replace(filled, errors=tuple(errors))
    try:
        variants = _variants(form, values, law, today)
    except FieldRefused as refused:
        return replace(filled, errors=(_error(form, refused.field, refused.words),))
    except InputRefused as refused:
        return replace(filled, errors=(engine_error(form, values, refused),))
    return replace(filled, variants=tuple(variants))


def typed_from(form: CalculatorForm, posted: Mapping[str, str]) -> dict[str, str]:
    """Only the form's own inputs, cleaned and no longer than a field is."""
    found = {}
    for field in form.fields:
        for name in field.names:
            text = clean_text(posted.get(name, ""))
            lines = text.splitlines() if isinstance(field, MoneyList) else [text]
            said = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))  # first, so that spaces push nothing over the end
            if said:
                found[name] = said[: field.longest].strip()
    return found


def read_values(form: CalculatorForm, typed: Mapping[str, str]) -> tuple[dict[str, Any], list[FieldError]]:
    values: dict[str, Any] = {}
    errors = []
    for field in form.asked(typed):
        try:
            values[field.name] = field.value(str(field.initial)) if _is_untouched(field, typed) else field.read(typed)
        except Refused as refused:
            errors.append(FieldError(field.name, _id_of(field, refused.part), refused.words))
    return values, errors


def _is_untouched(field: Field, typed: Mapping[str, str]) -> bool:
    return isinstance(field, Choice) and field.initial is not None and not typed.get(field.name)


def _id_of(field: Field, part: str) -> str:
    """The input to which an error leads; the first where the ending names none."""
    named = field.name + part
    return named if named in field.names else field.names[0]


def _variants(form: CalculatorForm, values: Mapping[str, Any], law: Law, today: date) -> list[Variant]:
    """A result for each combination of possible answers; equal ones are one."""
    unknown = {name: value.answers for name, value in values.items() if isinstance(value, Unknown)}
    if prod(map(len, unknown.values())) > MOST_VARIANTS:
        raise FieldRefused(next(iter(unknown)), _("Too much is unknown to compute every case. Answer one more question."))
    found: dict[str, tuple[Variant, list[tuple[str, ...]]]] = {}
    refused_reason = None
    for chosen in product(*unknown.values()):
        answers = dict(zip(unknown, chosen, strict=True))
        given = form.given({**values, **{name: answer for name, (answer, _words) in answers.items()}})
        try:
            result = calculate(form.calculator, given, law=law, today=today)
        except InputRefused as refused:
            if refused.text.code != "reason_unknown_then" or "reason" not in unknown:
                raise
            refused_reason = refused
            continue
        words = tuple(words for _answer, words in answers.values())
        variant, answered = found.get(key := _figures(result), (None, []))
        new = Variant((), given, explained(result, law, today=today))
        found[key] = (_joined(variant, new) if variant else new, [*answered, words])
    if not found and refused_reason:
        raise refused_reason
    variants = [replace(variant, answers=_that_matter(answered, unknown)) for variant, answered in found.values()]
    return sorted(variants, key=lambda variant: variant.explanation.headline.amount_idr or 0)


def _figures(result: Result) -> str:
    """What makes two results the same for the reader: the sums, or all outputs where there are none."""
    sums = [(name, result.output(name)) for name in sorted(result.totals)]
    return repr(sums or sorted((name, value) for name, value in result.outputs.items() if name != "tenure_months"))


def _joined(variant: Variant, other: Variant) -> Variant:
    """One for both: what differs beside the sums is not said."""
    facts = tuple(fact for fact in variant.explanation.facts if fact in other.explanation.facts)
    return replace(variant, explanation=replace(variant.explanation, facts=facts))


def _that_matter(answered: list[tuple[str, ...]], unknown: Mapping[str, Any]) -> tuple[str, ...]:
    """The answers that lead to one result, without those questions of which every answer does."""
    kept = set(range(len(unknown)))
    for place, answers in enumerate(unknown.values()):
        words = [said for _answer, said in answers]
        others = {(row[:place], row[place + 1 :]) for row in answered}
        if all((*before, each, *after) in answered for before, after in others for each in words):
            kept.discard(place)
    rows = dict.fromkeys(", ".join(row[place] for place in sorted(kept)) for row in answered)
    return tuple(row for row in rows if row)


def _error(form: CalculatorForm, name: str, words: str) -> FieldError:
    field = form.field(name) or form.field(name.partition("_")[0])
    if field is None:
        return FieldError("", "isian", words)
    part = name.removeprefix(field.name) if name != field.name else ""
    return FieldError(field.name, _id_of(field, part), words)


def engine_error(form: CalculatorForm, values: Mapping[str, Any], refused: InputRefused) -> FieldError:
    """The engine's refusal at the field of the page, in the page's words."""
    field = _field_of(form, refused.field)
    said = {key: _said(form, field, key, value) for key, value in refused.text.values.items()}
    words = text_words(Text(refused.text.code, said))
    if row := ROW.fullmatch(refused.field):
        day = list(values["days"])[int(row[1]) - 1]
        return FieldError("days", f"days_{day}", words)
    return _error(form, field.name if field else "", words)


# The engine's inputs that the page asks in another shape.
ASKED_AS = {"piece_total_12m": "average_wage", "wages_received": "average_wage", "ptkp": "status", "days": "days"}


def _field_of(form: CalculatorForm, name: str) -> Field | None:
    first = name.partition(".")[0]
    return form.field(first) or form.field(ASKED_AS.get(first, "")) or _log_start(form, name)


def _log_start(form: CalculatorForm, name: str) -> Field | None:
    return next((form.field(field.start) for field in form.fields if isinstance(field, LogRows) and name == "date"), None)


def _said(form: CalculatorForm, field: Field | None, key: str, value: str) -> str:
    """Names of inputs as the page calls them, codes as their words, numbers with their points."""
    if key == "allowed" and isinstance(field, Choice):
        return "; ".join(map(field.words_of, value.split(", ")))
    if value.isdigit():
        return grouped(value)
    other = form.field(value) if key == "start" else None
    return str(other.label).lower() if other else value
