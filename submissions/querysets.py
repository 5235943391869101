"""Named sets of texts and of waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from people.models import User


class SubmissionQuerySet(models.QuerySet):
    def owned_by(self, user: User) -> SubmissionQuerySet:
        return self.filter(author_id=user.pk)

    def visible_to_editors(self) -> SubmissionQuerySet:
        """With the editors now or once before, or escalated to them: never an unsent draft, nor what only mentors have read."""
        from .models import ReviewTaskState

        states = ReviewTaskState.objects.filter(submission=OuterRef("pk"))
        return self.filter(Exists(states.filter(Q(stage="editor") | Q(escalated_at__isnull=False, waiting_since__isnull=False))))
