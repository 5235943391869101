"""What all pages of the law's office share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from django.views.generic.base import ContextMixin
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from rights.permissions import may_change_law, may_read_law_office

Handler = Callable[..., HttpResponse]


def for_editors(handler: Handler) -> Handler:
    """A method of a page that changes something. The services ask again."""

    @wraps(handler)
    def guarded(view: OfficePage, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not view.may_change:
            raise PermissionDenied
        return handler(view, request, *args, **kwargs)

    return guarded


class OfficePage(WagtailAdminTemplateMixin, ContextMixin, View):
    """Editors and programme managers read; `title` and `trail` make the head of the page."""

    header_icon = "clipboard-list"
    title: Any = ""
    may_change = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_read_law_office(request.user):
            raise PermissionDenied
        self.may_change = may_change_law(request.user)
        return super().dispatch(request, *args, **kwargs)

    def page(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(may_change=self.may_change, **context))

    def tell(self, words: str) -> None:
        messages.success(self.request, words)

    def complain(self, words: str) -> None:
        messages.error(self.request, words)

    def trail(self) -> list[dict[str, str]]:
        """Pages between the list of rules and this one."""
        return []

    def get_page_title(self) -> str:
        return str(self.title)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        first = {"url": reverse("law_office:rules"), "label": _("Rules")}
        here = {"url": "", "label": self.get_page_title()}
        return (
            [*self.breadcrumbs_items, first, *self.trail(), here]
            if self.get_page_title() != first["label"]
            else [*self.breadcrumbs_items, {**first, "url": ""}]
        )
