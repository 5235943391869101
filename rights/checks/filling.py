"""From what was typed to the outcome of a check, with refusals at their field. Nothing is kept."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rights.calculators import InputRefused
from rights.forms import Filled
from rights.forms.description import CalculatorForm, FieldRefused
from rights.forms.filling import engine_error, read_values, typed_from

Given = dict[str, Any]


def fill_check(
    form: CalculatorForm,
    posted: Mapping[str, str],
    run: Callable[[Given], Any],
    *,
    today: date,
    asked_as: Mapping[str, str] | None = None,
) -> tuple[Filled, Given, Any]:
    """The form as filled, what the engine was given, and the outcome, which is None where something has to be mended.

    `asked_as` maps the engine's fields to those of the page that ask for them in another shape.
    """
    filled = Filled(form, typed_from(form, posted), today)
    values, errors = read_values(form, filled.typed)
    if errors:
        return replace(filled, errors=tuple(errors)), {}, None
    try:
        given = form.given(values)
        return filled, given, run(given)
    except FieldRefused as refused:
        raised = InputRefused(refused.field, "missing")
        error = replace(engine_error(form, values, raised), words=refused.words)
    except InputRefused as refused:
        field = (asked_as or {}).get(refused.field, refused.field)
        error = engine_error(form, values, InputRefused(field, refused.text.code, **refused.text.values))
    return replace(filled, errors=(error,)), {}, None
