"""What the desk adds to the demo: boards of the cities that have a steward, what hangs there, what people said. All of it invented."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from cms.discussion.rules import numbered_questions
from cms.discussion.services import submit_answer
from cms.discussion.states import AnswerSource
from cms.models import ArticlePage, City
from curriculum.models import Membership
from people.roles import Role
from printing.models import Bulletin, NoticeBoard, Workplace
from printing.services import boards, wall_tasks, walls

if TYPE_CHECKING:
    from people.models import User

PLACES = {
    "semarang": {"Pabrik garmen contoh": ("Kantin gedung B", "Pintu loker", "Mushala"), "Kampung kos contoh": ("Warung Bu Tri",)},
    "karawang": {"Pabrik onderdil contoh": ("Kantin", "Parkir motor"), "Sekretariat serikat contoh": ("Ruang depan",)},
    "jakarta": {"Gudang pelabuhan contoh": ("Pos satpam", "Warung kopi gerbang 2")},
}
OTHER_PLACES = {"Tempat kerja contoh": ("Kantin", "Gerbang")}
SAID = ("Di bagian saya jamnya tidak pernah ditulis.", "Kapan ada rapat tentang ini?")


def add_walls(progress: Callable[[str], None]) -> None:
    """For each city with a steward; a city that has a workplace already is left alone."""
    stewards = Membership.objects.current().as_role(Role.STEWARD).select_related("user", "city").order_by("pk")
    for membership in stewards:
        if not Workplace.objects.filter(city=membership.city).exists():
            count = _hang(membership.city, membership.user, timezone.localdate())
            progress(f"Walls of {membership.city.name}: {count} sheets hang.")
    wall_tasks.escalate(on=timezone.localdate())


def _hang(city: City, steward: User, today: date) -> int:
    """On each board something newer than on the one before; the last one shows what was changed or withdrawn since."""
    found = [_board(city, workplace, place, steward) for workplace, places in _places(city).items() for place in places]
    things = list(_things(city))
    for number, thing in enumerate(things):
        hung_on = max(today - timedelta(days=2 + 3 * number), _first_day(thing))
        facts = {"hung_on": hung_on, "copies": 1 + number % 3, "readers": 25 * (number + 1), "client_id": uuid.uuid4()}
        walls.record_report(board=found[number % len(found)], **_what(thing), **facts, by=steward, today=today)
    for article in [thing for thing in things if isinstance(thing, ArticlePage) and thing.live][:1]:
        _say(article)
    return len(things)


def _places(city: City) -> dict[str, tuple[str, ...]]:
    return PLACES.get(city.slug, OTHER_PLACES)


def _board(city: City, workplace: str, place: str, steward: User) -> NoticeBoard:
    return boards.add_board(workplace=boards.add_workplace(city=city, name=workplace, by=steward), place=place, by=steward)


def _things(city: City) -> Iterator[Bulletin | ArticlePage]:
    """The bulletin, three public articles, and one of each kind that makes work: corrected since, withdrawn since."""
    articles = ArticlePage.objects.in_city(city).newest_first().defer("body")
    yield from Bulletin.objects.current().in_city(city).newest_first()[:1]
    yield from articles.public().filter(corrections__isnull=True)[:3]
    yield from articles.public().filter(corrections__isnull=False).distinct()[:1]
    yield from articles.filter(withdrawals__lifted_on__isnull=True, withdrawals__isnull=False)[:1]


def _what(thing: Bulletin | ArticlePage) -> dict[str, object]:
    """Of an article the first edition: it is what hung before anything was put right."""
    return {"bulletin": thing} if isinstance(thing, Bulletin) else {"article": thing, "edition": 1}


def _first_day(thing: Bulletin | ArticlePage) -> date:
    moment = thing.published_at if isinstance(thing, Bulletin) else thing.first_published_at
    return timezone.localdate(moment)


def _say(article: ArticlePage) -> None:
    """An answer to the first question, and a question of people's own."""
    numbers = [number for number, _question in numbered_questions(article)][:1] + [0]
    for number, words in zip(numbers, SAID, strict=True):
        submit_answer(article=article, question_number=number, words=words, source=AnswerSource.WALL, client_id=uuid.uuid4())
