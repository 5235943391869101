"""The front page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms import extension_points

from .articles import ArticlePage
from .cities import City

ARTICLES_SHOWN = 9  # the lead and eight more


class HomePage(Page):
    """The front page of the paper: /."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.NewsIndexPage", "cms.CityIndexPage", "cms.StandardPage"]
    max_count = 1
    private_page_options: list[str] = []
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        articles = front_page_articles()
        lead = articles[0] if articles else None
        return super().get_context(request, *args, **kwargs) | {
            "section": "berita",
            "city_class": lead.city.colour_class if lead and lead.city else "",
            "today": timezone.localdate(),
            "lead": lead,
            "lead_topics": list(lead.topics.all()) if lead else [],
            "articles": articles[1:],
            "discussed": next((article for article in articles if article.question_1), None),
            "cities": City.objects.with_page().with_article_counts(),
            "links": extension_points.collect(extension_points.FRONT_PAGE_LINKS),
        }


def front_page_articles() -> list[ArticlePage]:
    """What the editors chose, then the newest; where they chose nothing, the newest one with a photo leads. Two queries."""
    chosen = list(ArticlePage.objects.public().with_front_page_slot().for_cards()[:ARTICLES_SHOWN])
    newest = list(ArticlePage.objects.public().newest_first().for_cards()[:ARTICLES_SHOWN])
    if not chosen:
        chosen = [article for article in newest if article.lead_photo_id][:1]
    taken = {article.pk for article in chosen}
    return (chosen + [article for article in newest if article.pk not in taken])[:ARTICLES_SHOWN]
