"""Boards, reports and bulletins made as the desk makes them."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cms.models import ArticlePage, City
from people.models import User
from printing.models import Bulletin, BulletinArticle, NoticeBoard, PrintReport
from printing.services import boards, walls

WORKPLACE = "PT Rahasia Sekali"


def city(slug: str = "semarang") -> City:
    return City.objects.get(slug=slug)


def board(by: User, place: str = "Kantin gedung B", *, slug: str = "semarang", workplace: str = WORKPLACE) -> NoticeBoard:
    return boards.add_board(workplace=boards.add_workplace(city=city(slug), name=workplace, by=by), place=place, by=by)


def report(by: User, on: NoticeBoard, article: ArticlePage | None = None, bulletin: Bulletin | None = None, **changes: Any) -> PrintReport:
    today = timezone.localdate()
    facts = {"edition": article.edition if article else 0, "hung_on": today, "copies": 1, "readers": 80, "client_id": uuid.uuid4()}
    return walls.record_report(board=on, article=article, bulletin=bulletin, by=by, today=today, **facts | changes)


def bulletin(*articles: ArticlePage, slug: str = "semarang", edition: int = 1, week: date | None = None) -> Bulletin:
    """A published edition with these articles as they are now; an earlier one of its week ends."""
    monday = week or timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    now = timezone.now()
    Bulletin.objects.current().in_city(city(slug)).of_week(monday).update(ended_at=now)
    made = Bulletin.objects.create(city=city(slug), week_starts_on=monday, edition=edition, published_at=now)
    for position, article in enumerate(articles, start=1):
        now_live = ArticlePage.objects.defer("body").get(pk=article.pk)
        printed = {"revision_id": now_live.live_revision_id, "edition": now_live.edition}
        BulletinArticle.objects.create(bulletin=made, article=article, position=position, **printed)
    return made
