"""A result as plain JSON values: the outputs by their keys, then the steps with their law. Floats appear here only, at the edge."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from rights.calculators import InputRefused, Reference, Result, Step, Text
from rights.sentences import sentence, warning_sentence


def answer(result: Result) -> dict[str, Any]:
    return {
        **{key: plain(value) for key, value in result.outputs.items()},
        "calculator": result.calculator,
        "steps": [_step(step) for step in result.steps],
        "notes": [_text(note) for note in result.notes],
        "warning_sentences": {code: warning_sentence(code) for code in sorted(result.warnings)},
    }


def refusal(refused: InputRefused) -> dict[str, Any]:
    return {"error": {"field": refused.field, "message": sentence(refused.text), "code": refused.text.code}}


def plain(value: Any) -> Any:
    """Whole numbers stay whole; other fractions, already rounded for display, become floats."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _step(step: Step) -> dict[str, Any]:
    return {
        "code": step.label.code,
        "label": sentence(step.label),
        "expression": step.expression,
        "amount": step.amount_idr,
        "quantity": plain(step.quantity),
        "unit": step.unit,
        "adds_to": step.adds_to,
        "law": [_reference(reference) for reference in step.references],
        "confidence": step.confidence,
        "note": None if step.note is None else sentence(step.note),
    }


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "law": reference.law,
        "article": reference.article,
        "valid_from": reference.valid_from.isoformat(),
        "valid_to": plain(reference.valid_to),
        "source": reference.source,
        "confidence": reference.confidence,
        "reviewed_on": reference.reviewed_on.isoformat(),
        "note": reference.note,
    }


def _text(text: Text) -> dict[str, str]:
    return {"code": text.code, "text": sentence(text)}
