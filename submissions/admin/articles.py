"""Published articles change by review only: Wagtail's page views refuse them to everyone, superusers included."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.models import Page

from cms.models import ArticlePage

REASON = "An article is changed by a correction that editor and author judge."
# Wagtail's hooks that are called before one of its page views does something, each with the request and the page.
HOOKS = (
    "before_edit_page",
    "before_publish_page",
    "before_unpublish_page",
    "before_copy_page",
    "before_move_page",
    "before_convert_alias_page",
)


def refuse_article(request: HttpRequest, page: Page, *args: Any) -> None:
    """For an article, and for a page with articles below it, which would be copied, moved or taken down along."""
    if page.depth > 1 and not _stands_above_for_edit(request, page) and ArticlePage.objects.descendant_of(page, inclusive=True).exists():
        raise PermissionDenied(REASON)


def _stands_above_for_edit(request: HttpRequest, page: Page) -> bool:
    """The list of news and the front page may be edited themselves: that changes no article."""
    return request.resolver_match.url_name in ("edit", "revisions_revert") and page.specific_class is not ArticlePage


def refuse_articles(request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any) -> None:
    for page in (item for item in objects if isinstance(item, Page)):
        refuse_article(request, page)
