"""Where and about what: cities, topics and the pages of the cities."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms import extension_points
from cms.paging import page_of
from cms.querysets import CityQuerySet


class TimeZone(models.TextChoices):
    """The three zones of Indonesia."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class City(models.Model):
    """A city of the programme: its clock, and its colour on screen (`colour_class`) and on paper (`colour_hex`)."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    time_zone = models.CharField(_("time zone"), max_length=32, choices=TimeZone, default=TimeZone.WIB)
    colour_class = models.CharField(_("colour class"), max_length=20, blank=True)
    colour_hex = models.CharField(_("colour"), max_length=7, default="#111111")
    objects = CityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("city")
        verbose_name_plural = _("cities")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("city", args=[self.slug])


class Topic(models.Model):
    """What texts are about; chosen from a list, never typed freely (a free tag in a draft would be seen by others)."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("address"), max_length=60, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])


class CityIndexPage(Page):
    """All cities: /kota/."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CityPage"]
    max_count = 1
    private_page_options: list[str] = []
    template = "cms/city_index_page.html"

    class Meta:
        verbose_name = _("list of cities")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        cities = City.objects.with_page().with_article_counts()
        return super().get_context(request, *args, **kwargs) | {"section": "kota", "cities": cities}


class CityPage(Page):
    """News of one city: /kota/<slug>/."""

    city = models.OneToOneField(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="page")

    parent_page_types = ["cms.CityIndexPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, "city"]
    template = "cms/city_page.html"

    class Meta:
        verbose_name = _("page of a city")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """On the first page the newest article leads, with its photo."""
        from .articles import ArticlePage  # an article points at its city, so its module loads after this one

        listing = page_of(request, ArticlePage.objects.public().in_city(self.city).newest_first().for_cards())
        articles = list(listing)
        lead = articles.pop(0) if articles and listing.number == 1 else None
        return super().get_context(request, *args, **kwargs) | {
            "section": "kota",
            "city_class": self.city.colour_class,
            "city": self.city,
            "lead": lead,
            "articles": articles,
            "listing": listing,
            "figures": extension_points.collect(extension_points.CITY_FIGURES, self.city),
            "links": extension_points.collect(extension_points.CITY_LINKS, self.city),
        }
