"""Public pages: the newest posters, the posters of an article, the files. No cookie, no account."""

from functools import partial

from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cms import short_codes
from cms.models import ArticlePage, City
from cms.paging import page_of
from cms.querysets import ArticlePageQuerySet
from cms.see_other import SeeOther
from cms.views.public import withdrawn_notice
from printing import services
from printing.formats import Format, Paper
from printing.models import Poster
from printing.offers import PARAMETER, edge_choices, offers, poster_address, poster_choices, wanted_of
from printing.refreshing import Refresh
from printing.views.asking import asked, reads_or_asks, waiting_url
from printing.views.downloads import download


@require_safe
def posters(request: HttpRequest) -> HttpResponse:
    """The newest posters of all cities, or of the one in `?kota=`."""
    slug = request.GET.get("kota", "")
    city = get_object_or_404(City, slug=slug) if slug else None
    listing = page_of(request, _printed_articles(city))
    context = {
        "city": city,
        "city_class": city.colour_class if city else "",
        "cities": City.objects.with_page(),
        "listing": listing,
        "rows": [(article, offers(article, article.current_posters)) for article in listing],
    }
    return render(request, "printing/posters.html", context)


def _printed_articles(city: City | None) -> ArticlePageQuerySet:
    articles = ArticlePage.objects.public().newest_first().defer("body").select_related("city", "code")
    current = Prefetch("posters", Poster.objects.current().in_offered_order(), to_attr="current_posters")
    articles = articles.filter(Exists(Poster.objects.filter(article=OuterRef("pk"), revision_id=OuterRef("live_revision_id"))))
    return (articles.in_city(city) if city else articles).prefetch_related(current)


@csrf_exempt  # why this is safe: printing.views.asking
@reads_or_asks
def article_posters(request: HttpRequest, code: str) -> HttpResponse:
    """What there is of one article on paper, and the form for what there is not yet. While a poster is being made, the page loads itself
    again."""
    article = _article_of(code)
    if article.is_withdrawn:
        return withdrawn_notice(request, article)
    if request.method == "POST":
        ask, page = partial(_ask, article), partial(_page, request, article)
        return asked(request, Paper.values, ask, _page_url(article), poster_address(article), page)
    return _page(request, article)


def _ask(article: ArticlePage, wanted: Format) -> Poster:
    return services.request_on_demand(article=article, wanted=wanted)


def _page(request: HttpRequest, article: ArticlePage, refusal: str = "", status: int = 200) -> HttpResponse:
    current = list(Poster.objects.current().filter(article=article).in_offered_order())
    found = offers(article, current)
    context = {
        "article": article,
        "city_class": article.city.colour_class if article.city else "",
        "offers": found,
        "wanted": wanted_of(current, Format.from_file_name(request.GET.get(PARAMETER, "")), poster_address(article)),
        "refresh": Refresh.of(request) if found.is_waiting and not refusal else None,
        "choices": poster_choices(),
        "edges": edge_choices(),
        "refusal": refusal,
    }
    return render(request, "printing/article_posters.html", context, status=status)


@require_safe
def poster_file(request: HttpRequest, code: str, file_name: str) -> HttpResponse:
    """The PDF; 410 once the article is withdrawn; 303 to the article's page of posters while it is not made; 404 for no form of ours."""
    article = _article_of(code)
    if article.is_withdrawn:
        return withdrawn_notice(request, article)
    wanted = Format.from_file_name(file_name)
    if wanted is None:
        raise Http404
    for poster in Poster.objects.current().filter(article=article).in_format(wanted):
        if poster.is_ready:
            return download(poster, f"warta-buruh-{article.short_code.lower()}")
    return SeeOther(waiting_url(_page_url(article), wanted))


def _page_url(article: ArticlePage) -> str:
    return reverse("printing:article", args=[article.short_code.lower()])


def _article_of(code: str) -> ArticlePage:
    """The article of a code however it is typed, with `is_withdrawn`; Http404 if it is unknown or was never public."""
    normal = short_codes.normalise(code)
    if not short_codes.is_well_formed(normal):
        raise Http404
    article = get_object_or_404(ArticlePage.objects.for_reading().defer("body"), code__code=normal)
    if not (article.live or article.is_withdrawn):
        raise Http404
    return article
