"""What all pages of the steward's desk share: whose city it is, the answer after a POST, the one line of news."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cms.models import City
from cms.see_other import SeeOther
from cms.views.errors import typed_text_page
from curriculum.models import Membership
from curriculum.permissions import is_editor
from people.roles import Role

View = Callable[..., HttpResponse]

NEWS = {
    "workplace": _("The workplace is on your list."),
    "board": _("The notice board is on your list."),
    "renamed": _("The name is changed."),
    "closed": _("Closed. Its reports stay."),
    "opened": _("Open again."),
    "reported": _("Reported. Thank you for hanging it."),
    "changed": _("The report is changed."),
    "taken_back": _("The report is taken back. It counts no longer."),
    "down": _("Noted: the sheet is down."),
    "photo": _("The photo has arrived."),
    "photo_gone": _("The photo is deleted."),
    "answered": _("Your answer is saved. Thank you."),
    "partly": _("Saved. What somebody else had answered meanwhile stays as it was."),
    "edge": _("Remembered. This week's sheets are being made for your printer, about a minute."),
    "said": _("Saved. It is shown once the editors or a mentor have read it."),
}


TYPED_LABELS = {
    "copies": _("Copies"),
    "readers": _("Readers, about"),
    "name": _("Workplace"),
    "workplace-name": _("Workplace"),
    "place": _("Where does it hang?"),
    "board-place": _("Where does it hang?"),
    **{f"kata_{number}": _("What people said") for number in range(4)},
    **dict.fromkeys(("act", "answer", "bentuk", "board", "boards", "pertanyaan", "seen", "shown", "what")),
}


@dataclass(frozen=True)
class Desk:
    """Whose desk it is: the cities of the person, and the one that she looks at. An editor looks on and changes nothing."""

    cities: list[City]
    city: City
    may_act: bool

    @property
    def query(self) -> str:
        """To be put behind an address, so that the next page keeps the city; empty for a steward of one."""
        return f"?{urlencode({'kota': self.city.slug})}" if len(self.cities) > 1 else ""

    @property
    def today(self) -> date:
        return timezone.localdate(timezone=ZoneInfo(self.city.time_zone))

    def find(self, rows: QuerySet, in_city: str, **keys: Any) -> Any:
        """The row, if it belongs to one of the cities; `in_city` is the lookup that leads there. Raises Http404."""
        return get_object_or_404(rows, **{f"{in_city}__in": self.cities}, **keys)

    def at(self, city: City) -> Desk:
        return Desk(self.cities, city, self.may_act)


def desk_page(*methods: str, editors_look_on: bool = False) -> Callable[[View], View]:
    """A page for stewards; the view gets her desk as its second argument. Everybody else gets 403, what belongs to another city is 404.

    Whoever is refused what she wrote gets her words back.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _sign_in_first(request)
            try:
                return view(request, desk_of(request, editors_look_on=editors_look_on), *args, **kwargs)
            except (PermissionDenied, Http404) as refusal:
                if not _brings_words(request):
                    raise
                return typed_text_page(request, status=404 if isinstance(refusal, Http404) else 403, can_be_sent_again=False)

        wrapped.typed_labels = TYPED_LABELS
        return require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])(wrapped)

    return decorate


def desk_of(request: HttpRequest, *, editors_look_on: bool) -> Desk:
    """Two queries at most. Raises PermissionDenied, and Http404 for another city in `?kota=`."""
    holds = Membership.objects.current().held_by(request.user).as_role(Role.STEWARD)
    cities = list(City.objects.filter(memberships__in=holds).distinct())
    may_act = bool(cities)
    if not cities and editors_look_on and is_editor(request.user):
        cities = list(City.objects.all())
    if not cities:
        raise PermissionDenied
    wanted = request.GET.get("kota", "")
    city = next((city for city in cities if city.slug == wanted), None) if wanted else cities[0]
    if city is None:
        raise Http404
    return Desk(cities, city, may_act)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if _brings_words(request):
        return typed_text_page(request, status=403)
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else resolve_url("desk"))


def _brings_words(request: HttpRequest) -> bool:
    return request.method == "POST" and any(len(value.split()) > 1 for value in request.POST.values())


def show(request: HttpRequest, desk: Desk, template: str, *, current: str = "print", status: int = 200, **context: Any) -> HttpResponse:
    """The page, in the colour and on the clock of the city."""
    news = NEWS.get(request.GET.get("kabar", ""), "") if request.method != "POST" else ""
    nav = "steward" if desk.may_act else "editor"
    context |= {"desk": desk, "city": desk.city, "city_class": desk.city.colour_class, "news": news, "nav": nav, "current": current}
    with timezone.override(ZoneInfo(desk.city.time_zone)):
        return render(request, f"printing/desk/{template}.html", context, status=status)


def onward(desk: Desk, to: str, *args: Any, news: str = "") -> SeeOther:
    """To the page of that URL name in the same city, with a line of news on it."""
    words = ({"kota": desk.city.slug} if len(desk.cities) > 1 else {}) | ({"kabar": news} if news else {})
    return SeeOther(resolve_url(f"printing:{to}", *args) + (f"?{urlencode(words)}" if words else ""))
