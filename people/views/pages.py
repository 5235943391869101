"""What all pages of this room share: headers, the way onward, the words of a refusal."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from math import ceil

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from ..sign_in import Answer

View = Callable[..., HttpResponse]


def door_page(view: View) -> View:
    """Never stored, never indexed, no secret in an error report."""

    @sensitive_post_parameters()
    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return wrapped


def show(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    """The page; 429 while the door is shut, so that machines understand it too."""
    refusal = context.get("refusal")
    status = 429 if isinstance(refusal, dict) and refusal["shut"] else 200
    nav = "account" if request.user.is_authenticated else "guest"
    return render(request, f"people/{template}.html", {"nav": nav, **context}, status=status)


class SeeOther(HttpResponseRedirect):
    """After a POST: fetch the next page by GET."""

    status_code = 303


def asked_next(request: HttpRequest) -> str:
    """The page the person wanted, if it is one of ours; else nothing."""
    url = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return url if is_ours else ""


def onward(request: HttpRequest, next_url: str = "") -> HttpResponse:
    return SeeOther(next_url or asked_next(request) or resolve_url(settings.LOGIN_REDIRECT_URL))


def refusal(title: str, answer: Answer, hint: str = "") -> dict[str, object]:
    """Words for a wrong try. They are the same whether the person exists or not."""
    if answer.shut_until:
        return {"title": _("Too many tries."), "text": _rest(answer.shut_until, timezone.now()), "shut": True}
    left = ngettext(
        "You can still try %(count)s time before a rest of %(minutes)s minutes.",
        "You can still try %(count)s times before a rest of %(minutes)s minutes.",
        answer.tries_left,
    ) % {"count": answer.tries_left, "minutes": answer.pause_minutes}
    return {"title": title, "text": f"{hint} {left}".strip(), "shut": False}


def _rest(shut_until: datetime, now: datetime) -> str:
    minutes = max(1, ceil((shut_until - now).total_seconds() / 60))
    if minutes <= 90:
        text = ngettext("Rest first. Try again in %(count)s minute.", "Rest first. Try again in %(count)s minutes.", minutes)
        return text % {"count": minutes}
    hours = ceil(minutes / 60)
    text = ngettext("Rest first. Try again in about %(count)s hour.", "Rest first. Try again in about %(count)s hours.", hours)
    return text % {"count": hours}
