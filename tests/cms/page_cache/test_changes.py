"""Whatever readers are shown, once it is changed no kept page shows what was there before; in most of these by a door that sends no signal.

Nothing that waits for the commit runs in these tests (`on_commit`): what is lost there is not missed here. Nothing is cleared.
"""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from cms.models import ArticlePage, Byline, City, CityIndexPage, Image, Rendition, StandardPage, Topic, Withdrawal
from cms.photos.renditions import FALLBACK
from cms.services import add_correction_notice
from jobs.models import Job, JobState
from people.models import User
from printing.models import Bulletin, BulletinArticle, Poster
from rights.services.parameters import record_law_check
from tests.cast import make_person
from tests.cms.discussion.conftest import accepted
from tests.factories.cms import ArticlePageFactory, CityFactory, FrontPageSlotFactory, TopicFactory
from tests.rights.questions import rights_question

pytestmark = pytest.mark.django_db
RIGHT = "cuti-haid"
QUESTION = {"question_1": "Siapa yang memerintah lembur?"}


@pytest.fixture
def article() -> ArticlePage:
    page = ArticlePageFactory(title="Helm retak", slug="helm", city=CityFactory(name="Semarang"), **QUESTION)
    page.topics.set([TopicFactory(name="Keselamatan")])
    page.lead_photo = public_photo()
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def public_photo() -> Image:
    """Rows alone: no page looks into the file."""
    facts = {"title": "x", "width": 640, "height": 400, "file": "photos/a.jpg", "is_private": False, "description": "Helm di rak"}
    image = Image.objects.bulk_create([Image(**facts)])[0]
    Rendition.objects.bulk_create([Rendition(image=image, filter_spec=FALLBACK.spec, file="photos/r/a.jpg", width=320, height=200)])
    return image


def poster_of(article: ArticlePage, state: str = JobState.RUNNING) -> Poster:
    lease = {"lease_token": uuid.uuid4(), "lease_until": timezone.now()}
    job = Job.objects.create(kind="printing.render_poster", key=uuid.uuid4().hex, queue="render", state=state, **lease)
    return Poster.objects.create(article=article, revision_id=article.live_revision_id, template=1, job=job)


def made(poster: Poster) -> None:
    facts = {"file": "sheets/a.pdf", "sha256": "a" * 64, "size_bytes": 5_000, "sheet_count": 1, "page_count": 1}
    Poster.objects.filter(pk=poster.pk).update(**facts, rendered_at=timezone.now())


def bulletin_of(article: ArticlePage) -> Bulletin:
    bulletin = Bulletin.objects.create(city=article.city, week_starts_on=date(2026, 11, 23))
    BulletinArticle.objects.create(bulletin=bulletin, article=article, position=1)
    return bulletin


def edit(article: ArticlePage) -> None:
    article.title = "Helm baru"
    article.save_revision().publish()


def move(page: StandardPage) -> None:
    page.move(CityIndexPage.objects.get(), pos="last-child")  # raw SQL in treebeard


def unpublish(article: ArticlePage) -> None:
    article.unpublish()


def withdraw(article: ArticlePage) -> None:
    ArticlePage.objects.filter(pk=article.pk).update(live=False)
    Withdrawal.objects.create(article=article, withdrawn_on=date(2026, 11, 24))


