"""Rights at each request: sessions that are over end here, and the editorial office asks for the second factor."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import urlencode

from . import sessions
from .conf import totp_required
from .services.staff import is_staff_person


class AccountMiddleware:
    """Stands after AuthenticationMiddleware and OTPMiddleware. Django itself drops people who were closed, or whose PIN or
    `session_version` changed (`User._get_session_auth_hash`); this adds the spans of time and the office's door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self._keep_time(request)
        if answer := self._guard_office(request):
            return answer
        return self.get_response(request)

    def _keep_time(self, request: HttpRequest) -> None:
        """Readers without a session cookie cost nothing here."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return
        now = timezone.now()
        if sessions.is_over(request, now) or (sessions.mark_seen(request, now) and _lacks_second_step(request)):
            logout(request)

    def _guard_office(self, request: HttpRequest) -> HttpResponse | None:
        """Wagtail's own sign-in page lies behind this door too, so nobody guesses passwords there."""
        office = office_path()
        if office is None or not request.path.startswith(office):
            return None
        person = request.user
        if person.is_authenticated and not is_staff_person(person):
            raise PermissionDenied
        if person.is_authenticated and (person.is_verified() or not totp_required()):
            return None
        return _to_staff_sign_in(request, office)


def _lacks_second_step(request: HttpRequest) -> bool:
    """Whether the session was begun with a PIN, before the day on which its person came into the office."""
    return totp_required() and not request.user.is_verified() and is_staff_person(request.user)


def office_path() -> str | None:
    try:
        return reverse("wagtailadmin_home")
    except NoReverseMatch:
        return None


def _to_staff_sign_in(request: HttpRequest, office: str) -> HttpResponse:
    next_url = request.get_full_path() if request.method in ("GET", "HEAD") else office
    if request.path in (f"{office}login/", f"{office}logout/"):
        next_url = office
    return HttpResponseRedirect(f"{reverse('people:staff_sign_in')}?{urlencode({'next': next_url})}")
