"""What to gather, by the kind of claim. Lawful ways only: what is yours, what you saw, what was sent to you."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ALWAYS: tuple[str | Promise, ...] = (
    _("Work contract, letter of appointment, or at least the work card and messages that show where you work"),
    _("Company rules or the PKB, the page about this matter"),
    _("Bank notes of the months concerned, or a list of cash received, with dates"),
    _("Names of two colleagues who saw it and are ready to say so"),
)
BY_TOPIC: dict[str, tuple[str | Promise, ...]] = {
    "overtime": (
        _("Orders for overtime: letters, forms, messages in the group"),
        _("Times of coming and going: attendance machine, photos of the clock, your own diary with day and hour"),
        _("Payslips of the months concerned"),
        _("Shift list of the team"),
    ),
    "wages": (
        _("Payslips of at least three months"),
        _("The governor's decree on the minimum wage of that year"),
        _("Proof of the agreed pay day and of the day on which the money came"),
    ),
    "thr": (
        _("Payslip or bank note of the THR, with its date"),
        _("Proof of the first day of work"),
        _("Company announcement about THR"),
    ),
    "contract": (
        _("Every PKWT with its extensions, from the first one on"),
        _("Letter that the contract ends or is not extended"),
        _("Last payslip"),
    ),
    "dismissal": (
        _("Letter of dismissal, with the envelope or message that shows when it came"),
        _("Warning letters, if there were any"),
        _("What you were asked to sign: take a photo before you answer"),
        _("Proof of the first day of work and of the last wage"),
        _("If losses are the reason: ask for the audited accounts"),
    ),
    "leave": (
        _("Doctor's or midwife's notes, originals with you"),
        _("Requests for leave and the answers to them"),
        _("Balance of leave"),
    ),
    "bpjs": (
        _("Screenshots of JMO and Mobile JKN: membership, reported wage, balance by month"),
        _("Payslips that show what was taken"),
    ),
    "slip": (
        _("The payslip itself, both sides, and those of the months before and after"),
        _("Screenshots of JMO and Mobile JKN: membership, reported wage, balance by month"),
        _("Attendance and overtime records of the month"),
        _("Papers on which you agreed to a deduction, or a note that there are none"),
    ),
}


def checklist(topic: str) -> tuple[str, ...]:
    return tuple(map(str, (*BY_TOPIC[topic], *ALWAYS)))
