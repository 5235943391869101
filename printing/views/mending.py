"""The editors' page of sheets that could not be made: what, why, and a button to try again. Works without script."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from cms.see_other import SeeOther
from printing import failures
from printing.models import PosterState
from printing.permissions import mends_sheets
from printing.refreshing import Refresh
from printing.services.retrying import try_again

BUTTON, ASKED = "apa", "lagi"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def failed_sheets(request: HttpRequest) -> HttpResponse:
    """All failed sheets, those of one thing under one button; `?lagi=` names the thing that was just asked for anew."""
    if not mends_sheets(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _try_again(request, request.POST.get(BUTTON, ""))
    key = request.GET.get(ASKED, "")
    asked = failures.standing_of(key)
    context = {
        "rows": failures.failures(),
        "asked": asked,
        "asked_key": key if asked else "",
        "refresh": Refresh.of(request) if asked == PosterState.BEING_MADE else None,
    }
    return render(request, "printing/failed_sheets.html", {"nav": "editor", "current": "editing", **context})


def _try_again(request: HttpRequest, key: str) -> HttpResponse:
    """Http404 for a button that the page does not have; a thing that is gone by now is simply not in the list any more."""
    rows = failures.rows_of(key)
    if rows is None:
        raise Http404
    try_again(rows=rows, by=request.user)
    return SeeOther(f"{reverse('printing:failed_sheets')}?{urlencode({ASKED: key})}")
