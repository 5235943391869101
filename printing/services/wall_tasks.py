"""The doors of tasks at walls: asked for with a withdrawal or a correction, answered by stewards, told on after 14 days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from wagtail.log_actions import log

from cms.models import ArticlePage, Withdrawal
from printing.models import BulletinArticle, PrintReport, WallTask
from printing.permissions import refuse_strangers

if TYPE_CHECKING:
    from people.models import User

ESCALATED_AFTER = timedelta(days=14)


@transaction.atomic
def ask_to_take_down(article: ArticlePage, *, on: date) -> None:
    """One task for each sheet that shows the article and hangs still; what was to be corrected on it need not be any more."""
    drop(WallTask.objects.filter(article=article, kind=WallTask.Kind.CORRECT), on=on)
    _ask(PrintReport.objects.standing().showing(article), article, WallTask.Kind.TAKE_DOWN, edition=0, on=on)


@transaction.atomic
def ask_to_correct(article: ArticlePage, *, on: date) -> None:
    """One task for each sheet that hangs still and shows an earlier edition; tasks of the correction before fall away."""
    edition = article.edition
    if edition < 2:
        return
    drop(WallTask.objects.filter(article=article, kind=WallTask.Kind.CORRECT, edition__lt=edition), on=on)
    outdated = _outdated(PrintReport.objects.standing().showing(article), article, edition)
    _ask(outdated, article, WallTask.Kind.CORRECT, edition=edition, on=on)


def ask_for_outdated(report: PrintReport, *, on: date) -> None:
    """The tasks of a sheet that was wrong already when it was reported. For each article on it a few queries."""
    withdrawn = Withdrawal.objects.filter(article=OuterRef("pk"), lifted_on__isnull=True)
    here = ArticlePage.objects.filter(pk__in=_articles_on(report)).annotate(is_withdrawn=Exists(withdrawn)).defer("body")
    for article in here:
        edition = article.edition
        if article.is_withdrawn:
            _ask([report], article, WallTask.Kind.TAKE_DOWN, edition=0, on=on)
        elif edition > 1:
            outdated = _outdated(PrintReport.objects.filter(pk=report.pk), article, edition)
            _ask(outdated, article, WallTask.Kind.CORRECT, edition=edition, on=on)


def _articles_on(report: PrintReport) -> list[int]:
    if report.article_id:
        return [report.article_id]
    return list(BulletinArticle.objects.filter(bulletin=report.bulletin_id).values_list("article_id", flat=True))


def _outdated(reports: models.QuerySet[PrintReport], article: ArticlePage, edition: int) -> models.QuerySet[PrintReport]:
    """A poster of an earlier edition, or a bulletin that was printed from an earlier version of the article."""
    printed_now = BulletinArticle.objects.filter(bulletin=OuterRef("bulletin"), article=article, revision=article.live_revision_id)
    older_posters = models.Q(article=article, edition__lt=edition)
    return reports.filter(older_posters | models.Q(~Exists(printed_now), bulletin__isnull=False))


def _ask(reports: Iterable[PrintReport], article: ArticlePage, kind: str, *, edition: int, on: date) -> None:
    """Once for each sheet: what was answered for it is not asked again, and what is open stays as it is."""
    tasks = [WallTask(report=report, article=article, kind=kind, edition=edition, asked_on=on) for report in reports]
    WallTask.objects.bulk_create(tasks, ignore_conflicts=True)


@transaction.atomic
def answer(*, task: WallTask, answer: str, on: date, by: User) -> WallTask:
    """Done, or no longer there. An answer may be changed as long as nobody has answered for us. Raises PermissionDenied.

    A sheet that was taken down, or is not there, hangs no longer: whatever else was asked about it falls away.
    """
    refuse_strangers(by, task.report.board.workplace.city)
    PrintReport.objects.select_for_update(no_key=True).get(pk=task.report_id)  # before its tasks, as `walls` does
    task = WallTask.objects.select_for_update(of=("self",)).select_related("report").get(pk=task.pk)
    if task.answer == WallTask.Answer.DROPPED:
        return task
    task.answer, task.answered_on, task.answered_by = WallTask.Answer(answer), on, by
    task.save(update_fields=["answer", "answered_on", "answered_by"])
    if task.takes_down or answer == WallTask.Answer.NOT_FOUND:
        PrintReport.objects.filter(pk=task.report_id, down_on__isnull=True).update(down_on=max(on, task.report.hung_on))
        drop(WallTask.objects.filter(report=task.report_id), on=on)
    data = {"role": "steward", "task": task.pk, "kind": task.kind, "answer": task.answer, "edition": task.report.edition}
    log(task.report, "poster.takedown", user=by, data=data)
    return task


def settle(report: PrintReport, *, on: date, by: User) -> None:
    """The sheet came down: its open tasks are done."""
    for task in WallTask.objects.open().filter(report=report):
        task.report = report
        task.answer, task.answered_on, task.answered_by = WallTask.Answer.DONE, on, by
        task.save(update_fields=["answer", "answered_on", "answered_by"])
        log(report, "poster.takedown", user=by, data={"role": "steward", "task": task.pk, "kind": task.kind, "answer": task.answer})


def drop(tasks: models.QuerySet[WallTask], *, on: date) -> None:
    """Nobody need answer these any more."""
    tasks.filter(answer="").update(answer=WallTask.Answer.DROPPED, answered_on=on)


@transaction.atomic
def escalate(*, on: date) -> int:
    """Tasks that nobody answered within 14 days are shown to the editors and the programme manager; returns how many more."""
    return WallTask.objects.open().filter(escalated_on__isnull=True, asked_on__lte=on - ESCALATED_AFTER).update(escalated_on=on)
