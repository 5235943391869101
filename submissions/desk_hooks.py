"""This room's rows on /meja/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from curriculum.desk import DESK_ENTRIES, DeskEntry
from people.roles import Role

from .models import Submission
from .permissions import WRITING_ROLES

if TYPE_CHECKING:
    from people.models import User


@hooks.register(DESK_ENTRIES)
def entries(user: User, roles: set[str]) -> list[DeskEntry]:
    """Mentors: the queue; who writes or once wrote: her texts."""
    found = []
    if Role.MENTOR in roles:
        found.append(DeskEntry(_("Queue"), _("Texts that wait for a reader"), reverse("submissions:queue"), 20))
    if Role.PROGRAMME_MANAGER in roles:
        found.append(DeskEntry(_("Appeals"), _("Authors who ask you to look again"), reverse("submissions:appeals"), 55))
    if roles & set(WRITING_ROLES) or Submission.objects.owned_by(user).exists():
        found.append(DeskEntry(_("My texts"), _("Write, and see where your texts stand"), reverse("submissions:my_texts"), 30))
    return found
