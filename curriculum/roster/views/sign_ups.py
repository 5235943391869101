"""Those who asked to take part: who waits, and one request with what can be decided about it."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.paging import page_of
from people.errors import PersonError

from ...models import SignUp, SignUpState
from ...pages import onward, show, training_page
from ...visitor import Visitor
from ...workshops.errors import WorkshopRefused
from .. import sign_ups as acts
from ..errors import SignUpDecided
from ..forms import AcceptForm, RefuseForm
from ..permissions import cities_decided, classes_filled, fills_something, gives_cards

CONFLICT = 409
NEWS = {
    "terima": _("Accepted. She is in the class now; print her card."),
    "tolak": _("Refused. Her name and number are deleted. Tell her, if you called her."),
    "lain": _("Somebody else has decided this meanwhile."),
}


@training_page("GET")
def sign_ups(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """No names here: they are opened one at a time."""
    found = _mine(visitor).filter(state=SignUpState.WAITING).select_related("city", "workshop__cohort__city")
    listing = page_of(request, found.order_by("received_on", "pk"))
    news = request.GET.get("kabar", "")
    prints_next = news == "terima" and gives_cards(visitor)
    return show(request, visitor, "roster/sign_ups", listing=listing, news=NEWS.get(news, ""), prints_next=prints_next)


@training_page("GET", "POST")
def sign_up(request: HttpRequest, visitor: Visitor, client_id: uuid.UUID) -> HttpResponse:
    found = _mine(visitor).filter(client_id=client_id).select_related("city", "workshop__cohort__city").first()
    if found is None:
        raise Http404
    if found.state != SignUpState.WAITING:
        return onward("sign_ups", news="lain")
    try:
        return {"accept": _accept, "refuse": _refuse}.get(request.POST.get("do", ""), _page)(request, visitor, found)
    except SignUpDecided:
        return onward("sign_ups", news="lain")


def _mine(visitor: Visitor):  # noqa: ANN202  QuerySet
    if not fills_something(visitor):
        raise PermissionDenied
    cities = cities_decided(visitor)
    return SignUp.objects.all() if cities is None else SignUp.objects.filter(city__in=cities)


def _page(request: HttpRequest, visitor: Visitor, found: SignUp, *, status: int = 200, **context: Any) -> HttpResponse:
    classes = [cohort for cohort in classes_filled(visitor) if cohort.city_id == found.city_id]
    asked = {"cohort": found.workshop.cohort.slug} if found.workshop else {}
    context = {"accept": AcceptForm(classes, initial=asked), "refuse": RefuseForm(), "classes": classes} | context
    opened = acts.open_sign_up(sign_up=found, by=visitor.user)
    return show(request, visitor, "roster/sign_up", sign_up=found, opened=opened, status=status, **context)


def _accept(request: HttpRequest, visitor: Visitor, found: SignUp) -> HttpResponse:
    form = AcceptForm([cohort for cohort in classes_filled(visitor) if cohort.city_id == found.city_id], request.POST)
    if not form.is_valid():
        return _page(request, visitor, found, accept=form, status=400)
    try:
        acts.accept(sign_up=found, cohort=form.chosen, batch=form.cleaned_data["batch"], by=visitor.user, now=timezone.now())
    except (PersonError, WorkshopRefused) as refusal:
        return _page(request, visitor, found, accept=form, refusal=refusal, status=CONFLICT)
    return onward("sign_ups", news="terima")


def _refuse(request: HttpRequest, visitor: Visitor, found: SignUp) -> HttpResponse:
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _page(request, visitor, found, refuse=form, status=400)
    acts.refuse(sign_up=found, reason=form.cleaned_data["reason"], by=visitor.user, now=timezone.now())
    return onward("sign_ups", news="tolak")
