"""The assignments' row on /pelatihan/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.roles import Role

from ..permissions import OVERSEERS
from ..visitor import HomeRow
from .lists import open_counts, waiting_answers

if TYPE_CHECKING:
    from ..visitor import Visitor


def assignment_rows(visitor: Visitor) -> Iterable[HomeRow]:
    if visitor.holds(Role.TRAINEE, Role.MENTOR, Role.TRAINER, *OVERSEERS):
        yield HomeRow(_("Assignments"), _words(visitor), reverse("curriculum:assignments"), 30)


def _words(visitor: Visitor) -> str:
    """What waits for her; nothing for those who only look on."""
    if waiting := len(waiting_answers(visitor)):
        return ngettext("%(count)d answer waits for you", "%(count)d answers wait for you", waiting) % {"count": waiting}
    counts = [open_counts(m, visitor.today) for m in visitor.memberships if m.role == Role.TRAINEE]
    if not counts:
        return _("Give them, and see who is missing")
    to_do = sum(count for count, _late in counts)
    return ngettext("%(count)d to hand in", "%(count)d to hand in", to_do) % {"count": to_do} if to_do else _("Nothing to hand in")
