"""What this room adds to the demo: the bulletin of each city's newest week, as an editor would have made it."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from cms.models import ArticlePage, City
from curriculum.models import Membership
from people.models import User
from people.roles import Role
from printing.models import Bulletin
from printing.services import bulletins

FEWEST = 3  # a young programme has thin weeks
MADE_AT = time(10, 0)
FRIDAY = timedelta(days=4)


def add_bulletins(progress: Callable[[str], None]) -> None:
    """One published bulletin for each city that has enough to tell; a city that has one already is left alone."""
    editor = Membership.objects.current().as_role(Role.EDITOR).select_related("user").order_by("pk").first()
    if editor is None:
        return
    for city in City.objects.all():
        if not Bulletin.objects.published().in_city(city).exists() and (made := _make(city, editor.user)):
            progress(f"Bulletin of {city.name}, week of {made.week_starts_on}: {made.articles.count()} stories.")


def _make(city: City, editor: User) -> Bulletin | None:
    newest = ArticlePage.objects.public().in_city(city).newest_first().first()
    if newest is None:
        return None
    zone = ZoneInfo(city.time_zone)
    monday = bulletins.monday_of(timezone.localdate(newest.first_published_at, zone))
    draft = bulletins.start_bulletin(city=city, week=monday, by=editor)
    bulletins.take_proposal(bulletin=draft, by=editor)
    if draft.articles.count() < FEWEST:
        bulletins.discard_draft(bulletin=draft, by=editor)
        return None
    made_at = datetime.combine(monday + FRIDAY, MADE_AT, zone)
    return bulletins.publish_bulletin(bulletin=draft, by=editor, at=min(made_at, timezone.now()))
