"""Public pages: the newest posters, the posters of an article, the files. No cookie, no account."""

from django.db.models import Exists, OuterRef, Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from cms import short_codes
from cms.models import ArticlePage, City
from cms.paging import page_of
from cms.querysets import ArticlePageQuerySet
from cms.views.public import withdrawn_notice
from printing import files
from printing.formats import Format
from printing.models import Poster, PosterState
from printing.offers import offers
from printing.refreshing import Refresh

SEE_OTHER = 303


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
    articles = ArticlePage.objects.public().newest_first().defer("body").select_related("city", "code").prefetch_related("corrections")
    articles = articles.filter(Exists(Poster.objects.filter(article=OuterRef("pk"), revision=OuterRef("live_revision"))))
    current = Prefetch("posters", Poster.objects.current().in_offered_order(), to_attr="current_posters")
    return (articles.in_city(city) if city else articles).prefetch_related(current)


@require_safe
def article_posters(request: HttpRequest, code: str) -> HttpResponse:
    """What there is of one article on paper. While a poster is being made, the page loads itself again."""
    article = _article_of(code)
    if article.is_withdrawn:
        return withdrawn_notice(request, article)
    found = offers(article, list(Poster.objects.current().filter(article=article).in_offered_order()))
    context = {
        "article": article,
        "city_class": article.city.colour_class if article.city else "",
        "offers": found,
        "refresh": Refresh.of(request) if found.is_waiting else None,
    }
    return render(request, "printing/article_posters.html", context)


@require_safe
def poster_file(request: HttpRequest, code: str, file_name: str) -> HttpResponse:
    """The PDF; 410 once the article is withdrawn; 303 to the waiting page while it is being made; 404 for what is not offered."""
    article = _article_of(code)
    if article.is_withdrawn:
        return withdrawn_notice(request, article)
    wanted = Format.from_file_name(file_name)
    found = list(Poster.objects.current().filter(article=article).in_format(wanted)) if wanted else []
    poster = next((poster for poster in found if poster.is_ready), None)
    if poster is not None:
        return _download(poster, article.short_code)
    if not any(poster.state in (PosterState.BEING_MADE, PosterState.FAILED) for poster in found):
        raise Http404
    response = redirect("printing:article", code=article.short_code.lower())
    response.status_code = SEE_OTHER
    return response


def _article_of(code: str) -> ArticlePage:
    """The article of a code however it is typed, with `is_withdrawn`; Http404 if it is unknown or was never public."""
    normal = short_codes.normalise(code)
    if not short_codes.is_well_formed(normal):
        raise Http404
    article = get_object_or_404(ArticlePage.objects.for_reading().defer("body"), code__code=normal)
    if not (article.live or article.is_withdrawn):
        raise Http404
    return article


def _download(poster: Poster, code: str) -> HttpResponse:
    """Always asked for anew (ETag), so that it vanishes from phones and proxies within seconds of a withdrawal."""
    try:
        file = files.open_file(poster.file)
    except FileNotFoundError:
        raise Http404 from None  # the sweep has it made anew
    name = f"warta-buruh-{code.lower()}-{poster.format.file_name}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")
    response.headers["Content-Length"] = str(poster.size_bytes)
    response.headers["ETag"] = quote_etag(poster.sha256)
    response.headers["Content-Encoding"] = "identity"  # a PDF is deflated already; compressed once more it would lose its length
    response.headers["X-Robots-Tag"] = "noindex"
    return response
