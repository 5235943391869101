"""What editors find of readers' answers in Wagtail's admin: a word in the menu, and how many wait on their first page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, pgettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.extension_points import Figure, ModerationScope

from .ageing import waiting_counts
from .models import Answer
from .permissions import moderation_scope

if TYPE_CHECKING:
    from cms.models import City


class AnswersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(scope_of(request))


def menu_item() -> MenuItem:
    return AnswersMenuItem(pgettext_lazy("menu", "Answers"), reverse("discussion:queue"), name="answers", icon_name="comment", order=250)


class AnswersPanel(Component):
    name = "readers_answers"
    template_name = "cms/discussion/panel.html"
    order = 110

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        count, late = waiting_counts(scope_of(parent_context["request"]), timezone.localdate())
        return {"count": count, "late": late}


def add_home_panel(request: HttpRequest, panels: list[Component]) -> None:
    if scope_of(request):
        panels.append(AnswersPanel())


def scope_of(request: HttpRequest) -> ModerationScope:
    """Read once for each request, since the menu asks again and again."""
    if not hasattr(request, "moderation_scope"):
        request.moderation_scope = moderation_scope(request.user)
    return request.moderation_scope


def city_figures(city: City) -> list[Figure]:
    """The number of answers under a city's articles, on the city's page. One query."""
    count = Answer.objects.accepted().in_city(city).count()
    return [Figure(count, ngettext("reader's answer", "readers' answers", count))] if count else []
