"""The events of sheets on walls and of bulletins, in one history with Wagtail's own. Written only by the services."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from printing.models import Bulletin, PrintingLogEntry, PrintReport

ACTIONS = {
    "poster.print_report": _("Report about a sheet on a wall"),
    "poster.takedown": _("A task at a wall was answered"),
    "printing.bulletin_published": _("A bulletin was published"),
    "printing.bulletin_withdrawn": _("A bulletin was withdrawn"),
}


def register_actions(actions: Any) -> None:
    actions.register_model(PrintReport, PrintingLogEntry)
    actions.register_model(Bulletin, ModelLogEntry)
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)
