"""The certificates' row on /pelatihan/."""

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


def certificate_rows(visitor: Visitor) -> Iterable[HomeRow]:
    if visitor.holds(Role.TRAINER, *OVERSEERS):
        yield HomeRow(_("Certificates"), _("Issue them, replace and revoke them"), reverse("curriculum:certificates"), 50)
    elif visitor.holds(Role.TRAINEE):
        yield HomeRow(_("My certificate"), _("And the name that stands on it"), reverse("curriculum:own_certificates"), 50)
