"""The pages on which bulletins are put together, and those on which readers find them."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from cms.discussion.services import decide, hide_words, submit_answer, undo
from cms.models import ArticlePage, City
from jobs.models import Job
from printing import services
from printing.bulletin_content import bulletin_content
from printing.models import Bulletin, BulletinSheet
from printing.services import bulletin_sheets, bulletins
from printing.weeks import days_words
from tests.cast import make_person
from tests.people.signing_in import force_sign_in
from tests.printing.publishing import publish, withdraw
from tests.printing.test_bulletins import draw_sheets
from tests.printing.test_views import text_of

pytestmark = pytest.mark.django_db

MONDAY = bulletins.monday_of(timezone.localdate())
PUBLIC = f"/cetak/buletin/semarang/{MONDAY}/"
MAKING = f"/cetak/buletin/susun/semarang/{MONDAY}/"


@pytest.fixture
def cast(db) -> SimpleNamespace:
    return SimpleNamespace(dewi=make_person("dewi"), maya=make_person("maya"))


@pytest.fixture
def dewi(cast, client):
    force_sign_in(client, cast.dewi, second_factor=False)
    return client


def stories(count: int, **changes) -> list[ArticlePage]:
    return [publish(is_told=False, title=f"Berita {number}", byline=f"Pekerja {number}", **changes) for number in range(1, count + 1)]


def press(client, act: str, **fields):
    return client.post(MAKING, {"act": act, **fields})


def draft() -> Bulletin:
    return Bulletin.objects.drafts().get()


def titles(bulletin: Bulletin) -> list[str]:
    return list(bulletin.articles.values_list("article__title", flat=True))


def make(cast, articles: list[ArticlePage]) -> Bulletin:
    city = City.objects.get(slug="semarang")
    made = bulletins.start_bulletin(city=city, week=MONDAY, by=cast.dewi)
    for article in articles:
        bulletins.add_article(bulletin=made, article=article, by=cast.dewi)
    return bulletins.publish_bulletin(bulletin=made, by=cast.dewi, at=timezone.now())


# --- making -----------------------------------------------------------------------------------------------------------------------------


def test_steward_makes_a_bulletin_with_buttons_alone(dewi):
    stories(5)
    assert press(dewi, "start").status_code == 303
    assert "Pakai usulan kami" in text_of(dewi.get(MAKING))
    press(dewi, "proposal")
    assert titles(draft()) == [f"Berita {number}" for number in (5, 4, 3, 2, 1)]
    row = draft().articles.get(position=2)
    assert press(dewi, f"up:{row.article_id}:2")["Location"] == f"{MAKING}#b{row.article_id}"
    press(dewi, f"remove:{draft().articles.get(position=5).article_id}")
    assert titles(draft()) == ["Berita 4", "Berita 5", "Berita 3", "Berita 2"]
    page = text_of(dewi.get(MAKING))
    assert "4 berita di A3." in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert press(dewi, "publish", seen=seen).status_code == 303
    assert Bulletin.objects.current().get().edition == 1
    assert "Edisi 1 sudah terbit." in text_of(dewi.get(MAKING))


def test_page_offers_what_is_not_in_yet(dewi):
    one, two = stories(2)
    press(dewi, "start")
    press(dewi, f"add:{one.pk}")
    page = text_of(dewi.get(MAKING))
    assert f'value="add:{two.pk}"' in page
    assert f'value="add:{one.pk}"' not in page


def test_any_public_story_is_added_by_its_code(dewi):
    (old,) = stories(1, city="karawang")
    press(dewi, "start")
    press(dewi, "code", kode=f" {old.short_code.lower()} ")
    assert titles(draft()) == ["Berita 1"]
    told = press(dewi, "code", kode=old.short_code)
    assert told.status_code == 409 and "sudah ada di buletin ini" in text_of(told)
    refused = press(dewi, "code", kode="zzz")
    assert refused.status_code == 409
    assert "Tidak ada berita dengan kode ini." in text_of(refused)
    assert 'value="zzz"' in text_of(refused)


def test_one_voice_alone_is_pointed_out(dewi):
    for number in range(2):
        publish(is_told=False, title=f"Kabar {number}")
    press(dewi, "start")
    press(dewi, "proposal")
    assert "Semuanya dari satu suara." in text_of(dewi.get(MAKING))


def test_publishing_what_somebody_changed_is_refused_on_the_page(dewi, cast):
    one, two = stories(2)
    press(dewi, "start")
    press(dewi, f"add:{one.pk}")
    bulletins.add_article(bulletin=draft(), article=two, by=cast.maya)
    refused = press(dewi, "publish", seen=str(one.pk))
    assert refused.status_code == 409
    assert "Buletin ini baru saja diubah orang lain." in text_of(refused)
    assert press(dewi, "publish", seen="x").status_code == 409
    assert not Bulletin.objects.current().exists()


def test_button_that_was_pressed_twice_leads_on(dewi):
    (one,) = stories(1)
    press(dewi, "start")
    press(dewi, f"add:{one.pk}")
    assert [press(dewi, "publish", seen=str(one.pk)).status_code for _press in range(2)] == [303, 303]
    assert Bulletin.objects.published().count() == 1
    press(dewi, "start")
    assert [press(dewi, "discard").status_code for _press in range(2)] == [303, 303]
    assert [press(dewi, "withdraw", edition="1").status_code for _press in range(2)] == [303, 303]
    assert not Bulletin.objects.current().exists()


def test_withdrawing_says_so_when_another_edition_has_come_meanwhile(cast, dewi):
    one, two = stories(2)
    make(cast, [one, two])
    assert 'name="edition" value="1"' in dewi.get(MAKING).content.decode()
    withdraw(one)
    answer = press(dewi, "withdraw", edition="1")
    assert answer.status_code == 409
    assert "Edisi 2" in text_of(answer)
    assert Bulletin.objects.current().get().edition == 2
    assert press(dewi, "withdraw", edition="2").status_code == 303
    assert not Bulletin.objects.current().exists()


@pytest.mark.parametrize("edition", ["", "x", "0", "7", "99999999999"])
def test_withdrawing_an_edition_that_never_was_is_not_found(cast, dewi, edition):
    make(cast, stories(1))
    assert press(dewi, "withdraw", edition=edition).status_code == 404
    assert Bulletin.objects.current().exists()


def test_once_published_the_steward_finds_her_desk_and_the_report_and_an_editor_her_desk_only(cast, dewi):
    make(cast, stories(1))
    desk, report = "/cetak/meja/?kota=semarang", f"/cetak/meja/lapor/?apa=buletin-{MONDAY}-1&amp;kota=semarang"
    told = dewi.get(MAKING).content.decode()
    assert f'href="{desk}"' in told and f'href="{report}"' in told
    field = dewi.get(report.replace("&amp;", "&")).context["form"]["what"]
    assert field.value() == f"buletin-{MONDAY}-1" and field.value() in dict(field.field.choices)
    force_sign_in(dewi, cast.maya, second_factor=True)
    told = dewi.get(MAKING).content.decode()
    assert f'href="{desk}"' in told and report not in told


@pytest.mark.parametrize("act", ["", "x", "add", "add:0", "up:1:1:1", "add:99999999999"])
def test_buttons_that_the_page_does_not_have_are_not_found(dewi, act):
    press(dewi, "start")
    assert press(dewi, act).status_code == 404


def test_other_cities_and_far_weeks_are_not_found(dewi):
    far = MONDAY + timedelta(weeks=3)
    for place in (f"karawang/{MONDAY}", f"semarang/{far}", f"semarang/{MONDAY + timedelta(days=1)}", "semarang/x", "semarang/2026-W48-1"):
        assert dewi.get(f"/cetak/buletin/susun/{place}/").status_code == 404


def test_preview_is_a_pdf_of_the_draft_and_kept_nowhere(dewi, lying_files):
    (one,) = stories(1)
    press(dewi, "start")
    press(dewi, f"add:{one.pk}")
    response = dewi.get(f"{MAKING}contoh.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF")
    assert response["Cache-Control"] == "no-store"
    assert lying_files() == []
    assert not BulletinSheet.objects.exists()


def test_preview_says_what_cannot_be_printed(dewi):
    (one,) = stories(1, body=[("paragraph", "Huruf 𐎀 ini.")])
    press(dewi, "start")
    press(dewi, f"add:{one.pk}")
    response = dewi.get(f"{MAKING}contoh.pdf")
    assert response.status_code == 409
    assert "𐎀" in text_of(response)


def test_page_costs_the_same_with_three_stories_and_with_twelve(dewi, django_assert_max_num_queries):
    for article in stories(3):
        press(dewi, "start")
        press(dewi, f"add:{article.pk}")
    with django_assert_max_num_queries(12) as few:
        dewi.get(MAKING)
    for article in stories(9):
        press(dewi, f"add:{article.pk}")
    with django_assert_max_num_queries(12) as many:
        page = dewi.get(MAKING)
    assert len(few) >= len(many)
    assert len(page.content) < 45_000


# --- reading ----------------------------------------------------------------------------------------------------------------------------


def test_readers_find_the_newest_bulletin_of_each_city(client, cast):
    make(cast, stories(4))
    draw_sheets()
    text = text_of(client.get("/cetak/buletin/"))
    assert "4 berita · Edisi 1" in text
    assert f"{PUBLIC}a3.pdf" in text
    assert PUBLIC in text_of(client.get("/cetak/buletin/?kota=semarang"))
    assert PUBLIC not in text_of(client.get("/cetak/buletin/?kota=karawang"))
    assert client.get("/cetak/buletin/?kota=bukan").status_code == 404


def test_page_offers_every_file_and_waits_for_what_is_not_made(client, cast):
    make(cast, stories(4))
    waiting = text_of(client.get(PUBLIC))
    assert "Buletin sedang dibuat." in waiting
    assert "http-equiv" in waiting
    assert client.get(f"{PUBLIC}a3.pdf").status_code == 303
    draw_sheets()
    ready = text_of(client.get(PUBLIC))
    assert "http-equiv" not in ready
    assert all(f">Berita {number}</a>" in ready for number in (1, 2, 3, 4))
    for name in ("a3.pdf", "a3-a4.pdf", "a3-f4.pdf", "a3-hemat.pdf", "a3-a4-hemat.pdf", "a3-f4-hemat.pdf"):
        assert f"{PUBLIC}{name}" in ready
    file = client.get(f"{PUBLIC}a3-a4.pdf")
    assert file["Content-Disposition"] == f'attachment; filename="buletin-semarang-{MONDAY}-a3-a4.pdf"'
    assert not file.cookies


def test_reader_asks_for_another_edge(client, cast):
    bulletin = make(cast, stories(4))
    response = client.post(PUBLIC, {"bentuk": "a3-a4.pdf", "tepi": "7"})
    assert (response.status_code, response["Location"]) == (303, f"{PUBLIC}?bentuk=a3-a4-tepi7.pdf")
    draw_sheets()
    assert client.post(PUBLIC, {"bentuk": "a3-a4.pdf", "tepi": "7"})["Location"] == f"{PUBLIC}a3-a4-tepi7.pdf"
    assert bulletin.sheets.on_demand().count() == 1


def test_other_papers_are_not_for_bulletins(client, cast):
    make(cast, stories(1))
    assert client.post(PUBLIC, {"bentuk": "a4s.pdf"}).status_code == 400
    assert client.get(f"{PUBLIC}a2.pdf").status_code == 404
    assert client.get(f"{PUBLIC}x.pdf").status_code == 404


def test_withdrawn_story_takes_the_old_edition_away_and_the_last_one_answers_410(client, cast):
    one, two = stories(2)
    make(cast, [one, two])
    draw_sheets()
    withdraw(one)
    text = text_of(client.get(PUBLIC))
    assert "Edisi 2" in text
    assert "Berita 1" not in text
    assert client.get(f"{PUBLIC}a3.pdf").status_code == 303
    withdraw(two)
    for address in (PUBLIC, f"{PUBLIC}a3.pdf"):
        response = client.get(address)
        assert response.status_code == 410
        assert "Berita" not in text_of(response).split("<main")[1].split("</main")[0]
    assert client.post(PUBLIC, {"bentuk": "a3.pdf"}).status_code == 410


def test_drafts_and_unknown_weeks_are_not_found(client, cast):
    bulletins.start_bulletin(city=City.objects.get(slug="semarang"), week=MONDAY, by=cast.dewi)
    for address in (PUBLIC, f"{PUBLIC}a3.pdf", "/cetak/buletin/semarang/2026-13-01/", "/cetak/buletin/bukan/2026-11-23/"):
        assert client.get(address).status_code == 404


def test_pages_of_bulletins_cost_the_same_with_any_number(client, cast, django_assert_num_queries):
    make(cast, stories(7))
    for address, number in (("/cetak/buletin/", 5), (PUBLIC, 3)):
        with django_assert_num_queries(number):
            assert client.get(address).status_code == 200
    other = bulletins.start_bulletin(city=City.objects.get(slug="karawang"), week=MONDAY, by=cast.maya)
    bulletins.add_article(bulletin=other, article=ArticlePage.objects.first(), by=cast.maya)
    bulletins.publish_bulletin(bulletin=other, by=cast.maya, at=timezone.now())
    with django_assert_num_queries(5):
        client.get("/cetak/buletin/")


# --- what stands on the sheet -----------------------------------------------------------------------------------------------------------


def test_sheet_says_city_week_and_edition(cast):
    content = bulletin_content(make(cast, stories(2)))
    assert (content.city, content.edition) == ("Semarang", 1)
    assert content.period.startswith("Pekan ")  # Minggu is Sunday too
    assert [article.headline for article in content.articles] == ["Berita 1", "Berita 2"]
    assert content.articles[0].address.endswith(f"/p/{ArticlePage.objects.get(title='Berita 1').short_code.lower()}/")
    assert "Lembur pada hari kerja" in dict(content.rights.rows)
    assert content.labels["more_rights"].endswith("/hak/")


def test_draft_shows_the_number_that_it_will_get(cast):
    bulletin = make(cast, stories(1))
    draft = bulletins.start_bulletin(city=bulletin.city, week=MONDAY, by=cast.dewi)
    assert bulletin_content(draft).edition == 2


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2026, 11, 23), "23–29 November 2026"),
        (date(2026, 11, 30), "30 November – 6 Desember 2026"),
        (date(2026, 12, 28), "28 Desember 2026 – 3 Januari 2027"),
    ],
)
def test_weeks_are_said_as_short_as_can_be(first, words):
    assert days_words(first, first + timedelta(days=6)) == words


def test_answers_from_the_walls_are_printed_once_accepted_and_only_once(cast):
    article, other = stories(2)
    facts = {"article": article, "question_number": 1, "source": "wall"}
    answer = submit_answer(words="Di slip saya tidak tertulis.", client_id="0b0f6cbe-7d1f-4b1e-8b52-1f7f3d3f0a01", **facts)
    submit_answer(words="Belum dibaca.", client_id="0b0f6cbe-7d1f-4b1e-8b52-1f7f3d3f0a02", **facts)
    decide(answer=answer, accept=True, by=cast.maya, at=timezone.now())
    bulletin = make(cast, [other])
    assert [each.words for each in bulletin_content(bulletin).answers] == ["Di slip saya tidak tertulis."]
    last_week = bulletins.start_bulletin(city=bulletin.city, week=MONDAY - timedelta(weeks=1), by=cast.dewi)
    assert bulletin_content(last_week).answers == ()


def test_answers_to_a_withdrawn_story_leave_the_sheet_with_it(cast):
    article, other = stories(2)
    facts = {"article": article, "question_number": 1, "source": "wall", "client_id": "0b0f6cbe-7d1f-4b1e-8b52-1f7f3d3f0a03"}
    decide(answer=submit_answer(words="Di slip saya tidak tertulis.", **facts), accept=True, by=cast.maya, at=timezone.now())
    make(cast, [other])
    withdraw(article)
    current = Bulletin.objects.current().get()
    assert current.edition == 2
    assert bulletin_content(current).answers == ()


def test_words_that_a_moderator_hides_later_make_a_new_edition_without_them(cast, lying_files):
    article, other = stories(2)
    facts = {"article": article, "question_number": 1, "source": "wall", "client_id": "0b0f6cbe-7d1f-4b1e-8b52-1f7f3d3f0a04"}
    answer = decide(answer=submit_answer(words="Tanya Bu Sri di loket.", **facts), accept=True, by=cast.maya, at=timezone.now())
    make(cast, [other])
    draw_sheets()
    old = set(lying_files())
    hide_words(answer=answer, phrases=["Bu Sri"], by=cast.maya)
    assert not BulletinSheet.objects.exclude(file="").exists()
    draw_sheets()
    assert not old & set(lying_files())
    second = Bulletin.objects.current().get()
    assert (second.edition, "Sri" in bulletin_content(second).answers[0].words) == (2, False)
    undo(answer=answer, by=cast.maya)
    assert bulletin_content(Bulletin.objects.current().get()).answers == ()


def test_jobs_of_sheets_carry_numbers_only(cast):
    make(cast, stories(1))
    payload = Job.objects.filter(kind=bulletin_sheets.RENDER_KIND).first().payload
    assert set(payload) == {"bulletinsheet", "request"}
    assert services.RENDER_KIND != bulletin_sheets.RENDER_KIND


def test_edition_that_cannot_be_drawn_is_not_published_and_the_one_before_stays(cast, dewi):
    first = make(cast, stories(1))
    strange = publish(is_told=False, title="Aneh", body=[("paragraph", "Huruf 한 ini.")])
    press(dewi, "start")
    press(dewi, f"add:{strange.pk}")
    refused = press(dewi, "publish", seen=",".join(map(str, draft().articles.values_list("article_id", flat=True))))
    assert (refused.status_code, Bulletin.objects.current().get()) == (409, first)
    assert "Berita ke-2, paragraf 1: huruf 한" in text_of(refused)
    press(dewi, f"remove:{strange.pk}")
    assert press(dewi, "publish", seen=str(draft().articles.get().article_id)).status_code == 303
    assert Bulletin.objects.current().get().edition == 2
