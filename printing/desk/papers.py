"""The pages of one poster or bulletin with all its papers; what is not made yet is asked for here, and waited for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.models import ArticlePage
from cms.see_other import SeeOther
from printing.errors import TooMuchAskedFor
from printing.formats import Format, Paper
from printing.models import Bulletin, BulletinSheet, Poster, PosterState, PrinterEdge, RenderedFile
from printing.offers import PARAMETER, Address, bulletin_address, poster_address, wanted_of
from printing.permissions import may_collect_about
from printing.printers import printer_of
from printing.refreshing import Refresh
from printing.services import bulletin_sheets as bulletin_service
from printing.services import edges, posters
from printing.views.bulletins import monday_from

from .pages import Desk, desk_page, show
from .sheets import Sheets, bulletin_sheets, dialog_of, poster_sheets, shop_link
from .things import article_of_code, bulletin_title, key_of

BAD_REQUEST, UNAVAILABLE = 400, 503
FOR_MY_PRINTER = "printer"


@dataclass(frozen=True)
class Printed:
    """A poster or a bulletin with its current files and its pages, for one printer; `ask` asks for one form of those on `papers`; the
    copy shop is asked for `shop_paper`."""

    thing: ArticlePage | Bulletin
    printer: PrinterEdge
    files: list[RenderedFile]
    sheets: Sheets
    address: Address
    ask: Callable[[Format], RenderedFile]
    papers: Collection[str]
    shop_paper: str
    public: str


@desk_page("GET", "POST", editors_look_on=True)
def poster(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """All papers of one article, of whatever city: a steward may hang what was written elsewhere."""
    article = article_of_code(code)
    if article is None:
        raise Http404
    printer = printer_of(request.user)
    files = list(Poster.objects.current().filter(article=article).in_offered_order())
    printed = Printed(
        article,
        printer,
        files,
        poster_sheets(article, files, printer),
        poster_address(article),
        lambda wanted: posters.request_on_demand(article=article, wanted=wanted),
        Paper.values,
        Paper.A3,
        reverse("printing:article", args=[article.short_code.lower()]),
    )
    facts = {"article": article, "title": article.title, "is_gone": article.is_withdrawn}
    facts["may_collect"] = may_collect_about(article, desk.cities)
    return _answer(request, desk, printed, facts)


@desk_page("GET", "POST", editors_look_on=True)
def bulletin(request: HttpRequest, desk: Desk, city: str, week: str) -> HttpResponse:
    """All papers of one bulletin of her city."""
    of_week = Bulletin.objects.current().of_week(monday_from(week)).select_related("city").prefetch_related("articles")
    found = get_object_or_404(of_week, city__slug=city, city__in=desk.cities)
    printer = printer_of(request.user)
    files = list(BulletinSheet.objects.current().filter(bulletin=found).in_offered_order())
    printed = Printed(
        found,
        printer,
        files,
        bulletin_sheets(found, files, printer),
        bulletin_address(found),
        lambda wanted: bulletin_service.request_on_demand(bulletin=found, wanted=wanted),
        [found.paper()],
        found.paper(),
        reverse("printing:bulletin", args=[found.city.slug, found.week_starts_on.isoformat()]),
    )
    return _answer(request, desk.at(found.city), printed, {"title": bulletin_title(found)})


def _answer(request: HttpRequest, desk: Desk, printed: Printed, facts: dict[str, object]) -> HttpResponse:
    if request.method != "POST" or facts.get("is_gone"):
        return _page(request, desk, printed, facts)
    typed = request.POST.get(PARAMETER, "")
    if typed == FOR_MY_PRINTER:
        edges.make_for_printer(printed.printer, [printed.thing])
        return SeeOther(_waiting_for(request, desk, ""))
    wanted = Format.from_file_name(typed)
    if wanted is None or wanted.paper not in printed.papers:
        return _page(request, desk, printed, facts | {"refusal": _("Choose a form from the list.")}, BAD_REQUEST)
    try:
        printed.ask(wanted)
    except TooMuchAskedFor:
        refusal = _("Many sheets are being made just now. Ask again in a minute.")
        return _page(request, desk, printed, facts | {"refusal": refusal}, UNAVAILABLE)
    return SeeOther(_waiting_for(request, desk, wanted.file_name))


def _waiting_for(request: HttpRequest, desk: Desk, file_name: str) -> str:
    words = ({"kota": desk.city.slug} if desk.query else {}) | ({PARAMETER: file_name} if file_name else {})
    return f"{request.path}?{urlencode(words)}" if words else request.path


def _page(request: HttpRequest, desk: Desk, printed: Printed, facts: dict[str, object], status: int = 200) -> HttpResponse:
    asked = Format.from_file_name(request.GET.get(PARAMETER, ""))
    wanted = wanted_of(printed.files, asked, printed.address)
    waits = printed.sheets.is_waiting and (not printed.sheets.groups or (wanted and wanted.state == PosterState.BEING_MADE))
    context = {
        "sheets": printed.sheets,
        "wanted": wanted,
        "wanted_dialog": dialog_of(asked.sheet or asked.paper) if asked else "",
        "refresh": Refresh.of(request) if waits and status == 200 else None,
        "again": "&".join(filter(None, (desk.query[1:], urlencode({PARAMETER: asked.file_name}) if asked else ""))),
        "parameter": PARAMETER,
        "for_my_printer": FOR_MY_PRINTER,
        "shop": shop_link(printed.public, printed.shop_paper),
        "printer": printed.printer,
        "key": key_of(printed.thing),
    }
    return show(request, desk, "sheets", status=status, **context, **facts)
