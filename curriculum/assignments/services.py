"""Giving an assignment, handing in a channel task, judging it. A text is handed in and judged by the writing desk, above this room."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import AnswerState, Assignment, AssignmentKind, ChannelAnswer
from .errors import AlreadyAccepted, AnsweredAnew, FeedbackMissing, JudgedMeanwhile, NotOpenYet, SentMeanwhile
from .permissions import enrolment, may_give, may_judge

if TYPE_CHECKING:
    from ..models import Cohort, Lesson
    from ..visitor import Visitor


@dataclass(frozen=True)
class AssignmentFacts:
    """What a form says of an assignment."""

    title: str
    words: str
    due_on: date
    lesson: Lesson | None = None


@transaction.atomic
def give(*, visitor: Visitor, cohort: Cohort, kind: str, facts: AssignmentFacts, client_id: uuid.UUID) -> Assignment:
    """A new assignment from today; the same form sent again gives the same one. Raises PermissionDenied, ValidationError."""
    if not may_give(visitor, cohort):
        raise PermissionDenied
    new = Assignment(cohort=cohort, kind=kind, opens_on=visitor.today, made_by=visitor.user, client_id=client_id, **vars(facts))
    new.full_clean(validate_unique=False)
    given, made = Assignment.objects.get_or_create(client_id=client_id, defaults=_columns(new))
    if given.cohort_id != cohort.pk:
        raise PermissionDenied
    if made:
        log(given, "curriculum.assignment_given", user=visitor.user)
    return given


def _columns(new: Assignment) -> dict[str, object]:
    names = ("cohort", "lesson", "kind", "title", "words", "opens_on", "due_on", "made_by")
    return {name: getattr(new, name) for name in names}


@transaction.atomic
def change(*, visitor: Visitor, assignment: Assignment, facts: AssignmentFacts) -> Assignment:
    """Other words or another day; what counts stays, since people may have answered. Raises PermissionDenied, ValidationError."""
    assignment = Assignment.objects.select_for_update(no_key=True).get(pk=assignment.pk)
    if not may_give(visitor, assignment.cohort):
        raise PermissionDenied
    for name, value in vars(facts).items():
        setattr(assignment, name, value)
    assignment.full_clean()
    assignment.save()
    log(assignment, "curriculum.assignment_changed", user=visitor.user)
    return assignment


@transaction.atomic
def hand_in(*, visitor: Visitor, assignment: Assignment, words: str, now: datetime, seen: datetime | None = None) -> ChannelAnswer:
    """Her answer to a channel task, also after the day; the same words again change nothing.

    `seen` is when the answer that her page showed had been sent, None where it showed none. Raises PermissionDenied, NotOpenYet,
    AlreadyAccepted, SentMeanwhile.
    """
    assignment = Assignment.objects.select_for_update(no_key=True).get(pk=assignment.pk)
    membership = enrolment(visitor, assignment.cohort)
    if membership is None or assignment.kind != AssignmentKind.CHANNEL:
        raise PermissionDenied
    if assignment.opens_on > timezone.localdate(now):
        raise NotOpenYet
    answers = ChannelAnswer.objects.select_for_update(no_key=True)  # it may be judged at this moment
    answer = answers.filter(assignment=assignment, membership=membership).first()
    if answer is None:
        answer = ChannelAnswer(assignment=assignment, membership=membership)
    elif answer.words == words:
        return answer
    elif answer.state == AnswerState.ACCEPTED:
        raise AlreadyAccepted
    elif answer.sent_at != seen:
        raise SentMeanwhile
    answer.words, answer.sent_at, answer.state = words, now, AnswerState.WAITING
    answer.full_clean(exclude=["assignment", "membership"])
    answer.save()
    log(assignment, "curriculum.answer_sent", user=visitor.user)
    return answer


@transaction.atomic
def judge(
    *,
    visitor: Visitor,
    answer: ChannelAnswer,
    accept: bool,
    feedback: str,
    seen: datetime | None,
    now: datetime,
    judged: datetime | None = None,
) -> ChannelAnswer:
    """Accept, or ask for something better. `seen` is when the answer that she read had been sent, `judged` the last judgement she saw.

    Raises PermissionDenied, AnsweredAnew, JudgedMeanwhile, FeedbackMissing; an answer that was accepted stays so.
    """
    answer = (
        ChannelAnswer.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assignment__cohort", "membership")
        .get(pk=answer.pk)
    )
    if not may_judge(visitor, answer):
        raise PermissionDenied
    if answer.sent_at != seen:
        raise AnsweredAnew
    state = AnswerState.ACCEPTED if accept else AnswerState.REVISE
    if (answer.state, answer.feedback) == (state, feedback):
        return answer
    if answer.judged_at != judged or answer.state == AnswerState.ACCEPTED:
        raise JudgedMeanwhile
    if not accept and not feedback:
        raise FeedbackMissing
    answer.state, answer.feedback, answer.judged_at, answer.judged_by = state, feedback, now, visitor.user
    answer.save()
    log(answer.assignment, f"curriculum.answer_{answer.state}", user=visitor.user)
    return answer
