"""A word in the admin's menu, and the names of the acts in its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from curriculum.desk import roles_at
from people.roles import Role

ACTIONS = {
    "rights.law.propose": _("Change of the law proposed"),
    "rights.law.approve": _("Change of the law approved"),
    "rights.law.refuse": _("Change of the law refused"),
    "rights.law.call_off": _("Proposal called off"),
    "rights.law.check": _("Newer law looked for"),
}


class RulesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool({Role.EDITOR, Role.PROGRAMME_MANAGER} & set(roles_at(request)))


def menu_item() -> MenuItem:
    return RulesMenuItem(_("Rules"), reverse("law_office:rules"), name="law-office", icon_name="clipboard-list", order=260)


def register_actions(actions: Any) -> None:
    for name, label in ACTIONS.items():
        actions.register_action(name, label, label)
