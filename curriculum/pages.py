"""What all pages of the training share: who looks, the bar, the answer after a POST, a sheet that could not be drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.drawing import draw_at_once
from printing.layout import Content, ContentError
from printing.layout.client import LayoutFailed

from .models import Cohort
from .training_home import visitor_of
from .visitor import Visitor

View = Callable[..., HttpResponse]
PAPERS = ("a4", "f4")


class SeeOther(HttpResponseRedirect):
    """After a POST: fetch the next page by GET."""

    status_code = 303


def posted(request: HttpRequest) -> QueryDict | None:
    """What was typed; None for a form that is only shown."""
    return request.POST if request.method == "POST" else None


def onward(to: str, *args: Any) -> SeeOther:
    return SeeOther(resolve_url(f"curriculum:{to}", *args))


def training_page(*methods: str) -> Callable[[View], View]:
    """A page of somebody who is anything in the programme today; the view is given who she is and where."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            visitor = visitor_of(request.user, timezone.localdate())
            if not visitor.memberships:
                raise PermissionDenied
            return view(request, visitor, *args, **kwargs)

        return login_required(require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])(wrapped))

    return decorate


def show(
    request: HttpRequest, visitor: Visitor, template: str, *, cohort: Cohort | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """The page, in the colour and on the clock of its class."""
    city = cohort.city if cohort else None
    frame = {"nav": visitor.bar, "current": "training", "city_class": city.colour_class if city else visitor.city_class, "cohort": cohort}
    with timezone.override(ZoneInfo(city.time_zone) if city else None):
        return render(request, f"curriculum/{template}.html", frame | context, status=status)


def sheet(request: HttpRequest, visitor: Visitor, content: Content, *, name: str, back: str) -> HttpResponse:
    """The PDF on the paper that the address names (A4 where it names none), or a page that says why there is none."""
    paper = request.GET.get("kertas", "a4")
    paper = paper if paper in PAPERS else "a4"
    try:
        drawn = draw_at_once(content, paper=paper)
    except ContentError:
        words, status = _("Something on this sheet cannot be printed. Tell the editors."), 422
    except LayoutFailed:
        words, status = _("Many sheets are being drawn just now. Try again in a minute."), 503
    else:
        response = HttpResponse(drawn.pdf, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{name}-{paper}.pdf"'
        response["Cache-Control"] = "no-store"
        return response
    return show(request, visitor, "no_sheet", words=words, back=back, status=status)
