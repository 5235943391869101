"""A file between its preview and its import: sealed, its owner's alone, for an hour at most."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from people.models import User
from people.vault import Sealed

from ..models import Cohort, RosterUpload
from .classes import Classes
from .errors import UploadGone
from .importing import import_file, preview_file
from .limits import ON_PAGE
from .report import Report, RowResult


def keep(*, data: bytes, cohort: Cohort | None, sent_by: User, now: datetime) -> RosterUpload:
    """`data` can be read as a list: the caller has made a preview of it."""
    sealed = Sealed.seal(base64.b64encode(data).decode())
    return RosterUpload.objects.create(content=sealed, cohort=cohort, sent_by=sent_by, sent_at=now)


def find(*, public_id: uuid.UUID, user: User, now: datetime) -> RosterUpload:
    """Raises UploadGone, also for a file of somebody else."""
    mine = RosterUpload.objects.filter(public_id=public_id, sent_by=user, sent_at__gt=now - RosterUpload.KEPT_FOR)
    upload = mine.select_related("cohort__city").first()
    if upload is None:
        raise UploadGone
    return upload


def preview(upload: RosterUpload, classes: Classes) -> Report:
    """Raises FileRefused."""
    return preview_file(_bytes(upload), ON_PAGE, classes)


def confirm(*, upload: RosterUpload, classes: Classes, decisions: Mapping[int, str], by: User, now: datetime) -> Report:
    """Import it, keep what became of its rows, and drop the file. A second press gets the answer of the first."""
    if upload.done_at is not None:
        return outcome(upload)
    report = import_file(_bytes(upload), ON_PAGE, classes, by=by, today=timezone.localdate(now), decisions=decisions)
    rows = [[row.number, row.result, row.field, row.reason, list(row.choices), row.other] for row in report.rows]
    sealed = Sealed.seal(json.dumps(rows))
    if not RosterUpload.objects.filter(pk=upload.pk, done_at=None).update(content="", outcome=sealed, done_at=now):
        return outcome(RosterUpload.objects.get(pk=upload.pk))
    return report


def outcome(upload: RosterUpload) -> Report:
    """What became of the rows of a list that is imported."""
    rows = json.loads(upload.outcome.reveal())
    return Report(
        [RowResult(number, result, field, reason, tuple(choices), other) for number, result, field, reason, choices, other in rows]
    )


def discard(upload: RosterUpload) -> None:
    RosterUpload.objects.filter(pk=upload.pk).delete()


def _bytes(upload: RosterUpload) -> bytes:
    return base64.b64decode(upload.content.reveal())
