"""Registration with Wagtail only."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
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


@hooks.register("before_bulk_action")
def leave_people_to_the_services(request: HttpRequest, action_type: str, objects: Sequence[object], action: object) -> None:
    """Wagtail's actions on many people write to the table: no card is void after them, no session ends, nothing is logged."""
    if any(isinstance(item, User) for item in objects):
        raise PermissionDenied


@hooks.register("before_delete_user")
def never_delete_a_person(request: HttpRequest, person: User) -> None:
    """Texts and attendance point at her: she is closed, or erased by people.services."""
    raise PermissionDenied
