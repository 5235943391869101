"""The row of progress on /pelatihan/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from people.roles import Role

from ..permissions import OVERSEERS
from ..visitor import HomeRow

if TYPE_CHECKING:
    from ..visitor import Visitor


def progress_rows(visitor: Visitor) -> Iterable[HomeRow]:
    if visitor.holds(Role.MENTOR, Role.TRAINER, *OVERSEERS):
        yield HomeRow(_("Progress"), _("Sessions, lessons and assignments of each trainee"), reverse("curriculum:progress"), 40)
    elif visitor.holds(Role.TRAINEE):
        yield HomeRow(_("My progress"), _("What you have done, and what is missing"), reverse("curriculum:progress"), 40)
