"""setup_programme's half of the site, the hooks of upper rooms, and the small filters."""

from datetime import date

import pytest
from wagtail import hooks
from wagtail.models import Page, Site

from cms import extension_points
from cms.extension_points import Figure, FooterLink, Section
from cms.models import City, Topic
from cms.reading import reading_minutes
from cms.services import publish_site_structure
from cms.templatetags.cms_tags import highlight, indonesian_date, rupiah
from cms.typesetting import typeset
from tests.factories.cms import ArticlePageFactory, WithdrawalFactory


@pytest.mark.django_db
def test_structure_is_made_once(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://wartaburuh.example"
    first = publish_site_structure()
    pages = list(Page.objects.values_list("url_path", flat=True))
    second = publish_site_structure()
    assert first == second
    assert list(Page.objects.values_list("url_path", flat=True)) == pages
    assert (City.objects.count(), Topic.objects.count()) == (6, 9)
    assert City.objects.get(slug="samarinda").time_zone == "Asia/Makassar"
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page.specific) == ("wartaburuh.example", 443, first.home)
    assert not any("Welcome" in title for title in Page.objects.values_list("title", flat=True))


@pytest.mark.django_db
def test_wagtails_own_addresses_are_ours(site):
    page = ArticlePageFactory()
    assert page.get_url() == page.get_absolute_url()
    assert City.objects.get(slug="bandung").page.get_url() == "/kota/bandung/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hook", "path"),
    [
        (extension_points.ARTICLE_FOOTER_LINKS, "ARTICLE"),
        (extension_points.FRONT_PAGE_LINKS, "/"),
        (extension_points.CITY_LINKS, "/kota/karawang/"),
        (extension_points.WITHDRAWN_ARTICLE_LINKS, "WITHDRAWN"),
    ],
)
def test_upper_rooms_add_links(client, site, hook, path):
    article = ArticlePageFactory()
    if path == "WITHDRAWN":
        WithdrawalFactory(article=article)
    links = [FooterLink("A3, satu lembar", "PDF, 380 KB", "/cetak/1/"), FooterLink("Berapa upahku?", "", "/hak/", heading="Hitung hakmu")]
    with hooks.register_temporarily(hook, lambda *arguments: links):
        html = client.get(path if path.startswith("/") else article.get_absolute_url()).content.decode()
    assert 'href="/cetak/1/"' in html
    assert 'href="/hak/"' in html


@pytest.mark.django_db
def test_upper_rooms_add_words_figures_and_addresses(client, site):
    with (
        hooks.register_temporarily(extension_points.PUBLIC_SECTIONS, lambda: [Section("hak", "Hak", "/hak/")]),
        hooks.register_temporarily(extension_points.CITY_FIGURES, lambda city: [Figure(46, "papan dinding")]),
        hooks.register_temporarily(extension_points.SITEMAP_ADDRESSES, lambda: ["/hak/lembur/"]),
    ):
        html = client.get("/kota/karawang/").content.decode()
        assert "/hak/lembur/" in client.get("/sitemap.xml").content.decode()
    assert html.index('href="/hak/"') < html.index('href="/cari/"')
    assert "papan dinding" in html


def test_neighbours_of_one_heading_are_one_group():
    links = [FooterLink("a", "", "/a/", "X"), FooterLink("b", "", "/b/", "X"), FooterLink("c", "", "/c/", "Y")]
    assert [(heading, len(group)) for heading, group in extension_points.grouped(links)] == [("X", 2), ("Y", 1)]


@pytest.mark.parametrize(
    ("plain", "set"),
    [
        ("Pada 24 November 2026 jadi Rp 15.000.", "Pada 24~November~2026 jadi Rp~15.000."),
        ("PDF, 380 KB, 4 menit", "PDF,~380~KB, 4~menit"),
        ("PP 35/2021, Pasal 31 ayat (1)", "PP~35/2021, Pasal~31 ayat~(1)"),
        ("12 jamur, 5 orangtua", "12 jamur, 5 orangtua"),
        ("naik 8 % dan 100 orang", "naik 8~% dan 100~orang"),
    ],
)
def test_dates_sums_and_articles_of_law_stay_on_one_line(plain, set):
    assert typeset(plain) == set.replace("~", "\u00a0")


def test_dates_and_sums_are_written_in_indonesian():
    day = date(2026, 11, 24)
    assert indonesian_date(day) == "24\u00a0November\u00a02026"
    assert indonesian_date(day, "short") == "24\u00a0November"
    assert indonesian_date(day, "weekday") == "Selasa, 24\u00a0November\u00a02026"
    assert indonesian_date(None) == ""
    assert rupiah(5886853) == "Rp\u00a05.886.853"


def test_found_words_are_marked_and_all_else_escaped():
    assert highlight("Lemburnya <b>", ["lembur"]) == "<mark>Lembur</mark>nya &lt;b&gt;"
    assert highlight("a<mark>", []) == "a&lt;mark&gt;"


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (180, 1), (181, 2), (2000, 12)])
def test_reading_takes_at_least_a_minute(words, minutes):
    assert reading_minutes(words) == minutes
