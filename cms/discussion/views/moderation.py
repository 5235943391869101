"""Moderators' pages: what waits, one answer with all that can be done to it, and the acts."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cms.extension_points import ModerationScope
from cms.paging import page_of
from cms.see_other import SeeOther
from cms.suspects import find_warnings
from cms.views.errors import typed_text_page

from .. import services
from ..ageing import LATE_AFTER, waiting_counts
from ..errors import ChangedMeanwhile, NothingToHide
from ..forms import HidingForm, RefusalForm
from ..history import history_of
from ..models import Answer
from ..permissions import moderation_scope
from ..querysets import AnswerQuerySet
from ..states import AnswerState

View = Callable[..., HttpResponse]
CONFLICT = 409

NEWS = {
    "accepted": gettext_lazy("Accepted: readers see it now."),
    "refused": gettext_lazy("Refused: nobody sees it. It is deleted after 30 days."),
    "undone": gettext_lazy("The answer waits again and is not shown."),
    "hidden": gettext_lazy("The words are hidden."),
    "restored": gettext_lazy("The answer has its own words again."),
    "erased": gettext_lazy("The answer is deleted."),
}
# Of the fields that a page hands back whose session has ended; only one of them is typed.
TYPED_LABELS = {"phrases": gettext_lazy("Words to hide"), "found": None, "reason": None, "decision": None, "seen": None}
# `?lihat=` → state, order. Empty: what waits.
LISTS = {
    "": (AnswerState.WAITING, ("received_on", "pk")),
    "diterima": (AnswerState.ACCEPTED, ("-decided_on", "-pk")),
    "ditolak": (AnswerState.REFUSED, ("-decided_on", "-pk")),
}


def moderators_page(view: View) -> View:
    """A page of somebody who moderates anything at all; her scope comes with the request. An answer that was deleted meanwhile is 404.

    Whose session has ended gets back what she typed.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            has_typed = request.POST.get("phrases", "").strip()
            return typed_text_page(request, status=403) if has_typed else redirect_to_login(request.get_full_path())
        scope = moderation_scope(request.user)
        if not scope:
            raise PermissionDenied
        try:
            return view(request, scope, *args, **kwargs)
        except Answer.DoesNotExist as gone:
            raise Http404 from gone

    wrapped.typed_labels = TYPED_LABELS
    return wrapped


