"""What may hang on a board: posters and bulletins, in the words and the short keys of the desk's lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cms import short_codes
from cms.models import ArticlePage, City
from printing.models import Bulletin, PrintReport

NEWEST = 20
BULLETINS = 4
_KEY = re.compile(r"(?:poster-(\w{6})|buletin-(\d{4}-\d\d-\d\d))-(\d{1,4})", re.ASCII)


@dataclass(frozen=True)
class Thing:
    """One edition of a poster or of a bulletin."""

    article: ArticlePage | None
    bulletin: Bulletin | None
    edition: int

    @property
    def key(self) -> str:
        """`poster-k7m3qx-1`, `buletin-2026-11-23-2`; whose bulletin it is says the desk's city."""
        name = f"poster-{self.article.short_code.lower()}" if self.article else f"buletin-{self.bulletin.week_starts_on.isoformat()}"
        return f"{name}-{self.edition}"

    @property
    def title(self) -> str:
        return title_of(self.article, self.bulletin, self.edition)

    def arguments(self) -> dict[str, Any]:
        """For `record_report`."""
        return {"article": self.article, "bulletin": self.bulletin, "edition": self.edition}


def key_of(thing: ArticlePage | Bulletin) -> str:
    """Of its present edition."""
    article, bulletin = (thing, None) if isinstance(thing, ArticlePage) else (None, thing)
    return Thing(article, bulletin, thing.edition).key


def title_of(article: ArticlePage | None, bulletin: Bulletin | None, edition: int) -> str:
    title = article.title if article else bulletin_title(bulletin)
    return _("%(title)s, edition %(edition)d") % {"title": title, "edition": edition} if edition > 1 else title


def title_of_report(report: PrintReport) -> str:
    return title_of(report.article, report.bulletin, report.edition)


def bulletin_title(bulletin: Bulletin) -> str:
    """With its week, which tells one from another."""
    return _("Bulletin %(city)s, %(week)s") % {"city": bulletin.city.name, "week": bulletin.days}


def things_for(city: City) -> list[Thing]:
    """The newest of the city, bulletins first. Two queries."""
    bulletins = Bulletin.objects.current().in_city(city).newest_first().select_related("city")[:BULLETINS]
    articles = ArticlePage.objects.public().in_city(city).newest_first().select_related("code").defer("body")
    found = [Thing(None, bulletin, bulletin.edition) for bulletin in bulletins]
    return found + [Thing(article, None, article.edition) for article in articles[:NEWEST]]


def thing_of(key: str, city: City) -> Thing | None:
    """The thing of that key: any edition of any article that was ever public, any published bulletin of the city; else None."""
    found = _KEY.fullmatch(key)
    if not found:
        return None
    edition = int(found[3])
    if found[2]:
        return _bulletin_of(found[2], city, edition)
    article = article_of_code(found[1])
    return Thing(article, None, edition) if article and 1 <= edition <= article.edition else None


def _bulletin_of(week: str, city: City, edition: int) -> Thing | None:
    try:
        monday = date.fromisoformat(week)
    except ValueError:
        return None
    of_week = Bulletin.objects.published().in_city(city).of_week(monday).select_related("city")
    bulletin = of_week.filter(edition=edition).first()
    return Thing(None, bulletin, edition) if bulletin else None


def article_of_code(code: str) -> ArticlePage | None:
    """However the code is typed; with `is_withdrawn`. None unless it is public or was."""
    normal = short_codes.normalise(code)
    if not short_codes.is_well_formed(normal):
        return None
    article = ArticlePage.objects.for_reading().defer("body").filter(code__code=normal).first()
    return article if article and (article.live or article.is_withdrawn) else None
