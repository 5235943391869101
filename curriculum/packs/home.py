"""The packs' row on /pelatihan/."""

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


def pack_rows(visitor: Visitor) -> Iterable[HomeRow]:
    if visitor.holds(Role.TRAINER, *OVERSEERS):
        yield HomeRow(_("Workshop pack"), _("Everything for a hall without network, in one file"), reverse("curriculum:packs"), 25)
