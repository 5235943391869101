"""What was done to a person's account and identity. Rows stay when the person is deleted; they hold no address of a caller."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import BaseLogEntry, BaseLogEntryManager


class PersonLogEntryManager(BaseLogEntryManager):
    def get_instance_title(self, instance: models.Model) -> str:
        """A number, since a title would outlive the name that a person takes back."""
        return f"User {instance.pk}"

    def log_action(self, instance: models.Model, action: str, **kwargs: Any) -> "PersonLogEntry":
        kwargs.pop("revision", None)  # Wagtail's pages always pass one; people have none
        kwargs["person_id"] = instance.pk
        return super().log_action(instance, action, **kwargs)

    def for_instance(self, instance: models.Model) -> models.QuerySet:
        return self.filter(person_id=instance.pk)


class PersonLogEntry(BaseLogEntry):
    """`user` is who did it, `person_id` whom it concerns."""

    person_id = models.PositiveBigIntegerField(db_index=True)
    revision = None  # people have none; and the ground floor needs no table of Wagtail's

    objects = PersonLogEntryManager()

    class Meta(BaseLogEntry.Meta):
        ordering = ["-timestamp", "-id"]
        verbose_name = _("entry in the log of people")
        verbose_name_plural = _("log of people")

    def __str__(self) -> str:
        return f"{self.action} {self.person_id}"

    @property
    def object_id(self) -> int:
        return self.person_id
