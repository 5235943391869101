"""Where editors and stewards put a bulletin together: one page, one form, a button for each act. Works without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms import short_codes
from cms.models import ArticlePage, City
from cms.see_other import SeeOther
from curriculum.permissions import is_editor
from printing import permissions
from printing.desk.things import Thing
from printing.errors import BulletinRefused
from printing.models import Bulletin, BulletinArticle
from printing.models.bulletins import FEWEST_ARTICLES, MOST_ARTICLES, MOST_ON_A3
from printing.services import bulletin_sheets, proposing
from printing.services import bulletins as service
from printing.views.bulletins import monday_from, page_url
from printing.wall_answers import answers_of
from printing.weeks import days_words

if TYPE_CHECKING:
    from people.models import User

CONFLICT = 409
CANDIDATES_SHOWN = 15
WEEKS_BACK, WEEKS_AHEAD = 8, 2
_BUTTON = re.compile(r"(start|proposal|add|code|remove|up|down|publish|discard|withdraw)(?::(\d{1,9}))?(?::(\d{1,3}))?")


@dataclass(frozen=True)
class Button:
    """What was pressed: the act, the article that it is about, the place where that stood."""

    act: str
    article_id: int | None
    place: int

    @classmethod
    def of(cls, request: HttpRequest) -> Button:
        """Http404 for a button that the page does not have."""
        found = _BUTTON.fullmatch(request.POST.get("act", ""))
        if found is None:
            raise Http404
        return cls(found[1], int(found[2]) if found[2] else None, int(found[3] or 0))

    def article(self) -> ArticlePage:
        return get_object_or_404(ArticlePage.objects.defer("body"), pk=self.article_id)


def for_makers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the cities whose bulletins this person makes; whoever makes none gets 403."""

    @login_required
    @wraps(view)
    def wrapped(request: HttpRequest, **place: str) -> HttpResponse:
        cities = permissions.cities_of(request.user)
        if not cities:
            raise PermissionDenied
        return view(request, cities, **place)

    return wrapped


@require_safe
@for_makers
def arrangements(request: HttpRequest, cities: list[City]) -> HttpResponse:
    """Last week, this week and the next of each city, with what there is."""
    weeks = {city.pk: service.monday_of(_today(city)) for city in cities}
    first = min(weeks.values()) - timedelta(weeks=1)
    known: dict[tuple[int, date], list[Bulletin]] = {}
    for bulletin in Bulletin.objects.filter(city__in=cities, week_starts_on__gte=first, ended_at=None).prefetch_related("articles"):
        known.setdefault((bulletin.city_id, bulletin.week_starts_on), []).append(bulletin)
    rows = [(city, [_week_row(known, city, weeks[city.pk] + timedelta(weeks=step)) for step in (0, 1, -1)]) for city in cities]
    return render(request, "printing/arrangements.html", _frame(request, cities) | {"rows": rows})


def _week_row(known: dict[tuple[int, date], list[Bulletin]], city: City, monday: date) -> dict[str, object]:
    found = known.get((city.pk, monday), [])
    draft = next((each for each in found if each.is_draft), None)
    current = next((each for each in found if not each.is_draft), None)
    return {"monday": monday, "days": days_words(monday, monday + timedelta(days=6)), "draft": draft, "current": current}


@require_http_methods(["GET", "HEAD", "POST"])
@for_makers
def arrange(request: HttpRequest, cities: list[City], slug: str, week: str) -> HttpResponse:
    """The bulletin of one week: what is in it, what could be, and the buttons."""
    city, monday = _place(cities, slug, week)
    if request.method != "POST":
        return _page(request, cities, city, monday)
    button = Button.of(request)
    try:
        _press(request, button, city, monday)
    except BulletinRefused as refusal:
        return _page(request, cities, city, monday, str(refusal))
    anchor = f"#b{button.article_id}" if button.act in ("up", "down") else ""
    news = "?kabar=kode" if button.act == "code" else ""
    return SeeOther(resolve_url("printing:arrange", slug, week) + news + anchor)


def _press(request: HttpRequest, button: Button, city: City, monday: date) -> None:
    by = request.user
    if button.act == "start":
        service.start_bulletin(city=city, week=monday, by=by)
        return
    if button.act == "withdraw":
        service.withdraw_bulletin(bulletin=_edition_seen(request, city, monday), by=by, at=timezone.now())
        return
    draft = Bulletin.objects.drafts().in_city(city).of_week(monday).select_related("city").first()
    if draft is None:
        _refuse_without_draft(button, city, monday)
    elif button.act == "proposal":
        service.take_proposal(bulletin=draft, by=by)
    elif button.act == "add":
        service.add_article(bulletin=draft, article=button.article(), by=by)
    elif button.act == "code":
        _add_by_code(draft, request.POST.get("kode", ""), by)
    elif button.act == "remove":
        service.remove_article(bulletin=draft, article=button.article(), by=by)
    elif button.act in ("up", "down"):
        service.move(bulletin=draft, article=button.article(), up=button.act == "up", seen_at=button.place, by=by)
    elif button.act == "publish":
        service.publish_once_drawn(bulletin=draft, by=by, at=timezone.now(), seen=_seen(request))
    else:
        service.discard_draft(bulletin=draft, by=by)


