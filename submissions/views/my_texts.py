"""All texts of one writer, grouped by whose turn it is; her messages; everything as one file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import City
from curriculum.models import Membership
from people.models import User
from people.roles import Role

from ..content import body_blocks
from ..models import InboxMessage, ReviewComment, ReviewTaskState, SideDraft, Submission
from ..notifications import MESSAGES
from ..permissions import WRITING_ROLES, may_read
from ..services.replies import mark_read
from ..states import Standing, State, standings
from ..text import count_words, typed_from_blocks
from .pages import SeeOther, desk_page, onward, show

ANSWER_WITHIN = timedelta(days=14)
MESSAGES_SHOWN, MESSAGES_READ = 3, 50
READ_BY_OTHERS = {State.WAITING, State.BEING_READ, State.WITH_EDITORS, State.SCHEDULED, State.PUBLISH_FAILED}
OUT = {State.PUBLISHED, State.IN_CORRECTION, State.WITHDRAWN}


@dataclass(frozen=True)
class Row:
    """One text in the list."""

    text: Submission
    standing: Standing
    side_draft: SideDraft | None = None
    points: int = 0
    now: object = field(default_factory=timezone.now)

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def reader(self) -> str:
        step = self.standing.step
        return step.claimed_by.display_name if step is not None and step.claimed_by else ""

    @property
    def answer_by(self):  # noqa: ANN201  datetime or None
        step = self.standing.step
        return step.finished_at + ANSWER_WITHIN if step is not None and step.finished_at else None

    @property
    def expected(self):  # noqa: ANN201  datetime or None
        """The day on which an answer may be expected; None once it has passed: nobody is called late."""
        step = self.standing.step
        return step.due_at if step is not None and step.due_at and step.due_at > self.now else None

    @property
    def word_count(self) -> int:
        return count_words(self.text.body.raw_data)


@dataclass(frozen=True)
class Line:
    """A message: what happened, to which text, and where to go."""

    words: str
    message: InboxMessage
    headline: str


@desk_page("GET")
def my_texts(request: HttpRequest) -> HttpResponse:
    memberships = _writing_memberships(request.user)
    rows = rows_of(request.user)
    if not rows and not memberships:
        raise PermissionDenied
    by_state = {name: [row for row in rows if row.state in states] for name, states in _groups().items()}
    context = by_state | {
        "rows": rows,
        "lines": inbox_lines(request.user, own=True),
        "may_write": any(membership.cohort.takes_new_texts for membership in memberships),
        "nav": "mentor" if any(membership.role == Role.MENTOR for membership in memberships) else "writer",
    }
    return show(request, "my_texts", city=_city(memberships, rows), current="my_texts", **context)


def _groups() -> dict[str, set[State]]:
    turn = {State.NEEDS_CHANGES, State.CONFIRM}
    return {"turn": turn, "reading": READ_BY_OTHERS, "out": OUT, "drafts": set(State) - turn - READ_BY_OTHERS - OUT}


def _writing_memberships(user: User) -> list[Membership]:
    """Under which she writes, or mentors; her enrolment first."""
    order = {Role.TRAINEE: 0, Role.MENTOR: 1, Role.TRAINER: 2}
    found = Membership.objects.current().held_by(user).as_role(*WRITING_ROLES).select_related("cohort__city")
    return sorted(found, key=lambda membership: order[Role(membership.role)])


def _city(memberships: list[Membership], rows: list[Row]) -> City | None:
    if memberships:
        return memberships[0].cohort.city
    return rows[0].text.cohort.city if rows else None


def rows_of(user: User) -> list[Row]:
    """Eight queries, however many texts."""
    texts = list(
        Submission.objects.owned_by(user)
        .select_related("membership__cohort__city", "latest_revision", "page")
        .defer("latest_revision__content", "page__body")
        .order_by("-latest_revision__created_at", "-pk")
    )
    stands = standings(texts)
    late = {copy.submission_id: copy for copy in SideDraft.objects.filter(submission__in=texts, settled_at__isnull=True).defer("content")}
    points = _points([stand.step.pk for stand in stands.values() if stand.state == State.NEEDS_CHANGES and stand.step])
    return [Row(text, stands[text.pk], late.get(text.pk), _points_of(stands[text.pk], points)) for text in texts]


def _points(steps: list[int]) -> dict[int, int]:
    counted = ReviewComment.objects.filter(state__in=steps).order_by().values("state").annotate(number=Count("pk"))
    return dict(counted.values_list("state", "number")) if steps else {}


def _points_of(standing: Standing, counted: dict[int, int]) -> int:
    """How many wishes she got: notes on paragraphs, and the one for the whole text."""
    if standing.step is None:
        return 0
    return counted.get(standing.step.pk, 0) + bool(standing.step.rubric.get("todo"))


def inbox_lines(user: User, *, own: bool) -> list[Line]:
    """Unread messages, the newest of each text first: about her own texts, or about those of others. The queue itself says what is new."""
    found = InboxMessage.objects.filter(user=user, read_at__isnull=True, submission__isnull=False, kind__in=MESSAGES)
    found = found.filter(submission__author=user) if own else found.exclude(submission__author=user).exclude(kind="new_text")
    newest: dict[int, InboxMessage] = {}
    for message in found.annotate(sent_headline=_sent_headline()).select_related("submission").defer("submission__body")[:MESSAGES_READ]:
        newest.setdefault(message.submission_id, message)
    shown = list(newest.values())[:MESSAGES_SHOWN]
    if own:
        return [Line(str(MESSAGES[m.kind]), m, str(m.submission)) for m in shown]
    return [Line(str(MESSAGES[m.kind]), m, (m.sent_headline or "") if may_read(user, m.submission) else "") for m in shown]


def _sent_headline() -> Subquery:
    """As it stood when it was last sent or judged: what the author has written since is hers alone."""
    steps = ReviewTaskState.objects.filter(submission=OuterRef("submission")).order_by("-pk")
    return Subquery(steps.annotate(told=Coalesce("judged_revision__object_str", "revision__object_str")).values("told")[:1])


@desk_page("POST")
def read_inbox(request: HttpRequest) -> HttpResponse:
    """All messages up to the newest one that was shown."""
    newest = request.POST.get("sampai", "")
    if newest.isascii() and newest.isdigit() and len(newest) < 19:
        mark_read(user=request.user, up_to=int(newest))
    if request.POST.get("dari") == "office":
        return SeeOther(reverse("desk"))
    return onward("queue" if request.POST.get("dari") == "queue" else "my_texts", news="read")


@desk_page("GET")
def download(request: HttpRequest) -> HttpResponse:
    """Everything that she wrote, in plain text, the oldest first."""
    texts = list(Submission.objects.owned_by(request.user).select_related("latest_revision", "membership__cohort__city").order_by("pk"))
    if not texts and not _writing_memberships(request.user):
        raise PermissionDenied
    stands = standings(texts)
    written = ("\r\n" * 3).join(_as_plain_text(text, stands[text.pk]) for text in texts)
    response = HttpResponse("\ufeff" + written, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tulisanku.txt"'
    return response


def _as_plain_text(text: Submission, standing: Standing) -> str:
    content = text.latest_revision.content
    day = content.get("event_date") or _("no date")
    head = [content["title"] or _("(no headline)"), f"{standing.state.label} · {day}"]
    questions = [content[name] for name in ("question_1", "question_2", "question_3") if content.get(name)]
    parts = ["\n".join(head), content["standfirst"], typed_from_blocks(body_blocks(content)), "\n".join(questions)]
    return "\n\n".join(part for part in parts if part).replace("\n", "\r\n")
