"""Staff: e-mail and password, then six digits from an app. Until both are right nobody is signed in."""

import segno
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..caller import Caller
from ..conf import totp_issuer, totp_required
from ..forms import StaffForm, TotpForm
from ..models import User
from ..services import forget_pending_totp, pending_totp
from ..services.staff import has_totp, secret_of
from ..sessions import Kind
from ..sign_in import try_email_and_password, try_totp
from .pages import SeeOther, asked_next, door_page, refusal, show
from .sign_in import enter

PENDING, PENDING_SINCE, PENDING_STAMP = "staff_pending", "staff_pending_since", "staff_pending_stamp"
PENDING_SECONDS = 15 * 60


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def staff_sign_in(request: HttpRequest) -> HttpResponse:
    form = StaffForm(request.POST or None)
    if not form.is_valid():
        return _page(request, form, came_with_pin="pin" in request.GET)
    data = form.cleaned_data
    answer = try_email_and_password(email=data["email"], password=data["password"], caller=Caller.of(request), now=timezone.now())
    if answer.user is None:
        return _page(request, form, refusal=refusal(_("E-mail or password do not match yet."), answer))
    if not totp_required():
        return enter(request, answer.user, Kind.STAFF)
    return _ask_second_factor(request, answer.user)


def _page(request: HttpRequest, form: StaffForm, **context: object) -> HttpResponse:
    return show(request, "staff_sign_in", form=form, next=asked_next(request), **context)


def _ask_second_factor(request: HttpRequest, user: User) -> HttpResponse:
    next_url = asked_next(request)
    request.session.flush()
    request.session[PENDING] = user.pk
    request.session[PENDING_SINCE] = timezone.now().timestamp()
    request.session[PENDING_STAMP] = user.get_session_auth_hash()
    forget_pending_totp(user)
    name = "people:staff_code" if has_totp(user) else "people:staff_totp_setup"
    return SeeOther(f"{reverse(name)}{'?' + urlencode({'next': next_url}) if next_url else ''}")


def _pending(request: HttpRequest) -> User | None:
    """Whose password was right in this browser a moment ago; nobody, once the password or the account has changed."""
    user = User.objects.filter(pk=request.session.get(PENDING), is_active=True).first()
    if user is None or timezone.now().timestamp() - request.session.get(PENDING_SINCE, 0) > PENDING_SECONDS:
        return None
    return user if request.session.get(PENDING_STAMP) == user.get_session_auth_hash() else None


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def staff_code(request: HttpRequest) -> HttpResponse:
    user = _pending(request)
    if user is None:
        return SeeOther(reverse("people:staff_sign_in"))
    if not has_totp(user):
        return SeeOther(reverse("people:staff_totp_setup"))
    return _take_code(request, user, "staff_code")


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def staff_totp_setup(request: HttpRequest) -> HttpResponse:
    user = _pending(request)
    if user is None:
        return SeeOther(reverse("people:staff_sign_in"))
    if has_totp(user):
        return SeeOther(reverse("people:staff_code"))
    secret = secret_of(pending_totp(user))
    return _take_code(request, user, "staff_totp_setup", **_as_shown(user, secret))


def _as_shown(user: User, secret: str) -> dict[str, str]:
    issuer = totp_issuer()
    query = urlencode({"secret": secret, "issuer": issuer})
    address = f"otpauth://totp/{issuer}:{user.username}?{query}"
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    code = segno.make(address, micro=False, error="m")
    drawing = code.svg_inline(scale=4, border=4, dark="#111", light="#fff", svgclass=None, lineclass=None)
    return {"secret": groups, "otp_address": address, "qr": drawing}


def _take_code(request: HttpRequest, user: User, template: str, **context: object) -> HttpResponse:
    form = TotpForm(request.POST or None)
    page = {"form": form, "next": asked_next(request), "person": user, **context}
    if not form.is_valid():
        return show(request, template, **page)
    answer, device = try_totp(user=user, code=form.cleaned_data["code"], caller=Caller.of(request), now=timezone.now())
    if answer.user is None:
        page["form"] = TotpForm()  # a code is stale at once
        return show(request, template, **page, refusal=refusal(_("These digits do not fit."), answer, _("Wait for the next ones.")))
    for key in (PENDING, PENDING_SINCE, PENDING_STAMP):
        request.session.pop(key, None)
    user.otp_device = device  # django-otp's listener marks the session as verified
    return enter(request, user, Kind.STAFF)
