"""What all pages of workshops share: who stands before them, and the one line of news."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from ... import pages
from ...models import Workshop
from ...pages import View, training_page
from ...visitor import Visitor
from ..permissions import may_see_schedule, plans_class, sees_class, visible_workshops

NEWS = {
    "planned": _("Planned. Now give people their seats."),
    "planned_late": _("Planned. It is over already: write down who was there."),
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


schedule_page = partial(training_page, admits=may_see_schedule)


def workshop_page(*methods: str, for_planners: bool = False) -> Callable[[View], View]:
    """A page of one workshop: 404 for whom it is not there, 403 for who may only look at it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def found(request: HttpRequest, visitor: Visitor, public_id: uuid.UUID, **kwargs: Any) -> HttpResponse:
            workshop = get_object_or_404(visible_workshops(visitor), public_id=public_id)
            refuse_strangers(visitor, workshop, for_planners=for_planners)
            return view(request, visitor, workshop, **kwargs)

        return schedule_page(*methods)(found)

    return decorate


def refuse_strangers(visitor: Visitor, workshop: Workshop, *, for_planners: bool) -> None:
    if not sees_class(visitor, workshop.cohort):
        raise Http404
    if for_planners and not plans_class(visitor, workshop.cohort):
        raise PermissionDenied


def show(
    request: HttpRequest, visitor: Visitor, template: str, *, workshop: Workshop | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """The page with its news; about one workshop, in the colour and on the clock of its city."""
    news = NEWS.get(request.GET.get("kabar", ""), "") if request.method != "POST" else ""
    frame = {"cohort": workshop.cohort} if workshop else {}
    return pages.show(request, visitor, f"workshops/{template}", status=status, **frame | {"workshop": workshop, "news": news} | context)
