"""The mentor's reading page: the version that was sent, her notes beside its paragraphs, and the decision on exactly that version."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision, TaskState

from ..errors import AlreadyClaimed, NotReady, OtherNotes, Stale
from ..models import ReviewComment, ReviewTaskState, Stage, Submission
from ..permissions import may_confirm_orally, may_hide_now, may_judge, may_release
from ..rules import RUBRIC, RUBRIC_MARKS, Missing
from ..services import claims, commenting, publication, review
from ..states import standing_of
from .comparing import compare_paragraphs
from .pages import desk_page, onward, show, text_to_review
from .reading import Reading, paragraphs_of, pin, reading_of
from .review_form import TypedReview

HINTS = {
    "w5h1": gettext_lazy("What, who, where, when, why, how"),
    "source": gettext_lazy("It is clear who says it and how they know"),
    "two_sides": gettext_lazy("Those who are named were asked"),
    "clarity": gettext_lazy("Short sentences, one event"),
    "safety": gettext_lazy("Nobody can be recognised without consent"),
    "photo": gettext_lazy("With consent, faces and badges safe; “done” if there is none"),
}


@dataclass(frozen=True)
class Line:
    """One line of the rubric with its three marks."""

    key: str
    label: str
    hint: str
    marks: list[tuple[str, str]]
    chosen: str = ""


@dataclass(frozen=True)
class Desk:
    """All that the page and its form are about."""

    text: Submission
    steps: list[ReviewTaskState]
    revision: Revision
    earlier: Revision | None
    comments: list[ReviewComment]

    @property
    def step(self) -> ReviewTaskState:
        return self.steps[-1]

    @property
    def mentor_step(self) -> ReviewTaskState | None:
        """The mentors' step if it is open now."""
        return self.step if self.step.stage == Stage.MENTOR and self.step.waiting_since else None

    @property
    def version(self) -> int:
        return sum(step.stage == Stage.MENTOR for step in self.steps)

    def comments_of(self, step: ReviewTaskState) -> list[ReviewComment]:
        return [comment for comment in self.comments if comment.state_id == step.pk]

    def kept_by(self, user: Any) -> TypedReview:
        """The form as this mentor kept it last."""
        step = self.mentor_step
        return TypedReview.of_step(step, [row for row in self.comments_of(step) if row.written_by_id == user.pk]) if step else TypedReview()

    @classmethod
    def of(cls, text: Submission) -> Desk:
        """Two or three queries. What is shown was sent: what the author writes while it is her turn is not for her mentors."""
        steps = list(text.review_states.select_related("claimed_by", "finished_by").order_by("pk"))
        step = steps[-1]
        shown = text.latest_revision_id if step.waiting_since else step.judged_revision_id or step.revision_id
        before = _judged_before(steps) if step.stage == Stage.MENTOR and step.waiting_since else None
        wanted = {pk for pk in (shown, before) if pk and pk != text.latest_revision_id}
        revisions = {text.latest_revision_id: text.latest_revision} | (Revision.objects.in_bulk(wanted) if wanted else {})
        notes = ReviewComment.objects.filter(state__submission=text).exclude(state__stage=Stage.EDITOR)
        comments = list(notes.select_related("written_by"))
        return cls(text, steps, revisions[shown], revisions.get(before) if before != shown else None, comments)


def _judged_before(steps: list[ReviewTaskState]) -> int | None:
    """The version on which a mentor decided last time."""
    return next((step.judged_revision_id for step in reversed(steps[:-1]) if step.stage == Stage.MENTOR and step.judged_revision_id), None)


