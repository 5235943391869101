"""The printed card by which a person signs in for the first time, or again after a forgotten PIN."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AccountCard(models.Model):
    """One code, used once. The code itself stands on the paper only; here lies its keyed hash."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account_cards")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    issued_on = models.DateField(_("issued on"))
    expires_at = models.DateTimeField(_("good until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    voided_at = models.DateTimeField(_("made void"), null=True, blank=True)
    # Hash of the form's one-time key: the same form sent twice over a bad line is the same use, not a second one.
    claim_hash = models.CharField(max_length=64, blank=True, default="", editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("account card")
        verbose_name_plural = _("account cards")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(used_at__isnull=True, voided_at__isnull=True), name="account_card_one_open_each"
            )
        ]

    def __str__(self) -> str:
        return f"AccountCard {self.pk}"

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and self.voided_at is None and now < self.expires_at
