"""The page of one text: where it stands, what its readers said, and what the author can do next."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState

from ..errors import NotReady, Stale
from ..models import ReviewTaskState, SetAside, SideDraft, Stage, Submission, SubmissionLogEntry
from ..permissions import may_edit
from ..rules import RUBRIC, RUBRIC_MARKS, Missing
from ..services import answering, appeals, commenting, proposals, publication, replies, review, versions
from ..states import Standing, State, standing_of
from .comparing import Comparison, compare
from .my_texts import Row
from .pages import assignments_for, desk_page, number_in, onward, own_text, show, words_in, writers_nav
from .reading import Reading, pin, reading_of

HISTORY_MAX = 40
BACK_TO_DRAFT = {State.WAITING, State.BEING_READ, State.WITH_EDITORS, State.CONFIRM, State.IN_CORRECTION}
BACK_TO_DRAFT |= {State.SCHEDULED, State.PUBLISH_FAILED}
HISTORY = {
    "start": gettext_lazy("First draft"),
    "submit": gettext_lazy("You sent it"),
    "take_back": gettext_lazy("You took it back"),
    "claim": gettext_lazy("%(name)s began to read"),
    "release": gettext_lazy("%(name)s gave it back to the queue"),
    "mentor.reject": gettext_lazy("%(name)s gave feedback"),
    "mentor.approve": gettext_lazy("%(name)s passed it on to the editors"),
    "needs_mentoring": gettext_lazy("The editors asked for a mentor"),
    "editor.reject": gettext_lazy("The editors asked for changes"),
    "safety.check": gettext_lazy("The editors checked it"),
    "author.confirm": gettext_lazy("You agreed"),
    "author.confirm_oral": gettext_lazy("You agreed by telephone"),
    "author.reject": gettext_lazy("You did not agree"),
    "set_aside": gettext_lazy("Set aside"),
    "appeal": gettext_lazy("You wrote to the programme manager"),
    "appeal.answer": gettext_lazy("The programme manager answered"),
    "schedule": gettext_lazy("Scheduled"),
    "unschedule": gettext_lazy("No longer scheduled"),
    "publish": gettext_lazy("Published"),
    "ask_withdrawal": gettext_lazy("You asked to take it down"),
    "withdraw": gettext_lazy("Taken down"),
    "hide_now": gettext_lazy("Taken down at once"),
    "bring_back": gettext_lazy("The editors look at it again"),
    "take_back_byline": gettext_lazy("You took your name back"),
}
HER_OWN = {"start", "submit", "take_back", "author.confirm", "author.confirm_oral", "author.reject", "appeal", "ask_withdrawal"}
HER_OWN |= {"take_back_byline"}


@dataclass(frozen=True)
class Event:
    """One line of the history. Her own acts carry their hour, those of others only the day."""

    words: str
    at: datetime
    is_hers: bool


@dataclass(frozen=True)
class Feedback:
    """What the last reader who decided left behind, ready to be shown."""

    step: ReviewTaskState
    praise: str
    wishes: list[Any]  # remarks on the whole text or on paragraphs that are gone
    marks: list[tuple[str, str]]

    @property
    def reader(self) -> str:
        return self.step.finished_by.display_name if self.step.finished_by else ""


@desk_page("GET")
def text(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    return text_page(request, own_text(request, public_id))


def text_page(request: HttpRequest, text: Submission, *, status: int = 200, **context: Any) -> HttpResponse:
    standing = standing_of(text)
    reading = reading_of(text.latest_revision)
    feedback = _feedback(text, standing, reading)
    context |= {
        "row": Row(text, standing),
        "standing": standing,
        "reading": reading,
        "feedback": feedback,
        "remarks": [(paragraph, remark) for paragraph in reading.paragraphs for remark in paragraph.remarks],
        "comparison": _comparison(text, standing),
        "may_edit": may_edit(request.user, text, standing),
        "may_take_back": standing.state in BACK_TO_DRAFT,
        "may_discard": standing.state in (State.DRAFT, State.PARKED) and not text.page_id and feedback is None,
        "appealed": _appealed(text, standing),
        "notes": list(text.notes.filter(from_author=True)),
        "side_drafts": list(SideDraft.objects.filter(submission=text, settled_at__isnull=True).defer("content")),
        "history": _history(text),
    }
    return show(request, "text", text=text, status=status, nav=writers_nav(request), current="my_texts", **context)


def _feedback(text: Submission, standing: Standing, reading: Reading) -> Feedback | None:
    """Of the last mentor who decided, or the editor who asked for changes. Two queries.

    Notes of a step that is still open are not hers to see yet, and an editor's note on approval is for the history alone.
    """
    decided = Q(stage=Stage.MENTOR, status__in=(TaskState.STATUS_REJECTED, TaskState.STATUS_APPROVED))
    asked = Q(stage=Stage.EDITOR, status=TaskState.STATUS_REJECTED)
    step = text.review_states.filter(decided | asked).select_related("finished_by").order_by("-pk").first()
    if step is None:
        return None
    comments = step.comments.select_related("written_by") if standing.state != State.PUBLISHED else step.comments.none()
    lines = step.rubric.get("lines", {})
    marks = [(str(line), str(RUBRIC_MARKS[lines[key]])) for key, line in RUBRIC.items() if lines.get(key) in RUBRIC_MARKS]
    return Feedback(step, step.rubric.get("praise", ""), pin(reading.paragraphs, comments), marks)


def _appealed(text: Submission, standing: Standing) -> SetAside | None:
    """Her appeal and its answer, until she sends the text again."""
    if standing.state not in (State.SET_ASIDE, State.DRAFT):
        return None
    return text.set_asides.filter(appealed_at__isnull=False).order_by("-pk").first()


def _comparison(text: Submission, standing: Standing) -> Comparison | None:
    """For her yes: her own last words beside the editors'."""
    if standing.state != State.CONFIRM:
        return None
    hers = versions.authors_last_revision(text)
    return compare(hers.content if hers else {}, text.latest_revision.content)


