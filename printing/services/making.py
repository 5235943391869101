"""The making of files, the same for posters and bulletins: asked for, drawn by a job, recorded only if still wanted, deleted when not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from django.db import models
from django.db.models import F
from django.utils import timezone

from jobs import services as jobs
from jobs.registry import Outcome
from printing import files
from printing.errors import TooMuchAskedFor
from printing.formats import Format
from printing.layout import Content, content_key
from printing.models import BulletinSheet, Poster, PosterState, RenderedFile
from printing.rendering import draw

DELETE_KIND = "printing.delete_files"
MOST_ON_DEMAND = 24  # waiting at once, of posters and bulletins each: what readers ask for must not keep publications waiting
KINDS: tuple[type[RenderedFile], ...] = (Poster, BulletinSheet)
Row = TypeVar("Row", bound=RenderedFile)


@dataclass(frozen=True)
class Finished:
    """A file that was drawn; `file` is the name under which it belongs."""

    file: str
    pdf: bytes
    sha256: str
    sheet_count: int
    page_count: int
    body_pt: float
    warnings: tuple[str, ...]

    def facts(self) -> dict[str, Any]:
        """What the row keeps of it."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "size_bytes": len(self.pdf),
            "sheet_count": self.sheet_count,
            "page_count": self.page_count,
            "body_pt": self.body_pt,
            "warnings": list(self.warnings),
        }


def finished(content: Content, wanted: Format) -> Finished:
    """Draw it now. Slow: not for a transaction. Raises CannotBePrinted, RenderingFailed."""
    drawn = draw(content, wanted)
    key = content_key(content, wanted.paper, wanted.sheet or None, wanted.mono, wanted.edge_mm)
    sha256 = files.sha256_of(drawn.pdf)
    return Finished(files.name_of(key), drawn.pdf, sha256, drawn.sheet_count, drawn.page_count, drawn.body_pt, drawn.warnings)


def ask_for(row: Row, kind: str) -> Row:
    """Give the row a job if it has neither file nor job; a failed one waits for a person."""
    if row.state == PosterState.GONE:
        row.job = jobs.enqueue(kind, key=row.job_key, payload={row._meta.model_name: row.pk, "request": row.request_number})
        row.save(update_fields=["job"])
    return row


def ask_anew(row: Row, kind: str) -> Row:
    """A new job whatever there was; the file that there is stays until the new one is made, and a job of before has no effect."""
    type(row)._default_manager.filter(pk=row.pk).update(request_number=F("request_number") + 1)
    row.refresh_from_db(fields=["request_number"])
    row.job = jobs.enqueue(kind, key=row.job_key, payload={row._meta.model_name: row.pk, "request": row.request_number})
    row.save(update_fields=["job"])
    return row


def check_demand(asked: models.QuerySet) -> None:
    """Raises TooMuchAskedFor while as many wait already as may."""
    if asked.being_made().count() >= MOST_ON_DEMAND:
        raise TooMuchAskedFor


def retire(rows: models.QuerySet, kind: str) -> None:
    """Offer none of these any longer: waiting jobs are called off, running ones have no effect, a job deletes the files."""
    locked = list(rows.order_by("pk").select_for_update())  # a job that records just now is waited for
    for row in (row for row in locked if row.job_id):
        jobs.cancel(kind, row.job_key)
    rows.update(file="", job=None, request_number=F("request_number") + 1)
    ask_for_deletion(row.file for row in locked)


def published(row: RenderedFile, made: Finished) -> Outcome:
    """Store the file, and hand back how to write the row."""
    files.publish(made.file, made.pdf)
    return Outcome(apply=partial(_record, row, made.facts()), out_path=made.file, out_sha256=made.sha256)


def _record(row: RenderedFile, facts: dict[str, Any]) -> None:
    """Written only if it is still asked for; a file that came too late is deleted, and so are those that it replaces."""
    replaced = [row.file, *_older_templates(row).values_list("file", flat=True)]
    if not row.asks_still().update(**facts, rendered_at=timezone.now()):
        ask_for_deletion([facts["file"]])
        return
    _older_templates(row).update(file="", job=None, request_number=F("request_number") + 1)
    ask_for_deletion(name for name in replaced if name != facts["file"])


def _older_templates(row: RenderedFile) -> models.QuerySet:
    """Of the same thing in the same format: they were offered until this one was made."""
    same = {"revision": row.revision_id} if isinstance(row, Poster) else {"bulletin": row.bulletin_id}
    return type(row)._default_manager.filter(**same, **row.format.fields(), template__lt=row.template)


def ask_for_deletion(names: Iterable[str]) -> None:
    wanted = sorted(set(filter(None, names)))
    if wanted:
        key = hashlib.sha256("\n".join(wanted).encode()).hexdigest()[:32]
        jobs.enqueue(DELETE_KIND, key=key, payload={"files": wanted}, max_attempts=10)


def delete_files(names: Iterable[str]) -> None:
    """Delete those under which nothing is offered."""
    wanted = set(names)
    files.delete(sorted(wanted - in_use(wanted)))


def in_use(names: set[str]) -> set[str]:
    """Those of the names that a row has."""
    return {name for kind in KINDS for name in kind._default_manager.filter(file__in=names).values_list("file", flat=True)}


def files_of_rows() -> set[str]:
    return {name for kind in KINDS for name in kind._default_manager.exclude(file="").values_list("file", flat=True)}
