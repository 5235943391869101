"""Whom a reader may ask: the union's branch or legal aid of a city. Editors keep the list; offices are named, never a member."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import City


class AidOfficeQuerySet(models.QuerySet["AidOffice"]):
    def by_city(self) -> AidOfficeQuerySet:
        """With their cities, in the order of a page."""
        return self.select_related("city").order_by("city__name", "name")


class AidOffice(models.Model):
    """An office or a fixed hour where workers are helped; `words` say where and when, `telephone` is the office's own."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="aid_offices", verbose_name=_("city"))
    name = models.CharField(_("name"), max_length=80)
    words = models.TextField(_("where and when"), max_length=300, help_text=_("One or two sentences: place, days and hours."))
    telephone = models.CharField(
        _("telephone"), max_length=20, blank=True, help_text=_("The office's own number, never that of a member. May stay empty.")
    )
    objects = AidOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office that helps")
        verbose_name_plural = _("offices that help")
        constraints = [models.UniqueConstraint(fields=["city", "name"], name="aid_office_once_per_city")]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"
