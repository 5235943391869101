"""What hangs on a board: which sheet replaces which, and what stands again when that is undone.

Locks are taken in one order: pages, bulletins, the board, reports, tasks, each by its key. So a withdrawal, a recall or another report of
the same moment comes before or after, and no sheet is missed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from wagtail.models import Page

from printing.models import Bulletin, BulletinArticle, NoticeBoard, PrintReport
from printing.services import wall_tasks

if TYPE_CHECKING:
    from people.models import User


def lock_things(articles: Iterable[int | None], bulletins: Iterable[int | None]) -> None:
    """The pages and bulletins of these keys, with all pages that the bulletins hold; in their order."""
    editions = {pk for pk in bulletins if pk}
    pages = {pk for pk in articles if pk} | set(BulletinArticle.objects.filter(bulletin__in=editions).values_list("article_id", flat=True))
    for rows, wanted in ((Page.objects, pages), (Bulletin.objects, editions)):
        list(rows.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def locked_with_replaced(report: PrintReport) -> tuple[PrintReport, list[PrintReport]]:
    """The report as it is now, with what it replaced; locked with what hangs beside them and what tells what must be asked of them."""
    concerned = PrintReport.objects.filter(Q(pk=report.pk) | Q(replaced_by=report.pk))
    lock_things(*zip(*concerned.values_list("article_id", "bulletin_id"), strict=True))
    NoticeBoard.objects.select_for_update().get(pk=report.board_id)
    on_board = PrintReport.objects.standing().filter(board=report.board_id)
    rows = (concerned | on_board).order_by("pk").select_for_update(of=("self",), no_key=True).select_related("photo", "bulletin")
    known = {row.pk: row for row in rows}
    return known[report.pk], [row for row in known.values() if row.replaced_by_id == report.pk]


def take_down_replaced(report: PrintReport, *, by: User) -> None:
    """What hung on the board before it and does so no longer."""
    hanging = PrintReport.objects.standing().filter(board=report.board_id, hung_on__lte=report.hung_on).exclude(pk=report.pk)
    for older in hanging.order_by("pk").select_for_update(of=("self",), no_key=True).select_related("bulletin"):
        if replaces(report, older):
            mark_down(older, on=report.hung_on, by=by, replaced_by=report)


def replaces(newer: PrintReport, older: PrintReport) -> bool:
    """A later edition of the same thing, the bulletin of a later week, or whatever hung from an earlier day where she took all older
    sheets down: of one day nobody knows which was first."""
    if _is_of_earlier_week(older, newer):
        return not newer.earlier_bulletin_stays
    is_older = newer.others_are_down and older.hung_on < newer.hung_on
    return is_older or (_is_of_same_thing(older, newer) and older.edition < newer.edition)


def _is_of_earlier_week(older: PrintReport, newer: PrintReport) -> bool:
    if not (newer.bulletin and older.bulletin):
        return False
    return older.bulletin.city_id == newer.bulletin.city_id and older.bulletin.week_starts_on < newer.bulletin.week_starts_on


def _is_of_same_thing(older: PrintReport, newer: PrintReport) -> bool:
    if newer.bulletin and older.bulletin:
        return (older.bulletin.city_id, older.bulletin.week_starts_on) == (newer.bulletin.city_id, newer.bulletin.week_starts_on)
    return bool(newer.article_id) and older.article_id == newer.article_id


def mark_down(report: PrintReport, *, on: date, by: User, replaced_by: PrintReport | None = None) -> None:
    PrintReport.objects.filter(pk=report.pk).update(down_on=on, replaced_by=replaced_by)
    wall_tasks.settle(report, on=on, by=by)


def stand_up_again(reports: Iterable[PrintReport], *, on: date, by: User) -> None:
    """They hang after all, unless another report of the board has replaced them since; what must be done about them is asked again."""
    for report in reports:
        PrintReport.objects.filter(pk=report.pk).update(down_on=None, replaced_by=None)
        report.down_on = report.replaced_by = None
        if other := _replacing(report):
            mark_down(report, on=other.hung_on, by=by, replaced_by=other)
        else:
            wall_tasks.ask_again(report, on=on)


def replace_anew(report: PrintReport, replaced: Iterable[PrintReport], *, on: date, by: User) -> None:
    """After its day was put right: what was hung later stands again, and what was there before came down on that day."""
    stand_up_again([older for older in replaced if older.hung_on > report.hung_on or not replaces(report, older)], on=on, by=by)
    PrintReport.objects.filter(replaced_by=report.pk).update(down_on=report.hung_on)
    take_down_replaced(report, by=by)


def _replacing(report: PrintReport) -> PrintReport | None:
    later = PrintReport.objects.valid().filter(board=report.board_id, hung_on__gte=report.hung_on, pk__gt=report.pk)
    return next((other for other in later.order_by("pk").select_related("bulletin") if replaces(other, report)), None)
