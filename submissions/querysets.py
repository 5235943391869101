"""Named sets of texts and of waits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from people.roles import Role

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

    def sent_in_cohorts_of(self, user: User, on: date | None = None) -> SubmissionQuerySet:
        """Texts that were sent at least once, in the cohorts which she mentors on that day."""
        from curriculum.models import Membership

        from .models import ReviewTaskState

        cohorts = Membership.objects.current(on=on).held_by(user).as_role(Role.MENTOR).values("cohort_id")
        sent = ReviewTaskState.objects.filter(submission=OuterRef("pk"))
        return self.filter(Exists(sent), membership__cohort_id__in=cohorts)
