"""From what happened to the right page, in at most four steps. The path says which question is asked; what happened to her is posted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rights.forms import BY_CALCULATOR, calculator_address


@dataclass(frozen=True)
class Way:
    """A row that leads on: to a question, to a calculator, to severance with its situation decided, or to another page by its name.

    A situation is no link but a choice that is posted: an address stays in the history of a phone that others hold, and in logs.
    """

    words: Any
    hint: Any = ""
    question: str = ""
    calculator: str = ""
    situation: str = ""
    page: str = ""

    @property
    def url(self) -> str:
        if self.question:
            return reverse("rights:choose", args=[self.question])
        if self.situation:
            return calculator_address("severance")
        if self.calculator:
            return calculator_address(self.calculator)
        return reverse(f"rights:{self.page}")


@dataclass(frozen=True)
class Question:
    """`advice` comes first where something must not wait for an answer."""

    title: Any
    ways: tuple[Way, ...]
    advice: tuple[Any, ...] = ()
    advice_title: Any = ""

    @property
    def leading_on(self) -> list[Way]:
        return [way for way in self.ways if not way.situation]

    @property
    def situations(self) -> list[Way]:
        """What severance is told, by the form at `address` under the name `field`."""
        return [way for way in self.ways if way.situation]

    @property
    def address(self) -> str:
        return calculator_address("severance")

    @property
    def field(self) -> str:
        return BY_CALCULATOR["severance"].situation


@dataclass(frozen=True)
class Shelf:
    """A heading of the index with its rows."""

    title: Any
    ways: tuple[Way, ...]
    is_beside: bool = False


SHELVES = (
    Shelf(
        _("About wages"),
        (
            Way(_("My overtime is paid too low, or not at all"), _("Overtime of one day"), calculator="overtime"),
            Way(_("I want to add up the overtime of a month"), _("One row a day"), calculator="overtime_month"),
            Way(_("My wage seems to be under the rules"), _("Check against the minimum wage"), calculator="minimum_wage"),
            Way(_("Something was taken off my wage"), _("Contributions, tax, fines, absence"), question="dipotong"),
            Way(_("My wage came late"), _("Fine for late wages"), calculator="late_wage_fine"),
            Way(_("My THR is not clear"), _("Computation of THR"), calculator="thr"),
            Way(_("I want to check a payslip"), _("Line by line"), page="payslip"),
        ),
    ),
    Shelf(
        _("About hours and leave"),
        (
            Way(_("My working hours are too long"), _("Check of a week"), calculator="working_hours"),
            Way(_("I want leave, or I am ill or pregnant"), _("Annual leave, sickness, maternity"), question="cuti"),
        ),
    ),
    Shelf(
        _("About contract and dismissal"),
        (
            Way(_("My contract has ended"), _("Compensation of a contract (PKWT)"), question="kontrak-habis"),
            Way(_("I am dismissed or will be"), _("Severance, by reason"), question="phk"),
            Way(_("I am asked to sign a letter"), _("Read first: three things before you sign"), question="diminta-tanda-tangan"),
            Way(_("I am offered a sum of money"), _("Compare the offer with the rules"), page="offer"),
        ),
        is_beside=True,
    ),
    Shelf(
        _("About social security"),
        (
            Way(_("Is the BPJS deduction right?"), _("Computation of contributions"), calculator="bpjs"),
            Way(_("I lost my job"), _("Job loss benefit (JKP)"), calculator="jkp"),
        ),
        is_beside=True,
    ),
)
UNKNOWN_KIND = Way(_("I do not know what kind of contract I have"), question="jenis-kontrak")
QUESTIONS: Mapping[str, Question] = {
    "dipotong": Question(
        _("What was taken off?"),
        (
            Way(_("BPJS contributions"), _("Health, old age, pension"), calculator="bpjs"),
            Way(_("Income tax"), _("Tax of a month"), calculator="pph21_ter"),
            Way(_("Days on which I was absent, or a month that I did not work whole"), calculator="prorata_wage"),
            Way(_("A fine, damage, a debt, or something that I do not know"), _("Check the whole payslip"), page="payslip"),
        ),
    ),
    "cuti": Question(
        _("What kind of leave?"),
        (
            Way(_("Annual leave"), _("How many days"), calculator="annual_leave"),
            Way(_("Annual leave that I could not take"), _("Its worth in money when work ends"), calculator="leave_cash_out"),
            Way(_("I am sick for a long time"), _("Wage with a doctor's note"), calculator="sick_pay"),
            Way(_("Maternity"), _("Wage during the leave"), calculator="maternity_pay"),
            Way(_("Menstruation, wedding, death in the family and other days"), _("Short answers with the article"), page="questions"),
        ),
    ),
    "kontrak-habis": Question(
        _("What happened to your contract?"),
        (
            Way(_("It ran to its end"), calculator="pkwt_compensation"),
            Way(_("It was ended before its time"), calculator="pkwt_compensation"),
            Way(_("It will be prolonged"), _("Compensation is due before the extension too"), calculator="pkwt_compensation"),
            Way(_("It has run for more than five years, or was never written"), question="kontrak-lama"),
            UNKNOWN_KIND,
        ),
    ),
    "kontrak-lama": Question(
        _("Which sum do you want to see?"),
        (
            Way(_("As a fixed-term contract"), _("Compensation of a contract (PKWT)"), calculator="pkwt_compensation"),
            Way(_("As permanent work"), _("Severance, by reason"), calculator="severance"),
        ),
        advice_title=_("You may count as permanent"),
        advice=(
            _("A contract of more than five years, an oral one, or one that is not in Indonesian may count as permanent."),
            _("Then severance applies. Ask the union or legal aid before you sign anything."),
        ),
    ),
    "jenis-kontrak": Question(
        _("Is there a written last day in your contract?"),
        (
            Way(_("Yes, it has a last day"), _("Fixed-term contract (PKWT)"), calculator="pkwt_compensation"),
            Way(_("No, or I never got a letter"), _("Then you count as permanent (PKWTT)"), calculator="severance"),
        ),
    ),
    "phk": Question(
        _("Which contract do you have?"),
        (
            Way(_("Permanent (PKWTT)"), question="alasan-phk"),
            Way(_("Fixed-term (PKWT)"), _("Compensation of a contract, not severance"), calculator="pkwt_compensation"),
            UNKNOWN_KIND,
        ),
        advice_title=_("You got a letter of dismissal?"),
        advice=(
            _("Do not agree? Refuse it in writing, with reasons, within 7 working days (PP 35/2021 Pasal 39 ayat (1))."),
            _("Until the decision is final, work and wages go on."),
        ),
    ),
    "alasan-phk": Question(
        _("What does the company say is the reason?"),
        (
            Way(_("It is about the company"), _("Losses, efficiency, closing, another owner"), question="alasan-perusahaan"),
            Way(_("It is about my conduct"), _("Breach, absence, custody"), question="alasan-pekerja"),
            Way(_("I stop myself, or the employer did wrong"), question="berhenti-sendiri"),
            Way(_("Long illness or disability"), situation="prolonged_illness"),
            Way(_("Retirement"), situation="retirement"),
            Way(_("The worker died"), situation="death"),
            Way(_("No reason was given, or I do not know"), _("We compute each reason"), situation="tidak-tahu"),
            Way(_("I am on a fixed-term contract (PKWT)"), _("Compensation of a contract, not severance"), calculator="pkwt_compensation"),
        ),
    ),
    "alasan-perusahaan": Question(
        _("What happens to the company?"),
        (
            Way(_("Efficiency: the company makes losses"), situation="efficiency_loss"),
            Way(_("Efficiency: to prevent losses"), situation="efficiency_prevent_loss"),
            Way(_("Company closed because of losses"), situation="closed_loss"),
            Way(_("Company closed, not because of losses"), situation="closed_not_loss"),
            Way(_("Company bankrupt"), situation="bankrupt"),
            Way(_("Debt moratorium (PKPU), with losses"), situation="pkpu_loss"),
            Way(_("Debt moratorium (PKPU), without losses"), situation="pkpu_not_loss"),
            Way(_("Merger, consolidation or split of the company"), situation="merger"),
            Way(_("Company taken over by another owner"), situation="acquisition"),
            Way(_("Taken over, conditions changed, and I do not want to go on"), situation="acquisition_terms_changed_worker_refuses"),
            Way(_("Disaster or force majeure, company closed"), situation="force_majeure_closed"),
            Way(_("Disaster or force majeure, company not closed"), situation="force_majeure_not_closed"),
        ),
    ),
    "alasan-pekerja": Question(
        _("What are you told to have done?"),
        (
            Way(_("Breach of rules after warnings 1, 2 and 3"), situation="violation_after_warnings"),
            Way(_("Grave (urgent) breach"), situation="urgent_violation"),
            Way(_("Absent 5 working days or more, called twice"), situation="absent_5_days"),
            Way(_("In custody for 6 months, the company was harmed"), situation="detained_company_loss"),
            Way(_("In custody for 6 months, the company was not harmed"), situation="detained_no_company_loss"),
        ),
    ),
    "berhenti-sendiri": Question(
        _("Why do you stop?"),
        (
            Way(_("I resigned by myself"), situation="resignation"),
            Way(_("I asked for it because the employer did wrong, and the court agreed"), situation="employer_misconduct_proven"),
            Way(
                _("I asked for it because the employer did wrong, and the court did not agree"),
                situation="employer_misconduct_not_proven",
            ),
        ),
    ),
    "diminta-tanda-tangan": Question(
        _("Which letter is it?"),
        (
            Way(_("A letter of resignation"), _("What is lost by it: compare the reasons"), calculator="severance"),
            Way(_("An agreement about dismissal, with money"), _("Compare the offer with the rules"), page="offer"),
            Way(_("A letter of dismissal"), question="alasan-phk"),
            Way(_("A new contract, or its extension"), _("Compensation of the old one is due first"), calculator="pkwt_compensation"),
            Way(_("A warning, a settlement, an empty sheet or another letter"), _("Short answers with the article"), page="questions"),
        ),
        advice_title=_("Three things before you sign"),
        advice=(
            _("You need not sign today. Ask for a copy and take it home."),
            _("Photograph every page, also the back. Never sign an empty sheet."),
            _("Show it to the union or legal aid first. A letter that you signed is hard to take back."),
        ),
    ),
}
