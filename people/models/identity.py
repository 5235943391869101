"""Who the person is outside: apart from the account, sealed, opened only by `people.services.open_identity`."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..contact import email_hash, normalise_email, normalise_phone, phone_hash
from ..vault import Sealed, SealedTextField

SEALED_FIELDS = ("legal_name", "phone", "email", "workplace")


def _plain(value: Any) -> str:
    return value.reveal() if isinstance(value, Sealed) else (value or "")


class Identity(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="identity")
    legal_name = SealedTextField(_("legal name"), blank=True, default="")
    phone = SealedTextField(_("phone number"), blank=True, default="")
    email = SealedTextField(_("e-mail"), blank=True, default="")
    workplace = SealedTextField(_("workplace"), blank=True, default="")
    phone_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 - null, so that many have none
    email_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 - as above

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")

    def __str__(self) -> str:
        return f"Identity {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Phone and e-mail are kept in one spelling, and their hashes follow. Raises contact.PhoneNotUnderstood."""
        phone, email = _plain(self.phone), _plain(self.email)
        if not isinstance(self.phone, Sealed):
            self.phone = normalise_phone(phone) if phone else ""
        if not isinstance(self.email, Sealed):
            self.email = normalise_email(email)
        self.phone_hash = phone_hash(phone) if phone else None
        self.email_hash = email_hash(email) if email else None
        super().save(*args, **kwargs)
        for name in SEALED_FIELDS:  # what stays in memory is sealed too
            value = getattr(self, name)
            setattr(self, name, value if isinstance(value, Sealed) else Sealed.seal(value))
