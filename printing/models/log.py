"""The history of sheets on walls, apart from the articles' own: it names boards and reports by number only."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager

from curriculum.permissions import is_editor
from printing.models.walls import PrintReport


class PrintingLogManager(BaseLogEntryManager):
    def log_action(self, instance: PrintReport, action: str, **kwargs: Any) -> PrintingLogEntry:
        return super().log_action(instance, action, report_id=instance.pk, **kwargs | {"title": f"#{instance.pk}"})

    def for_instance(self, instance: PrintReport) -> models.QuerySet:
        return self.filter(report_id=instance.pk)

    def viewable_by_user(self, user: Any) -> models.QuerySet:
        return self.all() if is_editor(user) else self.none()


class PrintingLogEntry(BaseLogEntry):
    """Rows stay when the report goes: no constraint. No address, no browser; `data` holds role, edition and answer only."""

    report = models.ForeignKey(PrintReport, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    objects = PrintingLogManager()

    class Meta:
        ordering = ["-timestamp", "-id"]

    @property
    def object_id(self) -> int:
        return self.report_id
