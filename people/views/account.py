"""One's own account: who looked at the sealed record, the language, the secret."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..caller import Caller
from ..forms import LanguageForm, PasswordForm, PenNameForm
from ..models import User
from ..services import change_display_name, change_language, identity_openings, set_password
from ..services.staff import is_staff_person
from ..sign_in import try_own_secret
from .cards import keep_this_session
from .pages import SeeOther, door_page, refusal, show

OPENINGS_SHOWN = 20


@door_page
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    user, typed = request.user, request.POST
    form = LanguageForm(typed if "language" in typed else None, initial={"language": user.language})
    name_form = PenNameForm(typed if "display_name" in typed else None, initial={"display_name": user.display_name})
    if form.is_valid():
        change_language(user=user, language=form.cleaned_data["language"])
        return SeeOther(f"{reverse('people:account')}?disimpan=1")
    if name_form.is_valid():
        person = User.objects.get(pk=user.pk)  # the log asks for the class of whom it writes about, and the request's user is a proxy
        change_display_name(user=person, display_name=name_form.cleaned_data["display_name"], by=user)
        return SeeOther(f"{reverse('people:account')}?disimpan=1")
    context = {
        "openings": identity_openings(user)[:OPENINGS_SHOWN],
        "is_staff": is_staff_person(user),
        "is_saved": "disimpan" in request.GET,
    }
    return show(request, "account", form=form, name_form=name_form, **context)


@door_page
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def staff_password(request: HttpRequest) -> HttpResponse:
    if not is_staff_person(request.user):
        return SeeOther(reverse("people:choose_pin"))
    form = PasswordForm(request.POST or None)
    if not form.is_valid():
        return show(request, "staff_password", form=form)
    user, data = request.user, form.cleaned_data
    answer = try_own_secret(user=user, secret=data["present_password"], caller=Caller.of(request), now=timezone.now())
    if answer.user is None:
        return show(request, "staff_password", form=form, refusal=refusal(_("The present password is not right yet."), answer))
    try:
        return keep_this_session(request, user, lambda: set_password(user=user, password=data["password"]))
    except ValidationError as error:
        form.add_error("password", error)
        return show(request, "staff_password", form=form)
