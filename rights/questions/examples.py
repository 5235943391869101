"""The worked examples of a page: who it is about, and the answers to the calculator. Computed when the page is read.

Dates in `inputs` move with the calendar: "today", "today-14m" (fourteen months ago), "today+3d", "today-2y".
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rights.calculators import InputRefused, Law, Result, Text, calculate
from rights.calculators.dates import add_months

KEYS = {"words", "inputs", "calculator"}
MOST = 6
MOST_BYTES = 8_000
TODAY = re.compile(r"today((?:[+-]\d{1,3}[dmy]){0,3})")
SPAN = re.compile(r"([+-]\d{1,3})([dmy])")


@dataclass(frozen=True)
class Computed:
    """`result` is None where the law of this day gives no answer; then `refused` is the sentence why."""

    words: str
    calculator: str
    result: Result | None
    refused: Text | None = None
    refused_field: str = ""


def computed(examples: Any, calculator: str, *, law: Law, today: date) -> list[Computed]:
    """Every example with its result on that day. What is malformed is left out: a page of readers must not fall over it."""
    return [_compute(example, calculator, law, today) for example in _well_formed(examples)]


def _well_formed(examples: Any) -> Iterator[Mapping[str, Any]]:
    for example in examples if isinstance(examples, list) else []:
        if isinstance(example, Mapping) and isinstance(example.get("words"), str) and isinstance(example.get("inputs"), Mapping):
            yield example


def _compute(example: Mapping[str, Any], calculator: str, law: Law, today: date) -> Computed:
    name = example.get("calculator") or calculator
    facts = {"words": example["words"], "calculator": name}
    try:
        return Computed(**facts, result=calculate(name, dated(example["inputs"], today), law=law, today=today))
    except InputRefused as refused:
        return Computed(**facts, result=None, refused=refused.text, refused_field=refused.field)


def dated(inputs: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The same answers with the moving dates put in."""
    return {key: _dated(value, today) for key, value in inputs.items()}


def _dated(value: Any, today: date) -> Any:
    if isinstance(value, list):
        return [_dated(item, today) for item in value]
    if isinstance(value, Mapping):
        return dated(value, today)
    match = TODAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    try:
        for number, span in SPAN.findall(match[1]):
            today = today + timedelta(days=int(number)) if span == "d" else add_months(today, int(number) * (12 if span == "y" else 1))
    except (ValueError, OverflowError):  # before the year 1: the engine refuses the words themselves
        return value
    return today


def is_well_formed(examples: Any) -> bool:
    """A short list of objects with `words`, `inputs`, and perhaps a `calculator` of its own. What the answers say is for the engine."""
    try:
        written = json.dumps(examples, allow_nan=False)
    except (ValueError, RecursionError):
        return False
    if not isinstance(examples, list) or len(examples) > MOST or len(written) > MOST_BYTES or "\\u0000" in written:
        return False
    return all(
        isinstance(example, Mapping)
        and {"words", "inputs"} <= set(example) <= KEYS
        and isinstance(example["inputs"], Mapping)
        and all(isinstance(example.get(key, ""), str) for key in KEYS - {"inputs"})
        for example in examples
    )
