"""Taking part without being a member: the public form, without account, cookie or script, and what happens next.

It has no CSRF token, since that would set a cookie, and needs none: it acts in nobody's name. A signed line stands in its place, as for
readers' answers (docs/decisions/0005-discussion.md).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cms.discussion import limits, tokens
from people.caller import caller_address

from ...pages import SeeOther
from .. import sign_ups
from ..errors import SignUpRefused
from ..forms import JoinForm

SALT = "curriculum.join"
SENT_FROM_AN_ADDRESS = 10  # within an hour; a union hall has one network
WORKSHOPS_SHOWN = 12
TRAP = "url"  # a field that people do not see; programs that fill in everything fill it in too
TOO_MANY = 429


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    response = _take(request, now) if request.method == "POST" else _page(request, JoinForm(_workshops(now), initial=_asked(request)), now)
    response.headers["Cache-Control"] = "no-store"  # each form carries the number of its own request
    return response


@require_safe
def joined(request: HttpRequest) -> HttpResponse:
    return render(request, "curriculum/roster/joined.html", {"section": ""})


def _workshops(now: datetime) -> list[Any]:
    return list(sign_ups.open_workshops(now)[:WORKSHOPS_SHOWN])


def _asked(request: HttpRequest) -> dict[str, str]:
    """`?kota=` and `?lokakarya=` of a link elsewhere; whatever is unknown marks nothing."""
    return {"city": request.GET.get("kota", "")[:60], "workshop": request.GET.get("lokakarya", "")[:60]}


def _take(request: HttpRequest, now: datetime) -> HttpResponse:
    form, sent_token = JoinForm(_workshops(now), request.POST), request.POST.get("token", "")
    try:
        token = tokens.read(sent_token, 0, now, salt=SALT)
    except tokens.TokenRefused:
        refusal = _("This page was open for a long time. What you wrote is still here: send it once more.")
        return _page(request, form, now, refusal=refusal)
    if refusal := _machine_like(request, token):
        return _page(request, form, now, token=sent_token, refusal=refusal)
    if not form.is_valid():
        return _page(request, form, now, token=sent_token)
    if not limits.may_send("joining", caller_address(request), now, most=SENT_FROM_AN_ADDRESS):
        refusal = _("Many forms came from your network within this hour. Keep what you wrote and send it later.")
        return _page(request, form, now, refusal=refusal, status=TOO_MANY)
    try:
        sign_ups.submit(request=_request(form), client_id=token.client_id, now=now)
    except SignUpRefused as refusal:
        form.add_error("workshop", str(refusal))
        return _page(request, form, now, token=sent_token)
    return SeeOther(reverse("joined"))


def _machine_like(request: HttpRequest, token: tokens.FormToken) -> str:
    """The sentence for a form that a program seems to have filled in; a person whom it hits only has to press once more."""
    if request.POST.get(TRAP):
        return _("A field that must stay empty was filled in. It is empty again: send the form once more.")
    if token.is_too_quick:
        return _("That was quick. Look at what you wrote, then send it once more.")
    return ""


def _request(form: JoinForm) -> sign_ups.Request:
    data = form.cleaned_data
    names = ("city", "name", "phone", "workplace", "words", "sex", "sector")
    return sign_ups.Request(workshop=form.chosen, **{name: data[name] for name in names})


def _page(request: HttpRequest, form: JoinForm, now: datetime, *, token: str = "", status: int = 200, **context: Any) -> HttpResponse:
    context |= {"form": form, "token": token or tokens.issue(0, now, salt=SALT), "section": ""}
    return render(request, "curriculum/roster/join.html", context, status=status)
