"""What the page of the payslip check asks. Nearly all of it may stay empty: empty is "I do not know", and zero is written as 0."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from rights.calculators.dates import MONTHS_PER_YEAR
from rights.calculators.payslip_slip import TAX_STATES
from rights.forms.description import CalculatorForm, FieldRefused, Values
from rights.forms.kinds import MISSING, UNKNOWN, Choice, Day, Duration, Group, Halves, Money, Unknown, Whole
from rights.forms.pay import DAILY, DAILY_WAGE, HOURLY, HOURLY_WAGE, MONTHLY, PIECE, REGION_NAMES, pay_type

DO_NOT_KNOW = _("I do not know")
MONTH_MISSING = _("Write the month as a number from 1 to 12.")
YEAR_MISSING = _("Write the year with four digits, for example 2026.")
YES, NO = "ya", "tidak"


def _money(name: str, label: Any, hint: Any = "") -> Money:
    return Money(name=name, label=label, hint=hint, is_optional=True)


def _yes_or_no(name: str, label: Any, hint: Any = "") -> Choice:
    options = ((YES, _("Yes")), (NO, _("No")))
    return Choice(name=name, label=label, hint=hint, options=options, unknown=DO_NOT_KNOW, initial=UNKNOWN, is_list=True)


def _choice(name: str, label: Any, options: tuple[tuple[Any, Any], ...], *, unknown: Any = DO_NOT_KNOW, is_list: bool = True) -> Choice:
    return Choice(name=name, label=label, options=options, unknown=unknown, initial=UNKNOWN, is_list=is_list)


def _group(title: Any, *fields: Any, key: str) -> Group:
    return Group(title=title, fields=fields, key=key)


def _when(title: Any, code: str, *fields: Any) -> Group:
    return Group(title=title, fields=fields, when=("pay_type", (code,)), key=code)


def slip_given(values: Values) -> dict[str, Any]:
    """The engine's inputs: what is not known is left out."""
    given = {name: value for name, value in values.items() if value is not MISSING and not isinstance(value, Unknown)}
    month, year = given.pop("slip_month"), given.pop("slip_year")
    if not 1 <= month <= MONTHS_PER_YEAR:
        raise FieldRefused("slip_month", MONTH_MISSING)
    if not 1000 <= year <= 9999:
        raise FieldRefused("slip_year", YEAR_MISSING)
    given["month"] = f"{year}-{month:02d}"
    for name, value in given.items():
        if value in (YES, NO):
            given[name] = value == YES
    return given


