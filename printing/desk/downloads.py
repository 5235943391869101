"""Sheets that belong to no file: drawn when they are asked for, and kept nowhere."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Subquery
from django.http import HttpResponse

from cms import addresses
from cms.models import CorrectionNotice
from printing.content import ISSUER, MASTHEAD
from printing.formats import Format, Paper
from printing.layout.correction import CorrectionStripContent
from printing.layout.edge_sheet import TestSheetContent
from printing.models import BulletinArticle, WallTask
from printing.rendering import draw_at_once


def test_sheet(paper: str) -> bytes:
    """Raises CannotBePrinted, RenderingFailed."""
    return draw_at_once(TestSheetContent(), Format(paper)).pdf


def corrections_of(task: WallTask) -> list[CorrectionNotice]:
    """Those that the sheet on the wall lacks, the newest first; none for a sheet that comes down. One query."""
    if task.takes_down:
        return []
    report, notices = task.report, task.article.corrections.filter(edition__lte=task.edition)
    if report.bulletin_id is None:
        return list(notices.filter(edition__gt=report.edition))
    printed = BulletinArticle.objects.filter(bulletin=report.bulletin_id, article=task.article_id).values("edition")
    return list(notices.filter(edition__gt=Subquery(printed)))


def strips_of(tasks: list[WallTask]) -> list[tuple[WallTask, CorrectionNotice]]:
    """The corrections that any of these sheets, of one story, lacks, the newest first, each with a task under which it is fetched. Two
    queries."""
    if tasks[0].takes_down:
        return []
    inside = BulletinArticle.objects.filter(bulletin__in={task.report.bulletin_id for task in tasks}, article=tasks[0].article_id)
    printed = dict(inside.values_list("bulletin", "edition"))
    oldest = min(tasks, key=lambda task: printed.get(task.report.bulletin_id, task.report.edition))
    shown = printed.get(oldest.report.bulletin_id, oldest.report.edition)
    notices = tasks[0].article.corrections.filter(edition__gt=shown, edition__lte=oldest.edition)
    return [(oldest, notice) for notice in notices]


def correction_strip(notice: CorrectionNotice) -> bytes:
    """Four on an A4 sheet, or two when there is much to say. Raises CannotBePrinted, RenderingFailed."""
    article = notice.article
    content = CorrectionStripContent(
        masthead=MASTHEAD,
        headline=article.title,
        was_wrong=notice.was_wrong,
        is_right=notice.is_right,
        corrected_on=notice.corrected_on,
        edition=notice.edition,
        address=addresses.short_url(article.short_code),
        typed_address=addresses.short_address(article.short_code),
        city=article.city.name if article.city else "",
        issuer=getattr(settings, "POSTER_ISSUER", ISSUER),
    )
    return draw_at_once(content, Format(Paper.A4)).pdf


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Encoding"] = "identity"  # a PDF is deflated already
    response["Cache-Control"] = "no-store"
    return response
