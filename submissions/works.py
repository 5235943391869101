"""What the training may know of texts: that one was handed in and how far it came, never its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Subquery
from wagtail import hooks
from wagtail.models import TaskState, WorkflowState

from curriculum.assignments.works import HANDED_IN_TEXTS, Work, WorkState

from .models import ReviewTaskState, Stage, Submission


@hooks.register(HANDED_IN_TEXTS)
def handed_in_texts(membership_ids: Collection[int]) -> Iterable[Work]:
    """Texts that a mentor has passed on (accepted, whatever became of them later), that wait for a reader, or that came back with wishes.

    One that was taken back is a draft again and nobody's business. One query.
    """
    steps = ReviewTaskState.objects.filter(submission=OuterRef("pk"))
    passed_on = steps.filter(stage=Stage.MENTOR, status=TaskState.STATUS_APPROVED)
    came_back = steps.filter(status=TaskState.STATUS_REJECTED, workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES)
    rows = (
        Submission.objects.filter(membership_id__in=membership_ids)
        .annotate(
            accepted_at=Subquery(passed_on.order_by("finished_at").values("finished_at")[:1]),
            is_waiting=Exists(steps.filter(waiting_since__isnull=False)),
            is_to_be_improved=Exists(came_back),
        )
        .values_list("membership_id", "assignment_id", "accepted_at", "is_waiting", "is_to_be_improved")
    )
    for membership_id, assignment_id, *facts in rows:
        found = (state for state, is_so in zip((WorkState.ACCEPTED, WorkState.SENT, WorkState.REVISE), facts, strict=True) if is_so)
        if state := next(found, None):
            yield Work(membership_id, assignment_id, state, facts[0])
