"""What moderators did to an answer, in the history of the site: who and when, never a word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

if TYPE_CHECKING:
    from .models import Answer

ACTIONS = {
    "cms.answer.accept": _("Accepted"),
    "cms.answer.refuse": _("Refused"),
    "cms.answer.undo": _("Decision taken back"),
    "cms.answer.hide": _("Words hidden"),
    "cms.answer.restore": _("Hidden words put back"),
    "cms.answer.erase": _("Deleted"),
}


def register_actions(actions: Any) -> None:
    """Wagtail's hook register_log_actions."""
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)


def history_of(answer: Answer) -> list[tuple[Any, ModelLogEntry]]:
    """The acts upon an answer, the newest first, each with its words for the page. One query."""
    entries = ModelLogEntry.objects.for_instance(answer).select_related("user")
    return [(ACTIONS.get(entry.action, entry.action), entry) for entry in entries]
