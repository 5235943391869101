"""A log of overtime: the sum of its days, and the weekly cap.

Weeks run from Monday to Sunday; the law does not say which seven days count.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from rights.calculators import overtime
from rights.calculators.inputs import InputRefused, Inputs
from rights.calculators.parameters import NoValueInForce
from rights.calculators.results import Result, Sheet, Step
from rights.calculators.texts import text
from rights.calculators.wages import PAY_FIELDS

FIELDS = PAY_FIELDS | {"days"}
LONGEST_LOG = 62


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    """`sheet` is only asked for the law; each day is computed on its own date."""
    given = {name: inputs.given(name) for name in PAY_FIELDS if name in inputs}
    results = [_day(given, row, number, inputs, sheet) for number, row in enumerate(inputs.objects("days", LONGEST_LOG), 1)]
    results.sort(key=lambda dated: dated[0])
    merged = Sheet(sheet.law, results[-1][0])
    weeks: Counter[date] = Counter()
    seen: set[date] = set()
    for day, minutes, day_type, result in results:
        if day in seen:
            raise InputRefused("days", "day_twice", day=day.isoformat())
        seen.add(day)
        merged.steps.extend([_day_line(day, result), *result.steps])
        merged.warnings |= result.warnings
        merged.notes.extend(note for note in result.notes if note not in merged.notes)
        if day_type == overtime.WORKDAY:
            weeks[day - timedelta(days=day.weekday())] += minutes
    for monday, minutes in weeks.items():
        if minutes > sheet.law.at("overtime.weekly_cap", max(monday, min(seen))).number * 60:
            merged.warn("over_weekly_cap")
    merged.assume("weeks_from_monday")
    merged.totals.add("overtime_pay")
    outputs: dict[str, Any] = {"overtime_pay": sum(result.outputs["overtime_pay"] for *_rest, result in results)}
    if any("overtime_pay_at_minimum" in result.outputs for *_rest, result in results):
        merged.totals.add("overtime_pay_at_minimum")
        outputs["overtime_pay_at_minimum"] = merged.total("overtime_pay_at_minimum")
    return merged.finish("overtime_month", days=[_summary(day, result) for day, *_rest, result in results], **outputs)


def _day(given: Mapping[str, Any], row: Any, number: int, log: Inputs, sheet: Sheet) -> tuple[date, int, str, Result]:
    """Refusals of a row name its place: days.3.minutes."""
    if not isinstance(row, Mapping):
        raise InputRefused(f"days.{number}", "not_an_object")
    place = f"days.{number}."
    for name in row:
        if name not in overtime.DAY_FIELDS:
            raise InputRefused(f"{place}{name}", "unknown_field")
    inputs = log.with_answers({**given, **row}, overtime.FIELDS)
    try:
        day = inputs.day("date")
        minutes = overtime.read_minutes(Sheet(sheet.law, day), inputs)
        return day, minutes, inputs.choice("day_type", overtime.DAY_TYPES), overtime.calculate(inputs, Sheet(sheet.law, day))
    except NoValueInForce as silent:
        raise InputRefused(f"{place}date", "no_rule_on_day", day=silent.day.isoformat()) from silent
    except InputRefused as refused:
        field = f"{place}{refused.field}" if refused.field in overtime.DAY_FIELDS else refused.field
        raise InputRefused(field, refused.text.code, **refused.text.values) from refused


def _day_line(day: date, result: Result) -> Step:
    """The sum of the day, above its lines."""
    lines = [step for step in result.steps if step.adds_to == "overtime_pay"]
    references = tuple(dict.fromkeys(reference for step in lines or result.steps for reference in step.references))
    expression = " + ".join(str(step.amount_idr) for step in lines) or "0"
    return Step(text("overtime_day", day=day.isoformat()), expression, references, amount_idr=result.outputs["overtime_pay"])


def _summary(day: date, result: Result) -> dict[str, Any]:
    return {"date": day, "overtime_pay": result.outputs["overtime_pay"], "weighted_hours": result.outputs["weighted_hours"]}
