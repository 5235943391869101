"""Bulletins: what is proposed, how one is put together, and what becomes of it when a story in it changes."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from cms.models import ArticlePage, City, FrontPageSlot
from cms.signals import article_published
from jobs.models import Job, JobState
from jobs.runner import drain
from printing import files, services
from printing.errors import BulletinRefused
from printing.formats import Format, large_formats
from printing.models import Bulletin, BulletinArticle, BulletinSheet, PosterState
from printing.permissions import makes_bulletins
from printing.services import bulletin_sheets, bulletins, sweep_files
from printing.services.proposing import propose
from tests.cast import PARTS, make_cast, make_person
from tests.printing.publishing import correct, publish, take_back_byline, withdraw

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture
def cast(db) -> SimpleNamespace:
    """A steward of Semarang and an editor: all that most of these tests need of the cast."""
    return SimpleNamespace(dewi=make_person("dewi"), maya=make_person("maya"))


@pytest.fixture
def semarang(cast) -> City:
    return City.objects.get(slug="semarang")


def story(number: int, *, day: int = 24, **changes) -> ArticlePage:
    """A public story of that day of November 2026, by a voice of its own, without posters."""
    page = publish(is_told=False, **{"title": f"Berita {number}", "byline": f"Pekerja {number}", **changes})
    ArticlePage.objects.filter(pk=page.pk).update(first_published_at=datetime(2026, 11, day, 2, number, tzinfo=UTC))
    return ArticlePage.objects.get(pk=page.pk)


def draft_of(cast, city: City, stories: list[ArticlePage]) -> Bulletin:
    draft = bulletins.start_bulletin(city=city, week=MONDAY, by=cast.dewi)
    for article in stories:
        bulletins.add_article(bulletin=draft, article=article, by=cast.dewi)
    return draft


def published(cast, city: City, stories: list[ArticlePage]) -> Bulletin:
    draft = draft_of(cast, city, stories)
    return bulletins.publish_bulletin(bulletin=draft, by=cast.dewi, at=AT, seen=[article.pk for article in stories])


def draw_sheets() -> None:
    """Do what waits, but for the posters of the single stories."""
    Job.objects.filter(kind=services.RENDER_KIND, state=JobState.QUEUED).update(state=JobState.CANCELLED)
    drain()


def order_of(bulletin: Bulletin) -> list[int]:
    rows = list(bulletin.articles.values_list("article_id", "position"))
    assert [position for _article, position in rows] == list(range(1, len(rows) + 1))
    return [article for article, _position in rows]


def editions(city: City) -> list[tuple[int | None, bool]]:
    return [(each.edition, each.is_offered) for each in Bulletin.objects.in_city(city).order_by("edition")]


# --- the proposal -----------------------------------------------------------------------------------------------------------------------


def test_proposal_is_the_newest_of_the_city(semarang):
    stories = [story(number) for number in range(1, 9)]
    assert propose(semarang, MONDAY) == stories[:1:-1]


def test_proposal_leaves_out_what_is_old_later_or_printed_in_another_week(cast, semarang):
    story(1, title="Lama", byline="A")
    ArticlePage.objects.filter(title="Lama").update(first_published_at=AT - timedelta(days=40))
    story(2, day=30)
    printed = story(3)
    fresh = story(4)
    last_week = bulletins.start_bulletin(city=semarang, week=MONDAY - timedelta(days=7), by=cast.dewi)
    bulletins.add_article(bulletin=last_week, article=printed, by=cast.dewi)
    bulletins.publish_bulletin(bulletin=last_week, by=cast.dewi, at=AT)
    assert propose(semarang, MONDAY) == [fresh]


def test_proposal_never_gives_one_voice_the_whole_sheet(semarang):
    for number in range(1, 7):
        story(number, byline="Buruh garmen, Semarang")
    other = story(7, day=3, byline="Sopir, Semarang")
    proposed = propose(semarang, MONDAY)
    assert other in proposed
    assert len(proposed) >= 4


def test_proposal_of_a_city_with_one_voice_takes_stories_of_no_city_too(semarang):
    for number in range(1, 7):
        story(number, byline="Buruh garmen, Semarang")
    everywhere = story(8, day=3, byline="Buruh perkebunan", city="")
    assert everywhere in propose(semarang, MONDAY)


def test_featured_stories_go_first(semarang):
    stories = [story(number) for number in range(1, 9)]
    FrontPageSlot.objects.create(position=1, article=stories[0])
    assert propose(semarang, MONDAY)[0] == stories[0]


def test_proposal_counts_a_week_on_the_clock_of_the_city(semarang):
    page = story(1)
    ArticlePage.objects.filter(pk=page.pk).update(first_published_at=datetime(2026, 11, 29, 17, 30, tzinfo=UTC))  # Monday in Semarang
    assert propose(semarang, MONDAY) == []


# --- putting it together ----------------------------------------------------------------------------------------------------------------


def test_starting_twice_gives_one_draft(cast, semarang):
    first = bulletins.start_bulletin(city=semarang, week=MONDAY + timedelta(days=3), by=cast.dewi)
    assert bulletins.start_bulletin(city=semarang, week=MONDAY, by=cast.maya) == first
    assert first.week_starts_on == MONDAY


def test_database_refuses_a_second_draft_of_the_week(cast, semarang):
    bulletins.start_bulletin(city=semarang, week=MONDAY, by=cast.dewi)
    with pytest.raises(IntegrityError):
        Bulletin.objects.create(city=semarang, week_starts_on=MONDAY)


def test_database_refuses_two_articles_at_one_place(cast, semarang):
    draft = draft_of(cast, semarang, [story(1)])
    with pytest.raises(IntegrityError):
        BulletinArticle.objects.create(bulletin=draft, article=story(2), position=1)


def test_only_editors_and_stewards_make_bulletins(db):
    cast = make_cast()
    city = City.objects.get(slug="semarang")
    assert {name for name in PARTS if makes_bulletins(getattr(cast, name), city)} == {"maya", "dewi"}
    with pytest.raises(PermissionDenied):
        bulletins.start_bulletin(city=city, week=MONDAY, by=cast.ratna)


def test_steward_of_another_city_changes_nothing(cast, semarang):
    article = story(1)
    karawang = City.objects.get(slug="karawang")
    draft = bulletins.start_bulletin(city=karawang, week=MONDAY, by=cast.maya)
    for act in (
        lambda: bulletins.add_article(bulletin=draft, article=article, by=cast.dewi),
        lambda: bulletins.take_proposal(bulletin=draft, by=cast.dewi),
        lambda: bulletins.publish_bulletin(bulletin=draft, by=cast.dewi, at=AT),
        lambda: bulletins.discard_draft(bulletin=draft, by=cast.dewi),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert order_of(draft) == []


def test_proposal_is_taken_once_however_often_the_button_is_pressed(cast, semarang):
    stories = [story(number) for number in range(1, 6)]
    draft = bulletins.start_bulletin(city=semarang, week=MONDAY, by=cast.dewi)
    for _press in range(2):
        bulletins.take_proposal(bulletin=draft, by=cast.dewi)
    assert order_of(draft) == [article.pk for article in reversed(stories)]


def test_articles_move_one_place_and_a_button_pressed_twice_moves_once(cast, semarang):
    one, two, three = (story(number) for number in range(1, 4))
    draft = draft_of(cast, semarang, [one, two, three])
    for _press in range(2):
        bulletins.move(bulletin=draft, article=three, up=True, seen_at=3, by=cast.dewi)
    assert order_of(draft) == [one.pk, three.pk, two.pk]
    bulletins.move(bulletin=draft, article=one, up=True, seen_at=1, by=cast.dewi)
    bulletins.move(bulletin=draft, article=one, up=False, seen_at=1, by=cast.dewi)
    assert order_of(draft) == [three.pk, one.pk, two.pk]


def test_taking_out_closes_the_gap(cast, semarang):
    one, two, three = (story(number) for number in range(1, 4))
    draft = draft_of(cast, semarang, [one, two, three, one])
    for _press in range(2):
        bulletins.remove_article(bulletin=draft, article=two, by=cast.dewi)
    assert order_of(draft) == [one.pk, three.pk]


def test_thirteenth_article_is_refused(cast, semarang):
    draft = draft_of(cast, semarang, [story(number) for number in range(1, 13)])
    with pytest.raises(BulletinRefused, match="12"):
        bulletins.add_article(bulletin=draft, article=story(13), by=cast.dewi)


def test_withdrawn_article_cannot_be_added(cast, semarang):
    article = story(1)
    withdraw(article)
    with pytest.raises(BulletinRefused):
        draft_of(cast, semarang, [article])


# --- publishing -------------------------------------------------------------------------------------------------------------------------


def test_publication_numbers_the_edition_and_asks_for_its_sheets(cast, semarang):
    stories = [story(number) for number in range(1, 5)]
    bulletin = published(cast, semarang, stories)
    assert (bulletin.edition, bulletin.is_offered) == (1, True)
    assert [row.revision_id for row in bulletin.articles.all()] == [article.live_revision_id for article in stories]
    assert {sheet.format for sheet in bulletin.sheets.all()} == set(large_formats("a3"))
    draw_sheets()
    assert {sheet.state for sheet in bulletin.sheets.all()} == {PosterState.READY}


def test_seven_articles_take_a2(cast, semarang):
    bulletin = published(cast, semarang, [story(number) for number in range(1, 8)])
    assert {sheet.paper for sheet in bulletin.sheets.all()} == {"a2"}


def test_publishing_twice_gives_one_edition(cast, semarang):
    draft = draft_of(cast, semarang, [story(1)])
    first = bulletins.publish_bulletin(bulletin=draft, by=cast.dewi, at=AT)
    assert bulletins.publish_bulletin(bulletin=draft, by=cast.dewi, at=AT) == first
    assert editions(semarang) == [(1, True)]
    assert first.sheets.count() == 6


def test_empty_bulletin_is_refused(cast, semarang):
    with pytest.raises(BulletinRefused, match="kosong"):
        published(cast, semarang, [])


def test_whoever_has_seen_something_else_does_not_publish(cast, semarang):
    one, two = story(1), story(2)
    draft = draft_of(cast, semarang, [one])
    bulletins.add_article(bulletin=draft, article=two, by=cast.maya)
    with pytest.raises(BulletinRefused, match="diubah orang lain"):
        bulletins.publish_bulletin(bulletin=draft, by=cast.dewi, at=AT, seen=[one.pk])


def test_published_bulletin_is_not_changed(cast, semarang):
    bulletin = published(cast, semarang, [story(1)])
    with pytest.raises(BulletinRefused, match="sudah terbit"):
        bulletins.add_article(bulletin=bulletin, article=story(2), by=cast.dewi)


def test_next_draft_begins_as_a_copy_and_replaces_the_edition(cast, semarang):
    one, two = story(1), story(2)
    first = published(cast, semarang, [one])
    draw_sheets()
    draft = draft_of(cast, semarang, [two])
    assert order_of(draft) == [one.pk, two.pk]
    bulletins.publish_bulletin(bulletin=draft, by=cast.maya, at=AT)
    assert editions(semarang) == [(1, False), (2, True)]
    assert {sheet.state for sheet in first.sheets.all()} == {PosterState.GONE}


def test_database_refuses_two_current_editions(cast, semarang):
    bulletin = published(cast, semarang, [story(1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        Bulletin.objects.create(city=semarang, week_starts_on=MONDAY, edition=2, published_at=AT)
    assert bulletin.is_offered


def test_history_says_who_published_and_who_withdrew(cast, semarang):
    bulletin = published(cast, semarang, [story(1)])
    bulletins.withdraw_bulletin(bulletin=bulletin, by=cast.maya, at=AT)
    told = ModelLogEntry.objects.for_instance(bulletin).order_by("timestamp").values_list("action", "user__display_name")
    assert list(told) == [("printing.bulletin_published", "Dewi"), ("printing.bulletin_withdrawn", "Maya")]


def test_withdrawn_bulletin_is_gone_with_its_files(cast, semarang, lying_files):
    article = story(1)
    bulletin = published(cast, semarang, [article])
    draw_sheets()
    assert len(lying_files()) == 6
    for _press in range(2):
        bulletins.withdraw_bulletin(bulletin=bulletin, by=cast.maya, at=AT)
    draw_sheets()
    assert lying_files() == []
    assert editions(semarang) == [(1, False)]


# --- when a story changes ---------------------------------------------------------------------------------------------------------------


def test_withdrawn_story_makes_a_new_edition_without_it(cast, semarang):
    one, two, three = (story(number) for number in range(1, 4))
    first = published(cast, semarang, [one, two, three])
    withdraw(two)
    assert editions(semarang) == [(1, False), (2, True)]
    second = Bulletin.objects.current().get()
    assert order_of(second) == [one.pk, three.pk]
    assert {sheet.state for sheet in first.sheets.all()} == {PosterState.GONE}
    draw_sheets()
    assert {sheet.state for sheet in second.sheets.all()} == {PosterState.READY}


def test_bulletin_of_one_story_ends_with_it(cast, semarang):
    one = story(1)
    published(cast, semarang, [one])
    withdraw(one)
    assert editions(semarang) == [(1, False)]


def test_withdrawn_story_leaves_drafts(cast, semarang):
    one, two = story(1), story(2)
    draft = draft_of(cast, semarang, [one, two])
    withdraw(one)
    assert order_of(draft) == [two.pk]


def test_corrected_story_makes_a_new_edition_with_its_new_words(cast, semarang):
    one, two = story(1), story(2)
    first = published(cast, semarang, [one, two])
    one = correct(one, standfirst="Yang benar 86.")
    second = Bulletin.objects.current().get()
    assert (second.edition, order_of(second)) == (2, [one.pk, two.pk])
    assert second.articles.first().revision_id == one.live_revision_id != first.articles.first().revision_id


def test_name_that_is_taken_back_leaves_the_sheets_of_the_same_edition(cast, semarang, lying_files):
    one = story(1, byline="Nama Lama")
    bulletin = published(cast, semarang, [one])
    draw_sheets()
    old = set(bulletin.sheets.values_list("file", flat=True))
    take_back_byline(one)
    assert editions(semarang) == [(1, True)]
    draw_sheets()
    assert not old & {f"posters/{name}" for name in lying_files()}
    assert {sheet.state for sheet in bulletin.sheets.all()} == {PosterState.READY}


def test_sheet_drawn_during_a_withdrawal_has_no_effect(cast, semarang):
    one = story(1)
    sheet = published(cast, semarang, [one]).sheets.first()
    outcome = bulletin_sheets.make_sheet(sheet_id=sheet.pk, request_number=sheet.request_number)
    withdraw(one)
    outcome.apply()
    sheet.refresh_from_db()
    assert sheet.file == ""


def test_change_of_a_story_in_several_bulletins_takes_few_queries(cast, semarang, django_assert_max_num_queries):
    """They are one transaction, and on SQLite all other writers wait for it."""
    stories = [story(number) for number in range(1, 5)]
    for slug in ("semarang", "karawang", "bandung"):
        draft = bulletins.start_bulletin(city=City.objects.get(slug=slug), week=MONDAY, by=cast.maya)
        for article in stories:
            bulletins.add_article(bulletin=draft, article=article, by=cast.maya)
        bulletins.publish_bulletin(bulletin=draft, by=cast.maya, at=AT)
    with django_assert_max_num_queries(65):
        article_published.send(sender=ArticlePage, page=stories[0], revision=stories[0].live_revision)
    assert Bulletin.objects.current().filter(edition=2).count() == 3


# --- files ------------------------------------------------------------------------------------------------------------------------------


def test_lost_sheet_is_made_anew(cast, semarang):
    bulletin = published(cast, semarang, [story(1)])
    draw_sheets()
    lost = bulletin.sheets.first().file
    files.delete([lost])
    sweep_files()
    draw_sheets()
    assert files.read(lost).startswith(b"%PDF")


def test_sheet_with_another_edge_is_made_when_asked_for_and_once(cast, semarang):
    bulletin = published(cast, semarang, [story(1)])
    wanted = Format("a3", "a4", edge_mm=7)
    for _press in range(2):
        bulletin_sheets.request_on_demand(bulletin=bulletin, wanted=wanted)
    assert Job.objects.filter(kind=bulletin_sheets.RENDER_KIND, state=JobState.QUEUED).count() == 7
    draw_sheets()
    assert BulletinSheet.objects.on_demand().get().is_ready
