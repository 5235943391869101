"""The check of an offer at a dismissal. What was typed lives as long as the request; see `rights.views.answering`."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rights.aid import aid_offices
from rights.calculators.offer import OfferCheck, check_offer
from rights.checks.filling import fill_check
from rights.checks.offer_form import OFFER
from rights.checks.words import candidate_words, leading_words, lines_words, offer_headline
from rights.current import current_law
from rights.evidence.asking import evidence_offer
from rights.evidence.claims import offer_claim
from rights.forms import Filled, offer
from rights.law_words import law_words, money_words, tenure_words, text_words
from rights.sentences import warning_sentence
from rights.views.answering import CHANGE, SITE, form_page, takes_answers


@takes_answers
def offered(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    if request.method != "POST":
        return form_page(request, offer(OFFER, today=today))
    law = current_law()
    filled, given, check = fill_check(OFFER, request.POST, lambda answers: check_offer(answers, law=law, today=today), today=today)
    if check is None or CHANGE in request.POST:
        return form_page(request, filled)
    return render(request, "rights/offer_result.html", _context(filled, given, check))


def _context(filled: Filled, given: dict[str, Any], check: OfferCheck) -> dict[str, Any]:
    candidates = list(candidate_words(check))
    return {
        **SITE,
        "filled": filled,
        "form": filled.form,
        "check": check,
        "headline": offer_headline(check),
        "offered": money_words(check.offered),
        "wage_month": money_words(check.wage_month),
        "tenure": tenure_words(check.tenure),
        "candidates": candidates,
        "leading": leading_words(check),
        "below": _words_of(check, candidates, check.below),
        "above": _words_of(check, candidates, check.above),
        "implied": lines_words(check.implied),
        "signing": [(text_words(each.text), law_words(each.reference)) for each in check.signing],
        "warnings": [warning_sentence(code) for code in sorted(check.warnings)],
        "notes": [text_words(note) for note in check.notes],
        "offices": aid_offices(filled.region),
        "evidence": evidence_offer("offer", given, offer_claim(check, given)),
    }


def _words_of(check: OfferCheck, words: list[Any], candidate: Any) -> Any:
    return None if candidate is None else words[check.candidates.index(candidate)]
