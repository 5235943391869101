"""The editors' first page, and what Wagtail's admin no longer offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.snippets.action_menu import ActionMenuItem

from cms.models import ArticlePage
from curriculum.desk import roles_at
from people.roles import Role

from ..models import InboxMessage, Submission
from ..notifications import MESSAGES
from ..states import State, open_plans, standings
from .listing import describe, queue

ROWS = 20
# Wagtail's panels: one asks for each text again and again, all of them know nothing of who may see what.
STOCK_PANELS = {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation", "recent_edits", "locked_pages"}
STOCK_REPORTS = {"workflows", "workflow-tasks", "locked-pages"}
STOCK_SETTINGS = {"workflows", "workflow-tasks"}
# Of the menu at the foot of a text only these stay, and the decisions that its step offers.
KEPT_ACTIONS = {"action-save", "action-locked", "approve", "reject"}


def on_duty(request: HttpRequest) -> bool:
    """Whether an editor asks. No query but for the first asking."""
    return Role.EDITOR in roles_at(request)


class QueuePanel(Component):
    """What waits for the editors, the oldest first."""

    name = "editors_queue"
    template_name = "submissions/admin/queue_panel.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        waiting = queue().filter(waits_since__isnull=False)
        texts = list(waiting[:ROWS])
        count = waiting.count() if len(texts) == ROWS else len(texts)
        return {"texts": describe(texts), "count": count, "list_url": reverse("editors:list")}


class InboxPanel(Component):
    """What the programme tells people of the office. A headline is named only to those to whom the text has come."""

    name = "office_inbox"
    template_name = "submissions/admin/inbox_panel.html"
    order = 90

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        request = parent_context["request"]
        messages = list(InboxMessage.objects.filter(user=request.user, read_at__isnull=True)[:ROWS])
        seen = queue().filter(pk__in={message.submission_id for message in messages}) if on_duty(request) else Submission.objects.none()
        headlines = {text.pk: text.shown_title or str(Submission()) for text in seen}
        lines = [(MESSAGES.get(message.kind, ""), message, headlines.get(message.submission_id)) for message in messages]
        return {"request": request, "lines": lines}


class FailedPublicationsPanel(Component):
    """Planned publications that no job will do any more. It stands here until somebody has acted, also when the notice was read."""

    name = "failed_publications"
    template_name = "submissions/admin/failed_panel.html"
    order = 85

    def __init__(self, found: list[tuple[Submission, str]]) -> None:
        self.found = found

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"rows": self.found}


def failed_publications() -> list[tuple[Submission, str]]:
    """Texts in sight whose publication failed, each with the sentence why. One query while nothing is planned."""
    planned = list(open_plans().values_list("submission_id", flat=True))
    texts = list(queue().filter(pk__in=planned)) if planned else []
    standing = standings(texts)
    return [(text, standing[text.pk].plan.failure) for text in texts if standing[text.pk].state == State.PUBLISH_FAILED]


def article_desks(articles: list[ArticlePage]) -> dict[int, str]:
    """Where editors work on the texts of these articles. One query."""
    rows = Submission.objects.filter(page__in=[article.pk for article in articles]).values_list("page_id", "pk")
    return {page: reverse("editors:edit", args=[pk]) for page, pk in rows}


def replace_home_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in STOCK_PANELS]
    panels.append(InboxPanel())
    if on_duty(request):
        panels.append(QueuePanel())
        if found := failed_publications():
            panels.append(FailedPublicationsPanel(found))


def keep_own_actions(menu_items: list[ActionMenuItem], request: HttpRequest, context: Mapping[str, Any]) -> None:
    """Publish, unpublish, submit, cancel and restart are services of ours; approving is only a step, so it is named without "publish"."""
    if context["model"] is not Submission:
        return
    menu_items[:] = [item for item in menu_items if item.name in KEPT_ACTIONS]
    for item in menu_items:
        if item.name == "approve":
            item.label = _("Approve")


def drop_stock_reports(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in STOCK_REPORTS]


def drop_stock_settings(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in STOCK_SETTINGS]
