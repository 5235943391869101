"""What administrators find of quarantined jobs in Wagtail's admin: a word in the menu with their number, and a line on the first page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.models import ModelLogEntry

from .models import Job
from .permissions import keeps_jobs

ACTIONS = {
    "jobs.retry": gettext_lazy("A quarantined job was tried again"),
    "jobs.drop": gettext_lazy("A quarantined job was let go"),
}


def count_for(request: HttpRequest) -> int:
    """How many wait; read once for each request, since menu and first page both ask."""
    if not hasattr(request, "quarantined_count"):
        request.quarantined_count = Job.objects.quarantined().count()
    return request.quarantined_count


class QuarantineMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return keeps_jobs(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """The item itself is shared by all requests, so the number goes into what is made of it."""
        found = super().render_component(request)
        if count := count_for(request):
            found.label = _("Background work (%(count)d)") % {"count": count}
        return found


def menu_item() -> MenuItem:
    return QuarantineMenuItem(gettext_lazy("Background work"), reverse("jobs:quarantine"), name="jobs", icon_name="warning", order=900)


class QuarantinePanel(Component):
    name = "quarantined_jobs"
    template_name = "jobs/panel.html"
    order = 80

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"count": count_for(parent_context["request"])}


def add_home_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Only while something waits."""
    if keeps_jobs(request.user) and count_for(request):
        panels.append(QuarantinePanel())


def register_actions(actions: Any) -> None:
    actions.register_model(Job, ModelLogEntry)
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)
