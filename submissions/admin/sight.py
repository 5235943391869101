"""What of a text the editors may see: never a word that was not sent to them.

A text that was with the editors once may be in its author's hands again. Until she sends it anew they see the version that they had, not
the one she is writing; and of its history only what came to them or what they wrote themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from wagtail.models import Revision, WorkflowState

from ..models import ReviewTaskState, Stage, Submission

if TYPE_CHECKING:
    from ..querysets import SubmissionQuerySet


def texts_in_sight() -> SubmissionQuerySet:
    """Texts that came to the editors, each with `shown_id`: the version of it that they may see."""
    steps = ReviewTaskState.objects.filter(submission=OuterRef("pk"))
    running = steps.filter(waiting_since__isnull=False, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)
    theirs = running.filter(~Q(stage=Stage.MENTOR) | Q(escalated_at__isnull=False))
    seen = steps.exclude(stage=Stage.MENTOR).order_by("-pk").values(version=Coalesce("judged_revision_id", "revision_id"))[:1]
    shown = Case(When(Exists(theirs), then=F("latest_revision_id")), default=Subquery(seen))
    return Submission.objects.visible_to_editors().annotate(shown_id=shown).filter(shown_id__isnull=False)


def shown_id(pk: int) -> int | None:
    """The version of this text that editors may see; None when they may not see the text at all."""
    return texts_in_sight().filter(pk=pk).values_list("shown_id", flat=True).first()


def shown_version(text: Submission) -> Submission:
    """The text as editors may see it."""
    pk = shown_id(text.pk)
    return text.get_latest_revision_as_object() if pk == text.latest_revision_id else Revision.objects.get(pk=pk).as_object()


def versions_in_sight(text: Submission) -> QuerySet[Revision]:
    """The versions that editors may open, newest first: what came to them, what was judged since, and what an editor wrote."""
    steps = ReviewTaskState.objects.filter(submission_id=text.pk).exclude(stage=Stage.MENTOR)
    named = Q(pk=shown_id(text.pk)) | Q(pk__in=steps.values("revision_id")) | Q(pk__in=steps.values("judged_revision_id"))
    by_editor = Q(user__isnull=False) & ~Q(user_id=text.author_id)
    return Revision.objects.for_instance(text).filter(named | by_editor).select_related("user").order_by("-created_at", "-pk")
