"""Calculators: the form, the result at the same address, and both small enough for a frame on other sites."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt

from rights.aid import aid_offices
from rights.current import current_law
from rights.evidence.asking import EvidenceOffer, evidence_offer
from rights.evidence.claims import result_claim
from rights.forms import BY_SLUG, CalculatorForm, Filled, fill, offer
from rights.ranges import compared
from rights.views.answering import CHANGE, SITE, form_page, takes_answers

PAGES, FRAMES = "", "embed_"


@takes_answers
def calculator(request: HttpRequest, slug: str) -> HttpResponse:
    return _calculator(request, slug, PAGES)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@takes_answers
def embedded(request: HttpRequest, slug: str) -> HttpResponse:
    """The same without the site around it. Only these addresses may stand in a frame."""
    return _calculator(request, slug, FRAMES)


def _calculator(request: HttpRequest, slug: str, shape: str) -> HttpResponse:
    form = BY_SLUG.get(slug)
    if form is None:
        raise Http404
    if request.method != "POST":
        return form_page(request, offer(form, today=timezone.localdate()), shape)
    return _answer(request, form, shape)


def _answer(request: HttpRequest, form: CalculatorForm, shape: str) -> HttpResponse:
    filled = fill(form, request.POST, law=current_law(), today=timezone.localdate())
    if CHANGE in request.POST:
        filled = Filled(form, filled.typed, filled.today)
    if filled.variants:
        return _result_page(request, filled, shape)
    return form_page(request, filled, shape)


def _result_page(request: HttpRequest, filled: Filled, shape: str) -> HttpResponse:
    context = {**SITE, "filled": filled, "form": filled.form, "result": compared(filled)}
    if shape == PAGES:
        context |= {"offices": aid_offices(filled.region), "evidence": _evidence(filled)}
    return render(request, f"rights/{shape}result.html", context)


def _evidence(filled: Filled) -> EvidenceOffer | None:
    """A sheet for talks is about one sum: with unknown answers there is none yet."""
    if len(filled.variants) != 1:
        return None
    variant = filled.variants[0]
    return evidence_offer(filled.form.calculator, variant.given, result_claim(variant.explanation, variant.given))
