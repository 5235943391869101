"""What all pages of workshops share: who stands before them, the clock of the city, the answer after a POST, the one line of news."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cms.views.errors import typed_text_page

from ...models import Workshop
from ...pages import SeeOther, View
from ...training_home import visitor_of
from ...visitor import Visitor
from ..moments import zone_of
from ..permissions import may_see_schedule, plans_class, sees_class, visible_workshops

NEWS = {
    "planned": _("Planned. Now give people their seats."),
    "changed": _("The change is saved."),
    "moved": _("Moved. Seats and the waiting list came along."),
    "cancelled": _("Cancelled. Everybody of the class sees the reason here."),
    "seated": _("Seats are given. Whoever found none is on the waiting list."),
    "seat": _("You have a seat."),
    "waiting": _("No seat is free. You are on the waiting list and move up by yourself."),
    "seat_for": _("The seat is given."),
    "waiting_for": _("No seat is free. The person is on the waiting list."),
    "given_up": _("The seat is free for somebody else."),
    "saved": _("Saved."),
    "held": _("The list is closed. From now on a change needs a reason."),
}


def training_page(*methods: str) -> Callable[[View], View]:
    """A page of somebody in the training; the view gets her as Visitor. Whoever is refused what she typed gets it back."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _sign_in_first(request)
            visitor = visitor_of(request.user, timezone.localdate())
            try:
                if not may_see_schedule(visitor):
                    raise PermissionDenied
                return view(request, visitor, *args, **kwargs)
            except (PermissionDenied, Http404) as refusal:
                if not _brings_words(request):
                    raise
                return typed_text_page(request, status=404 if isinstance(refusal, Http404) else 403, can_be_sent_again=False)

        return require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])(wrapped)

    return decorate


def workshop_page(*methods: str, for_planners: bool = False) -> Callable[[View], View]:
    """A page of one workshop: 404 for whom it is not there, 403 for who may only look at it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def found(request: HttpRequest, visitor: Visitor, public_id: uuid.UUID, **kwargs: Any) -> HttpResponse:
            workshop = get_object_or_404(visible_workshops(visitor), public_id=public_id)
            refuse_strangers(visitor, workshop, for_planners=for_planners)
            return view(request, visitor, workshop, **kwargs)

        return training_page(*methods)(found)

    return decorate


def refuse_strangers(visitor: Visitor, workshop: Workshop, *, for_planners: bool) -> None:
    if not sees_class(visitor, workshop.cohort):
        raise Http404
    if for_planners and not plans_class(visitor, workshop.cohort):
        raise PermissionDenied


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if _brings_words(request):
        return typed_text_page(request, status=403)
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else resolve_url("desk"))


def _brings_words(request: HttpRequest) -> bool:
    return request.method == "POST" and any(len(value.split()) > 1 for value in request.POST.values())


def show(
    request: HttpRequest, visitor: Visitor, template: str, *, workshop: Workshop | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """The page; about one workshop, in the colour and on the clock of its city."""
    news = NEWS.get(request.GET.get("kabar", ""), "") if request.method != "POST" else ""
    city_class = workshop.cohort.city.colour_class if workshop else visitor.city_class
    context = {"workshop": workshop, "city_class": city_class, "news": news, "nav": visitor.bar, "current": "training"} | context
    template = f"curriculum/workshops/{template}.html"
    if workshop is None:
        return render(request, template, context, status=status)
    with timezone.override(zone_of(workshop)):
        return render(request, template, context, status=status)


def onward(to: str, *args: Any, news: str = "", **query: Any) -> SeeOther:
    words = ({"kabar": news} if news else {}) | {name: value for name, value in query.items() if value}
    return SeeOther(resolve_url(f"curriculum:{to}", *args) + (f"?{urlencode(words)}" if words else ""))
