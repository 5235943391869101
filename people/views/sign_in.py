"""Signing in by phone and PIN, and out again."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import sessions
from ..caller import Caller, device_of_ticket, forget_device, has_device, read_device, return_ticket, write_device
from ..forms import CardForm, PhoneForm
from ..models import User
from ..services.staff import is_staff_person
from ..sessions import Kind
from ..sign_in import try_phone_and_pin
from .pages import SeeOther, asked_next, door_page, onward, refusal, show


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _check(request, PhoneForm(request.POST))
    if request.user.is_authenticated and not asked_next(request):
        return onward(request)
    device = device_of_ticket(request.GET.get("hp", ""))
    if device and not has_device(request):  # a link from somebody else must not make a known browser another one
        response = SeeOther(f"{reverse('people:sign_in')}?keluar=1")
        write_device(response, device)
        return response
    return _page(request, PhoneForm(), is_goodbye="keluar" in request.GET)


def _page(request: HttpRequest, form: PhoneForm, **context: object) -> HttpResponse:
    return show(request, "sign_in", form=form, card_form=CardForm(), next=asked_next(request), **context)


def _check(request: HttpRequest, form: PhoneForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form)
    data = form.cleaned_data
    answer = try_phone_and_pin(phone=data["phone"], pin=data["pin"], caller=Caller.of(request), now=timezone.now())
    if answer.user is None:
        return _page(request, form, refusal=refusal(_("Number or PIN do not match yet."), answer, _("Check the digits again.")))
    if is_staff_person(answer.user):
        return SeeOther(f"{reverse('people:staff_sign_in')}?{urlencode({'next': asked_next(request), 'pin': 1})}")
    return enter(request, answer.user, data["phone_is"])


def enter(request: HttpRequest, user: User, kind: Kind) -> HttpResponse:
    """Begin the session; the browser of one's own phone is remembered, a shared one is not."""
    next_url = asked_next(request)
    sessions.begin(request, user, kind, keeps_forms=kind is Kind.OWN and read_device(request).knows(user))
    response = onward(request, next_url)
    if kind is not Kind.SHARED:
        write_device(response, read_device(request).remembering(user))
    return response


@door_page
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Nothing stays in the browser. On one's own phone a ticket of two minutes brings back which device it was."""
    ticket = {"hp": return_ticket(read_device(request))} if _may_be_remembered(request) else {}
    logout(request)
    response = SeeOther(f"{reverse('people:sign_in')}?{urlencode({'keluar': 1, **ticket})}")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    if not ticket:
        forget_device(response)
    return response


def _may_be_remembered(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and sessions.kind_of(request) is not Kind.SHARED and read_device(request).knows(user)
