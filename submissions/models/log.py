"""The history of texts, apart from Wagtail's: what an editor may see of it follows from what she may see of the text."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager

from .submission import Submission


class SubmissionLogManager(BaseLogEntryManager):
    def log_action(self, instance: Submission, action: str, **kwargs: Any) -> SubmissionLogEntry:
        # Neither a headline nor a reviewer's words: both would outlive the text.
        data = {key: value for key, value in (kwargs.pop("data", None) or {}).items() if key not in ("comment", "title")}
        kwargs |= {"title": f"#{instance.pk}", "data": data}
        return super().log_action(instance, action, submission_id=instance.pk, **kwargs)

    def for_instance(self, instance: Submission) -> models.QuerySet:
        return self.filter(submission_id=instance.pk)

    def viewable_by_user(self, user: Any) -> models.QuerySet:
        from wagtail.permissions import policy_registry

        seen = policy_registry.get_by_type(Submission).instances_user_has_any_permission_for(user, ["change", "view"])
        return self.filter(submission_id__in=seen.values("pk"))


class SubmissionLogEntry(BaseLogEntry):
    """Rows stay when the text goes: no constraint. No address, no browser; `data` holds role, revision and hash only."""

    submission = models.ForeignKey(Submission, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    objects = SubmissionLogManager()

    class Meta:
        ordering = ["-timestamp", "-id"]

    @property
    def object_id(self) -> int:
        return self.submission_id
