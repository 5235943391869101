"""Ticking by code: scanned where the browser can, else typed; any camera that opens the address comes here too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import Attendance, Membership, Workshop
from ...pages import onward
from ...visitor import Visitor
from ..errors import WorkshopRefused
from ..moments import hours
from ..passes import LENGTH, typed_code, who_has
from ..people import classmates
from ..rules import Mark
from ..services.attendance import tick_present
from ..words import mark_words
from .pages import show, workshop_page

# This page alone may ask for the camera; the policy of the site forbids it everywhere else.
CAMERA_POLICY = "camera=(self), geolocation=(), microphone=(), payment=()"


@workshop_page("GET", "POST", for_planners=True)
def scan(request: HttpRequest, visitor: Visitor, workshop: Workshop) -> HttpResponse:
    code = typed_code((request.POST if request.method == "POST" else request.GET).get("kode", "")[:300])
    people = classmates(workshop)
    found = who_has(code, workshop, people)
    error = refusal = ""
    if request.method == "POST":
        if found is None:
            error = _("Nobody of this class has this code at this workshop. It has %(count)d letters and figures.") % {"count": LENGTH}
        else:
            try:
                is_new = tick_present(workshop=workshop, membership=found, by=visitor.user, now=timezone.now())
                return onward("scan", workshop.public_id, hadir=found.pk, lagi="" if is_new else "1")
            except WorkshopRefused as refused:
                refusal = str(refused)
    context = {"code": request.POST.get("kode", "")[:20] or code, "found": found if request.method != "POST" else None, "error": error}
    context |= {"refusal": refusal, "last": _last(request, workshop, people), "hours": hours(workshop)}
    context["again"] = "lagi" in request.GET
    response = show(request, visitor, "scan", workshop=workshop, **context)
    response.headers["Permissions-Policy"] = CAMERA_POLICY
    return response


def _last(request: HttpRequest, workshop: Workshop, people: list[Membership]) -> tuple[str, str] | None:
    """Name and mark of whoever was ticked just now."""
    last = next((one for one in people if str(one.pk) == request.GET.get("hadir")), None)
    if last is None or request.method == "POST":
        return None
    row = Attendance.objects.filter(workshop=workshop, membership=last).first()
    return (last.user.display_name, mark_words(Mark(row.presence, row.minutes), workshop.total_minutes)) if row else None
