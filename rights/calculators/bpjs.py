"""Contributions to BPJS of one month. "Wage" is basic and fixed allowance."""

from fractions import Fraction
from typing import Any

from rights.calculators.arithmetic import Expression, number, share_as_percent
from rights.calculators.inputs import Inputs
from rights.calculators.parameters import Value
from rights.calculators.results import Result, Sheet
from rights.calculators.texts import text
from rights.calculators.wages import read_minimum, show_other_readings

FIELDS = frozenset({"date", "wage", "risk_class", "extra_family", "region", "labour_intensive"})
RISK_CLASSES = (1, 2, 3, 4, 5)
MOST_EXTRA_FAMILY = 20


def calculate(inputs: Inputs, sheet: Sheet) -> Result:
    wage = inputs.money("wage")
    worker, employer = _health(sheet, inputs, wage)
    whole = number(wage)
    worker["jht"] = _line(sheet, "worker_total", "bpjs_jht_worker", whole, sheet.value("bpjs.jht.worker"))
    employer["jht"] = _line(sheet, "employer_total", "bpjs_jht_employer", whole, sheet.value("bpjs.jht.employer"))
    ceiling = sheet.find("bpjs.jp.ceiling")
    worker["jp"], employer["jp"] = _pension(sheet, wage, ceiling)
    employer["jkk"] = _accident(sheet, inputs, whole)
    employer["jkm"] = _line(sheet, "employer_total", "bpjs_jkm", whole, sheet.value("bpjs.jkm.rate"))
    _job_loss(sheet, wage)
    sheet.warn_of_later_law()
    for code in ("bpjs_wage", "bpjs_employer_shares"):
        sheet.assume(code)
    if ceiling is None:  # a sum without the pension would look like the whole
        sheet.totals -= {"worker_total", "employer_total"}
    return sheet.finish(
        "bpjs",
        jp_ceiling=None if ceiling is None else ceiling.number,
        worker=worker,
        employer=employer,
        worker_total=None if ceiling is None else sheet.total("worker_total"),
        employer_total=None if ceiling is None else sheet.total("employer_total"),
    )


def _line(sheet: Sheet, total: str, label: str, base: Expression, rate: Value, *more: Value) -> int:
    return sheet.add(total, text(label), share_as_percent(rate.number) * base, rate, *more)


def _health(sheet: Sheet, inputs: Inputs, wage: Fraction) -> tuple[dict[str, Any], dict[str, Any]]:
    """The base lies between the minimum wage of the region and the ceiling."""
    ceiling, floor_share = sheet.value("bpjs.health.ceiling"), sheet.value("bpjs.health.floor_share")
    minimum = read_minimum(sheet, inputs).value
    base, rules = wage, [ceiling]
    if minimum is not None and wage < minimum.number * floor_share.number:
        sheet.warn("health_base_raised_to_minimum_wage")
        base, rules = minimum.number * floor_share.number, [floor_share, minimum]
        show_other_readings(sheet, minimum)
    counted = number(min(base, ceiling.number))
    sheet.show(text("bpjs_health_base"), counted, *rules)
    worker = _health_of_worker(sheet, inputs, counted, rules)
    employer = _line(sheet, "employer_total", "bpjs_health_employer", counted, sheet.value("bpjs.health.employer"), *rules)
    return {"kesehatan": worker}, {"kesehatan": employer}


def _health_of_worker(sheet: Sheet, inputs: Inputs, counted: Expression, rules: list[Value]) -> int:
    """One line, also with further members of the family."""
    rate, extra = sheet.value("bpjs.health.worker"), inputs.whole("extra_family", 0, MOST_EXTRA_FAMILY, default=0)
    if not extra:
        return _line(sheet, "worker_total", "bpjs_health_worker", counted, rate, *rules)
    each = sheet.value("bpjs.health.extra_family")
    share = share_as_percent(rate.number) + number(extra) * share_as_percent(each.number)
    return sheet.add("worker_total", text("bpjs_health_family", count=extra), share * counted, rate, each, *rules)


def _pension(sheet: Sheet, wage: Fraction, ceiling: Value | None) -> tuple[int | None, int | None]:
    if ceiling is None:
        sheet.assume("jp_ceiling_unknown")
        return None, None
    base = number(min(wage, ceiling.number))
    sheet.measure(text("jp_ceiling"), ceiling.number, "rupiah_per_month", ceiling)
    sheet.show(text("bpjs_pension_base"), base, ceiling)
    worker = _line(sheet, "worker_total", "bpjs_jp_worker", base, sheet.value("bpjs.jp.worker"), ceiling)
    return worker, _line(sheet, "employer_total", "bpjs_jp_employer", base, sheet.value("bpjs.jp.employer"), ceiling)


def _accident(sheet: Sheet, inputs: Inputs, whole: Expression) -> int:
    rates = sheet.value("bpjs.jkk.rates")
    risk_class = inputs.choice("risk_class", RISK_CLASSES)
    rate = next(row[1] for row in rates.rows if row[0] == risk_class) or Fraction(0)
    relief = sheet.find("bpjs.jkk.labour_intensive_share")
    expression, rules = share_as_percent(rate) * whole, [rates]
    if relief is not None and inputs.flag("labour_intensive", False):
        expression, rules = number(relief.number) * expression, [rates, relief]
    return sheet.add("employer_total", text("bpjs_jkk", risk_class=risk_class), expression, *rules)


def _job_loss(sheet: Sheet, wage: Fraction) -> None:
    """Shown for information: neither side pays it on top."""
    rate, ceiling = sheet.find("bpjs.jkp.rate"), sheet.find("bpjs.jkp.ceiling")
    if rate is not None and ceiling is not None:
        base = number(min(wage, ceiling.number))
        sheet.show(text("bpjs_jkp"), share_as_percent(rate.number) * base, rate, ceiling, note=text("bpjs_jkp_note"))
