"""The mentors' queue: what waits, for how long, and who reads what. Claiming and giving back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import WorkflowState

from curriculum import permissions as curriculum
from curriculum.assignments.lists import count_waiting_answers
from curriculum.models import Membership
from people.models import User

from ..content import body_blocks, photo_ids
from ..errors import AlreadyClaimed, NotReady
from ..models import Contribution, ReviewTaskState, Stage
from ..services import claims
from ..text import count_words
from .moments import said_span, thirds
from .my_texts import inbox_lines
from .pages import desk_page, onward, show, text_to_review

NEARLY_DUE = timedelta(hours=24)


@dataclass(frozen=True)
class Waiting:
    """One text in the queue."""

    step: ReviewTaskState
    now: datetime
    from_other_city: bool

    @property
    def text(self):  # noqa: ANN201  Submission
        return self.step.submission

    @property
    def waited(self) -> str:
        return said_span(self.now - self.step.waiting_since)

    @property
    def thirds(self) -> str:
        return thirds(self.now - self.step.waiting_since)

    @property
    def is_nearly_due(self) -> bool:
        return self.step.due_at is not None and self.step.due_at - self.now < NEARLY_DUE

    @property
    def word_count(self) -> int:
        return count_words(body_blocks(self._content))

    @property
    def has_photo(self) -> bool:
        return bool(photo_ids(self._content))

    @property
    def _content(self) -> dict:
        return self.text.latest_revision.content

    @property
    def version(self) -> int:
        return self.step.version


@desk_page("GET")
def queue(request: HttpRequest) -> HttpResponse:
    return queue_page(request)


def queue_page(request: HttpRequest, *, status: int = 200, **context: object) -> HttpResponse:
    memberships = _mentoring(request.user)
    if not memberships:
        raise PermissionDenied
    now, cohorts = timezone.now(), {membership.cohort_id for membership in memberships}
    rows = [Waiting(step, now, step.submission.membership.cohort_id not in cohorts) for step in _open_steps(request.user, memberships, now)]
    context |= {
        "waiting": [row for row in rows if not row.step.is_claimed(now)],
        "mine": [row for row in rows if row.step.is_claimed_by(request.user)],
        "others": [row for row in rows if row.step.is_claimed(now) and not row.step.is_claimed_by(request.user)],
        "places": ", ".join(sorted({membership.cohort.city.name for membership in memberships})),
        "lines": inbox_lines(request.user, own=False),
        "task_answers": count_waiting_answers(request.user, cohorts),
    }
    return show(request, "queue", city=memberships[0].cohort.city, status=status, nav="mentor", current="queue", **context)


def _mentoring(user: User) -> list[Membership]:
    return list(Membership.objects.current().held_by(user).as_role("mentor").select_related("cohort__city"))


def _open_steps(user: User, memberships: list[Membership], now: datetime) -> list[ReviewTaskState]:
    """Texts that wait for a mentor in her cohorts, and those of others that were escalated if she offered relief. Never what she wrote."""
    wanted = Q(submission__membership__cohort__in=[membership.cohort_id for membership in memberships])
    if any(membership.takes_relief for membership in memberships):
        wanted |= Q(escalated_at__isnull=False)
    earlier = ReviewTaskState.objects.filter(submission=OuterRef("submission"), stage=Stage.MENTOR, pk__lt=OuterRef("pk"))
    decided = earlier.filter(finished_by__isnull=False).order_by("-pk")
    co_written = Contribution.objects.filter(submission=OuterRef("submission"), user=user)
    versions = earlier.order_by().values("submission").annotate(number=Count("pk")).values("number")
    steps = (
        ReviewTaskState.objects.filter(wanted, stage=Stage.MENTOR, waiting_since__isnull=False)
        .filter(workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)
        .exclude(submission__author=user)
        .filter(~Exists(co_written))
        .select_related(
            "submission__author",
            "submission__membership__cohort__city",
            "submission__latest_revision",
            "submission__assignment",
            "claimed_by",
        )
        .annotate(earlier_versions=Subquery(versions), earlier_reader=Subquery(decided.values("finished_by__display_name")[:1]))
        .order_by("waiting_since", "pk")
    )
    found = list(steps)
    for step in found:
        step.version = (step.earlier_versions or 0) + 1
    return found


@desk_page("POST")
def claim(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take the text. Who comes second is told by whom it is read."""
    text = text_to_review(request, public_id)
    try:
        claims.claim(submission=text, user=request.user)
    except AlreadyClaimed as error:
        return queue_page(request, status=409, refusal=str(error))
    except NotReady as error:
        return queue_page(request, status=409, refusal=str(error))
    return onward("review", public_id, news="claimed")


@desk_page("POST")
def release(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    text = text_to_review(request, public_id)
    claims.release(submission=text, user=request.user)
    if curriculum.holds(request.user, "mentor"):
        return onward("queue", news="released")
    return onward("review", public_id, news="released")
