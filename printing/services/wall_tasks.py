"""What is asked about sheets that hang: with a withdrawal, a correction or a recalled bulletin; and told on when nobody answers.

Reports are locked before their tasks, in the order of their keys, so that a sheet that is replaced or found gone meanwhile is either asked
about or settled.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from wagtail.log_actions import log

from cms.models import ArticlePage, Withdrawal
from printing.models import Bulletin, BulletinArticle, PrintReport, WallTask

if TYPE_CHECKING:
    from people.models import User

Kind, Answer = WallTask.Kind, WallTask.Answer
ESCALATED_AFTER = {Kind.TAKE_DOWN: timedelta(days=3), Kind.CORRECT: timedelta(days=14)}  # what was withdrawn may endanger somebody


@transaction.atomic
def ask_to_take_down(article: ArticlePage, *, recalled: Collection[int] = (), on: date) -> None:
    """One task for each sheet that shows the article and hangs still; what was to be corrected on it need not be any more.

    `recalled` are bulletins that only print answers to it: theirs come down as a whole.
    """
    standing = PrintReport.objects.standing()
    _locked(standing.showing(article) | standing.filter(bulletin__in=recalled))  # both at once, in the order of their keys
    ask_to_take_bulletins_down(recalled, on=on)
    hanging = _locked(standing.showing(article))
    drop(WallTask.objects.filter(article=article, kind=Kind.CORRECT), on=on)
    _ask(hanging, article, Kind.TAKE_DOWN, edition=0, on=on)


@transaction.atomic
def ask_to_take_bulletins_down(bulletins: Collection[int], *, on: date) -> None:
    """The same for bulletins that were recalled as a whole, by their keys; a sheet that must come down already is not asked about twice."""
    if bulletins:
        _ask_about_bulletins(PrintReport.objects.standing().filter(bulletin__in=bulletins), on=on)


def _ask_about_bulletins(reports: QuerySet[PrintReport], *, on: date) -> None:
    hanging = _locked(reports)
    drop(WallTask.objects.filter(report__in=hanging, kind=Kind.CORRECT), on=on)
    coming_down = set(WallTask.objects.open().filter(report__in=hanging, kind=Kind.TAKE_DOWN).values_list("report_id", flat=True))
    _ask([report for report in hanging if report.pk not in coming_down], None, Kind.TAKE_DOWN, edition=0, on=on)


@transaction.atomic
def ask_to_correct(article: ArticlePage, *, on: date) -> None:
    """What a publication asks of each sheet that hangs still and shows an earlier edition; tasks of the correction before fall away.

    A sheet that strips can bring up to date is pasted over. One from before a withdrawal, after which the story came back with other words,
    comes down; and one that is right again, as the story came back as it was, may stay.
    """
    _ask_about_edition(PrintReport.objects.standing().showing(article), article, on=on)


def _ask_about_edition(reports: QuerySet[PrintReport], article: ArticlePage, *, on: date) -> None:
    hanging = _locked(_with_edition_of(article, reports))
    edition, oldest = article.edition, _oldest_to_paste_over(article)
    drop(WallTask.objects.filter(article=article, kind=Kind.CORRECT, edition__lt=edition, report__in=hanging), on=on)
    may_stay = [report for report in hanging if report.shown >= oldest]
    drop(WallTask.objects.filter(article=article, kind=Kind.TAKE_DOWN, report__in=may_stay), on=on)
    hanging = _without_recalled(hanging, on=on)
    may_stay = [report for report in hanging if report.shown >= oldest]
    _ask([report for report in may_stay if report.shown < edition], article, Kind.CORRECT, edition=edition, on=on)
    _ask([report for report in hanging if report.shown < oldest], article, Kind.TAKE_DOWN, edition=0, on=on)


def _without_recalled(hanging: list[PrintReport], *, on: date) -> list[PrintReport]:
    """What is right again in a recalled bulletin does not let it stay: it comes down as a whole, and no strip rights it."""
    editions = {report.bulletin_id for report in hanging if report.bulletin_id}
    recalled = set(Bulletin.objects.filter(pk__in=editions, recalled_on__isnull=False).values_list("pk", flat=True))
    coming_down = [report.pk for report in hanging if report.bulletin_id in recalled]
    _ask_about_bulletins(PrintReport.objects.filter(pk__in=coming_down), on=on)
    return [report for report in hanging if report.bulletin_id not in recalled]


def ask_for_outdated(report: PrintReport, *, on: date) -> None:
    """The tasks of a sheet that was wrong already when it was reported. A few queries for each article on it that changed."""
    itself = PrintReport.objects.filter(pk=report.pk)
    if report.bulletin_id and Bulletin.objects.filter(pk=report.bulletin_id, recalled_on__isnull=False).exists():
        _ask_about_bulletins(itself, on=on)
        return
    withdrawn = Withdrawal.objects.filter(article=OuterRef("pk"), lifted_on__isnull=True)
    here = ArticlePage.objects.filter(pk__in=_articles_on(report)).annotate(is_gone=Exists(withdrawn)).defer("body")
    for article in here:
        if article.is_gone:
            _ask([report], article, Kind.TAKE_DOWN, edition=0, on=on)
        elif article.edition > 1:
            _ask_about_edition(itself, article, on=on)


def ask_again(report: PrintReport, *, on: date) -> None:
    """The sheet hangs after all: what its coming down had settled is open again, as far as it is true still."""
    settled = WallTask.objects.filter(report=report, is_settled=True)
    settled.update(answer=Answer.DROPPED, answered_by=None, is_settled=False)
    ask_for_outdated(report, on=on)


def _articles_on(report: PrintReport) -> list[int]:
    if report.article_id:
        return [report.article_id]
    return list(BulletinArticle.objects.filter(bulletin=report.bulletin_id).values_list("article_id", flat=True))


def _with_edition_of(article: ArticlePage, reports: QuerySet[PrintReport]) -> QuerySet[PrintReport]:
    """With `shown`: the edition of the article that the sheet shows, as a poster or inside a bulletin."""
    inside = BulletinArticle.objects.filter(bulletin=OuterRef("bulletin"), article=article).values("edition")
    return reports.annotate(shown=Case(When(article=article, then=F("edition")), default=Subquery(inside)))


def _oldest_to_paste_over(article: ArticlePage) -> int:
    """The oldest edition that corrections alone lead away from: one without a notice came with a return in other words."""
    edition, noticed = article.edition, set(article.corrections.values_list("edition", flat=True))
    while edition in noticed:
        edition -= 1
    return edition


def _locked(reports: QuerySet[PrintReport]) -> list[PrintReport]:
    return list(reports.order_by("pk").select_for_update(of=("self",), no_key=True))


def _ask(reports: Collection[PrintReport], article: ArticlePage | None, kind: str, *, edition: int, on: date) -> None:
    """Once for each sheet: what was answered for it is not asked again, what is open stays as it is, what had fallen away is open anew."""
    if not reports:
        return
    tasks = [WallTask(report=report, article=article, kind=kind, edition=edition, asked_on=on) for report in reports]
    WallTask.objects.bulk_create(tasks, ignore_conflicts=True)
    fallen = WallTask.objects.filter(report__in=reports, article=article, kind=kind, edition=edition, answer=Answer.DROPPED)
    fallen.update(answer="", answered_on=None, asked_on=on, escalated_on=None)


def settle(report: PrintReport, *, on: date, by: User) -> None:
    """The sheet came down: its open tasks are done."""
    for task in WallTask.objects.open().filter(report=report):
        task.report = report
        task.answer, task.answered_on, task.answered_by, task.is_settled = Answer.DONE, on, by, True
        task.save(update_fields=["answer", "answered_on", "answered_by", "is_settled"])
        log(report, "poster.takedown", user=by, data={"role": "steward", "task": task.pk, "kind": task.kind, "answer": task.answer})


def drop(tasks: QuerySet[WallTask], *, on: date) -> None:
    """Nobody need answer these any more."""
    tasks.filter(answer="").update(answer=Answer.DROPPED, answered_on=on)


@transaction.atomic
def escalate(*, on: date) -> int:
    """Tasks that nobody answered in time are shown to the editors and the programme manager; returns how many more.

    One that is being answered just now is left for the next time: an answer takes tasks in another order.
    """
    silent = WallTask.objects.open().filter(escalated_on__isnull=True)
    late = reduce(or_, (Q(kind=kind, asked_on__lte=on - after) for kind, after in ESCALATED_AFTER.items()))
    told = list(silent.filter(late).select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True))
    return WallTask.objects.filter(pk__in=told).update(escalated_on=on)
