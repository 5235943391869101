"""Published articles are kept: their posters hang on walls and their numbers are counted. A withdrawal hides them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.models import Page

from cms.models import ArticlePage

REASON = "A published article is never deleted; withdraw it instead."


def refuse_to_delete_article(request: HttpRequest, page: Page) -> None:
    """Wagtail's hook before_delete_page, for an article or a page above articles."""
    if ArticlePage.objects.descendant_of(page, inclusive=True).exists():
        raise PermissionDenied(REASON)


def refuse_to_delete_articles(request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any) -> None:
    """Wagtail's hook before_bulk_action, for every bulk act that deletes pages."""
    if action_type == "delete":
        for page in (item for item in objects if isinstance(item, Page)):
            refuse_to_delete_article(request, page)


def refuse_every_deletion(sender: type, **kwargs: Any) -> None:
    """Django's signal pre_delete of ArticlePage: whatever deletes it, from whichever queryset or page above."""
    raise PermissionDenied(REASON)
