"""The making of files, the same for posters and bulletins: asked for, drawn by a job, recorded only if still wanted, deleted when not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
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
        row.job = jobs.enqueue(kind, key=row.job_key, payload=_payload(row))
        row.save(update_fields=["job"])
    return row


def _payload(row: RenderedFile) -> dict[str, int]:
    return {row._meta.model_name: row.pk, "request": row.request_number}


def _thing_and_format(row: RenderedFile) -> tuple[int, Format]:
    return row.revision_id if isinstance(row, Poster) else row.bulletin_id, row.format


def ask_for_all(wanted: Sequence[Row], among: models.QuerySet, kind: str) -> None:
    """Write the rows that are new, and give each a job as `ask_for` does; a few queries, however many, since a publication waits for them.

    `among`: all rows of the same things and the same template.
    """
    among.bulk_create(wanted, ignore_conflicts=True)
    asked_for = set(map(_thing_and_format, wanted))
    asked = [row for row in among.select_related("job") if _thing_and_format(row) in asked_for and row.state == PosterState.GONE]
    made = jobs.enqueue_all(kind, {row.job_key: _payload(row) for row in asked})
    for row in asked:
        row.job = made[row.job_key]
    among.bulk_update(asked, ["job"])


def ask_anew(row: Row, kind: str) -> Row:
    """A new job whatever there was; the file that there is stays until the new one is made, and a job of before has no effect."""
    type(row)._default_manager.filter(pk=row.pk).update(request_number=F("request_number") + 1)
    row.refresh_from_db(fields=["request_number"])
    row.job = jobs.enqueue(kind, key=row.job_key, payload=_payload(row))
    row.save(update_fields=["job"])
    return row


def check_demand(asked: models.QuerySet) -> None:
    """Raises TooMuchAskedFor while as many wait already as may.

    Readers who ask at one moment are counted one after the other: each waits at the row that names this kind until the one before has
    committed. Nothing else locks it so, and what merely points to it goes on.
    """
    ContentType.objects.select_for_update(no_key=True).get(pk=ContentType.objects.get_for_model(asked.model).pk)
    if asked.being_made().count() >= MOST_ON_DEMAND:
        raise TooMuchAskedFor


def retire(rows: models.QuerySet) -> None:
    """Offer none of these any longer: jobs that wait are called off, running ones have no effect, a job deletes the files."""
    locked = list(rows.order_by("pk").select_for_update())  # a job that records just now is waited for
    _forget(rows, locked)
    ask_for_deletion(row.file for row in locked)


def _forget(rows: models.QuerySet, locked: Iterable[RenderedFile]) -> None:
    """Also a job that failed: nobody need decide about a sheet that is not wanted."""
    jobs.drop_all(row.job_id for row in locked if row.job_id)
    rows.update(file="", job=None, request_number=F("request_number") + 1)


def forget_lost_file(row: RenderedFile) -> bool:
    """The file of the row has vanished: offer it no longer. False when the row has another one by now."""
    same = type(row)._default_manager.filter(pk=row.pk, file=row.file)
    return bool(same.update(file="", job=None, request_number=F("request_number") + 1))


def published(row: Row, made: Finished, make_anew: Callable[[Row], None]) -> Outcome:
    """Store the file, and hand back how to write the row. `make_anew` is called with the row if the file is lost meanwhile."""
    files.publish(made.file, made.pdf)
    return Outcome(apply=partial(_record, row, made.facts(), make_anew), out_path=made.file, out_sha256=made.sha256)


def _record(row: Row, facts: dict[str, Any], make_anew: Callable[[Row], None]) -> None:
    """Written only if it is still asked for; a file that came too late is deleted, and so are those that it replaces.

    All rows that it writes are locked first, in the order in which `retire` locks them.
    """
    older = _older_templates(row)
    locked = list((older | type(row)._default_manager.filter(pk=row.pk)).order_by("pk").select_for_update())
    if not row.asks_still().update(**facts, rendered_at=timezone.now()):
        ask_for_deletion([facts["file"]])
        return
    _forget(older, [each for each in locked if each.pk != row.pk])
    ask_for_deletion(each.file for each in locked if each.file != facts["file"])
    transaction.on_commit(partial(_look_again, row, facts["file"], make_anew), robust=True)


def _look_again(row: Row, name: str, make_anew: Callable[[Row], None]) -> None:
    """A file that lay there already was not written again, and a deletion that was asked for before may have taken it since. Whoever
    deletes looks at the rows once more after it, so one of the two sees what the other did."""
    lost = None if files.exists(name) else type(row)._default_manager.filter(pk=row.pk, file=name).first()
    if lost:
        make_anew(lost)


def _older_templates(row: RenderedFile) -> models.QuerySet:
    """Of the same thing in the same format: they were offered until this one was made."""
    same = {"revision": row.revision_id} if isinstance(row, Poster) else {"bulletin": row.bulletin_id}
    return type(row)._default_manager.filter(**same, **row.format.fields(), template__lt=row.template)


def ask_for_deletion(names: Iterable[str]) -> None:
    wanted = sorted(set(filter(None, names)))
    if wanted:
        key = hashlib.sha256("\n".join(wanted).encode()).hexdigest()[:32]
        jobs.enqueue(DELETE_KIND, key=key, payload={"files": wanted}, max_attempts=10)


def in_use(names: set[str]) -> set[str]:
    """Those of the names that a row has."""
    return {name for kind in KINDS for name in kind._default_manager.filter(file__in=names).values_list("file", flat=True)}


def files_of_rows() -> set[str]:
    return {name for kind in KINDS for name in kind._default_manager.exclude(file="").values_list("file", flat=True)}
