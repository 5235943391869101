"""What an editor's text must keep: every figure has a name that means something, every example computes, nothing stands without its law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from rights.calculators import CALCULATORS, Law
from rights.sentences import sentence

from .examples import Computed, computed, is_well_formed
from .figures import BadFigure, Figures, NotKnown

if TYPE_CHECKING:
    from rights.models import RightsQuestion


def problems(question: RightsQuestion, *, law: Law, today: date) -> dict[str, str]:
    """A sentence for each field that cannot stay as it is. A figure that is only unknown today is no fault of the text."""
    if question.calculator and question.calculator not in CALCULATORS:
        return {"calculator": _("There is no such calculator.")}
    if not is_well_formed(question.examples):
        return {"examples": _("A list of at most six examples, each with “words” and “inputs”, and if wanted a “calculator” of its own.")}
    found = computed(question.examples, question.calculator, law=law, today=today)
    if refused := next((example for example in found if example.refused), None):
        return {"examples": _("“%(words)s” cannot be computed: %(reason)s") % {"words": refused.words, "reason": _reason(refused)}}
    return _bad_figures(question, found, law, today) or _without_law(question, found, law, today)


def _reason(example: Computed) -> str:
    return f"{example.refused_field}: {sentence(example.refused)}" if example.refused else ""


def _bad_figures(question: RightsQuestion, found: list[Computed], law: Law, today: date) -> dict[str, str]:
    results = [example.result for example in found]
    for name, text in texts_of(question):
        figures = Figures(law, today, () if name in ("question", "description") else results)
        try:
            figures.fill(text)
        except BadFigure as error:
            return {name: _("{%(name)s} is no figure that we know.") % {"name": error}}
        except NotKnown:
            continue
    return {}


def _without_law(question: RightsQuestion, found: list[Computed], law: Law, today: date) -> dict[str, str]:
    if question.laws or any(example.result and example.result.steps for example in found):
        return {}
    figures = Figures(law, today)
    for _name, text in texts_of(question):
        figures.fill_or_none(text)
    return {} if figures.references else {"laws": _("Name the law and the article: nothing is said here without them.")}


def texts_of(question: RightsQuestion) -> Iterator[tuple[str, str]]:
    """Every text in which figures may stand, with its field."""
    yield from ((name, getattr(question, name) or "") for name in ("question", "description", "short_answer", "next_steps"))
    for block in question.body:
        yield from (("body", str(item)) for item in (block.value if block.block_type == "list" else [block.value]))
    for example in question.examples:
        yield "examples", example["words"]
