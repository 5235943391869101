"""The payslip check. What was typed lives as long as the request; see `rights.views.answering`."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rights.aid import aid_offices
from rights.calculators.payslip import check_payslip
from rights.calculators.payslip_findings import SlipCheck
from rights.checks.filling import fill_check
from rights.checks.slip_form import ASKED_AS, SLIP
from rights.checks.words import finding_words, slip_headline, unchecked_words
from rights.current import current_law
from rights.evidence.asking import evidence_offer
from rights.evidence.claims import slip_claim
from rights.forms import Filled, offer
from rights.law_words import text_words
from rights.sentences import warning_sentence
from rights.views.answering import CHANGE, SITE, form_page, takes_answers


@takes_answers
def payslip(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    if request.method != "POST":
        return form_page(request, offer(SLIP, today=today))
    law = current_law()
    filled, given, check = fill_check(
        SLIP, request.POST, lambda answers: check_payslip(answers, law=law, today=today), today=today, asked_as=ASKED_AS
    )
    if check is None or CHANGE in request.POST:
        return form_page(request, filled)
    return render(request, "rights/payslip_result.html", _context(filled, given, check))


def _context(filled: Filled, given: dict[str, Any], check: SlipCheck) -> dict[str, Any]:
    findings = [finding_words(finding) for finding in check.findings]
    return {
        **SITE,
        "filled": filled,
        "form": filled.form,
        "check": check,
        "headline": slip_headline(check),
        "certain": [finding for finding in findings if finding.is_certain],
        "to_ask": [finding for finding in findings if not finding.is_certain],
        "passed": [text_words(passed.title) for passed in check.passed],
        "unchecked": [unchecked_words(unchecked, filled.form) for unchecked in check.unchecked],
        "warnings": [warning_sentence(code) for code in sorted(check.warnings)],
        "notes": [text_words(note) for note in check.notes],
        "offices": aid_offices(filled.region),
        "evidence": evidence_offer("payslip", given, slip_claim(check)) if check.findings else None,
    }
