"""The three steps of review as Wagtail tasks, and what a reviewer leaves behind."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, Task, TaskState, WorkflowState
from wagtail.signals import task_submitted

from .submission import Submission


class Stage(models.TextChoices):
    MENTOR = "mentor", _("Mentor review")
    EDITOR = "editor", _("Editor and safety check")
    AUTHOR = "author", _("Author confirms")


class ReviewTaskState(TaskState):
    """One wait at one step. `stage` and `waiting_since` repeat what Wagtail knows, for the queue's index: `save` keeps them true."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="review_states")
    stage = models.CharField(max_length=8, choices=Stage)
    waiting_since = models.DateTimeField(null=True, blank=True, help_text=_("Empty once decided."))
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    claim_expires = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    rubric = models.JSONField(default=dict, blank=True)
    judged_revision = models.ForeignKey(Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    judged_sha256 = models.CharField(max_length=64, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True, help_text=_("The editor's wish; a job publishes then."))
    exclude_fields_in_copy = ["claimed_by", "claimed_at", "claim_expires", "waiting_since"]

    class Meta:
        indexes = [
            models.Index(fields=["stage", "waiting_since"], condition=models.Q(waiting_since__isnull=False), name="review_open_idx"),
            models.Index(fields=["claimed_by"], condition=models.Q(waiting_since__isnull=False), name="review_claimed_idx"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.status != self.STATUS_IN_PROGRESS:
            self.waiting_since = None
        super().save(*args, **kwargs)

    def is_claimed(self, at: Any = None) -> bool:
        return self.claimed_by_id is not None and self.claim_expires is not None and self.claim_expires > (at or timezone.now())

    def is_claimed_by(self, user: Any) -> bool:
        return self.is_claimed() and self.claimed_by_id == user.pk


class ReviewTask(Task):
    """A step of review. Which person may act is asked of `permissions.may_judge`; nobody else's answer counts, superusers included."""

    stage = models.CharField(max_length=8, choices=Stage, unique=True)
    task_state_class = ReviewTaskState

    class Meta:
        verbose_name = _("review step")
        verbose_name_plural = _("review steps")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> ReviewTaskState:
        from ..services.review import begin_stage

        state = begin_stage(task=self, workflow_state=workflow_state)
        if state.status == TaskState.STATUS_IN_PROGRESS:
            task_submitted.send(sender=ReviewTaskState, instance=state, user=user)
        return state

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Decide. `kwargs`: revision_id (what the reviewer saw; required), comment, rubric, publish_at, orally.

        Raises PermissionDenied, or Stale when another decision or another version came first.
        """
        from ..services.review import decide

        decide(task_state=task_state, user=user, action_name=action_name, **kwargs)

    def get_actions(self, obj: Submission, user: Any) -> list[tuple[str, Any, bool]]:
        from ..permissions import may_decide_now

        if self.stage != Stage.EDITOR or not may_decide_now(user, obj, self.stage):
            return []
        return [("reject", _("Ask for changes"), True), ("approve", _("Approve"), True)]

    def get_form_for_action(self, action: str) -> type:
        from ..forms import EditorApprovalForm, EditorChangesForm

        return EditorApprovalForm if action == "approve" else EditorChangesForm

    def user_can_access_editor(self, obj: Submission, user: Any) -> bool:
        return False  # access comes from the policy of the viewset alone

    def locked_for_user(self, obj: Submission, user: Any) -> bool:
        from ..permissions import may_edit_in_admin

        return not may_edit_in_admin(user, obj)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet:
        from ..permissions import editor_on_duty

        if self.stage != Stage.EDITOR or not editor_on_duty(user):
            return TaskState.objects.none()
        return TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS).exclude(
            reviewtaskstate__submission__author_id=user.pk
        )

    def deactivate(self, user: Any = None) -> None:
        """Never: Wagtail would publish what waits at the last step (traps G3, T3)."""
        raise PermissionDenied("The steps of review are never deactivated.")

    @classmethod
    def get_description(cls) -> str:
        return str(_("A step of review; made by setup_programme."))


class ReviewComment(models.Model):
    """A reviewer's note on one paragraph, or a wish for the whole text, with a proposed sentence where it helps."""

    state = models.ForeignKey(ReviewTaskState, on_delete=models.CASCADE, related_name="comments")
    block_id = models.CharField(max_length=40, blank=True, help_text=_("Block of the body; empty for the whole text."))
    paragraph_number = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    done = models.BooleanField(default=False, help_text=_("The author ticked it off."))

    class Meta:
        ordering = ["paragraph_number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["state", "block_id", "written_by"], name="review_comment_once"),
            models.CheckConstraint(condition=~models.Q(text="", proposal=""), name="review_comment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ReviewNote(models.Model):
    """A note among reviewers that the author never sees, or the author's note to her mentor while the text is read."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="notes")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    from_author = models.BooleanField(default=False)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
