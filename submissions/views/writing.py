"""The writing desk: new text, edit, send, take back, discard. Each POST saves first and says afterwards what was saved and when."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Revision

from ..content import photo_ids
from ..errors import AlreadySent, NotReady, Stale
from ..models import Submission
from ..permissions import may_edit, writing_membership
from ..rules import Missing, find_warnings, missing_to_submit
from ..services import sending, writing
from ..services.fields import TextFacts, facts_of, name_is_taken_back
from ..states import Standing, State, standing_of
from . import autosaving
from .autosaving import tie_to_assignment
from .draft_form import Choices, Typed, hold_back
from .pages import desk_page, number_in, onward, own_text, show, texts_with_place, writers_nav

TO_EDITORS = {State.PUBLISHED, State.IN_CORRECTION}


@desk_page("GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """A new text, by six questions or freely (`?cara=bebas`)."""
    membership = writing_membership(request.user)
    if membership is None:
        raise PermissionDenied
    membership.user = request.user
    choices = Choices.for_writer(membership)
    if request.method == "POST":
        return _take(request, Typed.of_post(request.POST), choices, None)
    way = "free" if request.GET.get("cara") == "bebas" else "six"
    typed = Typed(way=way, assignment=request.GET.get("tugas", ""))
    return _form_page(request, typed, choices, None, city=membership.cohort.city)


@desk_page("GET", "POST")
def edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    text = own_text(request, public_id)
    if request.method == "POST":
        return _take(request, Typed.of_post(request.POST), _choices(text), text)
    standing = standing_of(text)
    if not may_edit(request.user, text, standing):
        return onward("text", public_id)
    return _form_page(request, Typed.of_revision(text.latest_revision), _choices(text), text, standing=standing)


def _choices(text: Submission) -> Choices:
    text.membership.user = text.author
    return Choices.for_writer(text.membership, is_nameless=name_is_taken_back(text))


def _take(request: HttpRequest, typed: Typed, choices: Choices, text: Submission | None) -> HttpResponse:
    """Save what fits, then say what does not; send only what is whole."""
    fields, wrong = typed.fields(choices)
    fields, too_long = hold_back(fields, text.latest_revision if text else None)
    if request.POST.get("do") == "auto":
        return autosaving.answer(request, typed, text, fields, [*wrong, *too_long])
    who = {"author": request.user, "client_id": typed.client_id, "fields": fields, "number": number_in(request, "number")}
    saved = writing.save_draft(submission=text, base_id=typed.base, **who) if text else writing.start_draft(**who)
    if saved.side_draft is not None and not (wrong or too_long):
        return onward("side_draft", saved.submission.public_id, saved.side_draft.public_id)
    if text is None and saved.side_draft is None:
        tie_to_assignment(saved.submission, typed.assignment)
    text = texts_with_place().get(pk=saved.submission.pk)
    if saved.side_draft is not None:  # what could not be read is in no copy yet: this form holds it, on the version that had filled it
        errors, base = [*wrong, *too_long], typed.base or ""
        return _form_page(request, typed, choices, text, errors=errors, base=base, has_unsaved=True, is_aside=True)
    is_to_be_sent = request.POST.get("do") == "send"
    if wrong or too_long:
        errors = _all_at_once([*wrong, *too_long], text, is_to_be_sent)
        return _form_page(request, typed, choices, text, errors=errors, has_unsaved=True)
    if is_to_be_sent:
        return _send_or_warn(request, typed, choices, text, saved.revision.pk)
    return onward("edit", text.public_id, fragment="isi")


def _all_at_once(errors: list[Missing], text: Submission, is_to_be_sent: bool) -> list[Missing]:
    """One round for everything: what else stops the text is said with what could not be read."""
    facts, named = facts_of(text.latest_revision), {item.field for item in errors}
    others = missing_to_submit(facts, timezone.localdate()) if is_to_be_sent else _too_much(facts)
    return errors + [item for item in others if item.field not in named]


def _send_or_warn(request: HttpRequest, typed: Typed, choices: Choices, text: Submission, seen_id: int) -> HttpResponse:
    """`seen_id` is the version that this form has just become."""
    standing = standing_of(text)
    if not may_edit(request.user, text, standing):  # the same form once more, after it was sent
        return onward("text", text.public_id, news="sent")
    if missing := missing_to_submit(facts_of(text.latest_revision), timezone.localdate()):
        return _form_page(request, typed, choices, text, errors=missing, standing=standing)
    if find_warnings(typed.words()):
        return onward("send", text.public_id)
    try:
        return _send(request, text, standing, seen_id)
    except NotReady as error:
        return _form_page(request, typed, choices, text, errors=error.missing, standing=standing)
    except Stale as error:  # an old form came in once more: its words are a version already, and a newer one stands there
        return _last_look(request, own_text(request, text.public_id), standing, sentence=str(error), status=409)


def _send(request: HttpRequest, text: Submission, standing: Standing, seen_id: int | None) -> HttpResponse:
    try:
        sending.submit(submission=text, author=request.user, seen_id=seen_id)
    except AlreadySent:
        return onward("text", text.public_id)
    return onward("text", text.public_id, news="sent_again" if standing.state == State.NEEDS_CHANGES else "sent")


def _form_page(
    request: HttpRequest, typed: Typed, choices: Choices, text: Submission | None, *, errors: Sequence[Missing] = (), **context: Any
) -> HttpResponse:
    revision = text.latest_revision if text else None
    facts = facts_of(revision) if revision else None
    if request.method != "POST" and facts is not None:
        errors = _too_much(facts)
    context.setdefault("standing", standing_of(text) if text else None)
    context.setdefault("base", revision.pk if revision else "")
    return show(
        request,
        "write",
        text=text,
        typed=typed,
        choices=choices,
        byline=choices.byline_of(typed.byline),
        errors=list(errors),
        warnings=find_warnings(typed.words()),
        facts=facts,
        saved_at=revision.created_at if revision else None,
        has_photo=bool(revision and photo_ids(revision.content)),
        to_editors=_goes_to_editors(context["standing"]),
        nav=writers_nav(request),
        current="my_texts" if text else "write",
        **context,
    )


def _too_much(facts: TextFacts) -> list[Missing]:
    """What a saved draft has too much of, or a day that has not come; empty fields are no reproach while she still writes."""
    filled = {"title": facts.title, "body": facts.characters, "event_date": facts.event_date, "standfirst": facts.standfirst}
    return [item for item in missing_to_submit(facts, timezone.localdate()) if filled.get(item.field)]


def _goes_to_editors(standing: Standing | None) -> bool:
    """Whether sending brings the text to the editors: a correction, or an answer to them."""
    if standing is None:
        return False
    waits_for_editors = standing.state == State.NEEDS_CHANGES and standing.step is not None and standing.step.stage != "mentor"
    return standing.state in TO_EDITORS or waits_for_editors


@desk_page("GET", "POST")
def send(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The last look: what may point to a person is shown once more and stops nobody."""
    text = own_text(request, public_id)
    standing = standing_of(text)
    if not may_edit(request.user, text, standing):
        return onward("text", public_id)
    if request.method == "POST":
        try:
            return _send(request, text, standing, number_in(request, "seen"))
        except NotReady as error:
            return _form_page(request, _typed(text), _choices(text), text, errors=error.missing, standing=standing)
        except Stale as error:
            return _last_look(request, own_text(request, public_id), standing, sentence=str(error), status=409)
    return _last_look(request, text, standing)