@desk_page("GET", "POST")
def review_text(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    text = text_to_review(request, public_id)
    desk = Desk.of(text)
    if request.method == "POST":
        return _take(request, desk, TypedReview.of_post(request.POST))
    return review_page(request, desk, desk.kept_by(request.user))


def _take(request: HttpRequest, desk: Desk, typed: TypedReview) -> HttpResponse:
    """Keep the notes first, then decide; whatever goes wrong, what she typed comes back."""
    text, user = desk.text, request.user
    try:
        if request.POST.get("do") == "claim":
            claims.claim(submission=text, user=user)
        elif _is_sent_twice(desk, typed, user):
            return onward("queue")
        _refuse_if_not_hers(desk, user)
        typed = _keep(request, desk, typed)
        if request.POST.get("do") == "send":
            return _decide(request, desk, typed)
    except AlreadyClaimed as error:
        return review_page(request, desk, typed, status=409, sentence=str(error))
    except NotReady as error:
        return review_page(request, Desk.of(text), typed, errors=error.missing)
    except OtherNotes as error:
        desk = Desk.of(_anew(request, text))
        return review_page(request, desk, typed.beside(desk.kept_by(user)), status=409, sentence=str(error))
    except Stale as error:
        return review_page(request, Desk.of(_anew(request, text)), typed, status=409, sentence=str(error))
    _keep_private_note(text, user, typed)
    return onward("review", text.public_id, news="kept")


def _anew(request: HttpRequest, text: Submission) -> Submission:
    return text_to_review(request, text.public_id)


def _is_sent_twice(desk: Desk, typed: TypedReview, user: Any) -> bool:
    """The same form over a bad line: the step on this version is decided already, by her."""
    last = next((step for step in reversed(desk.steps) if step.stage == Stage.MENTOR), None)
    if last is None or last.waiting_since or last.finished_by_id != user.pk:
        return False
    return last.status in (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED) and str(last.judged_revision_id) == typed.revision_id


def _refuse_if_not_hers(desk: Desk, user: Any) -> None:
    """Raises Stale with the sentence that fits, PermissionDenied for those who could never judge it."""
    step = desk.mentor_step
    if step is None:
        raise Stale(_("This text is no longer with the mentors: it was decided or taken back. Your notes stand below; nothing was sent."))
    if not may_judge(user, desk.text, Stage.MENTOR):
        raise PermissionDenied
    if not ReviewTaskState.objects.get(pk=step.pk).is_claimed_by(user):
        raise Stale(_("You are not the reader of this text now. Your notes stand below; nothing was saved."))


def _keep(request: HttpRequest, desk: Desk, typed: TypedReview) -> TypedReview:
    """The form, which from now on is filled with what it just kept."""
    if typed.is_bare:
        return typed
    words = {"rubric": typed.lines, "praise": typed.praise, "todo": typed.todo, "seen": typed.seen}
    notes = typed.paragraph_notes(paragraphs_of(desk.revision.content))
    step = commenting.save_comments(submission=desk.text, user=request.user, notes=notes, **words)
    mine = ReviewComment.objects.filter(state=step, written_by=request.user)
    return replace(typed, seen=commenting.digest_of_notes(step, mine))


def _decide(request: HttpRequest, desk: Desk, typed: TypedReview) -> HttpResponse:
    if missing := typed.missing():
        raise NotReady(missing)
    text, user = desk.text, request.user
    _keep_private_note(text, user, typed)
    if typed.decision == "release":
        claims.release(submission=text, user=user)
        return onward("queue", news="released")
    if typed.decision == "set_aside":
        _refuse_other_version(desk, typed)
        review.set_aside(submission=text, user=user, reason=typed.reason)
        return onward("queue", news="set_aside")
    review.judge(submission=text, user=user, action=typed.decision, revision_id=typed.revision_id or None, comment=typed.todo)
    return onward("queue", news=f"judged_{typed.decision}")


def _refuse_other_version(desk: Desk, typed: TypedReview) -> None:
    if typed.revision_id != str(desk.text.latest_revision_id):
        raise Stale(_("The text has changed since you opened it. Read the new version first."))


def _keep_private_note(text: Submission, user: Any, typed: TypedReview) -> None:
    """Once: the same form sent again adds no second note."""
    if typed.private and not text.notes.filter(written_by=user, text=typed.private).exists():
        commenting.add_note(submission=text, user=user, text=typed.private)


def review_page(
    request: HttpRequest, desk: Desk, typed: TypedReview, *, status: int = 200, errors: Sequence[Missing] = (), sentence: str = ""
) -> HttpResponse:
    text, user, step = desk.text, request.user, desk.mentor_step
    reading = reading_of(desk.revision)
    paragraphs = _paragraphs(request, desk, reading, typed)
    is_mine = step is not None and step.is_claimed_by(user)
    may_claim = step is not None and not step.is_claimed() and may_judge(user, text, Stage.MENTOR)
    context = {
        "desk": desk,
        "step": desk.step,
        "reading": reading,
        "paragraphs": paragraphs,
        "typed": typed,
        "homeless": typed.homeless(reading.paragraphs),
        "lines": _rubric(typed),
        "notes": list(text.notes.select_related("written_by")),
        "standing": None if is_mine else standing_of(text),
        "is_mine": is_mine,
        "may_claim": may_claim,
        "shows_form": is_mine or bool(sentence),
        "may_release": step is not None and step.is_claimed() and not is_mine and may_release(user, text, step),
        "may_confirm": bool(desk.step.waiting_since) and may_confirm_orally(user, text, desk.step),
        "may_hide": text.live and (text.is_led or (not text.is_for_mentor and may_hide_now(user, text))),
        "errors": list(errors),
        "sentence": sentence,
        "nav": "mentor" if request.is_mentor else "editor",
    }
    return show(request, "review", text=text, status=status, current="queue", **context)


def _paragraphs(request: HttpRequest, desk: Desk, reading: Reading, typed: TypedReview) -> list[Any]:
    """The numbered text with her notes; from the second version on with what changed since the last decision."""
    paragraphs = reading.paragraphs
    if desk.earlier is not None and "bersih" not in request.GET:
        paragraphs = compare_paragraphs(paragraphs_of(desk.earlier.content), reading.paragraphs)
    open_step = desk.mentor_step
    pin(paragraphs, [comment for comment in desk.comments if open_step is None or comment.state_id != open_step.pk])
    for paragraph in paragraphs:
        paragraph.form = typed.notes.get(paragraph.block_id)
    return paragraphs


def _rubric(typed: TypedReview) -> list[Line]:
    marks = [(value, str(label)) for value, label in RUBRIC_MARKS.items()]
    return [Line(key, str(label), str(HINTS[key]), marks, typed.lines.get(key, "")) for key, label in RUBRIC.items()]


@desk_page("POST")
def confirm_orally(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """After seven days a mentor may take the author's yes by telephone."""
    text = text_to_review(request, public_id)
    try:
        revision_id = request.POST.get("revision_id") or None
        review.judge(submission=text, user=request.user, action="approve", revision_id=revision_id, orally=True)
    except Stale as error:
        return review_page(request, Desk.of(_anew(request, text)), TypedReview(), status=409, sentence=str(error))
    return onward("review", public_id, news="confirmed")


@desk_page("POST")
def hide(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Danger to the author: off at one tap, by the lead mentor or an editor; paperwork later."""
    text = text_to_review(request, public_id)
    publication.hide_now(submission=text, by=request.user)
    return onward("review", public_id, news="hidden")
