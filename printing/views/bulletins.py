"""Public pages of bulletins: the newest of each city, the files of one, the files themselves. No cookie, no account."""

from datetime import date
from functools import partial

from django.db.models import OuterRef, Prefetch, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cms.models import City
from cms.paging import page_of
from cms.see_other import SeeOther
from printing.formats import Format
from printing.models import Bulletin, BulletinArticle, BulletinSheet
from printing.models.bulletins import BulletinQuerySet
from printing.offers import PARAMETER, bulletin_address, bulletin_choices, bulletin_offers, edge_choices, wanted_of
from printing.refreshing import Refresh
from printing.services import bulletin_sheets
from printing.views.asking import asked, reads_or_asks, waiting_url
from printing.views.downloads import download

GONE = 410


@require_safe
def bulletins(request: HttpRequest) -> HttpResponse:
    """The newest bulletin of each city, or with `?kota=` all weeks of one city."""
    slug = request.GET.get("kota", "")
    city = get_object_or_404(City, slug=slug) if slug else None
    current = Bulletin.objects.current()
    newest = current.filter(city=OuterRef("city")).newest_first().values("pk")[:1]
    listed = current.in_city(city) if city else current.filter(pk=Subquery(newest))
    listing = page_of(request, _with_sheets(listed.newest_first()))
    context = {
        "city": city,
        "city_class": city.colour_class if city else "",
        "cities": City.objects.with_page(),
        "listing": listing,
        "rows": [(found, bulletin_offers(found, found.sheets.all()), page_url(found)) for found in listing],
    }
    return render(request, "printing/bulletins.html", context)


@csrf_exempt  # why this is safe: printing.views.asking
@reads_or_asks
def bulletin(request: HttpRequest, city: str, week: str) -> HttpResponse:
    """The files of one week's bulletin, and the form for those that are not made yet; 410 once it is withdrawn."""
    found = _bulletin_of(city, week)
    if not found.is_offered:
        return _gone(request, found)
    if request.method == "POST":
        ask, page = partial(_ask, found), partial(_page, request, found)
        return asked(request, [found.paper()], ask, page_url(found), bulletin_address(found), page)
    return _page(request, found)


@require_safe
def bulletin_file(request: HttpRequest, city: str, week: str, file_name: str) -> HttpResponse:
    """The PDF of the newest edition; 303 to its page while it is not made; 410 once the bulletin is withdrawn; 404 for no form of ours."""
    found = _bulletin_of(city, week)
    if not found.is_offered:
        return _gone(request, found)
    wanted = Format.from_file_name(file_name)
    if wanted is None or wanted.paper != found.paper():
        raise Http404
    for sheet in found.sheets.in_format(wanted):
        if sheet.is_ready:
            return download(sheet, f"buletin-{city}-{week}")
    return SeeOther(waiting_url(page_url(found), wanted))


def page_url(found: Bulletin) -> str:
    return reverse("printing:bulletin", args=[found.city.slug, found.week_starts_on.isoformat()])


def monday_from(typed: str) -> date:
    """The Monday that an address names; Http404 for any other word."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise Http404 from None
    if day.isoformat() != typed or day.weekday():
        raise Http404
    return day


def _bulletin_of(city: str, week: str) -> Bulletin:
    """The newest edition that was ever published; Http404 if there is none."""
    published = Bulletin.objects.published().filter(city__slug=city, week_starts_on=monday_from(week))
    found = _with_sheets(published.newest_first()).first()
    if found is None:
        raise Http404
    return found


def _with_sheets(bulletins: BulletinQuerySet) -> BulletinQuerySet:
    """With city, articles and files: three queries, however many."""
    articles = BulletinArticle.objects.select_related("article").defer("article__body")
    sheets = BulletinSheet.objects.select_related("job").in_offered_order()
    return bulletins.select_related("city").prefetch_related(Prefetch("articles", articles), Prefetch("sheets", sheets))


def _ask(found: Bulletin, wanted: Format) -> BulletinSheet:
    return bulletin_sheets.request_on_demand(bulletin=found, wanted=wanted)


def _page(request: HttpRequest, found: Bulletin, refusal: str = "", status: int = 200) -> HttpResponse:
    sheets = list(found.sheets.all())
    ready = bulletin_offers(found, sheets)
    context = {
        "bulletin": found,
        "city_class": found.city.colour_class,
        "offers": ready,
        "wanted": wanted_of(sheets, Format.from_file_name(request.GET.get(PARAMETER, "")), bulletin_address(found)),
        "refresh": Refresh.of(request) if ready.is_waiting and not refusal else None,
        "choices": bulletin_choices(found.paper()),
        "edges": edge_choices(),
        "refusal": refusal,
    }
    return render(request, "printing/bulletin.html", context, status=status)


def _gone(request: HttpRequest, found: Bulletin) -> HttpResponse:
    """It says neither titles nor reason: both can endanger someone."""
    context = {"bulletin": found, "city_class": found.city.colour_class}
    return render(request, "printing/bulletin_gone.html", context, status=GONE)
