"""Answers when something is wrong. None asks the database, so that they work when it does not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

SECRET_WORDS = ("csrf", "password", "pin", "otp", "token", "secret", "code", "kode")
LONG_TEXT = 60
NOT_TYPED = re.compile(r"|on|\d+|[0-9a-fA-F-]{32,64}")  # nothing, a ticked box, a number, a form's own id


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return request_too_large(request)
    return render(request, "cms/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "cms/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "cms/errors/404.html", status=404)


def request_too_large(request: HttpRequest) -> HttpResponse:
    """With the way back to the page whose form was too much: only that one knows what else stood in it."""
    return render(request, "cms/errors/413.html", {"back": _page_before(request)}, status=413)


def _page_before(request: HttpRequest) -> str:
    """The address of our own page that sent the form; empty if the browser does not tell."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}):
        return ""
    return urlsplit(before)._replace(scheme="", netloc="").geturl()


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: whatever broke may break the context processors too."""
    return HttpResponse(render_to_string("cms/errors/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's time had run out: hand back what was typed, ready to copy and to send again.

    Signing in gives the browser a new token, so a form that was handed back before it comes here a second time.

    A form of another site looks the same, and handed back it would be one of ours, one press from being taken. So it is handed back only
    if the browser says that it was ours; what another site sent gets nothing. Every browser of the last years says so (`Origin`), most
    older ones do (`Referer`). One that says nothing gets the words to copy, and no form: over TLS Django would not take it anyway.
    """
    is_ours = _is_from_our_page(request)
    if is_ours is False:
        return forbidden(request)
    is_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return typed_text_page(request, status=403, is_signed_in=is_signed_in, can_be_sent_again=bool(is_ours), is_from_nowhere=is_ours is None)


def _is_from_our_page(request: HttpRequest) -> bool | None:
    """What the browser says of the page that sent a form, by the rule of Django's own check; None if it does not say."""
    ours = f"{request.scheme}://{request.get_host()}"
    if "Origin" in request.headers:
        return request.headers["Origin"] == ours
    before = request.headers.get("Referer", "")
    return before.startswith(f"{ours}/") if before else None


def typed_text_page(
    request: HttpRequest, *, status: int, can_be_sent_again: bool = True, is_signed_in: bool = False, is_from_nowhere: bool = False
) -> HttpResponse:
    """A page that holds all fields of the POST that could not be taken, with a link to sign in and a button to send them again.

    For any view that must refuse a POST for a reason the writer could not see, such as a session that has ended. PINs, passwords and
    codes are not repeated; files cannot be. A view may carry `typed_labels`: the names of its fields with their labels, or None for one
    that nobody types.
    """
    context = {
        "fields": list(_typed_fields(request)),
        "can_be_sent_again": can_be_sent_again,
        "is_signed_in": is_signed_in,
        "is_from_nowhere": is_from_nowhere,
        "files_lost": bool(request.FILES),
        "address": request.get_full_path(),
        "sign_in": f"{reverse('people:sign_in')}?{urlencode({'next': request.path})}",
        "nav": "guest",
    }
    return render(request, "cms/errors/typed_text.html", context, status=status)


@dataclass(frozen=True)
class TypedField:
    """One value of the POST: hidden if a form filled it in itself, else shown in a field of its size."""

    name: str
    value: str
    label: str | Promise | None = ""

    @property
    def is_hidden(self) -> bool:
        return self.label is None or not self.label and bool(NOT_TYPED.fullmatch(self.value))

    @property
    def is_short(self) -> bool:
        return bool(self.label) and self.rows == 2

    @property
    def rows(self) -> int:
        return 12 if len(self.value) > LONG_TEXT or "\n" in self.value else 2


def _typed_fields(request: HttpRequest) -> Iterator[TypedField]:
    labels = getattr(request.resolver_match and request.resolver_match.func, "typed_labels", {})
    for name, values in request.POST.lists():
        if not any(word in name.lower() for word in SECRET_WORDS):
            yield from (TypedField(name, value, labels.get(name, "")) for value in values)
