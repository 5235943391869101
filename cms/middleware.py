"""What every request passes: size, characters, headers, sessions only where someone may be signed in, language."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from cms.stylesheet import SHEETS, csp_hashes
from cms.views.errors import bad_request, request_too_large

Handler = Callable[[HttpRequest], HttpResponse]

ADMIN_PREFIX = "/redaksi/"
WORKING_PREFIXES = (
    "/tulis/",
    "/periksa/",
    "/pelatihan/",
    "/cetak/meja/",  # the stewards' desk; the posters themselves are public
    "/cetak/gagal/",  # sheets that could not be made, for editors
    "/cetak/buletin/susun/",  # where bulletins are put together
    "/meja/",
    "/masuk/",
    "/keluar/",
    "/naskah/",
    "/tanggapan/",  # readers' answers before readers see them
    ADMIN_PREFIX,
)
UNCACHED_PATHS = ("/sehat/", "/siap/")

PERMISSIONS_POLICY = ", ".join(f"{power}=()" for power in ("camera", "geolocation", "microphone", "payment"))
WORKING_SHEET_HASH = csp_hashes()[list(SHEETS).index("working")]
PUBLIC_CACHE_CONTROL = "max-age=0, s-maxage=2, stale-while-revalidate=3"
# A proxy keeps what is gone for a moment too: else it has nothing to put in the place of the page of before, and goes on showing that.
GONE_CACHE_CONTROL = "max-age=0, s-maxage=1"
# Wagtail's admin writes inline script and style, and shows its previews in frames of its own.
ADMIN_CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; object-src 'none'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)


def is_working_page(path: str) -> bool:
    """Whether the path belongs to the part of the site where people sign in and work."""
    return path.startswith(WORKING_PREFIXES)


class RequestSizeMiddleware:
    """Refuses a request above REQUEST_MAX_BYTES before a byte of its body is read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if content_length(request) > settings.REQUEST_MAX_BYTES:
            return request_too_large(request)
        return self.get_response(request)


def content_length(request: HttpRequest) -> int:
    """The announced length of the body; 0 where none is announced, since Django then reads no body."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0


class CharactersMiddleware:
    """Answers 400 to what no browser sends by itself and no database takes: a NUL in an address or a cookie, a body that is not UTF-8.

    A NUL in a field that somebody typed is taken out by the room that reads it, so that her words are not refused.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        has_nul = any("\x00" in part for part in (request.path_info, query, *request.COOKIES.values())) or "%00" in query
        charset = request.content_params.get("charset", "utf-8").lower()
        if has_nul or charset not in ("utf-8", "utf8"):
            return bad_request(request)
        return self.get_response(request)


class SecurityHeadersMiddleware:
    """What a browser may keep and do: working pages are never stored or indexed, public pages for two seconds by a proxy."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)  # one working page asks for the camera
        if is_working_page(request.path):
            self._close(response)
        else:
            self._open_for_readers(request, response)
        if request.path.startswith(ADMIN_PREFIX):
            self._open_for_admin(response)
        return response

    def _open_for_readers(self, request: HttpRequest, response: HttpResponse) -> None:
        response.headers.setdefault("Cache-Control", self._how_long(request, response.status_code))
        # A reader's first answer must fit into one flight of packets: the policy leaves out what only working pages need.
        if policy := response.headers.get("Content-Security-Policy"):
            # The directives come in no fixed order, so any of them may be the last one.
            kept = [part for part in policy.split("; ") if not part.startswith("connect-src")]
            response.headers["Content-Security-Policy"] = "; ".join(kept).replace(f" {WORKING_SHEET_HASH}", "")

    def _how_long(self, request: HttpRequest, status: int) -> str:
        if request.method not in ("GET", "HEAD") or request.path in UNCACHED_PATHS:
            return "no-store"
        if status in (404, 410):
            return GONE_CACHE_CONTROL
        return PUBLIC_CACHE_CONTROL if status in (200, 302, 304) else "no-store"

    def _close(self, response: HttpResponse) -> None:
        # Not `Referrer-Policy: no-referrer`: browsers then send `Origin: null` with a form, and Django's CSRF check refuses it.
        response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"

    def _open_for_admin(self, response: HttpResponse) -> None:
        response.headers.setdefault("Content-Security-Policy", ADMIN_CONTENT_SECURITY_POLICY)
        response.headers["X-Frame-Options"] = "SAMEORIGIN"


class SessionOnlyWhereNeededMiddleware(SessionMiddleware):
    """Readers get no cookie and cost no session query: a public request carries an empty session that is never saved."""

    def process_request(self, request: HttpRequest) -> None:
        if is_working_page(request.path):
            super().process_request(request)
        else:
            request.session = self.SessionStore(None)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if is_working_page(request.path):
            return super().process_response(request, response)
        return response


class LanguageMiddleware:
    """Public pages are in Indonesian; working pages in the language of whoever is signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(self._language(request)):
            request.LANGUAGE_CODE = translation.get_language()
            return self.get_response(request)

    def _language(self, request: HttpRequest) -> str:
        if is_working_page(request.path) and request.user.is_authenticated:
            return request.user.language or settings.LANGUAGE_CODE
        return settings.LANGUAGE_CODE
