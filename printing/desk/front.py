"""The front page of the desk."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse

from cms.discussion.models import Answer
from cms.discussion.states import AnswerSource
from cms.models import ArticlePage
from cms.paging import page_of
from printing.models import Bulletin, BulletinSheet, Poster, PrinterEdge, PrintReport
from printing.offers import PARAMETER
from printing.printers import printer_of
from printing.refreshing import Refresh

from .pages import Desk, desk_page, show
from .papers import FOR_MY_PRINTER
from .sheets import bulletin_sheets, poster_sheets
from .task_groups import group_of, groups_in
from .things import bulletin_title, key_of, title_of_report

POSTERS = 8
REPORTS = 6
ANSWERS = 6


@desk_page("GET", editors_look_on=True)
def desk(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What must be done first, what to print, what was reported and said."""
    printer = printer_of(request.user)
    tasks = page_of(request, groups_in(desk.city))
    bulletins, posters = _newest_bulletins(desk, printer), _newest_posters(desk, printer)
    is_waiting = any(each["sheets"].is_waiting for each in (*bulletins, *posters))
    context = {
        "task_pages": tasks,
        "query": f"{desk.query[1:]}&" if desk.query else "",
        "tasks": [group_of(row, desk.city) for row in tasks],
        "bulletins": bulletins,
        "posters": posters,
        "refresh": Refresh.of(request) if is_waiting else None,
        "parameter": PARAMETER,
        "for_my_printer": FOR_MY_PRINTER,
        "reports": _reports(desk),
        "answers": _answers(desk),
        "refused": _refused(desk),
        "printer": printer,
    }
    return show(request, desk, "desk", **context)


def _newest_bulletins(desk: Desk, printer: PrinterEdge) -> list[dict[str, Any]]:
    """The newest one; and while nothing of it is made yet, the one before, which can be printed meanwhile."""
    sheets = Prefetch("sheets", BulletinSheet.objects.current().in_offered_order(), to_attr="current_sheets")
    newest = Bulletin.objects.current().in_city(desk.city).newest_first().select_related("city").prefetch_related("articles", sheets)[:2]
    found = [_bulletin(each, printer) for each in newest]
    return found[:1] if found and found[0]["sheets"].groups else [*found[:1], *(each for each in found[1:] if each["sheets"].groups)]


def _bulletin(bulletin: Bulletin, printer: PrinterEdge) -> dict[str, Any]:
    sheets = bulletin_sheets(bulletin, bulletin.current_sheets, printer)
    title, count = bulletin_title(bulletin), len(bulletin.articles.all())
    return {"row": bulletin, "title": title, "count": count, "sheets": sheets, "key": key_of(bulletin)}


def _newest_posters(desk: Desk, printer: PrinterEdge) -> list[dict[str, Any]]:
    posters = Prefetch("posters", Poster.objects.current().in_offered_order(), to_attr="current_posters")
    is_printed = Exists(Poster.objects.filter(article=OuterRef("pk"), revision_id=OuterRef("live_revision_id")))
    articles = ArticlePage.objects.public().in_city(desk.city).newest_first().defer("body").select_related("code", "city")
    articles = articles.filter(is_printed).prefetch_related(posters)[:POSTERS]
    return [{"article": each, "sheets": poster_sheets(each, each.current_posters, printer), "key": key_of(each)} for each in articles]


def _reports(desk: Desk) -> list[tuple[PrintReport, str]]:
    reports = PrintReport.objects.valid().in_city(desk.city).newest_first().for_reading()[:REPORTS]
    return [(report, title_of_report(report)) for report in reports]


def _answers(desk: Desk) -> list[Answer]:
    from_walls = Answer.objects.known_to_stewards().in_city(desk.city).filter(source=AnswerSource.WALL)
    return list(from_walls.newest_first().with_article()[:ANSWERS])


def _refused(desk: Desk) -> list[Answer]:
    """What the moderators did not show, for the steward who wrote it down: about which story and why, never the words again."""
    return list(Answer.objects.refused().in_city(desk.city).filter(source=AnswerSource.WALL).newest_first().with_article()[:ANSWERS])
