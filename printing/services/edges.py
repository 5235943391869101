"""The door of a steward's printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from printing.models import PrinterEdge

if TYPE_CHECKING:
    from people.models import User


@transaction.atomic
def remember_edge(*, user: User, edge_mm: int) -> None:
    """One of `formats.EDGES_MM`; the database refuses others."""
    PrinterEdge.objects.update_or_create(user=user, defaults={"edge_mm": edge_mm})