def _last_look(request: HttpRequest, text: Submission, standing: Standing, *, sentence: str = "", status: int = 200) -> HttpResponse:
    context = {"warnings": find_warnings(_typed(text).words()), "to_editors": _goes_to_editors(standing), "sentence": sentence}
    return show(request, "send", text=text, status=status, nav=writers_nav(request), current="my_texts", **context)


def _typed(text: Submission) -> Typed:
    revision: Revision = text.latest_revision
    return Typed.of_revision(revision)


@desk_page("POST")
def take_back(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    text = own_text(request, public_id)
    standing = standing_of(text)
    came_back = text.withdrawals.filter(lifted_at__isnull=True, revived_by__isnull=False)
    is_same_tap = standing.state == State.DRAFT or (standing.state == State.WITHDRAWN and came_back.exists())
    if not is_same_tap:
        sending.take_back(submission=text, author=request.user)
    return onward("text", public_id, news="taken_back_withdrawn" if standing.withdrawn else "taken_back")


@desk_page("GET", "POST")
def discard(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask first, then delete a draft that was never sent."""
    text = own_text(request, public_id)
    if text.page_id or text.review_states.exists():
        raise PermissionDenied
    if request.method != "POST":
        return _discard_page(request, text)
    try:
        writing.discard_draft(submission=text, author=request.user, seen_id=number_in(request, "seen"))
    except Stale as error:
        return _discard_page(request, own_text(request, public_id), sentence=str(error), status=409)
    return onward("my_texts", news="discarded")


def _discard_page(request: HttpRequest, text: Submission, *, sentence: str = "", status: int = 200) -> HttpResponse:
    return show(request, "discard", text=text, status=status, sentence=sentence, nav=writers_nav(request), current="my_texts")