def by_hand(sql: str) -> Callable[[object], None]:
    def change(_article: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return change


ARTICLE = "/berita/helm/"
# What changes: the page on which it is seen, and the change.
OF_AN_ARTICLE = {
    "edit": (ARTICLE, edit),
    "edit, list": ("/berita/", edit),
    "a new article": ("/", lambda _article: ArticlePageFactory()),
    "a new article, feed": ("/feed/", lambda _article: ArticlePageFactory()),
    "a new article, map": ("/sitemap.xml", lambda _article: ArticlePageFactory()),
    "unpublish": (ARTICLE, unpublish),
    "withdraw": (ARTICLE, withdraw),
    "withdraw, home": ("/", withdraw),
    "withdraw, topic": ("/topik/keselamatan/", withdraw),
    "slug": (ARTICLE, lambda article: ArticlePage.objects.filter(pk=article.pk).update(slug="helm-baru")),
    "topics of an article": ("/topik/keselamatan/", lambda article: article.topics.through.objects.all().delete()),
    "byline": (ARTICLE, lambda _article: Byline.objects.update(words="Pekerja", is_taken_back=True)),
    "correction": (
        ARTICLE,
        lambda article: add_correction_notice(article=article, corrected_on=date(2026, 11, 24), was_wrong="68.", is_right="86."),
    ),
    "words of a photo": (ARTICLE, lambda article: Image.objects.filter(pk=article.lead_photo_id).update(description="Rak kosong")),
    "another photo": (ARTICLE, lambda article: Rendition.objects.filter(image=article.lead_photo).update(file="photos/r/b.jpg")),
    "a size of a photo goes": (ARTICLE, lambda article: Rendition.objects.filter(image=article.lead_photo).delete()),
    "name of a topic": (ARTICLE, lambda _article: Topic.objects.filter(slug="keselamatan").update(name="K3")),
    "name of a city": ("/kota/", lambda _article: City.objects.filter(slug="semarang").update(name="Kota Semarang")),
    "front page": ("/", lambda _article: FrontPageSlotFactory(article=ArticlePageFactory(first_published_at="2020-01-01T00:00Z"))),
    "an answer is accepted": (ARTICLE, accepted),
    "a poster is asked for": (ARTICLE, poster_of),
    "a bulletin is published": (
        "/cetak/buletin/",
        lambda article: Bulletin.objects.filter(pk=bulletin_of(article).pk).update(edition=1, published_at=timezone.now()),
    ),
    "a letter by hand": (ARTICLE, by_hand("UPDATE cms_byline SET words = 'Anonim'")),
}


@pytest.mark.parametrize(("path", "change"), OF_AN_ARTICLE.values(), ids=OF_AN_ARTICLE)
def test_a_change_is_seen_at_once(reader, article, path, change):
    before = reader.get(path)
    assert before.status_code == 200
    assert reader.queries(path) == 0
    change(article)
    reader.later()
    after, rendered = reader.get(path), reader.rendered(path)
    assert after.status_code == rendered.status_code
    assert after.content == rendered.content != before.content


# What stands there first, then the change of it.
OF_SOMETHING_ELSE = {
    "an answer is hidden": (ARTICLE, accepted, lambda answer: answer.delete()),
    "words of an answer": (ARTICLE, accepted, lambda answer: type(answer).objects.filter(pk=answer.pk).update(words="…")),
    "an answer waits again": (
        ARTICLE,
        accepted,
        lambda answer: type(answer).objects.filter(pk=answer.pk).update(state="waiting", decided_on=None),
    ),
    "a poster is made": (ARTICLE, poster_of, made),
    "a poster failed": (
        ARTICLE,
        poster_of,
        lambda poster: Job.objects.filter(pk=poster.job_id).update(state=JobState.QUARANTINED, lease_token=None, lease_until=None),
    ),
    "a standing page moves": ("/tentang/", lambda _article: StandardPage.objects.get(slug="tentang"), move),
    "a standing page goes": ("/tentang/", lambda _article: StandardPage.objects.get(slug="tentang"), lambda page: page.delete()),
    "a standing page is changed": (
        "/tentang/",
        lambda _article: StandardPage.objects.get(slug="tentang"),
        lambda page: StandardPage.objects.filter(pk=page.pk).update(standfirst="Baru."),
    ),
    "an answer about rights": (
        f"/hak/tanya/{RIGHT}/",
        lambda _article: rights_question(RIGHT),
        lambda question: type(question).objects.filter(pk=question.pk).update(question="Apa yang baru?"),
    ),
    "the law is known longer": ("/hak/", lambda _article: make_person("maya"), lambda maya: check_law(maya)),
}


def check_law(by: User) -> None:
    now = timezone.now()
    facts = {"checked_through": timezone.localdate(now) + timedelta(days=30), "law": "UU 1/2027", "words": "Dibaca", "source": "JDIH"}
    record_law_check(by=by, client_id=uuid.uuid4(), at=now, **facts)


@pytest.mark.parametrize(("path", "first", "change"), OF_SOMETHING_ELSE.values(), ids=OF_SOMETHING_ELSE)
def test_a_change_of_what_stands_there_is_seen_at_once(reader, article, path, first, change):
    thing = first(article)
    before = reader.get(path)
    assert (before.status_code, reader.queries(path)) == (200, 0)
    change(thing)
    reader.later()
    after, rendered = reader.get(path), reader.rendered(path)
    assert (after.status_code, after.content) == (rendered.status_code, rendered.content)
    assert after.content != before.content


@pytest.mark.parametrize("is_busy", [True, False])
def test_a_withdrawn_article_is_gone_within_two_seconds_busy_or_idle(reader, article, is_busy):
    assert reader.get(ARTICLE).status_code == 200
    reader.later(0.9)
    if is_busy:
        assert reader.queries(ARTICLE) == 0
    withdraw(article)
    statuses = []
    for _tenth in range(19 if is_busy else 1):
        reader.later(0.1 if is_busy else 1.9)
        statuses.append(reader.get(ARTICLE).status_code)
    assert statuses[-1] == 410
    assert reader.get("/p/" + article.short_code.lower() + "/").status_code == 410
    assert "helm" not in reader.get("/berita/").content.decode()
    assert statuses == sorted(statuses), "it never comes back"


def test_work_that_readers_are_not_shown_leaves_the_pages_as_they_are(reader, article):
    poster = poster_of(article)
    reader.get(ARTICLE)
    Job.objects.filter(pk=poster.job_id).update(lease_until=timezone.now())  # a heartbeat
    Image.objects.bulk_create([Image(title="x", width=9, height=9, file="private/a.jpg", is_private=True)])
    answer = accepted(article)  # it waits first
    reader.later()
    reader.get(ARTICLE)
    type(answer).objects.bulk_create(
        [
            type(answer)(
                article=article,
                question_number=0,
                words="Menunggu.",
                source="web",
                received_on=date(2026, 11, 24),
                client_id=uuid.uuid4(),
            )
        ]
    )
    reader.later()
    assert reader.queries(ARTICLE) == 1, "only the question whether anything has changed"


def test_what_was_taken_back_with_its_savepoint_counts_for_what_comes_after(reader, article):
    reader.get(ARTICLE)
    with transaction.atomic():
        Byline.objects.update(words=F("words"))
        transaction.set_rollback(True)
    Byline.objects.update(words="Sesudahnya")
    reader.later()
    assert b"Sesudahnya" in reader.get(ARTICLE).content


def test_a_new_day_is_another_page(reader, monkeypatch):
    before = reader.get("/").content
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_kwargs: date(2031, 2, 3))
    reader.later()
    after = reader.get("/").content
    assert "3\xa0Februari\xa02031".encode() in after and after != before


def test_every_kind_of_public_address_is_seen_anew(reader, article):
    """The table above is about what changes; this about where."""
    code = article.short_code.lower()
    paths = [reverse("answers", args=["helm"]), reverse("printing:article", args=[code]), "/cetak/", "/kota/semarang/", "/hak/upah-lembur/"]
    for path in paths:
        assert (reader.get(path).status_code, reader.queries(path)) == (200, 0), path
    City.objects.filter(slug="semarang").update(name="Kota Semarang")
    reader.later()
    for path in paths:
        assert reader.queries(path) > 0 or path == "/hak/upah-lembur/", path
        assert reader.get(path).content == reader.rendered(path).content
