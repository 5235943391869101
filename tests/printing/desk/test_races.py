"""A report and a withdrawal at the same moment, one form from two phones, and an answer while late tasks are told on."""

import os
import threading
import uuid
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from printing.errors import WallRefused
from printing.models import NoticeBoard, PrintReport, WallTask, Workplace
from printing.services import boards, bulletins, task_answers, wall_tasks
from printing.services import walls as reports
from tests.printing import publishing
from tests.printing.desk import walls
from tests.printing.waiting import until_somebody_waits_for_a_lock
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3 * int(os.environ.get("WARTA_SOAK", "1"))


def test_no_sheet_slips_through_between_its_report_and_a_withdrawal(dewi, board):
    for _round in range(ROUNDS):
        article, form = publishing.publish(), uuid.uuid4()
        reports = [lambda article=article, form=form: walls.report(dewi, board, article, client_id=form)] * 2
        at_once(*reports, lambda article=article: publishing.withdraw(article))
        report = PrintReport.objects.get(article=article)
        assert WallTask.objects.get(report=report).kind == "take_down"


def test_no_board_stays_open_in_a_workplace_that_is_closed(dewi, board):
    today = timezone.localdate()
    for number in range(ROUNDS):
        boards.reopen_board(board=board, by=dewi)
        at_once(
            lambda number=number: try_to(boards.add_board, workplace=board.workplace, place=f"Loker {number}", by=dewi),
            lambda: boards.close_workplace(workplace=board.workplace, on=today, by=dewi),
        )
        assert not NoticeBoard.objects.filter(closed_on=None).exists()
        assert Workplace.objects.get().closed_on == today


def try_to(door, **facts):
    """Refused or not: she may be a moment too late."""
    with suppress(WallRefused):
        door(**facts)


def test_a_report_taken_back_or_answered_never_stands_in_the_way_of_a_withdrawal(dewi, board):
    today = timezone.localdate()
    for _round in range(ROUNDS):
        article = publishing.publish()
        first, second = (walls.report(dewi, board, article, hung_on=today - timedelta(days=ago)) for ago in (1, 0))
        publishing.correct(article)
        task = WallTask.objects.get(report=second)
        at_once(
            lambda article=article: publishing.withdraw(article),
            lambda first=first: reports.take_back_report(report=first, on=today, by=dewi),
            lambda second=second: reports.take_down(report=second, on=today, by=dewi),
            lambda task=task: task_answers.answer(task=task, answer="not_found", on=today, by=dewi),
        )
        assert not WallTask.objects.open().filter(report=first).exists()


def test_a_sheet_that_stands_again_or_is_reported_meets_the_withdrawal_of_its_story_or_bulletin(dewi, board):
    today, other_board = timezone.localdate(), walls.board(dewi, "Mushala")
    for number in range(ROUNDS):
        article, week = publishing.publish(is_told=False), today - timedelta(weeks=number)
        bulletin = walls.bulletin(article, week=bulletins.monday_of(week))
        old = walls.report(dewi, board, article, hung_on=today - timedelta(days=1))
        wrong = walls.report(dewi, board, bulletin=bulletin, others_are_down=True)
        at_once(
            lambda bulletin=bulletin: bulletins.withdraw_bulletin(bulletin=bulletin, by=dewi, at=timezone.now()),
            lambda bulletin=bulletin: walls.report(dewi, other_board, bulletin=bulletin),
            lambda wrong=wrong: reports.take_back_report(report=wrong, on=today, by=dewi),
            lambda article=article: publishing.withdraw(article),
        )
        late = PrintReport.objects.get(board=other_board, bulletin=bulletin)
        assert set(WallTask.objects.open().values_list("report", flat=True)) >= {old.pk, late.pk}


def test_an_answer_and_the_telling_on_of_late_tasks_never_wait_for_each_other(dewi, board):
    stories, today = [publishing.publish(is_told=False, title=title) for title in ("Kabar lain", "Kabar ketiga")], timezone.localdate()
    walls.report(dewi, board, bulletin=walls.bulletin(*stories))
    for article in stories:
        publishing.withdraw(article)
    first, second = WallTask.objects.order_by("pk")
    has_second, is_told = threading.Event(), threading.Event()

    def answer() -> None:
        with transaction.atomic():
            list(WallTask.objects.select_for_update().filter(pk=second.pk))  # as far as an answer has come
            has_second.set()
            until_somebody_waits_for_a_lock(unless=is_told)
            task_answers.answer(task=second, answer="done", on=today, by=dewi)

    def escalate() -> None:
        has_second.wait(10)
        wall_tasks.escalate(on=today + timedelta(days=4))
        is_told.set()

    at_once(answer, escalate)
    assert set(WallTask.objects.values_list("answer", flat=True)) == {"done", "dropped"}
