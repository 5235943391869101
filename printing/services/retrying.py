"""An editor has failed sheets tried once more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jobs import services as jobs
from jobs.models import Job
from printing.models import RenderedFile
from printing.permissions import mends_sheets

if TYPE_CHECKING:
    from people.models import User


@transaction.atomic
def try_again(*, rows: Iterable[RenderedFile], by: User) -> int:
    """Give those whose job waits for a person a new try; returns how many. Pressed twice it is one. Raises PermissionDenied."""
    if not mends_sheets(by):
        raise PermissionDenied
    return sum(_try_row_again(type(row), row.pk) for row in sorted(rows, key=lambda row: (row._meta.label, row.pk)))


def _try_row_again(kind: type[RenderedFile], pk: int) -> bool:
    row = kind._default_manager.failed().select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or row.job_id is None:
        return False
    try:
        row.job = jobs.retry_quarantined(row.job_id)
    except Job.DoesNotExist:  # an administrator was first
        return False
    row.save(update_fields=["job"])
    return True
