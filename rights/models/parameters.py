"""The law as editors keep it beside the files: values by date, proposed by one person, approved by another. Nothing is ever deleted."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

WORDS = 2000


class LawEdition(models.Model):
    """One row, whose token is another after each change of the law: what every process asks before it uses the law that it has built."""

    token = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="law_edition_is_one_row")]

    def __str__(self) -> str:
        return str(self.token)


class ChangeState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a second person")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    CALLED_OFF = "called_off", _("Called off")


class LawChangeQuerySet(models.QuerySet["LawChange"]):
    def waiting(self) -> LawChangeQuerySet:
        return self.filter(state=ChangeState.PROPOSED)

    def approved(self) -> LawChangeQuerySet:
        return self.filter(state=ChangeState.APPROVED)

    def in_force(self) -> LawChangeQuerySet:
        """Approved and not taken back by another approved change; those approved last stand last."""
        taken_back = LawChange.objects.approved().filter(takes_back__isnull=False).values("takes_back")
        return self.approved().exclude(pk__in=taken_back).order_by("decided_at", "pk")


class LawChange(models.Model):
    """Some values proposed and decided together; or, with `takes_back`, an approved change that shall no longer hold."""

    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=160)
    why = models.TextField(_("why"), max_length=WORDS, blank=True)
    takes_back = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="taken_back_by")
    state = models.CharField(_("state"), max_length=12, choices=ChangeState, default=ChangeState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_words = models.TextField(_("reason"), max_length=WORDS, blank=True)

    objects = LawChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("change of the law")
        verbose_name_plural = _("changes of the law")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by=None, decided_at=None)
                | (~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="law_change_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"]) | ~Q(decided_by=F("proposed_by")), name="law_change_by_two_persons"
            ),
            models.UniqueConstraint(
                fields=["takes_back"], condition=Q(state__in=["proposed", "approved"]), name="law_change_taken_back_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ParameterRecord(models.Model):
    """One value of one parameter from a day on, as in a file. `value` None is a repeal; decimals are text, like "0.75"."""

    change = models.ForeignKey(LawChange, on_delete=models.PROTECT, related_name="records")
    parameter = models.CharField(_("parameter"), max_length=100)
    valid_from = models.DateField(_("holds from"))
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    value = models.JSONField(_("value"), null=True)
    others = models.JSONField(default=list, blank=True)
    unit = models.CharField(_("unit"), max_length=80)
    law = models.CharField(_("law"), max_length=200)
    article = models.CharField(_("article"), max_length=200)
    source = models.TextField(_("source"), max_length=WORDS)
    confidence = models.CharField(_("confidence"), max_length=3)
    reviewed_on = models.DateField(_("last checked on"))
    note = models.TextField(_("note"), max_length=WORDS, blank=True)

    class Meta:
        ordering = ["parameter", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["change", "parameter", "valid_from"], name="parameter_record_once_in_a_change"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="parameter_record_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter} {self.valid_from}"

    def as_in_file(self) -> dict[str, Any]:
        """The keys of `rights/parameters/*.yaml`."""
        ends: dict[str, date] = {"to": self.valid_to} if self.valid_to else {}
        return {
            "from": self.valid_from,
            **ends,
            "value": self.value,
            "law": self.law,
            "article": self.article,
            "source": self.source,
            "confidence": self.confidence,
            "reviewed_on": self.reviewed_on,
            "note": self.note,
            "others": self.others,
        }


class LawCheck(models.Model):
    """Somebody looked whether a newer law has come, and up to which day it is known. The check made last holds, even of an earlier day."""

    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    checked_through = models.DateField(_("the law is known through"))
    law = models.CharField(_("law"), max_length=200)
    source = models.TextField(_("source"), max_length=WORDS)
    words = models.TextField(_("what was found"), max_length=WORDS)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("check for a newer law")
        verbose_name_plural = _("checks for a newer law")

    def __str__(self) -> str:
        return self.checked_through.isoformat()
