"""/meja/ is everybody's first page. Rooms above say which of their pages belongs there, by a Wagtail hook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from cms.discussion.ageing import waiting_counts
from people.roles import Role

from .models import Membership
from .permissions import OVERSEERS, moderation_scope

if TYPE_CHECKING:
    from django.http import HttpRequest

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


def roles_at(request: HttpRequest) -> set[str]:
    """The same, read once for each request: the office's menu asks again and again."""
    if not hasattr(request, "roles_today"):
        request.roles_today = roles_of(request.user) if request.user.is_authenticated else set()
    return request.roles_today


def entries_for(user: User) -> list[DeskEntry]:
    """All rooms' answers in order."""
    roles = roles_of(user)
    found = [entry for answer in hooks.get_hooks(DESK_ENTRIES) for entry in answer(user, roles)]
    return sorted(found, key=lambda entry: entry.order)


def own_entries(user: User, roles: set[str]) -> list[DeskEntry]:
    """This room's rows: the editorial office, readers' answers, and the training of whoever teaches or runs it."""
    found = []
    if roles & OFFICE_ROLES and (office := _office()):
        found.append(DeskEntry(_("Editorial office"), _("Texts, front page, reports"), office, 10))
    if Role.MENTOR in roles:
        found.append(DeskEntry(_("Readers' answers"), _answers_waiting(user), reverse("discussion:queue"), 25))
    if roles & {*CARD_ROLES, *OVERSEERS}:
        hint = _("Lessons, workshops, assignments, progress, account cards")
        found.append(DeskEntry(_("Training"), hint, reverse("curriculum:home"), 60))
    return found


def _answers_waiting(user: User) -> str:
    """How many wait for a reader, and how many of them too long. One query."""
    count, late = waiting_counts(moderation_scope(user), timezone.localdate())
    if not count:
        return _("None is waiting")
    waiting = ngettext("%(count)d answer waits", "%(count)d answers wait", count) % {"count": count}
    if not late:
        return waiting
    return ngettext("%(waiting)s, %(late)d for more than a week", "%(waiting)s, %(late)d for more than a week", late) % {
        "waiting": waiting,
        "late": late,
    }


def _office() -> str:
    try:
        return reverse("wagtailadmin_home")
    except NoReverseMatch:  # a site without the admin
        return ""