def _add_by_code(draft: Bulletin, typed: str, by: User) -> None:
    article = _article_by_code(typed)
    if draft.articles.filter(article=article).exists():
        raise BulletinRefused(_("“%(title)s” is in the bulletin already.") % {"title": article.title})
    service.add_article(bulletin=draft, article=article, by=by)


def _refuse_without_draft(button: Button, city: City, monday: date) -> None:
    """Pressed twice, or after somebody else: what was wanted is so already, or there is a sentence."""
    is_done = button.act == "discard" or (button.act == "publish" and Bulletin.objects.current().in_city(city).of_week(monday).exists())
    if not is_done:
        raise BulletinRefused(_("Somebody has published this draft or thrown it away meanwhile."))


def _article_by_code(typed: str) -> ArticlePage:
    code = short_codes.normalise(typed)
    found = ArticlePage.objects.public().filter(code__code=code).first() if short_codes.is_well_formed(code) else None
    if found is None:
        raise BulletinRefused(_("No story has this code. Look at the six characters under the square on its poster."))
    return found


def _edition_seen(request: HttpRequest, city: City, monday: date) -> Bulletin:
    """The edition that the page showed her, on offer still or not."""
    typed = request.POST.get("edition", "")
    if not re.fullmatch(r"\d{1,4}", typed, re.ASCII):
        raise Http404
    return get_object_or_404(Bulletin.objects.published().in_city(city).of_week(monday).select_related("city"), edition=int(typed))


def _seen(request: HttpRequest) -> list[int]:
    """The articles as the form listed them; what is no list of numbers equals no bulletin."""
    typed = request.POST.get("seen", "")
    return [int(part) for part in typed.split(",")] if re.fullmatch(r"\d{1,9}(,\d{1,9}){0,30}", typed) else []


@require_safe
@for_makers
def preview(request: HttpRequest, cities: list[City], slug: str, week: str) -> HttpResponse:
    """The sheet as it would be published now. Drawn within this request, by the helper with its limits, and kept nowhere."""
    city, monday = _place(cities, slug, week)
    draft = get_object_or_404(Bulletin.objects.drafts().select_related("city"), city=city, week_starts_on=monday)
    is_mono = request.GET.get("hemat") == "1"
    try:
        made = bulletin_sheets.draw_draft(draft, mono=is_mono)
    except BulletinRefused as refusal:
        return _page(request, cities, city, monday, str(refusal))
    headers = {"Content-Disposition": 'inline; filename="contoh-buletin.pdf"'}
    return HttpResponse(made.pdf, content_type="application/pdf", headers=headers)


def _place(cities: list[City], slug: str, week: str) -> tuple[City, date]:
    """Http404 for a city of others, and for a week that is too far away to print news of."""
    city = next((city for city in cities if city.slug == slug), None)
    monday = monday_from(week)
    if city is None:
        raise Http404
    this_week = service.monday_of(_today(city))
    if not this_week - timedelta(weeks=WEEKS_BACK) <= monday <= this_week + timedelta(weeks=WEEKS_AHEAD):
        raise Http404
    return city, monday


def _today(city: City) -> date:
    return timezone.localdate(timezone=ZoneInfo(city.time_zone))


def _page(request: HttpRequest, cities: list[City], city: City, monday: date, refusal: str = "") -> HttpResponse:
    found = list(Bulletin.objects.in_city(city).of_week(monday).filter(ended_at=None).select_related("city"))
    draft = next((each for each in found if each.is_draft), None)
    published = next((each for each in found if not each.is_draft), None)
    context = _frame(request, cities) | {
        "city": city,
        "city_class": city.colour_class,
        "monday": monday,
        "days": days_words(monday, monday + timedelta(days=6)),
        "draft": draft,
        "published": published,
        "published_url": page_url(published) if published else "",
        "published_key": Thing(None, published, published.edition).key if published else "",
        "may_report": permissions.works_at_walls(request.user, city),
        "refusal": refusal,
        "news": _("The story is in the bulletin, at its end.") if request.GET.get("kabar") == "kode" and not refusal else "",
        "typed_code": request.POST.get("kode", "")[:20],
    }
    if draft:
        context |= _draft_context(draft)
    return render(request, "printing/arrange.html", context, status=CONFLICT if refusal else 200)


def _draft_context(draft: Bulletin) -> dict[str, object]:
    related = BulletinArticle.objects.select_related("article__city", "article__byline", "article__code").defer("article__body")
    rows = list(related.filter(bulletin=draft))
    inside = [row.article_id for row in rows]
    others = proposing.candidates(draft.city, draft.week_starts_on).exclude(pk__in=inside)[:CANDIDATES_SHOWN]
    voices = {row.article.byline_words.casefold() for row in rows}
    return {
        "rows": rows,
        "seen": ",".join(map(str, inside)),
        "candidates": others,
        "answers": answers_of(draft),
        "paper": "A3" if len(rows) <= MOST_ON_A3 else "A2",
        "is_short": len(rows) < FEWEST_ARTICLES,
        "is_full": len(rows) >= MOST_ARTICLES,
        "is_one_voice": len(rows) > 1 and len(voices) == 1,
        "most": MOST_ARTICLES,
    }


def _frame(request: HttpRequest, cities: list[City]) -> dict[str, object]:
    nav = "editor" if is_editor(request.user) else "steward"
    return {"nav": nav, "current": "print", "city_class": cities[0].colour_class if len(cities) == 1 else ""}
