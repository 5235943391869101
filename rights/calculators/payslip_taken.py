"""Checks of what was taken from the pay or never reached it: contributions, tax, absence, fines, other deductions, and the slip itself."""

from collections.abc import Callable
from fractions import Fraction

from rights.calculators.arithmetic import number, up
from rights.calculators.parameters import Value
from rights.calculators.payslip_findings import BROKEN, FINE, TO_ASK, Unknown, Verdict
from rights.calculators.payslip_slip import DEDUCTIONS, Slip, more_than_rounding
from rights.calculators.results import Sheet
from rights.calculators.texts import text

CONTRIBUTIONS = ("health_taken", "jht_taken", "jp_taken", "jkk_taken", "jkm_taken", "jkp_taken")
DECEMBER = 12
HIGHEST_RISK = 5


def _over(sheet: Sheet, taken: Fraction, due: Fraction, *rules: Value) -> Verdict:
    """More was taken than the law lets."""
    verdict = more_than_rounding(sheet, taken - due)
    if verdict.is_broken:
        sheet.show_amount(text("slip_taken_too_much"), up(taken - due), number(taken) - number(due), *rules, note=text("rounded_up"))
    return verdict


def health(slip: Slip, sheet: Sheet) -> Verdict | None:
    """The base may be raised to the minimum wage and there may be more family; only what is known of both convicts."""
    taken = slip.money("health_taken")
    wage = slip.steady()
    given = slip.given("region", "extra_family")
    result = slip.computed("bpjs", date=slip.day, wage=wage, risk_class=1, **given)
    sheet.steps.extend(step for step in result.steps if step.label.code in ("bpjs_health_base", "bpjs_health_worker", "bpjs_health_family"))
    verdict = _over(sheet, taken, Fraction(result.outputs["worker"]["kesehatan"]), sheet.value("bpjs.health.worker"))
    if verdict.is_broken:
        slip.need("region", "extra_family")
        if "minimum_wage_not_in_table" in result.warnings:
            raise Unknown(reason=text("minimum_wage_not_in_table"))
    return verdict


def old_age(slip: Slip, sheet: Sheet) -> Verdict | None:
    return _contribution(slip, sheet, "jht", sheet.value("bpjs.jht.worker"))


def pension(slip: Slip, sheet: Sheet) -> Verdict | None:
    return _contribution(slip, sheet, "jp", sheet.value("bpjs.jp.worker"))


def _contribution(slip: Slip, sheet: Sheet, name: str, rate: Value) -> Verdict:
    taken, wage = slip.money(f"{name}_taken"), slip.steady()
    result = slip.computed("bpjs", date=slip.day, wage=wage, risk_class=1)
    due = result.outputs["worker"][name]
    if due is None:
        raise Unknown(reason=text("jp_ceiling_unknown"))
    sheet.steps.extend(step for step in result.steps if step.label.code == f"bpjs_{name}_worker")
    return _over(sheet, taken, Fraction(due), rate)


def reported_wage(slip: Slip, sheet: Sheet) -> Verdict | None:
    """Less taken for old-age savings than the wage asks: a lower wage was reported, and the employer pays too little as well."""
    taken, wage = slip.money("jht_taken"), slip.least_steady()
    if not taken:
        return None
    worker, employer = sheet.value("bpjs.jht.worker"), sheet.value("bpjs.jht.employer")
    truth = sheet.value("bpjs.reported_share")
    reported = number(taken) / number(worker.number)
    sheet.show(text("slip_reported_wage"), reported, worker, truth)
    if not more_than_rounding(sheet, wage * worker.number - taken).is_broken:
        return FINE
    gap = number(employer.number) * (number(wage) - reported)
    sheet.show_amount(text("slip_employer_share_missing"), up(gap.value), gap, employer, truth, note=text("rounded_up"))
    return Verdict(True, gap.value)


def employer_share(name: str) -> Callable[[Slip, Sheet], Verdict | None]:
    """Contributions of which the worker's share is nothing."""

    def check(slip: Slip, sheet: Sheet) -> Verdict | None:
        taken, share = slip.money(f"{name}_taken"), sheet.value(f"bpjs.{name}.worker")
        sheet.show(text("slip_worker_share"), number(share.number), share)
        return _over(sheet, taken, share.number, share) if taken else FINE

    return check


def paid_in(slip: Slip, sheet: Sheet) -> Verdict | None:
    if slip.flag("is_paid_in"):
        return _passed(sheet, sheet.value("bpjs.paid_in_share"))
    rule = sheet.value("bpjs.paid_in_share")
    taken = sum((slip.money(name) for name in CONTRIBUTIONS if slip.has(name)), Fraction(0))
    sheet.show_amount(text("slip_contributions_taken"), up(taken), number(taken), rule)
    return Verdict(True, taken or None)


def membership(name: str) -> Callable[[Slip, Sheet], Verdict | None]:
    def check(slip: Slip, sheet: Sheet) -> Verdict | None:
        is_member = slip.flag(name)
        _passed(sheet, sheet.value("bpjs.registration"))
        return FINE if is_member else BROKEN

    return check


def _passed(sheet: Sheet, rule: Value) -> Verdict:
    """A rule without a figure of its own still names its law."""
    sheet.measure(text("slip_rule"), rule.number, "times", rule)
    return FINE


