"""Spreads what a command did to a text within a second over the days that it would have taken people.

Only the demo may do this: history is otherwise written once and never moved. Every moment keeps its place in the order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from cms.models import ArticlePage, CorrectionNotice, Withdrawal

from ..deadlines import due_after
from ..models import InboxMessage, ReviewTaskState, Stage, Submission, SubmissionLogEntry
from ..services.claims import CLAIM_LASTS
from ..services.review import DUE_HOURS

SECONDS_IN_ONE = 60  # what the machine did in a second took people a minute
READ_AFTER = timedelta(days=3)  # nobody in the demo has left older messages unread


class TimeLapse:
    """Moves all moments of a text since `marks[0]`: step after step, evenly over the days from `since` to `ended`.

    `marks` are the moments before the first step and after each; what was done in one step stays together.
    """

    def __init__(self, text: Submission, *, marks: Sequence[datetime], since: datetime, ended: datetime) -> None:
        self.text, self.marks, self.since, self.ended = text, marks, since, ended

    def run(self) -> None:
        for rows, fields in self._moments():
            for row in rows.values("pk", *fields):
                moved = {name: self._moved(row[name]) for name in fields if row[name] and row[name] >= self.marks[0]}
                if moved:
                    rows.model._base_manager.filter(pk=row["pk"]).update(**moved)
        self._follow()

    def _moved(self, moment: datetime) -> datetime:
        last = len(self.marks) - 1
        step = min(max(bisect_left(self.marks, moment), 1), last)
        end_of_step = self.ended - (self.ended - self.since) * (last - step) / last
        return end_of_step - max(self.marks[step] - moment, timedelta()) * SECONDS_IN_ONE

    def _moments(self) -> Iterator[tuple[QuerySet[Any], tuple[str, ...]]]:
        text = self.text
        yield Submission.objects.filter(pk=text.pk), ("first_published_at", "last_published_at")
        yield Revision.objects.for_instance(text), ("created_at",)
        workflows = WorkflowState.objects.filter(base_content_type=Submission.get_base_content_type(), object_id=str(text.pk))
        yield workflows, ("created_at",)
        yield text.review_states.all(), ("started_at", "finished_at", "waiting_since", "claimed_at")
        yield text.saved_writes.all(), ("saved_at",)
        yield text.photos.all(), ("added_at",)
        yield text.notes.all(), ("written_at",)
        yield text.set_asides.all(), ("set_at",)
        yield text.withdrawals.all(), ("withdrawn_at",)
        yield text.publications.all(), ("published_at",)
        yield InboxMessage.objects.filter(submission=text), ("sent_at",)
        yield SubmissionLogEntry.objects.filter(submission_id=text.pk), ("timestamp",)
        if text.page_id:
            yield ArticlePage.objects.filter(pk=text.page_id), ("first_published_at", "last_published_at", "latest_revision_created_at")
            yield Revision.objects.for_instance(text.page), ("created_at",)

    def _follow(self) -> None:
        """What is derived from the moved moments."""
        self._follow_days()
        for step in ReviewTaskState.objects.filter(submission=self.text):
            step.due_at = due_after(step.started_at, DUE_HOURS[Stage(step.stage)])
            if step.claimed_at:
                step.claim_expires = (self.ended if step.waiting_since else step.claimed_at) + CLAIM_LASTS
            step.save(update_fields=["due_at", "claim_expires"])
        old = InboxMessage.objects.filter(submission=self.text, read_at__isnull=True, sent_at__lt=timezone.now() - READ_AFTER)
        old.update(read_at=self.ended)

    def _follow_days(self) -> None:
        today, day = timezone.localdate(self.marks[0]), timezone.localdate(self.ended)
        begun_on = timezone.localdate(self._moved(self.marks[0]))
        Submission.objects.filter(pk=self.text.pk, created_on__gte=today).update(created_on=begun_on)
        CorrectionNotice.objects.filter(article=self.text.page_id, corrected_on__gte=today).update(corrected_on=day)
        Withdrawal.objects.filter(article=self.text.page_id, withdrawn_on__gte=today).update(withdrawn_on=day)