def moderators_act(view: View) -> View:
    """An act upon one answer. Who comes to its address without pressing a button, as after signing in, is shown the answer."""
    act = moderators_page(view)

    @wraps(act)
    def wrapped(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
        return act(request, client_id) if request.method == "POST" else redirect("discussion:answer", client_id)

    return require_http_methods(["GET", "HEAD", "POST"])(wrapped)


@require_safe
@moderators_page
def queue(request: HttpRequest, scope: ModerationScope) -> HttpResponse:
    chosen = request.GET.get("lihat", "")
    chosen = chosen if chosen in LISTS else ""
    state, order = LISTS[chosen]
    found = _moderated(scope).filter(state=state).with_article().order_by(*order)
    today, listing = timezone.localdate(), page_of(request, found)
    waiting, late = waiting_counts(scope, today)
    context = {
        "chosen": chosen,
        "query": f"lihat={chosen}&" if chosen else "",
        "listing": listing,
        "rows": [(answer, find_warnings(answer.words), _is_late(answer, today)) for answer in listing],
        "waiting": waiting,
        "late": late,
        "before": _uuid_or_none(request.GET.get("tadi", "")),
    }
    return _show(request, scope, "queue", **context)


@require_safe
@moderators_page
def answer(request: HttpRequest, scope: ModerationScope, client_id: uuid.UUID) -> HttpResponse:
    return _answer_page(request, scope, _found(scope, client_id))


@moderators_act
def decide(request: HttpRequest, scope: ModerationScope, client_id: uuid.UUID) -> HttpResponse:
    """Accept, refuse or take back, as the button says; upon the answer as it was read."""
    found, seen = _found(scope, client_id), request.POST.get("seen", "")
    act = {"accept": _accept, "refuse": _refuse, "undo": _undo}.get(request.POST.get("decision", ""))
    if act is None:
        return _answer_page(request, scope, found)
    try:
        return act(request, scope, found, seen)
    except ChangedMeanwhile as error:
        return _conflict(request, scope, error.answer)


def _accept(request: HttpRequest, scope: ModerationScope, found: Answer, seen: str) -> HttpResponse:
    services.decide(answer=found, accept=True, by=request.user, at=timezone.now(), seen=seen)
    return _onward("accepted", found)


def _refuse(request: HttpRequest, scope: ModerationScope, found: Answer, seen: str) -> HttpResponse:
    form = RefusalForm(request.POST, auto_id="%s")
    if not form.is_valid():
        return _answer_page(request, scope, found, refusal_form=form)
    reason = form.cleaned_data["reason"]
    services.decide(answer=found, accept=False, reason=reason, by=request.user, at=timezone.now(), seen=seen)
    return _onward("refused", found)


def _undo(request: HttpRequest, scope: ModerationScope, found: Answer, seen: str) -> HttpResponse:
    services.undo(answer=found, by=request.user, seen=seen)
    return _to_answer("undone", found)


@moderators_act
def hide(request: HttpRequest, scope: ModerationScope, client_id: uuid.UUID) -> HttpResponse:
    """Put "…" in the place of words; or put back what was hidden, with the button for that."""
    found = _found(scope, client_id)
    try:
        if "restore" in request.POST:
            services.restore_words(answer=found, by=request.user)
            return _to_answer("restored", found)
        form = HidingForm(found, request.POST)
        if form.is_valid():
            services.hide_words(answer=found, phrases=form.wanted(), by=request.user)
            return _to_answer("hidden", found)
    except ChangedMeanwhile as error:
        return _conflict(request, scope, error.answer)
    except NothingToHide:
        form.add_error(
            "phrases", _("These words do not stand in the answer, or nothing would be left of it. To hide all of it, refuse it.")
        )
    return _answer_page(request, scope, found, hiding_form=form)


@moderators_act
def erase(request: HttpRequest, scope: ModerationScope, client_id: uuid.UUID) -> HttpResponse:
    found = _found(scope, client_id)
    try:
        services.erase(answer=found, by=request.user)
    except ChangedMeanwhile as error:
        return _conflict(request, scope, error.answer)
    return _onward("erased")


def _moderated(scope: ModerationScope) -> AnswerQuerySet:
    return Answer.objects.under_public_articles().in_scope(scope)


def _found(scope: ModerationScope, client_id: uuid.UUID) -> Answer:
    """404 for an answer of another city, as for one that does not exist."""
    return get_object_or_404(_moderated(scope).with_article(), client_id=client_id)


def _conflict(request: HttpRequest, scope: ModerationScope, now: Answer) -> HttpResponse:
    """Who came second sees the answer as it is now, and who was first."""
    refusal = _("Somebody else was first. This is how it stands now.")
    return _answer_page(request, scope, _found(scope, now.client_id), refusal=refusal, status=CONFLICT)


def _answer_page(request: HttpRequest, scope: ModerationScope, found: Answer, *, status: int = 200, **context: Any) -> HttpResponse:
    forms = {"refusal_form": RefusalForm(auto_id="%s"), "hiding_form": HidingForm(found)}
    facts = {"answer": found, "warnings": find_warnings(found.words), "history": history_of(found), "article": found.article}
    return _show(request, scope, "answer", status=status, **{**forms, **facts, **context})


def _show(request: HttpRequest, scope: ModerationScope, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    context |= {
        "nav": "editor" if scope.is_everywhere else "mentor",
        "current": "discussion",
        "news": NEWS.get(request.GET.get("kabar", ""), "") if request.method != "POST" else "",
    }
    return render(request, f"cms/discussion/{template}.html", context, status=status)


def _is_late(answer: Answer, today: Any) -> bool:
    return answer.state == AnswerState.WAITING and answer.received_on < today - LATE_AFTER


def _onward(news: str, found: Answer | None = None) -> HttpResponse:
    """Back to what waits, with a way to the answer that was just decided."""
    query = {"kabar": news} | ({"tadi": str(found.client_id)} if found else {})
    return SeeOther(f"{reverse('discussion:queue')}?{urlencode(query)}")


def _to_answer(news: str, found: Answer) -> HttpResponse:
    return SeeOther(f"{reverse('discussion:answer', args=[found.client_id])}?{urlencode({'kabar': news})}")


def _uuid_or_none(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None
