"""What a result says first: a sentence and its sum. By law at least, never "you will receive"."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.typesetting import NO_BREAK_SPACE
from rights.calculators import Result
from rights.law_words import money_words, number_words, quantity_words

TITLES = {
    "overtime": gettext_lazy("Overtime pay"),
    "overtime_month": gettext_lazy("Overtime of a month"),
    "working_hours": gettext_lazy("Working hours"),
    "minimum_wage": gettext_lazy("Minimum wage"),
    "late_wage_fine": gettext_lazy("Late wages"),
    "thr": gettext_lazy("Holiday allowance (THR)"),
    "pkwt_compensation": gettext_lazy("Compensation of a contract (PKWT)"),
    "severance": gettext_lazy("Severance"),
    "severance_tax": gettext_lazy("Tax on severance"),
    "annual_leave": gettext_lazy("Annual leave"),
    "leave_cash_out": gettext_lazy("Leave in money"),
    "sick_pay": gettext_lazy("Pay during sickness"),
    "maternity_pay": gettext_lazy("Pay during maternity leave"),
    "bpjs": gettext_lazy("BPJS contributions"),
    "jkp": gettext_lazy("Job loss benefit (JKP)"),
    "pph21_ter": gettext_lazy("Income tax of a month"),
    "prorata_wage": gettext_lazy("Wage of part of a month"),
}
LONGEST_BIG_SUM = 13  # Rp 41.207.971
# Calculators whose whole headline is one output: its key and the sentence above it.
SINGLE = {
    "overtime": ("overtime_pay", gettext_lazy("By law, your overtime is worth at least")),
    "overtime_month": ("overtime_pay", gettext_lazy("By law, your overtime of these days is worth at least")),
    "late_wage_fine": ("fine", gettext_lazy("By law, the fine on top of the late wage is at least")),
    "severance_tax": ("tax", gettext_lazy("By the rules, the tax on this severance is")),
    "leave_cash_out": ("amount", gettext_lazy("By usual practice, leave that was not taken is worth at least")),
    "sick_pay": ("total", gettext_lazy("By law, the wage during this sickness is at least")),
    "maternity_pay": ("total", gettext_lazy("By law, the wage during this leave is at least")),
    "pph21_ter": ("tax", gettext_lazy("By the rules, the tax of this month is")),
    "prorata_wage": ("pay", gettext_lazy("By usual practice, the wage of these days is at least")),
}


@dataclass(frozen=True, slots=True)
class Headline:
    """`sum` is empty where there is no single figure to be given; `amount_idr` is it as a number, where it is money."""

    words: str
    sum: str = ""
    amount_idr: int | None = None

    @property
    def wrapping(self) -> str:
        """The sum for big letters on a narrow screen: it may break before its number."""
        return self.sum.replace(NO_BREAK_SPACE, " ")

    @property
    def is_long(self) -> bool:
        """Too long for the biggest letters at 320 px."""
        return len(self.sum) > LONGEST_BIG_SUM


def headline_of(result: Result) -> Headline:
    special = SPECIAL.get(result.calculator)
    if special:
        return special(result.outputs)
    key, words = SINGLE[result.calculator]
    return _money(str(words), result.outputs[key])


def _money(words: str, amount: int) -> Headline:
    return Headline(words, money_words(amount), amount)


def _thr(outputs: Any) -> Headline:
    words = _("By law, your THR is at least") if outputs["eligible"] else _("By the regulation, no THR is due yet")
    return _money(words, outputs["thr"])


def _pkwt(outputs: Any) -> Headline:
    if not outputs["eligible"]:
        return _money(_("By the regulation, no compensation is due"), outputs["compensation"])
    return _money(_("By law, your compensation is at least"), outputs["compensation"])


def _severance(outputs: Any) -> Headline:
    if outputs["total"] is None:
        return Headline(_("The law of that time is disputed: two computations"))
    return _money(_("By law, your severance is at least"), outputs["total"])


def _minimum_wage(outputs: Any) -> Headline:
    if outputs["minimum_wage"] is None:
        return Headline(_("The minimum wage of that place and year is not known to us yet"))
    gap, span = next(
        (outputs[key], unit)
        for key, unit in (
            ("shortfall", "rupiah_per_month"),
            ("shortfall_per_day", "rupiah_per_day"),
            ("shortfall_per_hour", "rupiah_per_hour"),
        )
        if key in outputs
    )
    if not gap:
        return Headline(_("Your wage is not under the minimum wage"), quantity_words(outputs["minimum_wage"], "rupiah_per_month"))
    words = _("Distance to the minimum wage; small businesses have a rule of their own") if outputs["below"] is None else ""
    return Headline(words or _("By law, your wage is short by at least"), quantity_words(Fraction(gap), span), _whole(gap))


def _whole(amount: Fraction | int) -> int | None:
    return int(amount) if Fraction(amount).denominator == 1 else None


def _working_hours(outputs: Any) -> Headline:
    return Headline(_("By law, overtime of this week is at least"), minutes_words(outputs["overtime_minutes"]))


def minutes_words(minutes: int) -> str:
    return _("%(hours)s hours %(minutes)s minutes") % {"hours": minutes // 60, "minutes": minutes % 60}


def _annual_leave(outputs: Any) -> Headline:
    days = outputs["statutory_days"]
    if not days:
        return Headline(_("By law, annual leave begins after 12 months; company rules may give it earlier"), _working_days(days))
    return Headline(_("By law, your annual leave is at least"), _working_days(days))


def _working_days(days: Fraction | int) -> str:
    return _("%(days)s working days") % {"days": number_words(days)}


def _bpjs(outputs: Any) -> Headline:
    if outputs["worker_total"] is None:
        return Headline(_("The pension of that day is not known to us, so there is no sum"))
    return _money(_("By the rules, contributions out of your wage are"), outputs["worker_total"])


def _jkp(outputs: Any) -> Headline:
    if not outputs["eligible"]:
        return _money(_("By the regulation, there is no JKP after this end of work"), outputs["total"])
    return _money(_("By law, JKP for all months together is at least"), outputs["total"])


SPECIAL: dict[str, Callable[[Any], Headline]] = {
    "thr": _thr,
    "pkwt_compensation": _pkwt,
    "severance": _severance,
    "minimum_wage": _minimum_wage,
    "working_hours": _working_hours,
    "annual_leave": _annual_leave,
    "bpjs": _bpjs,
    "jkp": _jkp,
}