def _history(text: Submission) -> list[Event]:
    entries = SubmissionLogEntry.objects.filter(submission_id=text.pk).select_related("user").defer("user__password")[:HISTORY_MAX]
    return [_event(entry) for entry in entries if entry.action.removeprefix("submissions.") in HISTORY]


def _event(entry: SubmissionLogEntry) -> Event:
    action = entry.action.removeprefix("submissions.")
    name = entry.user.display_name if entry.user_id and entry.user else _("Somebody")
    if action == "claim" and entry.data.get("role") == Stage.EDITOR:
        name = _("An editor")
    return Event(str(HISTORY[action]) % {"name": name}, entry.timestamp, action in HER_OWN)


@desk_page("POST")
def tick(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Which points she has dealt with."""
    text = own_text(request, public_id)
    replies.tick_comments(submission=text, author=request.user, done=_ticked(request))
    return onward("text", public_id, news="ticked")


@desk_page("POST")
def take_proposal(request: HttpRequest, public_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """“Use this sentence”; the ticks that the form holds are kept too."""
    text = own_text(request, public_id)
    replies.tick_comments(submission=text, author=request.user, done=_ticked(request))
    try:
        proposals.take_proposal(submission=text, author=request.user, comment_id=comment_id, seen_id=number_in(request, "seen"))
    except Stale as error:
        return text_page(request, own_text(request, public_id), status=409, errors=[Missing("text", str(error))])
    return onward("text", public_id, news="proposal_taken", fragment="isi")


def _ticked(request: HttpRequest) -> list[int]:
    return [int(pk) for pk in request.POST.getlist("done") if pk.isascii() and pk.isdigit() and len(pk) < 19]


@desk_page("POST")
def note(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A line to whoever reads the text; not a version."""
    text = own_text(request, public_id)
    words = words_in(request, "note")
    if text.notes.filter(written_by=request.user, text=words).exists():  # the same form twice
        return onward("text", public_id, news="noted")
    try:
        commenting.add_note(submission=text, user=request.user, text=words)
    except NotReady as error:
        return text_page(request, text, errors=error.missing)
    return onward("text", public_id, news="noted")


@desk_page("POST")
def confirm(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Her yes to the editors' version, or “this is not what I mean” with her words."""
    text = own_text(request, public_id)
    agrees, comment = request.POST.get("do") == "agree", words_in(request, "comment")
    try:
        review.judge(
            submission=text,
            user=request.user,
            action="approve" if agrees else "reject",
            revision_id=request.POST.get("revision_id") or None,
            comment=comment,
        )
    except NotReady as error:
        return text_page(request, text, errors=error.missing, comment=comment)
    except Stale as error:
        if not comment and standing_of(text).state != State.CONFIRM:  # the same tap twice, or taken back
            return onward("text", public_id)
        return text_page(request, own_text(request, public_id), status=409, errors=[Missing("comment", str(error))], comment=comment)
    return onward("text", public_id, news="agreed" if agrees else "disagreed")


@desk_page("GET", "POST")
def answer_assignment(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Tie the text to an assignment of her class, or to none."""
    text = own_text(request, public_id)
    offered, chosen = list(assignments_for(text)), request.POST.get("assignment", "")
    wanted = next((item for item in offered if str(item.client_id) == chosen), None)
    if request.method == "POST" and (wanted or not chosen):
        answering.answer_assignment(submission=text, author=request.user, assignment=wanted)
        return onward("text", public_id, news="answers" if wanted else "answers_none")
    status = 400 if request.method == "POST" else 200
    return show(request, "assignment", text=text, status=status, nav=writers_nav(request), current="my_texts", assignments=offered)


@desk_page("POST")
def appeal(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    text = own_text(request, public_id)
    words = words_in(request, "appeal")
    try:
        appeals.appeal(submission=text, author=request.user, words=words)
    except NotReady as error:
        return text_page(request, text, errors=error.missing)
    return onward("text", public_id, news="appealed")


@desk_page("POST")
def ask_for_withdrawal(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    text = own_text(request, public_id)
    replies.ask_for_withdrawal(submission=text, author=request.user, reason=words_in(request, "reason"))
    return onward("text", public_id, news="asked")


@desk_page("POST")
def take_back_byline(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    text = own_text(request, public_id)
    if text.page_id is None:
        raise PermissionDenied
    publication.take_back_byline(submission=text, author=request.user)
    return onward("text", public_id, news="nameless")
