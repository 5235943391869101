"""The doors of posters: asked for in the transaction of a publication, made by jobs, taken away with a correction or a withdrawal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.models import ArticlePage
from jobs import services as jobs
from jobs.registry import Outcome
from printing import files
from printing.content import poster_content
from printing.errors import CannotBePrinted
from printing.fitting import Fit, fit  # noqa: F401  doors of this room
from printing.formats import COMMON_SET, Format, Paper
from printing.layout import content_key
from printing.layout.content import TEMPLATE_VERSION
from printing.models import Poster, PosterState
from printing.rendering import draw

RENDER_KIND = "printing.render_poster"
DELETE_KIND = "printing.delete_files"


@dataclass(frozen=True)
class Finished:
    """A poster that was drawn; `file` is the name under which it belongs."""

    file: str
    pdf: bytes
    sha256: str
    sheet_count: int
    page_count: int
    body_pt: float
    warnings: tuple[str, ...]

    def facts(self) -> dict[str, Any]:
        """What the row of the poster keeps of it."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "size_bytes": len(self.pdf),
            "sheet_count": self.sheet_count,
            "page_count": self.page_count,
            "body_pt": self.body_pt,
            "warnings": list(self.warnings),
        }


@transaction.atomic
def request_poster(*, article: ArticlePage, revision: Revision, paper: str = Paper.A3, sheet: str = "", mono: bool = False) -> Poster:
    """The poster of this edition in this format: the one there is, or a new one with its job, in the caller's transaction.

    Asking again is harmless; a poster whose job has failed stays as it is, since a person decides about it.
    """
    format_ = {"paper": paper, "sheet": sheet, "mono": mono}
    poster, _made = Poster.objects.get_or_create(revision=revision, template=TEMPLATE_VERSION, **format_, defaults={"article": article})
    if poster.state == PosterState.GONE:
        poster.job = jobs.enqueue(RENDER_KIND, key=poster.job_key, payload={"poster": poster.pk, "request": poster.request_number})
        poster.save(update_fields=["job"])
    return poster


@transaction.atomic
def publish_posters(article: ArticlePage, revision: Revision) -> None:
    """After a publication, a correction or a change of the byline: the old posters go, the common set is asked for."""
    retire_posters(article)
    for wanted in COMMON_SET:
        request_poster(article=article, revision=revision, paper=wanted.paper, sheet=wanted.sheet, mono=wanted.mono)


@transaction.atomic
def retire_posters(article: ArticlePage) -> None:
    """Offer none of the article's posters any longer: waiting jobs are called off, running ones have no effect, a job deletes the files."""
    posters = list(Poster.objects.select_for_update().filter(article=article))  # a job that records just now is waited for
    for poster in (poster for poster in posters if poster.job_id):
        jobs.cancel(RENDER_KIND, poster.job_key)
    Poster.objects.filter(article=article).update(file="", job=None, request_number=F("request_number") + 1)
    _ask_for_deletion(sorted({poster.file for poster in posters if poster.file}))


def render_poster(*, article: ArticlePage, revision: Revision, wanted: Format) -> Finished:
    """Draw it now. Slow: not for a transaction. Raises CannotBePrinted, RenderingFailed, FileNotFoundError (a photo's file is gone)."""
    content = poster_content(article, revision)
    drawn = draw(content, wanted)
    key = content_key(content, paper=wanted.paper, sheet=wanted.sheet or None, mono=wanted.mono)
    sha256 = files.sha256_of(drawn.pdf)
    return Finished(files.name_of(key), drawn.pdf, sha256, drawn.sheet_count, drawn.page_count, drawn.body_pt, drawn.warnings)


def make_poster(*, poster_id: int, request_number: int) -> Outcome | None:
    """What the job does: draw, store the file, and hand back how to write the row. None when nobody asks for it any longer."""
    poster = Poster.objects.select_related("article__byline", "article__code", "revision").filter(pk=poster_id).first()
    if poster is None or poster.request_number != request_number or not poster.asks_still().exists():
        return None
    try:
        finished = render_poster(article=poster.article, revision=poster.revision, wanted=poster.format)
    except FileNotFoundError:
        if not poster.asks_still().exists():  # a withdrawal moved the photo away meanwhile
            return None
        raise CannotBePrinted(_("The file of a photo is missing; restore it from the backup.")) from None
    files.publish(finished.file, finished.pdf)
    return Outcome(apply=partial(_record, poster, finished.facts()), out_path=finished.file, out_sha256=finished.sha256)


def _record(poster: Poster, facts: dict[str, Any]) -> None:
    """Written only if it is still asked for; a file that came too late is deleted."""
    if not poster.asks_still().update(**facts, rendered_at=timezone.now()):
        _ask_for_deletion([facts["file"]])


def _ask_for_deletion(names: list[str]) -> None:
    if names:
        key = hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]
        jobs.enqueue(DELETE_KIND, key=key, payload={"files": names}, max_attempts=10)


def delete_files(names: Iterable[str]) -> None:
    """Delete those that no poster is offered under."""
    wanted = set(names)
    files.delete(sorted(wanted - _in_use(wanted)))


def sweep_files() -> None:
    """Clear away what a crash left: temporary files and files without a row, once they are an hour old; make anew what has no file."""
    files.sweep_temporary()
    lying = files.names()
    rows = set(Poster.objects.exclude(file="").values_list("file", flat=True))
    for name in sorted(lying - rows):
        if files.is_old(name) and not _in_use({name}):
            files.delete([name])
    for poster in Poster.objects.current().filter(file__in=rows - lying).select_related("article", "revision"):
        _make_anew(poster)


@transaction.atomic
def _make_anew(poster: Poster) -> None:
    Poster.objects.filter(pk=poster.pk).update(file="", job=None, request_number=F("request_number") + 1)
    fresh = Poster.objects.select_related("article", "revision").get(pk=poster.pk)
    wanted = fresh.format
    request_poster(article=fresh.article, revision=fresh.revision, paper=wanted.paper, sheet=wanted.sheet, mono=wanted.mono)


def _in_use(names: set[str]) -> set[str]:
    return set(Poster.objects.filter(file__in=names).values_list("file", flat=True))
