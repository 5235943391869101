"""/meja/ is everybody's first page. Rooms above say which of their pages belongs there, by a Wagtail hook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from people.roles import Role

from .models import Membership

if TYPE_CHECKING:
    from people.models import User

# def desk_entries(user: User, roles: set[str]) -> list[DeskEntry]: where this person begins; `roles` are those that she holds today.
DESK_ENTRIES = "desk_entries"
OFFICE_ROLES = {Role.EDITOR, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}
CARD_ROLES = {Role.TRAINER, Role.MENTOR, Role.ADMINISTRATOR}


@dataclass(frozen=True)
class DeskEntry:
    """One row of the desk; lower `order` stands higher. A public page has no way to sign out, so nobody is sent on to it unasked."""

    title: str
    hint: str
    url: str
    order: int = 50
    is_public: bool = False


def roles_of(user: User) -> set[str]:
    """The roles that she holds today. One query."""
    return set(Membership.objects.current().held_by(user).values_list("role", flat=True))


def entries_for(user: User) -> list[DeskEntry]:
    """All rooms' answers in order."""
    roles = roles_of(user)
    found = [entry for answer in hooks.get_hooks(DESK_ENTRIES) for entry in answer(user, roles)]
    return sorted(found, key=lambda entry: entry.order)


def own_entries(user: User, roles: set[str]) -> list[DeskEntry]:
    """This room's rows: the editorial office, and the account cards."""
    found = []
    if roles & OFFICE_ROLES and (office := _office()):
        found.append(DeskEntry(_("Editorial office"), _("Texts, front page, reports"), office, 10))
    if roles & CARD_ROLES:
        found.append(
            DeskEntry(_("Account cards"), _("For people of your class who sign in for the first time"), reverse("curriculum:cards"), 70)
        )
    return found


def _office() -> str:
    try:
        return reverse("wagtailadmin_home")
    except NoReverseMatch:  # a site without the admin
        return ""
