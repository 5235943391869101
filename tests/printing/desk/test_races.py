"""A report and a withdrawal at the same moment, and one form from two phones."""

import os
import uuid
from contextlib import suppress

import pytest
from django.utils import timezone

from printing.errors import WallRefused
from printing.models import NoticeBoard, PrintReport, WallTask, Workplace
from printing.services import boards, wall_tasks
from printing.services import walls as reports
from tests.printing import publishing
from tests.printing.desk import walls
from tests.submissions.test_races import at_once

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
        first, second = walls.report(dewi, board, article), walls.report(dewi, board, article)
        publishing.correct(article)
        task = WallTask.objects.get(report=second)
        at_once(
            lambda article=article: publishing.withdraw(article),
            lambda first=first: reports.take_back_report(report=first, on=today, by=dewi),
            lambda second=second: reports.take_down(report=second, on=today, by=dewi),
            lambda task=task: wall_tasks.answer(task=task, answer="not_found", on=today, by=dewi),
        )
        assert not WallTask.objects.open().filter(report=first).exists()
