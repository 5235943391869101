"""What each trainee has handed in, texts and channel tasks alike. The number of queries does not grow with people or assignments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ..models import AnswerState, ChannelAnswer

if TYPE_CHECKING:
    from ..models import Assignment, Membership

# def handed_in_texts(membership_ids: Collection[int]) -> Iterable[Work]: texts of these trainees that were sent, with their assignments.
# Drafts are nobody's business.
HANDED_IN_TEXTS = "handed_in_texts"


class WorkState(StrEnum):
    """How far somebody is with an assignment, the further the later."""

    MISSING = "missing"
    REVISE = "revise"
    SENT = "sent"
    ACCEPTED = "accepted"

    @property
    def words(self) -> str:
        return WORDS[self]

    @property
    def rank(self) -> int:
        return list(WorkState).index(self)


WORDS = {
    WorkState.MISSING: _("not sent"),
    WorkState.REVISE: _("to be improved"),
    WorkState.SENT: _("sent"),
    WorkState.ACCEPTED: _("accepted"),
}
_STATES = {AnswerState.WAITING: WorkState.SENT, AnswerState.REVISE: WorkState.REVISE, AnswerState.ACCEPTED: WorkState.ACCEPTED}


@dataclass(frozen=True)
class Work:
    """Something handed in; `assignment_id` is None for a text that nobody asked for. `accepted_at` is None where it was not accepted."""

    membership_id: int
    assignment_id: int | None
    state: WorkState
    accepted_at: datetime | None = None


def works_of(membership_ids: Collection[int]) -> list[Work]:
    """Everything that they have handed in."""
    answers = ChannelAnswer.objects.filter(membership_id__in=membership_ids)
    return [
        *(_work(answer) for answer in answers.only("membership", "assignment", "state", "judged_at")),
        *chain.from_iterable(texts(membership_ids) for texts in hooks.get_hooks(HANDED_IN_TEXTS)),
    ]


def _work(answer: ChannelAnswer) -> Work:
    state = _STATES[AnswerState(answer.state)]
    return Work(answer.membership_id, answer.assignment_id, state, answer.judged_at if state == WorkState.ACCEPTED else None)


def furthest(works: Iterable[Work]) -> Mapping[tuple[int, int], WorkState]:
    """The furthest state by membership and assignment; who is not in it has handed in nothing."""
    found: dict[tuple[int, int], WorkState] = {}
    for work in works:
        if work.assignment_id is not None:
            key = (work.membership_id, work.assignment_id)
            found[key] = max(work.state, found.get(key, WorkState.MISSING), key=lambda state: state.rank)
    return found


@dataclass(frozen=True)
class Standing:
    """One trainee and one assignment."""

    membership: Membership
    state: WorkState
    answer: ChannelAnswer | None = None


def standings(assignment: Assignment, trainees: Collection[Membership]) -> list[Standing]:
    """How each of the class stands, those who have sent nothing first."""
    ids = [membership.pk for membership in trainees]
    states = furthest(works_of(ids))
    answers = {answer.membership_id: answer for answer in ChannelAnswer.objects.filter(assignment=assignment, membership_id__in=ids)}
    rows = [Standing(m, states.get((m.pk, assignment.pk), WorkState.MISSING), answers.get(m.pk)) for m in trainees]
    return sorted(rows, key=lambda row: (row.state.rank, row.membership.user.display_name))
