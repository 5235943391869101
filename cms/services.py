"""Writes of the public site with a meaning."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from cms.models import (
    ArticlePage,
    City,
    CityIndexPage,
    CityPage,
    CorrectionNotice,
    HomePage,
    NewsIndexPage,
    StandardPage,
    TimeZone,
    Topic,
)
from cms.standing_texts import StandingText, standing_texts

# Name, class and colour on paper; the colours of the screen stand in styles/public.css under the same class.
CITIES = [
    ("Bandung", "bandung", "#14579f", TimeZone.WIB),
    ("Semarang", "semarang", "#aa1e16", TimeZone.WIB),
    ("Karawang", "karawang", "#14653a", TimeZone.WIB),
    ("Tangerang", "tangerang", "#6f40a0", TimeZone.WIB),
    ("Jakarta", "jakarta", "#8d4300", TimeZone.WIB),
    ("Samarinda", "samarinda", "#00616a", TimeZone.WITA),
]
TOPICS = [
    ("Upah", "upah"),
    ("Kontrak", "kontrak"),
    ("Jam kerja", "jam-kerja"),
    ("Keselamatan", "keselamatan"),
    ("Cuti", "cuti"),
    ("Berserikat", "berserikat"),
    ("Perempuan", "perempuan"),
    ("PHK", "phk"),
    ("Sehari-hari", "sehari-hari"),
]
# Permissions of the site for the editors' group (codenames with their app); articles themselves are not among them.
EDITOR_PERMISSIONS = [
    "cms.add_frontpageslot",
    "cms.change_frontpageslot",
    "cms.delete_frontpageslot",
    "cms.add_topic",
    "cms.change_topic",
    "cms.view_city",
]


@dataclass(frozen=True)
class SiteStructure:
    """The pages under which everything is published."""

    home: HomePage
    news: NewsIndexPage
    cities: CityIndexPage


@transaction.atomic
def publish_site_structure() -> SiteStructure:
    """Make what is missing of cities, topics, standing pages and their tree; a second call changes nothing."""
    home = HomePage.objects.first() or _publish_home()
    _point_site_at(home)
    news = _child(home, NewsIndexPage(title="Berita", slug="berita"))
    cities = _child(home, CityIndexPage(title="Kota", slug="kota"))
    for name, colour_class, colour_hex, time_zone in CITIES:
        city, _made = City.objects.get_or_create(
            slug=colour_class, defaults={"name": name, "colour_class": colour_class, "colour_hex": colour_hex, "time_zone": time_zone}
        )
        _child(cities, CityPage(title=name, slug=city.slug, city=city))
    for name, slug in TOPICS:
        Topic.objects.get_or_create(slug=slug, defaults={"name": name})
    for text in standing_texts():
        _child(home, _standing_page(text))
    return SiteStructure(home, news, cities)


def _publish_home() -> HomePage:
    """The front page, in place of the page of welcome that Wagtail's own migration makes."""
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Warta Buruh", slug="depan"))
    for site in Site.objects.all():
        site.root_page = home
        site.save()
    for page in root.get_children().exclude(pk=home.pk).filter(content_type__model="page"):
        page.delete()
    return home


def _point_site_at(home: HomePage) -> None:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = {"hostname": address.hostname, "port": port, "site_name": settings.WAGTAIL_SITE_NAME, "root_page_id": home.pk}
    if any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()


def _child(parent: Page, page: Page) -> Page:
    """The child of that slug, specific; added if there is none."""
    found = parent.get_children().filter(slug=page.slug).specific().first()
    return found or Page.objects.get(pk=parent.pk).add_child(instance=page)


def _standing_page(text: StandingText) -> StandardPage:
    return StandardPage(title=text.title, slug=text.slug, language=text.language, standfirst=text.standfirst, body=text.body)


@transaction.atomic
def add_correction_notice(*, article: ArticlePage, corrected_on: date, was_wrong: str, is_right: str) -> CorrectionNotice:
    """Note under the article what its next edition puts right; called in the transaction that publishes that edition."""
    begin_edition(article)
    return CorrectionNotice.objects.create(
        article=article, corrected_on=corrected_on, was_wrong=was_wrong, is_right=is_right, edition=article.edition
    )


@transaction.atomic
def begin_edition(article: ArticlePage) -> None:
    """What is printed from now on differs from what hangs; called in the transaction that publishes it."""
    article.edition = ArticlePage.objects.select_for_update(no_key=True).values_list("edition", flat=True).get(pk=article.pk) + 1
    ArticlePage.objects.filter(pk=article.pk).update(edition=article.edition)
