"""What a bulletin of a city and week may hold, and what is proposed for it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Case, Exists, F, OuterRef, When

from cms.models import ArticlePage, City
from cms.querysets import ArticlePageQuerySet
from printing.models import Bulletin, BulletinArticle
from printing.proposals import Candidate, chosen

WEEKS_BACK = 4
MOST_CANDIDATES = 40


def candidates(city: City, monday: date) -> ArticlePageQuerySet:
    """Public stories of the four weeks up to the end of this one that no bulletin of the city has had in another week: its own first, then
    those of no city and of others; of each those on the front page first, then the newest."""
    until = datetime.combine(monday + timedelta(days=7), time.min, ZoneInfo(city.time_zone))
    printed = BulletinArticle.objects.filter(
        article=OuterRef("pk"), bulletin__in=Bulletin.objects.current().in_city(city).exclude(week_starts_on=monday)
    )
    new = ArticlePage.objects.public().filter(first_published_at__gte=until - timedelta(weeks=WEEKS_BACK), first_published_at__lt=until)
    nearest_first = Case(When(city=city, then=0), When(city=None, then=1), default=2)
    featured_first = F("front_page_slot__position").asc(nulls_last=True)
    return new.filter(~Exists(printed)).order_by(nearest_first, featured_first, "-first_published_at", "-pk").for_cards()


def propose(city: City, monday: date) -> list[ArticlePage]:
    """Four to six stories, or as many as there are. The newest and featured ones, never all of one voice while there are others."""
    found = list(candidates(city, monday).prefetch_related("topics")[:MOST_CANDIDATES])
    wanted = chosen(_candidate(article, city) for article in found)
    by_id = {article.pk: article for article in found}
    return [by_id[article_id] for article_id in wanted]


def _candidate(article: ArticlePage, city: City) -> Candidate:
    topics = frozenset(topic.pk for topic in article.topics.all())
    return Candidate(article.pk, " ".join(article.byline_words.casefold().split()), topics, article.city_id == city.pk)
