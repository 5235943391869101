"""One workshop: what it is, who sits there, and what each may do about it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.cleaning import clean_line
from people.roles import Role

from ...models import NOT_COMING, Attendance, Membership, Presence, Seat, SeatState, Workshop, WorkshopStatus
from ...pages import onward
from ...visitor import Visitor
from ..errors import WorkshopRefused
from ..facts import presence_counts
from ..moments import hours
from ..passes import pass_code, pass_picture, spaced
from ..people import classmates
from ..permissions import enrolment_in, knows_people, plans_class
from ..services import seats as services
from .pages import show, workshop_page


@workshop_page("GET")
def workshop(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> HttpResponse:
    return workshop_view(request, visitor, workshop)


def workshop_view(request: HttpRequest, visitor: Visitor, workshop: Workshop, *, status: int = 200, refusal: str = "") -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {
        "hours": hours(workshop),
        "lessons": list(workshop.lessons.listed()),
        "moved_from": Workshop.objects.filter(moved_to=workshop).first(),
        "is_open": workshop.status == WorkshopStatus.PLANNED and now < workshop.ends_at,
        "may_plan": plans_class(visitor, workshop.cohort),
        "refusal": refusal,
        **_own(visitor, workshop),
        **_people(visitor, workshop),
    }
    return show(request, visitor, "workshop", workshop=workshop, status=status, **context)


def _own(visitor: Visitor, workshop: Workshop) -> dict[str, Any]:
    """A trainee's seat, her picture to be scanned, and what the list says of her."""
    membership = enrolment_in(visitor, workshop.cohort)
    if membership is None:
        return {}
    own = {"membership": membership, "seat": Seat.objects.filter(workshop=workshop, membership=membership).first()}
    if workshop.status == WorkshopStatus.PLANNED:
        own |= {"picture": pass_picture(workshop, membership), "code": spaced(pass_code(workshop, membership))}
    if workshop.status == WorkshopStatus.HELD:
        own |= {"attendance": Attendance.objects.filter(workshop=workshop, membership=membership).first()}
    return own


def _people(visitor: Visitor, workshop: Workshop) -> dict[str, Any]:
    """Seats with names for trainers and mentors, for others how many."""
    seats = list(workshop.seats.select_related("membership__user").order_by("asked_at", "pk"))
    wanted = ((SeatState.SEAT,), (SeatState.WAITING,), NOT_COMING)
    seated, waiting, not_coming = ([seat for seat in seats if seat.state in states] for states in wanted)
    for names in (seated, not_coming):  # the waiting list keeps its order
        names.sort(key=lambda seat: seat.membership.user.display_name.casefold())
    counts = {"seated_count": len(seated), "waiting_count": len(waiting), "free_count": max(workshop.capacity - len(seated), 0)}
    if not knows_people(visitor, workshop.cohort):
        return counts
    if workshop.status == WorkshopStatus.HELD:
        found = presence_counts([workshop.pk])[workshop.pk]
        counts["counts"] = [(label, found[value]) for value, label in Presence.choices if found[value]]
    return counts | {"seated": seated, "waiting": waiting, "not_coming": not_coming, "knows_people": True}


@workshop_page("POST")
def seats(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> HttpResponse:
    """Take a seat or give it up, for oneself; for whoever plans also everybody's at once, and one taken back."""
    try:
        news = _act(request, visitor, workshop)
    except WorkshopRefused as refused:
        return workshop_view(request, visitor, workshop, status=409, refusal=str(refused))
    return onward("workshop", workshop.public_id, news=news)


def _act(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> str:
    """The news of what was done. Raises PermissionDenied, WorkshopRefused."""
    facts = {"workshop": workshop, "by": visitor.user, "now": timezone.now()}
    match request.POST.get("act"):
        case "seat_all":
            services.seat_everybody(**facts)
            return "seated"
        case "seat_one":
            return str(services.take_seat(membership=_named(request, visitor, workshop), **facts).state) + "_for"
        case "take":
            return str(services.take_seat(membership=_membership(request, visitor, workshop), **facts).state)
        case "give_up":
            services.give_up_seat(membership=_membership(request, visitor, workshop), **facts)
            return "given_up"
    if enrolment_in(visitor, workshop.cohort) or plans_class(visitor, workshop.cohort):
        return ""
    raise PermissionDenied


def _named(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> Membership:
    """The trainee of the class whose name whoever plans has typed. Raises PermissionDenied, WorkshopRefused."""
    if not plans_class(visitor, workshop.cohort):
        raise PermissionDenied
    name = clean_line(request.POST.get("name", ""))[:80]
    same = [one for one in classmates(workshop) if one.user.display_name.casefold() == name.casefold()]
    if len(same) == 1:
        return same[0]
    if same:
        raise WorkshopRefused(
            _("Several people of this class are called “%(name)s”. Each can take her seat on her own page.") % {"name": name}
        )
    raise WorkshopRefused(
        _("“%(name)s” is no trainee of this class. Write the name as it stands in the list of trainees.") % {"name": name}
    )


def _membership(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> Membership:
    """Her own, or the one that whoever plans has named."""
    named = request.POST.get("who", "")
    if named and plans_class(visitor, workshop.cohort):
        trainees = Membership.objects.filter(role=Role.TRAINEE, cohort_id=workshop.cohort_id)
        return get_object_or_404(trainees, pk=int(named) if named.isascii() and named.isdigit() and len(named) < 18 else 0)
    own = enrolment_in(visitor, workshop.cohort)
    if own is None:
        raise PermissionDenied
    return own
