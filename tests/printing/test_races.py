"""Several makers of a bulletin at the same moment, and a withdrawal in between: one truth, nothing doubled, nobody waits for ever."""

import os
import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from cms.models import ArticlePage, City
from jobs.models import Job
from printing import services
from printing.errors import BulletinRefused
from printing.formats import Format
from printing.models import Bulletin, BulletinArticle
from printing.services import bulletin_sheets, bulletins
from tests.cast import make_person
from tests.printing.publishing import correct, publish, withdraw

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 2 * int(os.environ.get("WARTA_SOAK", "1"))


@pytest.fixture
def stage(db) -> SimpleNamespace:
    city = City.objects.get(slug="semarang")
    dewi, maya = make_person("dewi"), make_person("maya")
    stories = [publish(is_told=False, title=f"Berita {number}") for number in range(3)]
    draft = bulletins.start_bulletin(city=city, week=timezone.localdate(), by=dewi)
    return SimpleNamespace(city=city, dewi=dewi, maya=maya, stories=stories, draft=draft)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run them together; "done" or "refused" for each. Anything else fails the test."""
    start, answers = threading.Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        start.wait(10)
        try:
            act()
            answers[number] = "done"
        except BulletinRefused:
            answers[number] = "refused"
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            answers[number] = f"broken: {error!r}"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not [answer for answer in answers if not answer or answer.startswith("broken")], answers
    return answers


def fill(stage) -> list[int]:
    for article in stage.stories:
        bulletins.add_article(bulletin=stage.draft, article=article, by=stage.dewi)
    return [article.pk for article in stage.stories]


def assert_numbered(bulletin: Bulletin) -> None:
    positions = list(BulletinArticle.objects.filter(bulletin=bulletin).values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))


def test_starting_and_adding_at_once_doubles_nothing(stage):
    bulletins.discard_draft(bulletin=stage.draft, by=stage.dewi)
    week = timezone.localdate()
    at_once(*(lambda by=by: bulletins.start_bulletin(city=stage.city, week=week, by=by) for by in (stage.dewi, stage.maya) * 2))
    draft = Bulletin.objects.get()
    adds = [(by, article) for by in (stage.dewi, stage.maya) for article in stage.stories]
    at_once(*(lambda by=by, article=article: bulletins.add_article(bulletin=draft, article=article, by=by) for by, article in adds))
    assert draft.articles.count() == 3
    assert_numbered(draft)


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_moving_and_taking_out_at_once_leaves_an_order(stage, round_number):
    fill(stage)
    one, two, three = stage.stories
    at_once(
        lambda: bulletins.move(bulletin=stage.draft, article=three, up=True, seen_at=3, by=stage.dewi),
        lambda: bulletins.move(bulletin=stage.draft, article=one, up=False, seen_at=1, by=stage.maya),
        lambda: bulletins.remove_article(bulletin=stage.draft, article=two, by=stage.maya),
    )
    assert stage.draft.articles.count() == 2
    assert_numbered(stage.draft)


def test_publishing_at_once_gives_one_edition(stage):
    seen = fill(stage)
    at_once(
        *(
            lambda by=by: bulletins.publish_bulletin(bulletin=stage.draft, by=by, at=timezone.now(), seen=seen)
            for by in (stage.dewi, stage.maya) * 2
        )
    )
    bulletin = Bulletin.objects.get()
    assert (bulletin.edition, bulletin.sheets.count()) == (1, 6)
    assert Job.objects.filter(kind=bulletin_sheets.RENDER_KIND).count() == 6


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_story_withdrawn_while_its_bulletin_is_published_is_in_no_current_edition(stage, round_number):
    seen = fill(stage)
    at_once(
        lambda: bulletins.publish_bulletin(bulletin=stage.draft, by=stage.dewi, at=timezone.now(), seen=seen),
        lambda: withdraw(stage.stories[1]),
        lambda: correct(ArticlePage.objects.get(pk=stage.stories[0].pk), standfirst="Yang benar 86."),
        lambda: bulletins.add_article(bulletin=stage.draft, article=stage.stories[0], by=stage.maya),
    )
    for bulletin in Bulletin.objects.filter(ended_at=None):
        assert not bulletin.articles.filter(article=stage.stories[1]).exists()
        assert_numbered(bulletin)
    for row in BulletinArticle.objects.filter(bulletin__in=Bulletin.objects.current()).select_related("article"):
        assert row.revision_id == row.article.live_revision_id


def test_readers_who_ask_at_once_get_one_poster(stage):
    article = stage.stories[0]
    at_once(*([lambda: services.request_on_demand(article=article, wanted=Format("a2"))] * 4))
    assert article.posters.count() == 1
    assert Job.objects.filter(kind=services.RENDER_KIND).count() == 1


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_draft_thrown_away_while_it_is_published_is_gone_or_whole(stage, round_number):
    seen = fill(stage)
    at_once(
        lambda: bulletins.publish_bulletin(bulletin=stage.draft, by=stage.dewi, at=timezone.now(), seen=seen),
        lambda: bulletins.discard_draft(bulletin=stage.draft, by=stage.maya),
    )
    for bulletin in Bulletin.objects.all():
        assert (bulletin.edition, bulletin.articles.count(), bulletin.sheets.count()) == (1, 3, 6)


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_two_stories_withdrawn_at_once_both_leave_their_bulletin(stage, round_number):
    seen = fill(stage)
    bulletins.publish_bulletin(bulletin=stage.draft, by=stage.dewi, at=timezone.now(), seen=seen)
    at_once(*(lambda article=article: withdraw(article) for article in stage.stories[:2]))
    current = Bulletin.objects.current().get()
    assert [row.article_id for row in current.articles.all()] == [stage.stories[2].pk]
    assert_numbered(current)


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_next_draft_published_while_the_edition_before_it_is_corrected_ends_that_one(stage, round_number):
    bulletins.publish_bulletin(bulletin=stage.draft, by=stage.dewi, at=timezone.now(), seen=fill(stage))
    draft = bulletins.start_bulletin(city=stage.city, week=timezone.localdate(), by=stage.dewi)
    bulletins.remove_article(bulletin=draft, article=stage.stories[0], by=stage.dewi)
    seen = [article.pk for article in stage.stories[1:]]
    at_once(
        lambda: bulletins.publish_bulletin(bulletin=draft, by=stage.dewi, at=timezone.now(), seen=seen),
        lambda: correct(ArticlePage.objects.get(pk=stage.stories[0].pk), standfirst="Yang benar 86."),
    )
    assert [row.article_id for row in Bulletin.objects.current().get().articles.all()] == seen
