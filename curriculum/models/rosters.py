"""A list of people between its preview and its import. It is sealed, and gone within the hour."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.vault import SealedTextField


class RosterUpload(models.Model):
    """One file that somebody sent. Once it is imported its content is emptied and `outcome` says what became of its rows."""

    KEPT_FOR = timedelta(hours=1)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False)
    cohort = models.ForeignKey(
        "curriculum.Cohort", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("class"), editable=False
    )
    content = SealedTextField(blank=True, editable=False)
    outcome = SealedTextField(blank=True, editable=False)
    sent_at = models.DateTimeField(editable=False)
    done_at = models.DateTimeField(null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("list of trainees")
        verbose_name_plural = _("lists of trainees")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"
