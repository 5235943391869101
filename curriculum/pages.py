"""What all pages of the training share: who looks, the bar, the answer after a POST, a sheet that could not be drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.drawing import draw_at_once
from cms.see_other import SeeOther
from cms.views.errors import typed_text_page
from people.roles import Role
from printing.layout import Content, ContentError
from printing.layout.client import LayoutFailed

from .models import Cohort
from .training_home import visitor_of
from .visitor import Visitor

View = Callable[..., HttpResponse]
PAPERS = ("a4", "f4")


def posted(request: HttpRequest) -> QueryDict | None:
    """What was typed; None for a form that is only shown."""
    return request.POST if request.method == "POST" else None


def onward(to: str, *args: Any, news: str = "", **query: Any) -> SeeOther:
    """To the page of that URL name, with the key of the news that it tells."""
    words = ({"kabar": news} if news else {}) | {name: value for name, value in query.items() if value}
    return SeeOther(resolve_url(f"curriculum:{to}", *args) + (f"?{urlencode(words)}" if words else ""))


def is_anything(visitor: Visitor) -> bool:
    return bool(visitor.memberships)


def training_page(*methods: str, admits: Callable[[Visitor], bool] = is_anything) -> Callable[[View], View]:
    """A page of somebody who is something in the programme today; the view is given who she is and where. Whoever is refused what she
    typed gets it back: her session ended, her class was closed meanwhile."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _sign_in_first(request)
            visitor = visitor_of(request.user, timezone.localdate())
            try:
                if not admits(visitor):
                    raise PermissionDenied
                return view(request, visitor, *args, **kwargs)
            except (PermissionDenied, Http404) as refusal:
                if not _brings_words(request):
                    raise
                return typed_text_page(request, status=404 if isinstance(refusal, Http404) else 403, can_be_sent_again=False)

        return require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])(wrapped)

    return decorate


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if _brings_words(request):
        return typed_text_page(request, status=403)
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else resolve_url("desk"))


def _brings_words(request: HttpRequest) -> bool:
    return request.method == "POST" and any(len(value.split()) > 1 for value in request.POST.values())


def class_at(visitor: Visitor, slug: str, *roles: Role) -> Cohort:
    """The class of an address, in which she acts as one of these. Raises Http404 for a stranger to it, PermissionDenied for one of its own
    who has no right."""
    if visitor.oversees:
        return get_object_or_404(Cohort.objects.select_related("city"), slug=slug)
    found = next((cohort for cohort in visitor.cohorts() if cohort.slug == slug), None)
    if found is None:
        raise Http404
    if found not in visitor.cohorts(*roles):
        raise PermissionDenied
    return found


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
