"""Workplaces and notice boards: added, renamed, closed, opened again; never gone."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from printing.models import NoticeBoard, Workplace
from printing.services import boards
from tests.printing import publishing
from tests.printing.desk import walls

pytestmark = pytest.mark.django_db


def test_a_workplace_and_its_board_are_added_once_however_often_they_are_sent(phone, dewi):
    for _time in range(2):
        answer = phone.post(reverse("printing:boards"), {"name": "  Pabrik   sepatu\u200b "})
        page = answer.headers["Location"]
        phone.post(page.partition("?")[0], {"act": "add", "board-place": "Kantin"})
    assert [workplace.name for workplace in Workplace.objects.all()] == ["Pabrik sepatu"]
    assert [board.place for board in NoticeBoard.objects.all()] == ["Kantin"]
    assert "Kantin" in phone.get(reverse("printing:boards")).content.decode()


@pytest.mark.parametrize("typed", ["", "   ", "x" * 81, "\x00"])
def test_a_bad_name_comes_back_with_a_sentence(phone, typed):
    answer = phone.post(reverse("printing:boards"), {"name": typed})
    assert answer.status_code == 200
    assert answer.context["form"].errors["name"]
    if typed.startswith("x"):
        assert f'value="{typed}"' in answer.content.decode()
    assert not Workplace.objects.exists()


def test_both_are_renamed_and_a_name_that_is_taken_is_refused(phone, dewi, board):
    other = walls.board(dewi, "Mushala")
    path = reverse("printing:board", args=[other.public_id])
    taken = phone.post(path, {"act": "rename", "place": board.place})
    assert "sudah" in taken.context["refusal"]
    assert taken.status_code == 200
    phone.post(path, {"act": "rename", "place": "Mushala lantai 2"})
    phone.post(reverse("printing:workplace", args=[board.workplace.public_id]), {"act": "rename", "workplace-name": "Pabrik kaus"})
    assert NoticeBoard.objects.get(pk=other.pk).place == "Mushala lantai 2"
    assert Workplace.objects.get().name == "Pabrik kaus"


def test_a_closed_board_is_no_longer_offered_and_keeps_its_reports(phone, dewi, article, board):
    report = walls.report(dewi, board, article)
    phone.post(reverse("printing:board", args=[board.public_id]), {"act": "close"})
    board.refresh_from_db()
    assert board.closed_on == timezone.localdate()
    assert str(board.public_id) not in dict(phone.get(reverse("printing:new_report")).context["form"].fields["board"].choices)
    assert phone.get(reverse("printing:report", args=[report.public_id])).status_code == 200
    phone.post(reverse("printing:board", args=[board.public_id]), {"act": "open"})
    board.refresh_from_db()
    assert board.closed_on is None


def test_closing_a_workplace_closes_its_boards_and_opening_one_opens_it(phone, board):
    workplace = reverse("printing:workplace", args=[board.workplace.public_id])
    phone.post(workplace, {"act": "close"})
    assert not NoticeBoard.objects.filter(closed_on=None).exists()
    assert phone.post(workplace, {"act": "add", "board-place": "Loker"}).context["refusal"]
    phone.post(reverse("printing:board", args=[board.public_id]), {"act": "open"})
    assert Workplace.objects.filter(closed_on=None).exists()


def test_a_place_with_an_open_task_is_not_closed(phone, dewi, article, board):
    walls.report(dewi, board, article)
    publishing.withdraw(article)
    for path in (reverse("printing:board", args=[board.public_id]), reverse("printing:workplace", args=[board.workplace.public_id])):
        assert phone.post(path, {"act": "close"}).context["refusal"]
    assert NoticeBoard.objects.filter(closed_on=None).exists()


def test_there_is_an_end_to_places(phone, dewi, board, monkeypatch):
    monkeypatch.setattr(boards, "PLACES_MAX", 1)
    assert phone.post(reverse("printing:boards"), {"name": "Pabrik lain"}).context["refusal"]
    workplace = reverse("printing:workplace", args=[board.workplace.public_id])
    assert phone.post(workplace, {"act": "add", "board-place": "Loker"}).context["refusal"]
    assert phone.post(reverse("printing:boards"), {"name": walls.WORKPLACE}).status_code == 303


def test_what_has_a_history_cannot_be_deleted(dewi, article, board):
    walls.report(dewi, board, article)
    for row in (board, board.workplace, board.workplace.city, article, dewi):
        with pytest.raises(ProtectedError):
            row.delete()


def test_no_row_says_the_name_of_a_place_by_itself(board):
    assert walls.WORKPLACE not in f"{board.workplace} {board!r}"
    assert board.place not in f"{board} {board!r}"


def test_the_database_refuses_a_second_open_place_of_one_name_and_places_without_a_name(board):
    workplace = board.workplace
    for row in (
        Workplace(city=workplace.city, name=workplace.name),
        Workplace(city=workplace.city, name=""),
        NoticeBoard(workplace=workplace, place=board.place),
        NoticeBoard(workplace=workplace, place=""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    NoticeBoard(workplace=workplace, place=board.place, closed_on=timezone.localdate()).save()
    Workplace(city=workplace.city, name=workplace.name, closed_on=timezone.localdate()).save()
