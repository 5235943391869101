"""Listeners on the public site's signals; they run in the transaction of the change."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Revision

from cms.models import ArticlePage
from cms.signals import article_published, article_withdrawn
from printing import services


@receiver(article_published, sender=ArticlePage)
def ask_for_posters(page: ArticlePage, revision: Revision, **kwargs: Any) -> None:
    services.publish_posters(page, revision)


@receiver(article_withdrawn, sender=ArticlePage)
def take_posters_away(page: ArticlePage, **kwargs: Any) -> None:
    services.retire_posters(page)
