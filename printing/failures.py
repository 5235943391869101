"""Sheets of what is public now that could not be made: what, in which forms, why, and where the text is. For editors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.urls import reverse

from cms import extension_points
from cms.models import ArticlePage
from jobs.models import Job
from printing.desk.things import bulletin_title
from printing.models import Bulletin, BulletinArticle, BulletinSheet, Poster, PosterState, RenderedFile
from printing.offers import format_title
from printing.services import bulletin_sheets, posters

_KEY = re.compile(r"(poster|buletin)-(\d{1,9})", re.ASCII)


@dataclass
class Failure:
    """One article or bulletin with failed sheets. `causes` are sentences with the forms that failed for each; `desk` is where editors work
    on it, `url` what readers see."""

    key: str
    title: str
    url: str
    desk: str
    causes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def format_count(self) -> int:
        return sum(map(len, self.causes.values()))


def failures() -> list[Failure]:
    """Bulletins first, then by article, what failed first on top. Six queries at most, however many; one while nothing has failed."""
    if not Job.objects.quarantined().filter(kind__in=(posters.RENDER_KIND, bulletin_sheets.RENDER_KIND)).exists():
        return []
    return [*_of_bulletins(), *_of_articles()]


def rows_of(key: str) -> list[RenderedFile] | None:
    """All current sheets of the thing of that key; None for a key of another shape. One query."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    if found[1] == "poster":
        return list(Poster.objects.current().filter(article_id=int(found[2])))
    return list(BulletinSheet.objects.current().filter(bulletin_id=int(found[2])))


def standing_of(key: str) -> PosterState | None:
    """How the thing stands whose sheets were asked for anew: being made, failed again, or ready. None when it is none of ours."""
    states = {row.state for row in rows_of(key) or ()}
    order = (PosterState.BEING_MADE, PosterState.FAILED, PosterState.READY)
    return next((state for state in order if state in states), None)


def _of_articles() -> list[Failure]:
    articles = ArticlePage.objects.defer("body").select_related("code")
    rows = _failed(Poster.objects.current().prefetch_related(Prefetch("article", articles)))
    desks: dict[int, str] = extension_points.first_answer(extension_points.ARTICLE_DESKS, [row.article for row in rows]) if rows else {}
    found: dict[int, Failure] = {}
    for row in rows:
        article = row.article
        known = found.setdefault(
            article.pk,
            Failure(f"poster-{article.pk}", article.title, article.get_absolute_url(), (desks or {}).get(article.pk, "")),
        )
        _add(known, row)
    return list(found.values())


def _of_bulletins() -> list[Failure]:
    bulletins = Bulletin.objects.select_related("city").prefetch_related(
        Prefetch("articles", BulletinArticle.objects.only("pk", "bulletin_id"))
    )
    found: dict[int, Failure] = {}
    for row in _failed(BulletinSheet.objects.current().prefetch_related(Prefetch("bulletin", bulletins))):
        bulletin = row.bulletin
        place = [bulletin.city.slug, bulletin.week_starts_on.isoformat()]
        known = found.setdefault(
            bulletin.pk,
            Failure(
                f"buletin-{bulletin.pk}",
                bulletin_title(bulletin),
                reverse("printing:bulletin", args=place),
                reverse("printing:arrange", args=place),
            ),
        )
        _add(known, row)
    return list(found.values())


def _failed(rows: Iterable[RenderedFile]) -> list[RenderedFile]:
    return list(rows.failed().order_by("job__finished_at", "mono", "paper", "sheet", "edge_mm"))


def _add(failure: Failure, row: RenderedFile) -> None:
    """The same form failed by two layouts is one form."""
    title, formats = format_title(row.format), failure.causes.setdefault(row.problem, [])
    if title not in formats:
        formats.append(title)
