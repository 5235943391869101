"""The public pages at their fixed addresses. Each finds its page with one query, where Wagtail's own way down the tree takes six."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms import extension_points
from cms.models import ArticlePage, CityIndexPage, CityPage, HomePage, NewsIndexPage, Topic
from cms.paging import page_of

OTHER_NEWS = 4


def _only(model: type[Page]) -> Page:
    """The one page of a type of which the site has one."""
    page = model.objects.live().first()
    if page is None:
        raise Http404
    return page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return _only(HomePage).serve(request)


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    return _only(NewsIndexPage).serve(request)


@require_safe
def cities(request: HttpRequest) -> HttpResponse:
    return _only(CityIndexPage).serve(request)


@require_safe
def city(request: HttpRequest, slug: str) -> HttpResponse:
    return get_object_or_404(CityPage.objects.live().select_related("city"), city__slug=slug).serve(request)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Topic, slug=slug)
    listing = page_of(request, ArticlePage.objects.public().about(found).newest_first().for_cards())
    return render(request, "cms/topic.html", {"section": "berita", "topic": found, "listing": listing})


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """The article; 410 with a notice once it is withdrawn, 404 if it was never public."""
    page = get_object_or_404(ArticlePage.objects.for_reading(), slug=slug)
    if page.is_withdrawn:
        return withdrawn_notice(request, page)
    if not page.live:
        raise Http404
    return page.serve(request)


def withdrawn_notice(request: HttpRequest, page: ArticlePage, *, typed: str = "") -> HttpResponse:
    """The notice in place of a withdrawn article. It says neither title nor reason: both can endanger someone.

    `typed` are words that a reader sent to it: she gets them back.
    """
    others = ArticlePage.objects.public().newest_first().for_cards()
    if page.city:
        others = others.in_city(page.city)
    context = {
        "city": page.city,
        "city_class": page.city.colour_class if page.city else "",
        "withdrawn_on": page.withdrawals.get(lifted_on__isnull=True).withdrawn_on,
        "articles": others[:OTHER_NEWS],
        "links": extension_points.collect(extension_points.WITHDRAWN_ARTICLE_LINKS, page),
        "typed": typed,
    }
    return render(request, "cms/withdrawn.html", context, status=410)
