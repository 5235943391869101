"""Certificates: what was printed, and whether it still holds."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.vault import SealedTextField


class NameChoice(models.TextChoices):
    PEN = "pen", _("Pen name")
    LEGAL = "legal", _("Legal name")


class CertificateState(models.TextChoices):
    VALID = "valid", _("Valid")
    REPLACED = "replaced", _("Replaced by a newer one")
    REVOKED = "revoked", _("Revoked")


class CertificateBatch(models.Model):
    """One file of certificates, drawn by a job for a class."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey("curriculum.Cohort", on_delete=models.PROTECT, related_name="certificate_batches", verbose_name=_("class"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    paper = models.CharField(_("paper"), max_length=4, default="a4")
    file = models.CharField(max_length=200, blank=True, editable=False)
    problem = models.CharField(max_length=300, blank=True, editable=False)
    client_id = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("batch of certificates")
        verbose_name_plural = _("batches of certificates")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Certificate(models.Model):
    """One sheet. `code` stands on it and is never used again; the name as printed is sealed, since it may be the legal one."""

    code = models.CharField(max_length=12, unique=True, editable=False)
    membership = models.ForeignKey(
        "curriculum.Membership", on_delete=models.PROTECT, related_name="certificates", verbose_name=_("trainee")
    )
    batch = models.ForeignKey(CertificateBatch, on_delete=models.PROTECT, related_name="certificates", verbose_name=_("batch"))
    rule = models.ForeignKey("curriculum.CompletionRule", on_delete=models.PROTECT, related_name="+", verbose_name=_("rule"))
    name = SealedTextField(_("name on the certificate"))
    issued_on = models.DateField(_("issued on"))
    state = models.CharField(_("state"), max_length=8, choices=CertificateState, default=CertificateState.VALID)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(state=CertificateState.VALID), name="certificate_one_valid_a_person"
            ),
            models.CheckConstraint(condition=Q(state__in=CertificateState.values), name="certificate_state_known"),
            models.CheckConstraint(
                condition=Q(state=CertificateState.VALID, ended_on__isnull=True)
                | ~Q(state=CertificateState.VALID) & Q(ended_on__isnull=False) & ~Q(reason=""),
                name="certificate_end_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
