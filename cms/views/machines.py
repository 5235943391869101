"""What machines read: feed, sitemap, robots. Published things only, days instead of moments, no person."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import extension_points
from cms.addresses import absolute
from cms.models import ArticlePage, City, StandardPage, Topic

FEED_LENGTH = 20
SITEMAP_LENGTH = 49_000  # the format allows 50,000 addresses in a file


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest articles as Atom; a correction stands in the text and moves the date of its article."""
    atom = Atom1Feed(
        title="Warta Buruh",
        link=absolute(reverse("home")),
        description=_("Work news, written by workers."),
        language="id",
        feed_url=absolute(request.path),
        author_name="Warta Buruh",
    )
    articles = ArticlePage.objects.public().newest_first().defer("body").select_related("city").prefetch_related("corrections")
    for article in articles[:FEED_LENGTH]:
        _add(atom, article)
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _add(atom: Atom1Feed, article: ArticlePage) -> None:
    corrections = list(article.corrections.all())
    published = article.published_on or timezone.localdate()
    atom.add_item(
        title=article.title,
        link=absolute(article.get_absolute_url()),
        description="\n".join([article.standfirst, *(_correction(notice) for notice in corrections)]).strip(),
        pubdate=_midnight(published),
        updateddate=_midnight(max([published, *(notice.corrected_on for notice in corrections)])),
        categories=[article.city.name] if article.city else [],
    )


def _correction(notice: object) -> str:
    return _("Correction: %(wrong)s %(right)s") % {"wrong": notice.was_wrong, "right": notice.is_right}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return render(request, "cms/sitemap.xml", {"addresses": list(_addresses())[:SITEMAP_LENGTH]}, content_type="application/xml")


def _addresses() -> Iterator[tuple[str, date | None]]:
    """Paths of all public pages, each with the day of its last change where one is known."""
    yield from ((reverse(name), None) for name in ("home", "news", "cities"))
    yield from ((city.get_absolute_url(), None) for city in City.objects.with_page())
    yield from ((topic.get_absolute_url(), None) for topic in Topic.objects.all())
    yield from ((f"/{slug}/", None) for slug in StandardPage.objects.live().values_list("slug", flat=True))
    yield from ((path, None) for path in extension_points.collect(extension_points.SITEMAP_ADDRESSES))
    for slug, moment in ArticlePage.objects.public().newest_first().values_list("slug", "last_published_at"):
        yield reverse("article", args=[slug]), timezone.localdate(moment) if moment else None


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Working pages are not listed here: they say `noindex` themselves."""
    lines = ["User-agent: *", f"Disallow: {reverse('search')}", "", f"Sitemap: {absolute(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
