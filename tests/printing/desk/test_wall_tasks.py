"""What must come down or be put right: asked once, at the right boards, until somebody answers."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from jobs.runner import drain
from printing.models import PrintingLogEntry, WallTask
from printing.services import task_answers, wall_tasks
from printing.services import walls as reports
from tests.printing import publishing
from tests.printing.desk import walls

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def open_tasks() -> list[tuple[int, str, int]]:
    return [(task.report_id, task.kind, task.edition) for task in WallTask.objects.open().order_by("pk")]


def answered(task: WallTask, by, answer: str = "done") -> WallTask:
    return task_answers.answer(task=task, answer=answer, on=TODAY(), by=by)


def test_a_withdrawal_asks_once_for_each_board_where_the_poster_hangs(dewi, article, board):
    first = walls.report(dewi, board, article)
    second = walls.report(dewi, walls.board(dewi, "Mushala"), article)
    walls.report(dewi, walls.board(dewi, "Gerbang"), publishing.publish(title="Kabar lain"))
    publishing.withdraw(article)
    assert open_tasks() == [(first.pk, "take_down", 0), (second.pk, "take_down", 0)]


def test_a_withdrawal_asks_for_bulletins_that_hold_the_article_and_for_no_others(dewi, article, board):
    other = publishing.publish(title="Kabar lain")
    holding = walls.report(dewi, board, bulletin=walls.bulletin(article, other))
    walls.report(dewi, board, bulletin=walls.bulletin(other, week=TODAY() - timedelta(days=TODAY().weekday() + 7)))
    publishing.withdraw(article)
    assert open_tasks() == [(holding.pk, "take_down", 0)]


def test_a_correction_asks_for_sheets_of_earlier_editions_only(dewi, article, board):
    old = walls.report(dewi, board, article)
    old_bulletin = walls.report(dewi, walls.board(dewi, "Mushala"), bulletin=walls.bulletin(article))
    article = publishing.correct(article, title="Lembur 86 penjahit dibayar")
    assert open_tasks() == [(old.pk, "correct", 2), (old_bulletin.pk, "correct", 2)]
    walls.report(dewi, walls.board(dewi, "Gerbang"), article)
    walls.report(dewi, walls.board(dewi, "Loker"), bulletin=walls.bulletin(article, edition=7))
    assert len(open_tasks()) == 2


def test_a_byline_taken_back_asks_for_nothing(dewi, article, board):
    walls.report(dewi, board, article)
    publishing.correct(article)
    WallTask.objects.all().delete()
    publishing.take_back_byline(article)
    assert open_tasks() == []


def test_the_next_correction_takes_the_place_of_the_task_before(dewi, article, board):
    report = walls.report(dewi, board, article)
    publishing.correct(article)
    publishing.correct(article)
    assert open_tasks() == [(report.pk, "correct", 3)]


def test_a_withdrawal_takes_the_place_of_a_correction(dewi, article, board):
    report = walls.report(dewi, board, article)
    publishing.correct(article)
    publishing.withdraw(article)
    assert open_tasks() == [(report.pk, "take_down", 0)]


def test_a_sheet_that_was_replaced_or_taken_down_is_not_asked_for(dewi, article, board):
    walls.report(dewi, board, article)
    corrected = publishing.correct(article)
    newer = walls.report(dewi, board, corrected)
    assert open_tasks() == []
    assert set(WallTask.objects.values_list("answer", flat=True)) == {"done"}
    gone = walls.report(dewi, walls.board(dewi, "Mushala"), corrected)
    reports.take_down(report=gone, on=TODAY(), by=dewi)
    publishing.withdraw(corrected)
    assert open_tasks() == [(newer.pk, "take_down", 0)]


def test_what_is_wrong_already_when_it_is_reported_brings_its_task_at_once(dewi, article, board):
    publishing.correct(article)
    outdated = walls.report(dewi, board, article, edition=1)
    assert open_tasks() == [(outdated.pk, "correct", 2)]
    publishing.withdraw(article)
    late = walls.report(dewi, walls.board(dewi, "Mushala"), article, edition=2)
    assert (late.pk, "take_down", 0) in open_tasks()


def test_an_old_bulletin_reported_late_brings_the_task_of_each_story_that_changed(dewi, article, board):
    other = publishing.publish(title="Kabar lain")
    bulletin = walls.bulletin(article, other, publishing.publish(title="Kabar ketiga"))
    publishing.correct(article)
    publishing.withdraw(other)
    report = walls.report(dewi, board, bulletin=bulletin)
    assert sorted(open_tasks()) == [(report.pk, "correct", 2), (report.pk, "take_down", 0)]


def test_taken_down_or_not_found_the_sheet_hangs_no_longer_and_nothing_else_is_asked_about_it(dewi, article, board):
    other = publishing.publish(title="Kabar lain")
    report = walls.report(dewi, board, bulletin=walls.bulletin(article, other))
    publishing.correct(other)
    publishing.withdraw(article)
    answered(WallTask.objects.get(kind="take_down"), dewi, "not_found")
    report.refresh_from_db()
    assert report.down_on == TODAY()
    assert open_tasks() == []
    assert WallTask.objects.get(kind="correct").answer == "dropped"


def test_a_pasted_correction_leaves_the_sheet_hanging_for_the_next_one(dewi, article, board):
    report = walls.report(dewi, board, article)
    publishing.correct(article)
    answered(WallTask.objects.get(), dewi)
    publishing.correct(article)
    assert open_tasks() == [(report.pk, "correct", 3)]


def test_a_report_taken_back_drops_its_tasks(dewi, article, board):
    report = walls.report(dewi, board, article)
    publishing.withdraw(article)
    reports.take_back_report(report=report, on=TODAY(), by=dewi)
    assert open_tasks() == []


def test_an_answer_is_written_to_the_history_with_its_day_and_without_a_place(dewi, article, board):
    walls.report(dewi, board, article)
    publishing.withdraw(article)
    task = answered(WallTask.objects.get(), dewi)
    assert (task.answer, task.answered_on, task.answered_by) == ("done", TODAY(), dewi)
    entry = PrintingLogEntry.objects.get(action="poster.takedown")
    assert entry.user == dewi
    assert "Rahasia" not in f"{entry.label} {entry.data}"


def test_the_steward_of_another_city_does_not_answer(dewi, kosim, article, board):
    walls.report(dewi, board, article)
    publishing.withdraw(article)
    with pytest.raises(PermissionDenied):
        answered(WallTask.objects.get(), kosim)
    assert open_tasks()


def test_what_must_come_down_is_told_to_the_editors_after_three_days_and_a_correction_after_fourteen(dewi, article, board):
    other = publishing.publish(title="Kabar lain")
    walls.report(dewi, board, other)
    walls.report(dewi, board, article)
    walls.report(dewi, walls.board(dewi, "Mushala"), article)
    publishing.correct(other)
    publishing.withdraw(article)
    answered(WallTask.objects.order_by("pk").last(), dewi)
    told = [wall_tasks.escalate(on=TODAY() + timedelta(days=days)) for days in (2, 3, 4, 13, 14, 15)]
    assert told == [0, 1, 0, 0, 1, 0]
    assert WallTask.objects.escalated().count() == 2


def test_the_clock_tells_on_late_tasks_by_itself(dewi, article, board, monkeypatch):
    from jobs import periodic

    walls.report(dewi, board, article)
    publishing.withdraw(article)
    drain()
    later = timezone.now() + timedelta(days=15)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "printing.escalate_wall_tasks" in periodic.start_due(later)
    drain()
    assert WallTask.objects.escalated().count() == 1