PARTS = (
    Whole(name="slip_month", label=_("Month of the slip"), hint=_("1 to 12."), missing=MONTH_MISSING),
    Whole(name="slip_year", label=_("Year of the slip"), missing=YEAR_MISSING),
    _choice("region", _("Where do you work?"), REGION_NAMES, unknown=_("Another region, or I do not know")),
    _choice("week", _("How many days a week do you usually work?"), ((5, _("5 days")), (6, _("6 days")))),
    pay_type(MONTHLY, DAILY, PIECE, HOURLY),
    _when(
        _("If paid by the month"),
        "monthly",
        _money("basic", _("Basic wage of a month"), _("The line “gaji pokok”.")),
        _money("fixed_allowance", _("Fixed allowances of a month"), _("Paid even when you are absent. None? Write 0.")),
        _money("nonfixed_allowance", _("Allowances that depend on attendance, in a month"), _("Meals, transport. None? Write 0.")),
    ),
    _when(
        _("If paid by the day"),
        "daily",
        replace(DAILY_WAGE, is_optional=True),
        Halves(name="days_paid", label=_("Days paid on this slip"), is_optional=True),
    ),
    _when(_("If paid by the piece"), "piece", _money("piece_total_12m", _("Sum of the last 12 months"))),
    _when(_("If paid by the hour"), "hourly_part_time", replace(HOURLY_WAGE, is_optional=True)),
    _group(
        _("Sums on the slip"),
        _money("gross", _("Gross: all income together")),
        _money("take_home", _("Paid out by the slip"), _("The line “diterima” or “take home pay”.")),
        _money("received", _("Really received, in cash or at the bank")),
        key="sums",
    ),
    _group(
        _("Overtime"),
        Duration(name="overtime_minutes", label=_("Overtime on working days, in the whole month"), is_optional=True),
        Whole(name="overtime_days", label=_("On how many working days?"), is_optional=True),
        Duration(name="rest_overtime_minutes", label=_("Work on rest days and holidays, in the whole month"), is_optional=True),
        _money("overtime_paid", _("Overtime pay on the slip"), _("None? Write 0.")),
        key="overtime",
    ),
    _group(
        _("Taken for BPJS"),
        _money("health_taken", _("BPJS Kesehatan (health)")),
        Whole(
            name="extra_family",
            label=_("Family members you added, beyond spouse and three children"),
            hint=_("None? Write 0."),
            is_optional=True,
        ),
        _money("jht_taken", _("JHT (old-age savings)")),
        _money("jp_taken", _("JP (pension)")),
        _money("jkk_taken", _("JKK (accidents at work)")),
        _money("jkm_taken", _("JKM (death)")),
        _money("jkp_taken", _("JKP (job loss)")),
        _yes_or_no("is_paid_in", _("Do the contributions arrive at BPJS?"), _("See the JMO and Mobile JKN apps.")),
        _yes_or_no("is_health_member", _("Are you a member of BPJS Kesehatan through work?")),
        _yes_or_no("is_employment_member", _("Are you a member of BPJS Ketenagakerjaan?")),
        key="bpjs",
    ),
    _group(
        _("Taken for tax"),
        _money("pph21_taken", _("Income tax (PPh 21)")),
        _choice("ptkp", _("Tax status"), tuple((state, state) for state in TAX_STATES)),
        key="tax",
    ),
    _group(
        _("Other deductions"),
        _money("fine_taken", _("Fines")),
        _yes_or_no("fine_in_rules", _("Does contract, company rules or PKB name the fine?")),
        _money("loan_taken", _("Instalments of a loan")),
        _money("safety_gear_taken", _("Protective equipment")),
        _money("absence_taken", _("For absence")),
        Halves(name="days_absent", label=_("Days absent without pay"), is_optional=True),
        Whole(name="working_days_in_month", label=_("Working days of this month"), is_optional=True),
        _money("paid_absence_taken", _("For sickness with a doctor's note, leave, or family days")),
        _money("other_taken", _("Anything else")),
        _yes_or_no("other_agreed", _("Did you agree to it in writing?")),
        key="deductions",
    ),
    _group(
        _("Late wage, long sickness"),
        Whole(name="days_late", label=_("Days late"), hint=_("The day after pay day is 1. In time? Write 0."), is_optional=True),
        Whole(name="sick_month", label=_("Sick for a long time: which month of it is this?"), is_optional=True),
        _money("sick_pay_paid", _("Wage paid for this month of sickness")),
        key="late",
    ),
    _group(
        _("Holiday allowance (THR)"),
        _money("thr_paid", _("THR that was paid"), _("Nothing although it was due? Write 0.")),
        Day(name="thr_holiday", label=_("Date of the holiday"), is_optional=True),
        Day(name="thr_paid_on", label=_("Date on which THR came"), is_optional=True),
        Day(name="start_date", label=_("First day of work"), is_optional=True),
        key="thr",
    ),
    _group(
        _("Contract and slip"),
        _yes_or_no("slip_given", _("Did the company give you a payslip?")),
        _choice("contract", _("Contract"), (("pkwtt", _("Permanent (PKWTT)")), ("pkwt", _("Fixed-term (PKWT)")))),
        _money("compensation_line", _("A line “kompensasi” in the monthly pay")),
        _yes_or_no("micro_or_small_business", _("Is it a micro or small business?")),
        key="contract",
    ),
)  # fmt: skip
SLIP = CalculatorForm(
    calculator="payslip",
    slug="slip",
    section=_("Wages"),
    question=_("Is my payslip right?"),
    intro=_("Empty means that you do not know; then nothing is judged from it. What there is none of is written as 0."),
    parts=PARTS,
    given=slip_given,
)
ASKED_AS = {"month": "slip_year"}  # a month that is a month can only be in the wrong year
