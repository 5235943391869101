"""A whole programme drawn anew, a few sheets at a time, so that what is published meanwhile never waits behind it.

What is still to be done is read from the rows each time: an interrupted run goes on where it stopped, and two runs at once do no harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.models import ArticlePage, City
from jobs import services as jobs
from jobs.models import OPEN_STATES, Job, JobState
from printing.formats import COMMON_SET, Format, large_formats
from printing.layout.content import TEMPLATE_VERSION
from printing.models import Bulletin, BulletinSheet, Poster, PosterState, RenderedFile
from printing.services import bulletin_sheets, making, posters

RERENDER_KIND = "printing.rerender"
MOST_AT_ONCE = 8  # of all that waits to be drawn; a publication finds at most so many before it
NEXT_LOOK = timedelta(seconds=5)


@dataclass(frozen=True)
class Old:
    """One sheet that the present layout has not drawn (since the given moment). `row` is the row of the present layout, if there is one."""

    thing: ArticlePage | Bulletin
    format: Format
    row: RenderedFile | None = None

    @property
    def name(self) -> str:
        """For the operator: an address on the site."""
        if isinstance(self.thing, Bulletin):
            return f"{self.thing.city.slug}/{self.thing.week_starts_on}/{self.format.file_name}"
        return f"{self.thing.slug}/{self.format.file_name}"

    @transaction.atomic
    def ask(self) -> None:
        if isinstance(self.thing, Bulletin):
            row = self.row or bulletin_sheets.request_sheet(bulletin=self.thing, wanted=self.format)
            kind = bulletin_sheets.RENDER_KIND
        else:
            revision = self.thing.live_revision
            row = self.row or posters.request_poster(article=self.thing, revision=revision, **self.format.fields())
            kind = posters.RENDER_KIND
        if self.row:
            making.ask_anew(row, kind)


@dataclass
class Survey:
    """How far the programme is: `old` waits to be asked for, `under_way` has its job, `failed` needs a person."""

    old: list[Old] = field(default_factory=list)
    under_way: list[Old] = field(default_factory=list)
    failed: list[Old] = field(default_factory=list)
    fresh: int = 0

    @property
    def total(self) -> int:
        return len(self.old) + len(self.under_way) + len(self.failed) + self.fresh

    @property
    def is_over(self) -> bool:
        return not self.old and not self.under_way


def survey(city: City | None = None, since: datetime | None = None) -> Survey:
    """Every sheet that is offered, and the common set of every article and bulletin, against the present layout.

    With `since`, what the present layout drew before that moment counts as old too. Six queries.
    """
    found = Survey()
    articles = ArticlePage.objects.public().defer("body").order_by("pk")
    offered = _by_thing(Poster.objects.current(), "article_id")
    for article in articles.in_city(city) if city else articles:
        _sort(found, article, offered.get(article.pk, []), COMMON_SET, since)
    current = Bulletin.objects.current().select_related("city").prefetch_related("articles").order_by("pk")
    sheets = _by_thing(BulletinSheet.objects.current(), "bulletin_id")
    for bulletin in current.in_city(city) if city else current:
        _sort(found, bulletin, sheets.get(bulletin.pk, []), large_formats(bulletin.paper()), since)
    return found


def _by_thing(rows: Iterable[RenderedFile], name: str) -> dict[int, list[RenderedFile]]:
    found: dict[int, list[RenderedFile]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found


def _sort(found: Survey, thing: ArticlePage | Bulletin, rows: list[RenderedFile], common: Iterable[Format], since: datetime | None) -> None:
    wanted = dict.fromkeys([*common, *(row.format for row in rows if row.state != PosterState.GONE)])
    present = {row.format: row for row in rows if row.template == TEMPLATE_VERSION}
    for format_ in wanted:
        row = present.get(format_)
        old = Old(thing, format_, row if row and row.is_ready else None)
        if row is None or row.state == PosterState.GONE:
            found.old.append(old)
        elif _is_open(row):
            found.under_way.append(old)
        elif row.job and row.job.state == JobState.QUARANTINED:
            found.failed.append(Old(thing, format_, row))
        elif since and row.rendered_at and row.rendered_at < since:
            found.old.append(old)
        else:
            found.fresh += 1


def _is_open(row: RenderedFile) -> bool:
    return bool(row.job and row.job.state in OPEN_STATES)


def ask_for_some(found: Survey) -> int:
    """Ask for as many of the old ones as leave the queue short; how many were asked for."""
    waiting = Job.objects.open().filter(kind__in=[posters.RENDER_KIND, bulletin_sheets.RENDER_KIND]).count()
    chosen = found.old[: max(0, MOST_AT_ONCE - waiting)]
    for old in chosen:
        old.ask()
    return len(chosen)


def start_in_background(city: City | None, since: datetime | None) -> Job:
    """A job that asks for a few sheets and comes back until none is old; started twice, it runs once."""
    payload = {"city_id": city.pk if city else 0, "since": since.isoformat() if since else ""}
    running = Job.objects.open().filter(kind=RERENDER_KIND, payload__city_id=payload["city_id"], payload__since=payload["since"]).first()
    return running or _next_link(payload, 0)


def ask_and_come_back(job: Job) -> None:
    """What that job does. Nothing when its city is gone: that is not "all cities"."""
    payload = {name: job.payload[name] for name in ("city_id", "since")}
    city = City.objects.filter(pk=payload["city_id"]).first()
    if payload["city_id"] and city is None:
        return
    found = survey(city, datetime.fromisoformat(payload["since"]) if payload["since"] else None)
    if ask_for_some(found) < len(found.old):
        _next_link(payload, job.payload["number"] + 1)


def _next_link(payload: dict[str, Any], number: int) -> Job:
    key = f"{payload['city_id']}:{payload['since']}:{TEMPLATE_VERSION}:{number}"
    later = timezone.now() + NEXT_LOOK if number else None
    return jobs.enqueue(RERENDER_KIND, key=key, payload=payload | {"number": number}, not_before=later)
