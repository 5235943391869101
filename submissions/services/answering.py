"""A text answers an assignment of its author's class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from curriculum.models import AssignmentKind

from ..models import Submission
from .locking import lock, record

if TYPE_CHECKING:
    from curriculum.models import Assignment
    from people.models import User


@transaction.atomic
def answer_assignment(*, submission: Submission, author: User, assignment: Assignment | None) -> Submission:
    """Say which assignment the text answers, or that it answers none; at any time, as it changes no word. Raises PermissionDenied."""
    submission = lock(submission)
    if author.pk != submission.author_id or (assignment is not None and not _asks_for_a_text_of(assignment, submission)):
        raise PermissionDenied
    if submission.assignment_id != (assignment.pk if assignment else None):
        submission.assignment = assignment
        submission.save(update_fields=["assignment"])
        record(submission, "answer_assignment", by=author, role="author")
    return submission


def _asks_for_a_text_of(assignment: Assignment, submission: Submission) -> bool:
    return assignment.kind == AssignmentKind.TEXT and assignment.cohort_id == submission.membership.cohort_id
