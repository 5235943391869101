"""Named sets of published articles and of cities."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from wagtail.query import PageQuerySet

if TYPE_CHECKING:
    from cms.models import City, Topic


def _open_withdrawals() -> models.QuerySet:
    return apps.get_model("cms", "Withdrawal").objects.filter(article=OuterRef("pk"), lifted_on__isnull=True)


class ArticlePageQuerySet(PageQuerySet):
    """Reads as a phrase: `ArticlePage.objects.public().in_city(city).newest_first()`."""

    def public(self) -> "ArticlePageQuerySet":
        """What readers may see: live, and no withdrawal open. Our pages have no view restrictions (`private_page_options`)."""
        return self.live().filter(~Exists(_open_withdrawals()))

    def about(self, topic: "Topic") -> "ArticlePageQuerySet":
        return self.filter(topics=topic)

    def in_city(self, city: "City") -> "ArticlePageQuerySet":
        return self.filter(city=city)

    def newest_first(self) -> "ArticlePageQuerySet":
        return self.order_by("-first_published_at", "-pk")

    def with_front_page_slot(self) -> "ArticlePageQuerySet":
        """What the editors have put on the front page, in their order."""
        return self.filter(front_page_slot__isnull=False).order_by("front_page_slot__position")

    def for_cards(self) -> "ArticlePageQuerySet":
        """With all that a card of a list shows, and without the text: one query, however many cards."""
        return self.select_related("city", "byline", "lead_photo").defer("body")

    def for_reading(self) -> "ArticlePageQuerySet":
        """With all that an article's own page shows, and whether it `is_withdrawn`."""
        related = self.select_related("city", "byline", "code", "lead_photo").prefetch_related("corrections")
        return related.annotate(is_withdrawn=Exists(_open_withdrawals()))


class CityQuerySet(models.QuerySet):
    def with_article_counts(self) -> "CityQuerySet":
        """Each city with `article_count`, the number of its public articles; one query."""
        articles = apps.get_model("cms", "ArticlePage").objects.public().filter(city=OuterRef("pk"))
        counts = articles.order_by().values("city").annotate(number=Count("pk")).values("number")
        return self.annotate(article_count=Coalesce(Subquery(counts), 0))

    def with_page(self) -> "CityQuerySet":
        """Those that have a page on the site."""
        return self.filter(page__live=True)
