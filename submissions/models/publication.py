"""The bridge from a judged version to the public article, and back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from .submission import Submission


class Publication(models.Model):
    """This version of the text became that version of the article. The only record that joins the two histories."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="publications")
    workflow_state = models.OneToOneField(WorkflowState, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    page_revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.sha256[:8]}"


class WithdrawalRecord(models.Model):
    """Why and by whom an article was taken down: the half that the public never sees."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="withdrawals")
    reason = models.TextField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(default=timezone.now)
    revived_by = models.OneToOneField(WorkflowState, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission"], condition=Q(lifted_at__isnull=True), name="withdrawal_record_open_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_record_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}"
