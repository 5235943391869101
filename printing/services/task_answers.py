"""The door of what a steward answers to a task at a wall."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from printing.errors import AnsweredMeanwhile
from printing.models import PrintReport, WallTask
from printing.permissions import refuse_strangers
from printing.services import hanging, wall_tasks

if TYPE_CHECKING:
    from people.models import User


@transaction.atomic
def answer(*, task: WallTask, answer: str, on: date, by: User, seen: str | None = None) -> WallTask:
    """Done, or no longer there. An answer may be changed as long as nobody has answered for us. Raises PermissionDenied.

    `seen` is the answer that her page showed, empty for none: where somebody has given another one since, AnsweredMeanwhile is raised, and
    the same one stays as it was first told.

    A sheet that was taken down, or is not there, hangs no longer: whatever else was asked about it falls away. Found after all and pasted
    over, it hangs again, and what else must be done about it is asked once more. Of a task that fell away only this counts, that the sheet
    is gone; any other answer to it raises AnsweredMeanwhile too.
    """
    refuse_strangers(by, task.report.board.workplace.city)
    report, _replaced = hanging.locked_with_replaced(task.report)
    task = WallTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    is_gone = task.takes_down or answer == WallTask.Answer.NOT_FOUND
    if task.answer == WallTask.Answer.DROPPED:
        return _end_without_task(task, report, is_gone, on, by, seen)
    if seen is not None and task.answer != seen:
        if task.answer == answer:
            return task
        raise AnsweredMeanwhile(task.get_answer_display(), task.answered_on)
    task.report = report
    task.answer, task.answered_on, task.answered_by = WallTask.Answer(answer), on, by
    stands_again = task.ends_sheet and not is_gone
    task.ends_sheet = is_gone and (task.ends_sheet or report.hangs or report.replaced_by_id is not None)
    task.is_settled = False
    task.save(update_fields=["answer", "answered_on", "answered_by", "ends_sheet", "is_settled"])
    if task.ends_sheet:
        PrintReport.objects.filter(pk=report.pk).update(down_on=max(on, report.hung_on), replaced_by=None)  # gone whatever hung after it
        wall_tasks.drop(WallTask.objects.filter(report=report), on=on)
    elif stands_again:
        hanging.stand_up_again([report], on=on, by=by)
    data = {"role": "steward", "task": task.pk, "kind": task.kind, "answer": task.answer, "edition": report.edition}
    log(report, "poster.takedown", user=by, data=data)
    return task


def _end_without_task(task: WallTask, report: PrintReport, is_gone: bool, on: date, by: User, seen: str | None) -> WallTask:
    if is_gone and report.hangs:
        hanging.mark_down(report, on=max(on, report.hung_on), by=by)
    elif seen is not None and not is_gone:
        raise AnsweredMeanwhile(task.get_answer_display(), task.answered_on, fell_away=True)
    return task


def answer_all(*, tasks: Iterable[WallTask], answer: str, on: date, by: User) -> int:
    """One answer for several open tasks, board by board, each in a transaction of its own; how many had another answer by then, which
    stays. Raises PermissionDenied."""
    return sum(not _answered(task, answer, on, by) for task in tasks)


def _answered(task: WallTask, words: str, on: date, by: User) -> bool:
    try:
        answer(task=task, answer=words, on=on, by=by, seen="")
    except AnsweredMeanwhile:
        return False
    return True
