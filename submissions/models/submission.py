"""The unpublished text, and ever after the source of its article. Not a page: see docs/decisions/0002-submission-not-page.md."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.locks import BaseLock
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin, Workflow, WorkflowMixin

from cms.models import ArticleContent

from ..querysets import SubmissionQuerySet

WORKFLOW_NEW = "Tulisan baru"
WORKFLOW_CORRECTION = "Koreksi"
# A headline may be typed longer than the 150 letters that the door allows: it stays a draft and the writer is told.
TITLE_COLUMN = 1000


class BylineChoice(models.TextChoices):
    SECTOR = "sector", _("My trade and city")
    PEN = "pen", _("My pen name")
    WORKER = "worker", _("Only “worker”")
    REAL = "real", _("My real name")


class StageLock(BaseLock):
    """Wagtail's admin asks this lock before it saves: only whose turn it is may change the text (trap T11)."""

    def for_user(self, user: Any) -> bool:
        from ..permissions import may_edit_in_admin  # permissions imports the models

        return not may_edit_in_admin(user, self.object)

    def get_message(self, user: Any) -> str | None:
        from ..permissions import open_step

        step = open_step(self.object)
        if step is None or step.stage != "editor" or not self.for_user(user):
            return None  # the page says whose turn it is
        return str(_("Claim this text before you change it."))


class Submission(ArticleContent, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """One text of one author. Versions are Wagtail revisions; the state is Wagtail's workflow state, derived in `states.py`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    started_with = models.UUIDField(
        _("form that started it"), default=uuid.uuid4, unique=True, editable=False, help_text=_("The same form sent twice starts one text.")
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions", editable=False)
    membership = models.ForeignKey("curriculum.Membership", on_delete=models.PROTECT, related_name="submissions", editable=False)
    assignment = models.ForeignKey(
        "curriculum.Assignment",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="submissions",
        verbose_name=_("assignment"),
    )
    created_on = models.DateField(auto_now_add=True, editable=False)
    title = models.CharField(_("headline"), max_length=TITLE_COLUMN, blank=True)
    byline_choice = models.CharField(_("byline"), max_length=8, choices=BylineChoice, default=BylineChoice.SECTOR)
    byline = models.CharField(
        _("words of the byline"),
        max_length=120,
        blank=True,
        editable=False,
        help_text=_("Empty for a real name, which stands in no version."),
    )
    page = models.OneToOneField(
        "cms.ArticlePage", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+", verbose_name=_("article")
    )
    live = models.BooleanField(default=False, editable=False)
    objects = SubmissionQuerySet.as_manager()

    # What belongs to the text as a whole and never to one of its versions.
    FIELDS_OF_THE_TEXT = ("public_id", "started_with", "author_id", "membership_id", "assignment_id", "created_on", "page_id")

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        indexes = [models.Index(fields=["author", "-id"], name="submission_author_idx")]

    def __str__(self) -> str:
        return self.title or str(_("(no headline)"))

    @property
    def cohort(self):  # noqa: ANN201  curriculum.Cohort
        return self.membership.cohort

    def with_content_json(self, content: dict[str, Any]) -> Submission:
        obj = super().with_content_json(content)
        for name in self.FIELDS_OF_THE_TEXT:
            setattr(obj, name, getattr(self, name))
        obj.go_live_at = obj.expire_at = None  # a date in a version would publish it by itself (traps T13, T14)
        return obj

    def get_workflow(self) -> Workflow | None:
        name = WORKFLOW_CORRECTION if self.page_id else WORKFLOW_NEW
        return Workflow.objects.filter(name=name, active=True).first()

    def get_lock(self) -> StageLock:
        return StageLock(self)

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """As Wagtail's, but a revision that a reviewer waits for or has judged is never rewritten (traps G7, T7)."""
        from .review import ReviewTaskState

        if overwrite_revision is not None:
            named = models.Q(revision=overwrite_revision) | models.Q(judged_revision=overwrite_revision)
            if ReviewTaskState.objects.filter(named).exists():
                overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def publish(self, *args: Any, **kwargs: Any) -> None:
        raise PermissionDenied("Only the finish action of the workflow publishes a text.")

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        raise PermissionDenied("Only services.publication.withdraw takes an article down.")

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Only a draft that was never sent can be deleted (trap G9); services.writing.discard_draft is the door."""
        if self.page_id or self.review_states.exists():
            raise PermissionDenied("A text that was once sent is never deleted.")
        return super().delete(*args, **kwargs)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "submissions/preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        byline = self.byline or (self.get_byline_choice_display() if self.byline_choice == BylineChoice.REAL else "")
        return {"submission": self, "request": request, "byline": byline}
