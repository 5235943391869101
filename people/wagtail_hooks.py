"""Registration with Wagtail only."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .models import PersonLogEntry, User

ACTIONS = {
    "card.issue": (_("Issue an account card"), _("Issued an account card")),
    "card.redeem": (_("Use an account card"), _("Used an account card")),
    "identity.change": (_("Change identity"), _("Changed the sealed identity")),
    "name.reveal": (_("Open identity"), _("Opened the sealed identity")),
    "person.deactivate": (_("Close account"), _("Closed the account")),
    "person.erase": (_("Erase a person"), _("Erased name, number and secrets")),
    "person.reactivate": (_("Open account again"), _("Opened the account again")),
    "person.rename": (_("Change the name shown"), _("Changed the name shown")),
    "totp.create": (_("Set up second factor"), _("Set up the second factor")),
    "totp.reset": (_("Reset second factor"), _("Reset the second factor")),
}


@hooks.register("register_log_actions")
def register_log_actions(registry: Any) -> None:
    registry.register_model(User, PersonLogEntry)
    for action, (label, message) in ACTIONS.items():
        registry.register_action(action, label, message)
