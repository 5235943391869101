"""The account card: typed or scanned, and the PIN that follows."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import sessions
from ..caller import Caller
from ..errors import PinGrantOver
from ..forms import CardForm, ChangePinForm, ChoosePinForm
from ..models import User
from ..services import choose_pin_after_card, set_pin
from ..services.accounts import own_phone
from ..services.staff import is_staff_person
from ..sign_in import try_card, try_own_secret
from .pages import SeeOther, door_page, onward, refusal, show
from .sign_in import enter

GRANT, CLAIM = "pin_grant", "pin_claim"


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, code: str = "") -> HttpResponse:
    """GET never uses a card up: scanners and previews follow links too. The form carries the code in its body, out of the logs."""
    if request.method != "POST":
        return _page(request, CardForm(initial={"code": code}), code)
    form = CardForm({**request.POST.dict(), **({"code": code} if code else {})})
    if not form.is_valid():
        return _page(request, form, "")
    claim = form.cleaned_data["claim"] or secrets.token_hex(16)
    answer = try_card(code=form.cleaned_data["code"], claim=claim, caller=Caller.of(request), now=timezone.now())
    if answer.user is None:
        return _page(request, form, "", refusal=refusal(_("This code does not work, or no longer."), answer, _("Check the letters again.")))
    return _grant(request, answer.user, claim)


def _page(request: HttpRequest, form: CardForm, code: str, **context: object) -> HttpResponse:
    return show(request, "card", form=form, code=code, **context)


def _grant(request: HttpRequest, user: User, claim: str) -> HttpResponse:
    """Only the right to choose a PIN, by this use of this card: she is signed in once it is chosen."""
    request.session.flush()
    request.session[GRANT], request.session[CLAIM] = user.pk, claim
    request.session.set_expiry(30 * 60)
    return SeeOther(reverse("people:choose_pin"))


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def choose_pin(request: HttpRequest) -> HttpResponse:
    """After a card, or for somebody who is signed in and knows the present PIN."""
    if user := User.objects.filter(pk=request.session.get(GRANT), is_active=True).first():
        return _choose(request, user)
    if not request.user.is_authenticated:
        return SeeOther(reverse("people:card"))
    return _change(request, request.user)


def _choose(request: HttpRequest, user: User) -> HttpResponse:
    form = ChoosePinForm(request.POST or None, own_phone=own_phone(user))
    if not form.is_valid():
        return show(request, "choose_pin", form=form, person=user)
    try:
        choose_pin_after_card(user=user, pin=form.cleaned_data["pin"], claim=request.session.get(CLAIM, ""))
    except PinGrantOver as error:
        _end_grant(request)
        return show(request, "card", form=CardForm(), code="", refusal=_sentence(error))
    user.refresh_from_db()
    _end_grant(request)
    return enter(request, user, form.cleaned_data["phone_is"])


def _end_grant(request: HttpRequest) -> None:
    for key in (GRANT, CLAIM):
        request.session.pop(key, None)


def _sentence(error: PinGrantOver) -> dict[str, object]:
    return {"title": _("The PIN was not chosen in time."), "text": str(error), "shut": False}


def _change(request: HttpRequest, user: User) -> HttpResponse:
    if is_staff_person(user):
        return SeeOther(reverse("people:staff_password"))
    form = ChangePinForm(request.POST or None, own_phone=own_phone(user))
    if not form.is_valid():
        return show(request, "choose_pin", form=form, person=user)
    answer = try_own_secret(user=user, secret=form.cleaned_data["present_pin"], caller=Caller.of(request), now=timezone.now())
    if answer.user is None:
        return show(request, "choose_pin", form=form, person=user, refusal=refusal(_("The present PIN is not right yet."), answer))
    return keep_this_session(request, user, lambda: set_pin(user=user, pin=form.cleaned_data["pin"]))


def keep_this_session(request: HttpRequest, user: User, change) -> HttpResponse:
    """Change the secret: all other sessions end, this one goes on under a new key."""
    kind, device = sessions.kind_of(request), getattr(user, "otp_device", None)
    change()
    person = User.objects.get(pk=user.pk)
    if device is not None:
        person.otp_device = device
    sessions.begin(request, person, kind)
    return onward(request)
