"""The front page of the desk, and the pages of one poster or bulletin with all its papers."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cms.discussion.models import Answer
from cms.discussion.states import AnswerSource
from cms.models import ArticlePage
from printing.models import Bulletin, BulletinSheet, Poster, PrintReport, WallTask
from printing.offers import PARAMETER
from printing.permissions import may_collect_about
from printing.views.bulletins import monday_from

from .pages import Desk, desk_page, show
from .sheets import bulletin_sheets, edge_of, poster_sheets, shop_link
from .things import Thing, article_of_code, bulletin_title, title_of_report

POSTERS = 8
REPORTS = 6
ANSWERS = 6


@desk_page("GET", editors_look_on=True)
def desk(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What must be done first, what to print, what was reported and said."""
    edge = edge_of(request.user)
    context = {
        "tasks": _tasks(desk),
        "bulletin": _newest_bulletin(desk, edge),
        "posters": _newest_posters(desk, edge),
        "reports": _reports(desk),
        "answers": _answers(desk),
        "refused_count": Answer.objects.refused().in_city(desk.city).filter(source=AnswerSource.WALL).count(),
        "edge": edge,
    }
    return show(request, desk, "desk", **context)


def _tasks(desk: Desk) -> list[tuple[WallTask, str]]:
    tasks = WallTask.objects.open().in_city(desk.city).most_urgent_first().for_reading()
    return [(task, title_of_report(task.report)) for task in tasks]


def _newest_bulletin(desk: Desk, edge: int) -> dict[str, Any] | None:
    sheets = Prefetch("sheets", BulletinSheet.objects.current().in_offered_order(), to_attr="current_sheets")
    newest = (
        Bulletin.objects.current().in_city(desk.city).newest_first().select_related("city").prefetch_related("articles", sheets).first()
    )
    if newest is None:
        return None
    found = bulletin_sheets(newest, newest.current_sheets, edge)
    return {"row": newest, "title": bulletin_title(newest), "count": len(newest.articles.all()), "sheets": found, "key": _key(newest)}


def _newest_posters(desk: Desk, edge: int) -> list[dict[str, Any]]:
    posters = Prefetch("posters", Poster.objects.current().in_offered_order(), to_attr="current_posters")
    is_printed = Exists(Poster.objects.filter(article=OuterRef("pk"), revision_id=OuterRef("live_revision_id")))
    articles = ArticlePage.objects.public().in_city(desk.city).newest_first().defer("body").select_related("code", "city")
    articles = articles.filter(is_printed).prefetch_related("corrections", posters)[:POSTERS]
    return [{"article": each, "sheets": poster_sheets(each, each.current_posters, edge), "key": _key(each)} for each in articles]


def _key(thing: ArticlePage | Bulletin) -> str:
    article, bulletin = (thing, None) if isinstance(thing, ArticlePage) else (None, thing)
    return Thing(article, bulletin, thing.edition).key


def _reports(desk: Desk) -> list[tuple[PrintReport, str]]:
    reports = PrintReport.objects.valid().in_city(desk.city).newest_first().for_reading()[:REPORTS]
    return [(report, title_of_report(report)) for report in reports]


def _answers(desk: Desk) -> list[Answer]:
    from_walls = Answer.objects.known_to_stewards().in_city(desk.city).filter(source=AnswerSource.WALL)
    return list(from_walls.newest_first().with_article()[:ANSWERS])


@desk_page("GET", editors_look_on=True)
def poster(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """All papers of one article, of whatever city: a steward may hang what was written elsewhere."""
    article = article_of_code(code)
    if article is None:
        raise Http404
    current = Poster.objects.current().filter(article=article).in_offered_order()
    public = reverse("printing:article", args=[article.short_code.lower()])
    context = {"article": article, "title": article.title, "key": _key(article), "is_gone": article.is_withdrawn}
    context["may_collect"] = may_collect_about(article, desk.cities)
    return _sheets_page(request, desk, poster_sheets(article, current, edge_of(request.user)), public, **context)


@desk_page("GET", editors_look_on=True)
def bulletin(request: HttpRequest, desk: Desk, city: str, week: str) -> HttpResponse:
    """All papers of one bulletin of her city."""
    of_week = Bulletin.objects.current().of_week(monday_from(week)).select_related("city")
    found = get_object_or_404(of_week, city__slug=city, city__in=desk.cities)
    current = BulletinSheet.objects.current().filter(bulletin=found).in_offered_order()
    public = reverse("printing:bulletin", args=[found.city.slug, found.week_starts_on.isoformat()])
    sheets = bulletin_sheets(found, current, edge_of(request.user))
    return _sheets_page(request, desk.at(found.city), sheets, public, title=bulletin_title(found), key=_key(found))


def _sheets_page(request: HttpRequest, desk: Desk, sheets: Any, public: str, **context: Any) -> HttpResponse:
    facts = {"sheets": sheets, "public": public, "parameter": PARAMETER, "shop": shop_link(public), "edge": edge_of(request.user)}
    return show(request, desk, "sheets", **facts, **context)
