"""Published articles. Nothing here knows a person: who wrote an article stands in `submissions`."""

from datetime import date
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager, Revision
from wagtail.search import index

from cms import addresses, extension_points
from cms.paging import page_of
from cms.querysets import ArticlePageQuerySet

from .cities import Topic
from .content import ArticleContent


class NewsIndexPage(Page):
    """All news: /berita/."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ArticlePage"]
    max_count = 1
    private_page_options: list[str] = []
    template = "cms/news_index_page.html"

    class Meta:
        verbose_name = _("news list")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        listing = page_of(request, ArticlePage.objects.public().newest_first().for_cards())
        return super().get_context(request, *args, **kwargs) | {"section": "berita", "listing": listing}


class ArticlePage(ArticleContent, Page):
    """The published copy of a text, made and changed only by publication and correction.

    It holds no person: `owner` stays empty and no revision names a user. It is never deleted; a withdrawal hides it.
    """

    # Of what is printed: 1 at first, one more for each correction and each return with other words (`cms.services`).
    edition = models.PositiveSmallIntegerField(_("edition"), default=1, editable=False)

    objects = PageManager.from_queryset(ArticlePageQuerySet)()

    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []
    is_creatable = False
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, *ArticleContent.article_panels]
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.AutocompleteField("standfirst"),  # beginnings of words: the public search reads these
        index.AutocompleteField("body"),
    ]
    template = "cms/article_page.html"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Saved without owner, logged without user."""
        self.owner = None
        return super().save(clean=clean, user=None, log_action=log_action, **kwargs)

    def save_revision(self, user: Any = None, **kwargs: Any) -> Revision:
        """A revision that names nobody, whoever asks for it."""
        return super().save_revision(user=None, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "ArticlePage":
        """The edition is no part of a version: an older one that is read or published again does not bring its number back."""
        version = super().with_content_json(content)
        version.edition = self.edition
        return version

    def get_absolute_url(self) -> str:
        """Its address on the site, without a query (`url` asks for the site)."""
        return reverse("article", args=[self.slug])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.discussion.board import board_of  # answers point at their article, so their module loads after this one

        return super().get_context(request, *args, **kwargs) | {
            "section": "",
            "board": board_of(self),
            "city_class": self.city.colour_class if self.city else "",
            "address": addresses.absolute(self.get_absolute_url()),
            "article_topics": self.all_topics,
            "links": extension_points.collect(extension_points.ARTICLE_FOOTER_LINKS, self),
        }

    @cached_property
    def all_topics(self) -> list[Topic]:
        """One query, once for the page and for what upper rooms put beside it."""
        return list(self.topics.all())

    @property
    def published_on(self) -> date | None:
        """The day of its first publication; readers are never shown more than the day."""
        return timezone.localdate(self.first_published_at) if self.first_published_at else None

    @property
    def short_code(self) -> str:
        """The six characters of its short address; empty before publication. One query, unless selected with the page."""
        return getattr(getattr(self, "code", None), "code", "")

    @property
    def byline_words(self) -> str:
        """The words that name the writer to readers; empty means no byline. One query, unless selected with the page."""
        return getattr(getattr(self, "byline", None), "words", "")
