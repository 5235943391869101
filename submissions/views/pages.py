"""What all pages of this room share: who may stand before which text, the answer after a POST, the one line of news."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cms.see_other import SeeOther
from cms.views.errors import typed_text_page
from curriculum.assignments.lists import text_assignments
from curriculum.models import Membership
from people.roles import Role

from ..models import Submission
from ..permissions import may_read
from ..text import clean_text

View = Callable[..., HttpResponse]

NEWS = {
    "sent": _("Sent. A mentor usually answers within three days; you will find the answer here."),
    "sent_again": _("Sent again. Whoever asked for the changes reads it next."),
    "taken_back": _("Taken back. The text is a draft again and only you can change it."),
    "taken_back_withdrawn": _("Taken back. The article stays withdrawn."),
    "discarded": _("The draft is deleted."),
    "ticked": _("Your ticks are saved."),
    "proposal_taken": _("The proposed sentence is in your text. What stood there before is among the older versions."),
    "noted": _("Your note is saved."),
    "agreed": _("Thank you. The text goes on as you agreed."),
    "disagreed": _("Saved. Change the text so that it says what you mean, then send it to the editors."),
    "appealed": _("The programme manager has your words. You will find the answer here."),
    "answered": _("The author has your answer."),
    "asked": _("Your request has reached the editors and your mentors."),
    "nameless": _("Your name is gone from the article. It now says “Worker”."),
    "photo": _("The photo has arrived."),
    "photo_gone": _("The photo is taken out of the text."),
    "taken_up": _("The older version is your text now. What stood there before is among the older versions."),
    "copy_used": _("The late copy is now your text."),
    "copy_dropped": _("The late copy is put away. Your text stays as it is."),
    "claimed": _("You are the reader now. The others can see that."),
    "kept": _("Your notes are saved. The author cannot see them yet."),
    "judged_reject": _("The author has your feedback."),
    "judged_approve": _("The text is with the editors."),
    "released": _("The text is back in the queue; your notes stay with it."),
    "set_aside": _("The author has your reason."),
    "confirmed": _("The author's yes is recorded. The text goes on."),
    "hidden": _("The article is no longer shown."),
    "read": _("All messages are marked as read."),
    "answers": _("Your text is tied to the assignment."),
    "answers_none": _("Your text answers no assignment now."),
}


def onward(to: str, *args: Any, news: str = "", fragment: str = "") -> SeeOther:
    """To the page of that URL name, with a line of news on it."""
    address = resolve_url(f"submissions:{to}", *args)
    query = f"?{urlencode({'kabar': news})}" if news else ""
    return SeeOther(f"{address}{query}{'#' + fragment if fragment else ''}")


def desk_page(*methods: str) -> Callable[[View], View]:
    """A page of somebody who is signed in. Whoever is refused what she wrote gets her words back: her session ended, her text was deleted
    in another window, her class takes no texts any more."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated:
                return _answer_of(view, request, *args, **kwargs)
            if _brings_words(request):
                return typed_text_page(request, status=403)
            return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else resolve_url("desk"))

        return require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])(wrapped)

    return decorate


def _answer_of(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except (PermissionDenied, Http404) as refusal:
        if not _brings_words(request):
            raise
        return typed_text_page(request, status=404 if isinstance(refusal, Http404) else 403, can_be_sent_again=False)


def _brings_words(request: HttpRequest) -> bool:
    return request.method == "POST" and any(len(value.split()) > 1 for value in request.POST.values())


def words_in(request: HttpRequest, name: str) -> str:
    """What was typed in that field, whole, without characters that no database takes or nobody sees."""
    return clean_text(request.POST.get(name, "")).strip()


def number_in(request: HttpRequest, name: str) -> int | None:
    """The id that a form's hidden field names, or None."""
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def show(request: HttpRequest, template: str, *, text: Submission | None = None, status: int = 200, **context: Any) -> HttpResponse:
    """The page, in the colour and on the clock of the text's city."""
    city = context.pop("city", None) or (text.membership.cohort.city if text else None)
    news = NEWS.get(request.GET.get("kabar", ""), "") if request.method != "POST" else ""
    context |= {"text": text, "news": news, "city_class": city.colour_class if city else "", "now": timezone.now()}
    with timezone.override(ZoneInfo(city.time_zone) if city else None):
        return render(request, f"submissions/{template}.html", context, status=status)


def writers_nav(request: HttpRequest) -> str:
    """Mentors keep their own words in the bar while they write. No query after `own_text`, one elsewhere."""
    if not hasattr(request, "is_mentor"):
        request.is_mentor = _mentoring(request).exists()
    return "mentor" if request.is_mentor else "writer"


def _mentoring(request: HttpRequest):  # noqa: ANN202  MembershipQuerySet
    return Membership.objects.current().held_by(request.user).as_role(Role.MENTOR)


def texts_with_place():  # noqa: ANN201  SubmissionQuerySet
    """Texts with all that the head of a page needs, without the words of their versions."""
    return Submission.objects.select_related("membership__cohort__city", "author", "latest_revision", "page", "assignment")


def assignments_for(text: Submission):  # noqa: ANN201  QuerySet of Assignment
    """Those that the text may answer."""
    return text_assignments(text.membership, timezone.localdate())


def own_text(request: HttpRequest, public_id: uuid.UUID) -> Submission:
    """Her own text. Other people of its class get 403, all others 404."""
    text = _found(request, public_id)
    if text.author_id != request.user.pk:
        _refuse(request, text)
    return text


def text_to_review(request: HttpRequest, public_id: uuid.UUID) -> Submission:
    """A text that she may read and has not written. Her own, and those of her class that nobody sent, give 403, all others 404."""
    text = _found(request, public_id)
    if text.author_id == request.user.pk or not may_read(request.user, text):
        _refuse(request, text)
    return text


def _found(request: HttpRequest, public_id: uuid.UUID) -> Submission:
    leads = _mentoring(request).filter(is_lead=True, cohort=OuterRef("membership__cohort"))
    asked = texts_with_place().annotate(is_for_mentor=Exists(_mentoring(request)), is_led=Exists(leads))
    text = asked.filter(public_id=public_id).first()
    if text is None:
        raise Http404
    request.is_mentor = text.is_for_mentor
    return text


def _refuse(request: HttpRequest, text: Submission) -> None:
    is_hers = text.author_id == request.user.pk
    if is_hers or Membership.objects.current().held_by(request.user).in_cohort(text.cohort).exists():
        raise PermissionDenied
    raise Http404
