"""The evidence pack: posted answers in, one PDF out. Nothing is stored, logged, or put into an address; see `rights.views.answering`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.drawing import draw_at_once
from printing.layout import ContentError
from printing.layout.client import LayoutFailed
from rights.calculators import InputRefused
from rights.current import current_law
from rights.evidence.asking import Asked, NotReadable, page_of, read_asked, shown_again
from rights.evidence.claims import claim_of
from rights.evidence.paper import pack
from rights.law_words import text_words
from rights.views.answering import SITE, takes_answers

FILE_NAME = "lembar-hitung.pdf"  # says nothing of what is in it
UNREADABLE, REFUSED, NOT_DRAWN, BUSY = 400, 422, 422, 503


@takes_answers
def evidence(request: HttpRequest) -> HttpResponse:
    return _answer(request) if request.method == "POST" else _page(request)


def _answer(request: HttpRequest) -> HttpResponse:
    try:
        asked = read_asked(request.POST)
    except NotReadable:
        return _page(request, words=_("This form was not complete. Compute once more, then ask for the sheet."), status=UNREADABLE)
    if asked.error:
        return _page(request, asked, words=asked.error, status=REFUSED)
    law, today = current_law(), timezone.localdate()
    try:
        claim = claim_of(asked.calculator, asked.given, law=law, today=today)
    except InputRefused as refused:
        return _page(request, words=text_words(refused.text), status=UNREADABLE)
    content = pack(claim, law, letter_on=asked.letter_on, today=today, path=page_of(asked.calculator))
    try:
        drawn = draw_at_once(content, paper=asked.paper)
    except ContentError:
        return _page(request, asked, words=_("Something on this sheet cannot be printed. Tell the editors."), status=NOT_DRAWN)
    except LayoutFailed:
        return _page(request, asked, words=_("Many sheets are being drawn just now. Try again in a minute."), status=BUSY)
    response = HttpResponse(drawn.pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def _page(request: HttpRequest, asked: Asked | None = None, *, words: str = "", status: int = 200) -> HttpResponse:
    """What stands in the way, with the form as it was sent; without answers, the way to the calculators."""
    context = {**SITE, "words": words, "evidence": shown_again(asked) if asked else None}
    return render(request, "rights/evidence.html", context, status=status)
