"""The desk, and account cards given out face to face."""

import segno
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from cms.addresses import absolute
from people.errors import PersonError
from people.roles import Role

from . import services
from .cards import by_place, may_give_cards, members_for, membership_for_card
from .desk import entries_for, roles_of
from .models import Cohort, Membership
from .permissions import may_close_cohorts
from .training_home import rows_for, visitor_of

READ_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
BUTTONS = {"closing": False, "close": True}  # whether it is final


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """One page of her own: go there. Several: choose. None: whom to ask."""
    entries = entries_for(request.user)
    if len(entries) == 1 and not entries[0].is_public:
        return redirect(entries[0].url)
    template = "curriculum/desk.html" if entries else "cms/desk_empty.html"
    return render(request, template, {"nav": "signed_in", "entries": entries})


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What she can do in the training today; whoever is nothing in it any more is told whom to ask."""
    visitor = visitor_of(request.user, timezone.localdate())
    if not visitor.memberships:
        return render(request, "cms/desk_empty.html", {"nav": "signed_in"})
    context = {"rows": rows_for(visitor), "classes": visitor.cohorts(), "city_class": visitor.city_class}
    return render(request, "curriculum/home.html", context | {"nav": visitor.bar, "current": "training"})


@login_required
@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    if not may_give_cards(request.user):
        raise PermissionDenied
    context = {"places": by_place(members_for(request.user)), "nav": _nav(request), "current": "training"}
    return render(request, "curriculum/cards.html", context)


@login_required
@READ_OR_POST
def card(request: HttpRequest, username: str) -> HttpResponse:
    """A POST makes the card and shows its code in the same answer: it is stored nowhere and can never be shown again."""
    membership, may_give = membership_for_card(request.user, username)
    if membership is None:
        raise Http404
    if not may_give:
        raise PermissionDenied
    if request.method != "POST":
        return _card_page(request, membership)
    try:
        issued = services.issue_card(membership=membership, issued_by=request.user)
    except PersonError as error:
        return _card_page(request, membership, refusal=str(error))
    address = absolute(reverse("people:card_code", args=[issued.code]))
    return _card_page(request, membership, card=issued.card, code=issued.code, qr=_qr(address))


@login_required
@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    """All classes, for those who may close one."""
    if not may_close_cohorts(request.user):
        raise PermissionDenied
    enrolled = Count("memberships", filter=Q(memberships__role=Role.TRAINEE))
    found = Cohort.objects.select_related("city").annotate(enrolled=enrolled).order_by("city__name", "name")
    return render(request, "curriculum/cohorts.html", {"cohorts": list(found), "nav": _own_bar(request), "current": "classes"})


@login_required
@READ_OR_POST
def cohort(request: HttpRequest, slug: str) -> HttpResponse:
    """What closing means, and the two buttons; a POST of neither changes nothing."""
    if not may_close_cohorts(request.user):
        raise PermissionDenied
    found = get_object_or_404(Cohort.objects.select_related("city"), slug=slug)
    wanted = request.POST.get("do", "")
    if request.method == "POST" and wanted in BUTTONS:
        services.close_cohort(cohort=found, final=BUTTONS[wanted], by=request.user)
        return redirect("curriculum:cohorts")
    context = {"cohort": found, "nav": _own_bar(request), "current": "classes", "city_class": found.city.colour_class}
    return render(request, "curriculum/cohort.html", context, status=400 if request.method == "POST" else 200)


def _card_page(request: HttpRequest, membership: Membership, **context: object) -> HttpResponse:
    city = membership.cohort.city if membership.cohort_id else membership.city
    context = {"person": membership.user, "place": membership.cohort or city, "nav": _nav(request), "current": "training", **context}
    return render(request, "curriculum/card.html", context | {"city_class": city.colour_class if city else ""})


def _qr(address: str) -> SafeString:
    """Black on white in any mode, for a phone's camera; drawn from our own address alone."""
    code = segno.make(address, micro=False, error="m")
    drawing = code.svg_inline(scale=5, border=4, dark="#111", light="#fff", svgclass=None, lineclass=None)
    return SafeString(drawing)


def _own_bar(request: HttpRequest) -> str:
    return visitor_of(request.user, timezone.localdate()).bar


def _nav(request: HttpRequest) -> str:
    return "mentor" if Role.MENTOR in roles_of(request.user) else "trainer"
