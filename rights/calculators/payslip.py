"""Check of a payslip: what stands on it against what the law says, each breach with its law and its gap in rupiah.

A check needs the answers that it is about. Where one of them is missing it is not made, and the result says so; nothing is taken for zero.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rights.calculators import payslip_pay as pay
from rights.calculators import payslip_taken as taken
from rights.calculators.parameters import Law, NoValueInForce
from rights.calculators.payslip_findings import Finding, Passed, SlipCheck, Unchecked, Unknown, Verdict, by_gap
from rights.calculators.payslip_slip import FIELDS, Slip, read_slip
from rights.calculators.registry import law as bundled_law
from rights.calculators.results import Sheet
from rights.calculators.texts import text

__all__ = ["CHECKS", "FIELDS", "check_payslip"]

Check = Callable[[Slip, Sheet], Verdict | None]

# In the order in which a slip is read. None of a check: it does not concern this slip.
CHECKS: Mapping[str, Check] = {
    "proof_missing": taken.proof,
    "below_minimum_wage": pay.minimum_wage,
    "basic_share_low": pay.basic_share,
    "overtime_short": pay.overtime_pay,
    "overtime_over_cap": pay.overtime_cap,
    "wage_late": pay.late_wage,
    "received_less": taken.received,
    "sums_differ": taken.sums,
    "deductions_over_half": taken.half,
    "health_over": taken.health,
    "jht_over": taken.old_age,
    "jp_over": taken.pension,
    "wage_reported_low": taken.reported_wage,
    "jkk_taken": taken.employer_share("jkk"),
    "jkm_taken": taken.employer_share("jkm"),
    "jkp_taken": taken.employer_share("jkp"),
    "not_paid_in": taken.paid_in,
    "not_in_health": taken.membership("is_health_member"),
    "not_in_employment": taken.membership("is_employment_member"),
    "pph21_over": taken.income_tax,
    "thr_short": pay.thr_amount,
    "thr_late": pay.thr_day,
    "absence_over": taken.absence,
    "paid_absence_taken": taken.paid_absence,
    "sick_pay_short": pay.sick_pay,
    "fine_without_rule": taken.fine,
    "deduction_without_agreement": taken.other,
    "safety_gear_taken": taken.safety_gear,
    "compensation_in_wage": pay.compensation,
}


def check_payslip(given: Any, *, law: Law | None = None, today: date | None = None) -> SlipCheck:
    """`given` maps field names to plain values; what is not known is left out. Raises InputRefused, which names the field."""
    law = law or bundled_law()
    slip = read_slip(given, law, today)
    found: dict[type, list[Any]] = {Finding: [], Passed: [], Unchecked: []}
    for code in CHECKS:
        outcome = _outcome(code, slip)
        if outcome is not None:
            found[type(outcome)].append(outcome)
    if slip.day > law.known_through.day:
        slip.warnings.add("law_may_have_changed")
    return SlipCheck(
        day=slip.day,
        findings=tuple(sorted(found[Finding], key=by_gap)),
        passed=tuple(found[Passed]),
        unchecked=tuple(found[Unchecked]),
        warnings=frozenset(slip.warnings),
        notes=_notes(slip),
    )


def _outcome(code: str, slip: Slip) -> Finding | Passed | Unchecked | None:
    sheet = Sheet(slip.law, slip.day)
    try:
        verdict = CHECKS[code](slip, sheet)
    except Unknown as unknown:
        return Unchecked(code, unknown.fields, unknown.reason)
    except NoValueInForce as silent:
        return Unchecked(code, (), text("no_rule_on_day", day=silent.day.isoformat()))
    finally:
        slip.warnings |= sheet.warnings
    if verdict is None:
        return None
    if not verdict.is_broken:
        return Passed(code, tuple(sheet.steps))
    return Finding(code, tuple(sheet.steps), verdict.gap, verdict.is_certain)


def _notes(slip: Slip) -> tuple:
    notes = [text("slip_last_day", day=slip.day.isoformat()), text("slip_rounding"), text("slip_gaps_overlap")]
    if any(not slip.has(name) for name in ("fixed_allowance", "nonfixed_allowance")):
        notes.append(text("slip_unknown_allowance"))
    return tuple(notes)
