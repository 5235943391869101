"""The figures' row on /pelatihan/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from ..visitor import HomeRow
from .permissions import may_report

if TYPE_CHECKING:
    from ..visitor import Visitor


def report_rows(visitor: Visitor) -> Iterable[HomeRow]:
    if may_report(visitor):
        yield HomeRow(
            _("Figures"), _("How many were enrolled and trained, by city, sex, sector and union"), reverse("curriculum:reports"), 60
        )
