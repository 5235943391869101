"""Account cards of a class on paper. The sheet comes as the answer to the button and is stored nowhere."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.drawing import draw_at_once
from printing.layout import ContentError
from printing.layout.client import LayoutFailed

from ...models import Cohort
from ...pages import show, training_page
from ...visitor import Visitor
from .. import card_sheets
from ..errors import CardsPrintedMeanwhile, NobodyToPrintFor
from ..forms import CardSheetForm
from ..lists import NO_BATCH
from ..permissions import classes_given_cards, gives_cards

CONFLICT, BUSY = 409, 503


@training_page("GET", "POST")
def card_sheet(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """`?kelas=` and `?angkatan=` choose for whom; a POST makes the cards and answers with the sheets."""
    if not gives_cards(visitor):
        raise PermissionDenied
    classes = classes_given_cards(visitor)
    slug = request.GET.get("kelas", "")
    cohort = next((one for one in classes if one.slug == slug), None)
    if slug and cohort is None:
        raise Http404
    if cohort is None and len(classes) == 1:
        cohort = classes[0]
    if cohort is None:
        return show(request, visitor, "roster/card_classes", classes=classes)
    batch = _batch(cohort, request.GET.get("angkatan", ""))
    if request.method != "POST":
        return _page(request, visitor, cohort, batch)
    return _print(request, visitor, cohort, batch)


def _batch(cohort: Cohort, asked: str) -> str:
    known = {NO_BATCH, *(str(number) for number in cohort.batches.values_list("number", flat=True))}
    return asked if asked in known else ""


def _print(request: HttpRequest, visitor: Visitor, cohort: Cohort, batch: str) -> HttpResponse:
    form = CardSheetForm(request.POST)
    if not form.is_valid():
        return _page(request, visitor, cohort, batch, form=form, status=400)
    data, now = form.cleaned_data, timezone.now()
    try:
        cards = card_sheets.issue_cards(cohort=cohort, batch=batch, again=data["again"], seen=data["seen"], by=visitor.user, now=now)
    except CardsPrintedMeanwhile as meanwhile:
        return _page(request, visitor, cohort, batch, meanwhile=meanwhile, status=CONFLICT)
    except NobodyToPrintFor as nobody:
        return _page(request, visitor, cohort, batch, refusal=nobody, status=CONFLICT)
    content = card_sheets.sheet_of(cohort, cards, with_names=data["names"] == "list", by=visitor.user)
    try:
        drawn = draw_at_once(content, paper=data["paper"])
    except (ContentError, LayoutFailed):
        refusal = _("The cards are made, but the sheet could not be drawn just now. Print them once more in a minute.")
        return _page(request, visitor, cohort, batch, refusal=refusal, status=BUSY)
    response = HttpResponse(drawn.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="kartu-{data["paper"]}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _page(
    request: HttpRequest,
    visitor: Visitor,
    cohort: Cohort,
    batch: str,
    *,
    form: CardSheetForm | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    need = card_sheets.need_of(cohort, batch, visitor.today)
    chosen = {"seen": need.last_card, "names": "list", "paper": "a4"}
    if form is not None:  # an answer that cannot be read: what can be kept is kept
        chosen |= {name: form.data[name] for name in ("names", "paper") if form.data.get(name) in dict(form.fields[name].choices)}
    context |= {"need": need, "form": CardSheetForm(initial=chosen), "batches": list(cohort.batches.order_by("number")), "batch": batch}
    return show(request, visitor, "roster/card_sheet", cohort=cohort, status=status, **context)
