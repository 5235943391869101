"""The roster's rows on /pelatihan/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import SignUp, SignUpState
from ..visitor import HomeRow
from .permissions import cities_decided, fills_something, gives_cards, has_rosters

if TYPE_CHECKING:
    from ..visitor import Visitor


def roster_rows(visitor: Visitor) -> Iterable[HomeRow]:
    """One query."""
    if has_rosters(visitor):
        hint = _("Who is in the class, in which batch, and how her card stands")
        yield HomeRow(_("Participants"), hint, reverse("curriculum:rosters"), 50)
    if fills_something(visitor):
        yield HomeRow(_("Sign-ups"), _waiting(visitor), reverse("curriculum:sign_ups"), 55)
    if gives_cards(visitor):
        yield HomeRow(_("Sheets of account cards"), _("For a whole class, eight on a sheet"), reverse("curriculum:card_sheet"), 71)


def _waiting(visitor: Visitor) -> str:
    found, cities = SignUp.objects.filter(state=SignUpState.WAITING), cities_decided(visitor)
    count = (found if cities is None else found.filter(city__in=cities)).count()
    if not count:
        return _("Nobody is waiting for an answer")
    return ngettext("%(count)d worker waits for an answer", "%(count)d workers wait for an answer", count) % {"count": count}