def income_tax(slip: Slip, sheet: Sheet) -> Verdict | None:
    """Against the highest tax that could be right: the premiums of the employer belong to the gross, and are not on every slip."""
    taken = slip.money("pph21_taken")
    slip.need("gross", "ptkp")
    if slip.day.month == DECEMBER:
        raise Unknown(reason=text("pph21_december"))
    gross = slip.money("gross")
    premiums = slip.computed("bpjs", date=slip.day, wage=gross, risk_class=HIGHEST_RISK).outputs["employer"]
    highest = gross + premiums["kesehatan"] + premiums["jkk"] + premiums["jkm"]
    result = slip.computed("pph21_ter", gross=highest, ptkp=slip.choice("ptkp"), date=slip.day)
    lines = [step for step in result.steps if step.label.code == "pph21_tax"]
    line = max(lines, key=lambda step: step.amount_idr)
    sheet.steps.append(line)
    categories = sheet.value("pph21.categories")
    return _over(sheet, taken, Fraction(line.amount_idr), categories)


def absence(slip: Slip, sheet: Sheet) -> Verdict | None:
    """No formula in law: the highest that any usual one gives is let pass."""
    taken, days = slip.money("absence_taken"), slip.halves("days_absent")
    if not taken:
        return None
    rule, wage = sheet.value("slip.absent_days"), slip.steady()
    six = slip.has("week") and slip.choice("week") == 6
    divisor = sheet.value("leave.cash_days_six" if six else "leave.cash_days_five")
    by = divisor.number
    if slip.has("working_days_in_month"):
        by = min(by, Fraction(slip.count("working_days_in_month")))
    most = number(days) * number(wage) / number(by)
    sheet.show(text("slip_absence_most"), most, rule, divisor)
    return _over(sheet, taken, most.value, rule, divisor)


def paid_absence(slip: Slip, sheet: Sheet) -> Verdict | None:
    """Absence that the law has paid."""
    return _nothing_may_be_taken(slip, sheet, "paid_absence_taken", "slip.paid_absence_share")


def safety_gear(slip: Slip, sheet: Sheet) -> Verdict | None:
    return _nothing_may_be_taken(slip, sheet, "safety_gear_taken", "slip.safety_gear_share")


def _nothing_may_be_taken(slip: Slip, sheet: Sheet, name: str, parameter: str) -> Verdict | None:
    taken, rule = slip.money(name), sheet.value(parameter)
    sheet.show(text("slip_taken"), number(taken), rule)
    return Verdict(True, taken) if taken else FINE


def fine(slip: Slip, sheet: Sheet) -> Verdict | None:
    return _with_a_basis(slip, sheet, "fine_taken", "fine_in_rules", "slip.fine_rule")


def other(slip: Slip, sheet: Sheet) -> Verdict | None:
    return _with_a_basis(slip, sheet, "other_taken", "other_agreed", "slip.deduction_agreement")


def _with_a_basis(slip: Slip, sheet: Sheet, name: str, basis: str, parameter: str) -> Verdict | None:
    """Right where it was agreed, wrong where it was not; where nobody knows, the employer has to show it."""
    taken, rule = slip.money(name), sheet.value(parameter)
    if not taken:
        return None
    sheet.show(text("slip_taken"), number(taken), rule)
    if not slip.has(basis):
        return TO_ASK
    return FINE if slip.flag(basis) else Verdict(True, taken)


def half(slip: Slip, sheet: Sheet) -> Verdict | None:
    """All deductions against the pay. Known ones alone may already be too many; fewer prove nothing while others are unknown."""
    cap, pay = sheet.value("late_wage.deductions_cap"), _gross(slip)
    total = slip.taken()
    is_whole = slip.has(*DEDUCTIONS)
    if slip.has("gross", "take_home"):
        total, is_whole = max(total, slip.money("gross") - slip.money("take_home")), True
    sheet.show(text("slip_deductions"), number(total), cap)
    most = number(cap.number) * number(pay)
    sheet.show(text("slip_deductions_most"), most, cap)
    if total > most.value:
        gap = number(total) - most
        sheet.show_amount(text("slip_taken_too_much"), up(gap.value), gap, cap, note=text("rounded_up"))
        return Verdict(True, gap.value)
    if not is_whole:
        raise Unknown("take_home")
    return FINE


def _gross(slip: Slip) -> Fraction:
    if slip.has("gross"):
        return slip.money("gross")
    parts = ("basic", "fixed_allowance", "nonfixed_allowance", "overtime_paid")
    if not slip.has(*parts):
        raise Unknown("gross")
    return sum((slip.money(part) for part in parts), slip.money("thr_paid") if slip.has("thr_paid") else Fraction(0))


def sums(slip: Slip, sheet: Sheet) -> Verdict | None:
    """Gross less deductions is what is paid out. A rest without a name is to be asked while a deduction may have been left out here."""
    gross, home = slip.money("gross"), slip.money("take_home")
    rule = sheet.value("slip.proof")
    rest = number(gross) - number(home) - number(slip.taken())
    sheet.show_amount(text("slip_unnamed"), up(rest.value), rest, rule, note=text("rounded_up"))
    verdict = more_than_rounding(sheet, rest.value)
    return verdict if not verdict.is_broken or slip.has(*DEDUCTIONS) else TO_ASK


def received(slip: Slip, sheet: Sheet) -> Verdict | None:
    home, got, rule = slip.money("take_home"), slip.money("received"), sheet.value("slip.paid_in_full")
    sheet.show(text("slip_received"), number(got), rule)
    verdict = more_than_rounding(sheet, home - got)
    if verdict.is_broken:
        sheet.show_amount(text("slip_gap"), up(home - got), number(home) - number(got), rule, note=text("rounded_up"))
    return verdict


def proof(slip: Slip, sheet: Sheet) -> Verdict | None:
    is_given = slip.flag("slip_given")
    _passed(sheet, sheet.value("slip.proof"))
    return FINE if is_given else BROKEN
