"""What readers find, and what they must not find."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from cms.middleware import GONE_CACHE_CONTROL
from cms.models import ArticlePage, HomePage
from tests.factories.cms import (
    ArticlePageFactory,
    CityFactory,
    CorrectionNoticeFactory,
    FrontPageSlotFactory,
    TopicFactory,
    WithdrawalFactory,
)

pytestmark = pytest.mark.django_db


def test_article_shows_its_text_escaped(client, site):
    page = ArticlePageFactory(
        title="Upah <b>naik</b>", body=[("paragraph", "<script>alert(1)</script>"), ("list", ["satu & dua"]), ("quote", "“Ya.”")]
    )
    html = client.get(page.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<li>satu &amp; dua</li>" in html
    assert "<blockquote><p>“Ya.”" in html
    assert "Upah &lt;b&gt;naik" in html


def test_article_shows_byline_day_short_address_and_correction(client, site, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://wartaburuh.example"
    page = ArticlePageFactory(byline="Mawar", first_published_at=datetime(2026, 11, 24, 3, 14, 15, tzinfo=UTC))
    CorrectionNoticeFactory(article=page)
    html = client.get(page.get_absolute_url()).content.decode()
    assert "Mawar" in html
    assert "10.14" not in html
    assert f"wartaburuh.example/p/{page.short_code.lower()}" in html
    assert "Yang benar 86." in html


def test_article_without_byline_names_nobody(client, site):
    page = ArticlePageFactory(byline="")
    assert "Oleh" not in client.get(page.get_absolute_url()).content.decode()


def test_draft_page_is_not_found(client, site):
    page = ArticlePageFactory(live=False)
    assert client.get(page.get_absolute_url()).status_code == 404


def test_withdrawn_article_is_gone_with_a_notice_that_tells_nothing(client, site):
    city = CityFactory(name="Tangerang")
    page = ArticlePageFactory(title="Satu nama terlalu mudah ditebak", slug="rahasia", city=city)
    other = ArticlePageFactory(title="Bus jemputan dihapus", city=city)
    WithdrawalFactory(article=page)
    response = client.get("/berita/rahasia/")
    html = response.content.decode()
    assert response.status_code == 410
    assert "Satu nama" not in html
    assert page.byline_words not in html.split(other.title)[0]
    assert other.get_absolute_url() in html
    assert response.headers["Cache-Control"] == GONE_CACHE_CONTROL


def test_withdrawn_article_is_hidden_even_while_its_page_is_live(client, site):
    page = ArticlePageFactory()
    WithdrawalFactory(article=page, page_off=False)
    assert client.get(page.get_absolute_url()).status_code == 410
    assert page not in ArticlePage.objects.public()


def test_article_returns_when_its_withdrawal_is_lifted(client, site):
    withdrawal = WithdrawalFactory(page_off=False)
    withdrawal.lifted_on = date(2026, 10, 30)
    withdrawal.save()
    assert client.get(withdrawal.article.get_absolute_url()).status_code == 200


def test_short_address_leads_to_the_article(client, site):
    page = ArticlePageFactory()
    for typed in (page.short_code, page.short_code.lower(), f"{page.short_code[:3]}-{page.short_code[3:]}"):
        response = client.get(f"/p/{typed}/")
        assert (response.status_code, response.headers["Location"]) == (302, page.get_absolute_url())


def test_short_address_of_a_withdrawn_article_leads_to_the_notice(client, site):
    page = ArticlePageFactory()
    WithdrawalFactory(article=page)
    assert client.get(f"/p/{page.short_code}/").status_code == 410


@pytest.mark.parametrize("code", ["7K3MPJ", "7K3MPK", "x", "a" * 300, "ไทย"])
def test_unknown_code_leads_nowhere_and_offers_the_form(client, site, code):
    response = client.get(f"/p/{code}/")
    assert response.status_code == 404
    assert 'name="code"' in response.content.decode()


def test_short_address_of_a_page_that_was_never_live_is_unknown(client, site):
    page = ArticlePageFactory(live=False)
    assert client.get(f"/p/{page.short_code}/").status_code == 404


def test_code_form_leads_to_the_codes_own_address(client, site):
    page = ArticlePageFactory()
    typed = f" {page.short_code[:3]} {page.short_code[3:].lower()}"
    assert client.get("/p/", {"code": typed}).headers["Location"] == f"/p/{page.short_code.lower()}/"
    assert client.get("/p/", {"code": "tidak"}).status_code == 404
    assert client.get("/p/").status_code == 200


def test_lists_hold_public_articles_of_their_kind_only(client, site):
    karawang, upah = CityFactory(name="Karawang"), TopicFactory()
    here = ArticlePageFactory(title="Kabar sini", city=karawang)
    here.topics.set([upah])
    here.save()
    ArticlePageFactory(title="Kabar sana", city=CityFactory(name="Jakarta"))
    ArticlePageFactory(title="Kabar draf", city=karawang, live=False)
    WithdrawalFactory(article=ArticlePageFactory(title="Kabar ditarik", city=karawang))
    for path in ("/kota/karawang/", "/topik/upah/"):
        html = client.get(path).content.decode()
        assert "Kabar sini" in html
        assert not any(title in html for title in ("Kabar sana", "Kabar draf", "Kabar ditarik"))


@pytest.mark.parametrize(
    ("number", "status"), [("1", 200), ("2", 200), ("3", 404), ("0", 404), ("-1", 404), ("01", 404), ("a", 404), ("9" * 99, 404)]
)
def test_pages_are_numbered_and_end(client, site, number, status):
    for _article in range(12):
        ArticlePageFactory()
    response = client.get("/berita/", {"halaman": number, "utm_source": "x"})
    assert response.status_code == status


def test_front_page_is_led_by_the_editors_choice(client, site):
    chosen, newest = ArticlePageFactory(title="Pilihan"), ArticlePageFactory(title="Terbaru", first_published_at=timezone.now())
    FrontPageSlotFactory(article=chosen, position=1)
    html = client.get("/").content.decode()
    assert html.index(chosen.title) < html.index(newest.title)


def test_withdrawn_lead_gives_way(client, site):
    chosen, other = ArticlePageFactory(title="Pilihan"), ArticlePageFactory(title="Yang lain")
    FrontPageSlotFactory(article=chosen, position=1)
    WithdrawalFactory(article=chosen)
    html = client.get("/").content.decode()
    assert other.title in html
    assert chosen.title not in html


def test_front_page_works_before_the_first_article(client, site):
    assert client.get("/").status_code == 200
    assert client.get("/berita/").status_code == 200
    assert client.get("/kota/bandung/").status_code == 200


def test_search_finds_beginnings_of_words_in_title_standfirst_and_text(client, site):
    title = ArticlePageFactory(title="Lemburnya dibayar")
    standfirst = ArticlePageFactory(title="Satu", standfirst="Upah lembur naik.")
    text = ArticlePageFactory(title="Dua", body=[("paragraph", "Jam lembur <dicatat> sendiri.")])
    hidden = ArticlePageFactory(title="Lembur rahasia", live=False)
    WithdrawalFactory(article=ArticlePageFactory(title="Lembur ditarik"), page_off=False)
    html = client.get("/cari/", {"q": "lembur"}).content.decode()
    assert all(page.get_absolute_url() in html for page in (title, standfirst, text))
    assert "Lembur rahasia" not in html
    assert "ditarik" not in html
    assert "<mark>lembur</mark> &lt;dicatat&gt;" in html
    assert hidden.get_absolute_url() not in html


def test_search_wants_all_words_and_narrows_to_city_and_topic(client, site):
    both = ArticlePageFactory(title="Helm las Karawang", city=CityFactory(name="Karawang"))
    one = ArticlePageFactory(title="Helm proyek", body=[("paragraph", "Di proyek.")], city=CityFactory(name="Jakarta"))
    assert one.get_absolute_url() not in client.get("/cari/", {"q": "helm las"}).content.decode()
    assert both.get_absolute_url() in client.get("/cari/", {"q": "helm las"}).content.decode()
    narrowed = client.get("/cari/", {"q": "helm", "kota": "jakarta", "topik": "tidak-ada"}).content.decode()
    assert one.get_absolute_url() in narrowed
    assert both.get_absolute_url() not in narrowed


@pytest.mark.parametrize("typed", ["", "   ", "'\"; DROP", "a" * 5000, "AND OR NOT *", "(", "%", "😀", "kata " * 60, '"', "a:b -c ^d"])
def test_search_takes_whatever_is_typed(client, site, typed):
    ArticlePageFactory()
    assert client.get("/cari/", {"q": typed}).status_code == 200


def test_the_search_knows_the_code_and_the_address_of_a_poster(client, site):
    article = ArticlePageFactory()
    for typed in (article.short_code, f"wartaburuh.example/p/{article.short_code.lower()}"):
        assert f'href="{article.get_absolute_url()}"' in client.get("/cari/", {"q": typed}).content.decode(), typed


def test_a_typed_address_opens_its_story_and_a_lookalike_is_explained(client, site):
    article = ArticlePageFactory()
    assert client.get("/p/", {"code": f"wartaburuh.example/p/{article.short_code}"}).url == f"/p/{article.short_code.lower()}/"
    wrong = client.get("/p/", {"code": "0" + article.short_code[1:]})
    assert wrong.status_code == 404
    assert "Kode kami tidak memakai angka 0 dan 1" in wrong.content.decode()
    assert "PIN" not in wrong.content.decode()  # a slip of the finger is no fraud
    assert "PIN" in client.get("/p/222222/").content.decode()


def test_feed_and_sitemap_hold_published_things_only(client, site):
    page = ArticlePageFactory(title="Terbit", byline="Mawar")
    CorrectionNoticeFactory(article=page, corrected_on=date(2026, 11, 23))
    ArticlePageFactory(title="Draf", slug="draf", live=False)
    WithdrawalFactory(article=ArticlePageFactory(title="Ditarik", slug="ditarik"))
    feed, sitemap = (client.get(path).content.decode() for path in ("/feed/", "/sitemap.xml"))
    for text in (feed, sitemap):
        assert page.get_absolute_url() in text
        assert "/berita/draf/" not in text
        assert "/berita/ditarik/" not in text
        assert "Mawar" not in text
    assert "Yang benar 86." in feed
    assert "2026-11-23T00:00:00" in feed
    assert "/kota/karawang/" in sitemap
    assert "/tentang/" in sitemap


def test_english_page_speaks_english_throughout(client, site):
    html = client.get("/english/").content.decode()
    assert '<html lang="en">' in html
    assert "About us" in html


def test_robots_name_the_sitemap(client, site):
    assert "Sitemap: http" in client.get("/robots.txt").content.decode()


def test_repeated_visit_costs_a_short_answer(client, site):
    first = client.get("/")
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_pages_are_compressed_on_the_way(client, site):
    assert client.get("/", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("path", ["/", "/berita/", "/kota/", "/cari/", "/p/", "/feed/"])
def test_public_pages_take_no_posts(client, site, path):
    assert client.post(path).status_code == 405


def test_without_a_site_there_is_no_front_page(client, db):
    HomePage.objects.all().delete()
    assert client.get("/").status_code == 404
