"""Several makers of a bulletin at the same moment, and a withdrawal in between: one truth, nothing doubled, nobody waits for ever."""

import os
import threading
from collections import Counter
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from cms.discussion.services import undo
from cms.models import ArticlePage, Byline, City
from jobs import services as jobs
from jobs.models import Job
from jobs.runner import drain
from printing import services
from printing.errors import BulletinRefused, TooMuchAskedFor
from printing.formats import Format, poster_formats
from printing.models import Bulletin, BulletinArticle, Poster
from printing.services import bulletin_sheets, bulletins, making
from submissions.services import publication
from tests import racing
from tests.cast import make_person
from tests.printing.publishing import correct, publish, take_back_byline, withdraw
from tests.printing.test_wall_answers import accepted_answer
from tests.printing.waiting import until_somebody_waits_for_a_lock
from tests.submissions import texts

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 2 * int(os.environ.get("WARTA_SOAK", "1"))
at_once = partial(racing.at_once, refusals=(BulletinRefused, TooMuchAskedFor))


@pytest.fixture
def stage(db) -> SimpleNamespace:
    city = City.objects.get(slug="semarang")
    dewi, maya = make_person("dewi"), make_person("maya")
    stories = [publish(is_told=False, title=f"Berita {number}") for number in range(3)]
    draft = bulletins.start_bulletin(city=city, week=timezone.localdate(), by=dewi)
    return SimpleNamespace(city=city, dewi=dewi, maya=maya, stories=stories, draft=draft)


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
    answers = at_once(
        lambda: bulletins.publish_bulletin(bulletin=stage.draft, by=stage.dewi, at=timezone.now(), seen=seen),
        lambda: withdraw(stage.stories[1]),
        lambda: correct(ArticlePage.objects.get(pk=stage.stories[0].pk), standfirst="Yang benar 86."),
        lambda: bulletins.add_article(bulletin=stage.draft, article=stage.stories[0], by=stage.maya),
    )
    bulletin = Bulletin.objects.get(ended_at=None)
    assert bulletin.is_draft == (answers[0] != "done")
    assert sorted(bulletin.articles.values_list("article", flat=True)) == [stage.stories[0].pk, stage.stories[2].pk]
    assert_numbered(bulletin)
    for row in bulletin.articles.select_related("article"):
        assert row.revision_id == (None if bulletin.is_draft else row.article.live_revision_id)


def test_readers_who_ask_at_once_get_one_poster(stage):
    article = stage.stories[0]
    at_once(*([lambda: services.request_on_demand(article=article, wanted=Format("a2"))] * 4))
    assert article.posters.count() == 1
    assert Job.objects.filter(kind=services.RENDER_KIND).count() == 1


def test_readers_who_ask_at_once_stay_within_what_may_wait(stage, monkeypatch):
    monkeypatch.setattr(making, "MOST_ON_DEMAND", 3)
    article, wanted = stage.stories[0], [each for each in poster_formats() if each.paper == "a2"]
    asks = [lambda each=each: services.request_on_demand(article=article, wanted=each) for each in wanted]
    assert Counter(at_once(*asks)) == {"done": 3, "TooMuchAskedFor": 3}
    assert Poster.objects.on_demand().being_made().count() == 3


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_draft_thrown_away_while_it_is_published_is_gone_or_whole(stage, round_number):
    seen = fill(stage)
    answers = at_once(
        lambda: bulletins.publish_bulletin(bulletin=stage.draft, by=stage.dewi, at=timezone.now(), seen=seen),
        lambda: bulletins.discard_draft(bulletin=stage.draft, by=stage.maya),
    )
    assert Bulletin.objects.count() == (answers[0] == "done")
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


def test_finishing_poster_of_a_newer_layout_and_a_withdrawal_take_their_locks_in_one_order(stage, monkeypatch):
    article = stage.stories[0]
    older = services.request_poster(article=article, revision=article.live_revision)
    drain()
    monkeypatch.setattr("printing.services.posters.TEMPLATE_VERSION", older.template + 1)
    newer = services.request_poster(article=article, revision=article.live_revision)
    job = jobs.claim(newer.job_id)
    outcome = services.make_poster(poster_id=newer.pk, request_number=newer.request_number)
    has_first_lock = threading.Event()

    def finish() -> None:
        has_first_lock.wait(10)
        jobs.finish(job, outcome)

    def take_away() -> None:
        with transaction.atomic():
            list(Poster.objects.filter(pk=older.pk).select_for_update())  # as far as a withdrawal has come
            has_first_lock.set()
            until_somebody_waits_for_a_lock()
            withdraw(article)

    at_once(finish, take_away)
    assert article.posters.filter(file="").count() == article.posters.count() == 2


def one_while_the_other_is_open(before: Callable[[], object], after: Callable[[], object]) -> None:
    """`after` begins when `before` has written all, and `before` commits when somebody waits for it."""
    has_written, is_over = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            before()
            has_written.set()
            until_somebody_waits_for_a_lock(unless=is_over)

    def second() -> None:
        has_written.wait(10)
        after()
        is_over.set()

    at_once(first, second)


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_answer_whose_withdrawal_is_not_committed_yet_is_in_no_bulletin_published_meanwhile(stage, is_withdrawn):
    answer = accepted_answer(publish(is_told=False, title="Berita yang dijawab"))
    seen = fill(stage)
    one_while_the_other_is_open(
        lambda: withdraw(answer.article) if is_withdrawn else undo(answer=answer, by=stage.maya),
        lambda: bulletins.publish_bulletin(bulletin=stage.draft, by=stage.dewi, at=timezone.now(), seen=seen),
    )
    assert Bulletin.objects.current().get().answer_ids == []


def test_byline_taken_back_while_its_bulletin_is_renewed_is_drawn_anew_in_the_next_edition(stage):
    bulletins.publish_bulletin(bulletin=stage.draft, by=stage.dewi, at=timezone.now(), seen=fill(stage))
    one_while_the_other_is_open(
        lambda: correct(ArticlePage.objects.get(pk=stage.stories[0].pk), standfirst="Yang benar 86."),
        lambda: take_back_byline(stage.stories[1]),
    )
    current = Bulletin.objects.current().get()
    assert (current.edition, set(current.sheets.values_list("request_number", flat=True))) == (2, {2})


def test_bulletin_is_not_published_while_a_name_in_it_is_being_taken_back(cast):
    text = texts.published(cast, byline_choice="pen", city_id=cast.semarang.city_id)
    draft = bulletins.start_bulletin(city=cast.semarang.city, week=timezone.localdate(), by=cast.dewi)
    bulletins.add_article(bulletin=draft, article=text.page, by=cast.dewi)
    found = []

    def publish_and_look() -> None:
        bulletins.publish_bulletin(bulletin=draft, by=cast.dewi, at=timezone.now(), seen=[text.page_id])
        found.append(Byline.objects.get(article=text.page_id).words)

    one_while_the_other_is_open(lambda: publication.take_back_byline(submission=text, author=cast.siti), publish_and_look)
    assert found == ["Pekerja"]
