"""The events of classes, in one history with Wagtail's own. Written only by the services."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "curriculum.cohort_closing": _("A class takes no new texts"),
    "curriculum.cohort_closed": _("A class was closed"),
}


def register_actions(actions: Any) -> None:
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)
