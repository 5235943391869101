"""All boards of one story under one answer; nobody's answer is overwritten unseen; the remedy that fits the sheet."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from printing.models import WallTask
from printing.services import task_answers
from tests.printing import publishing
from tests.printing.desk import walls

pytestmark = pytest.mark.django_db
PLACES = ("Kantin", "Mushala", "Loker")


@pytest.fixture
def hung(dewi, article):
    """Two posters and a bulletin with the story."""
    boards = [walls.board(dewi, place) for place in PLACES]
    walls.report(dewi, boards[0], article)
    walls.report(dewi, boards[1], article)
    walls.report(dewi, boards[2], bulletin=walls.bulletin(article))
    return article


def page(article, word: str) -> str:
    return reverse("printing:tasks", args=[f"{word}-{article.short_code.lower()}"])


def told(answer: str, **changes) -> dict[str, object]:
    today = timezone.localdate()
    day = {"answered_on_0": str(today.day), "answered_on_1": str(today.month), "answered_on_2": str(today.year)}
    return day | {"answer": answer} | changes


def ids() -> list[str]:
    return [str(public_id) for public_id in WallTask.objects.open().order_by("pk").values_list("public_id", flat=True)]


def test_one_story_is_one_entry_of_the_desk_and_one_answer_however_many_boards(phone, hung):
    publishing.withdraw(hung)
    path = page(hung, "turunkan")
    desk = phone.get(reverse("printing:desk")).content.decode()
    assert desk.count(path) == 1
    assert "3 papan" in desk
    shown = phone.get(path).content.decode()
    assert all(place in shown for place in PLACES)
    answer = phone.post(path, told("done", boards="semua", shown=",".join(ids())))
    assert answer.headers["Location"].startswith(reverse("printing:desk") + "?")
    assert set(WallTask.objects.values_list("answer", flat=True)) == {"done"}


def test_only_the_ticked_boards_are_answered_and_the_rest_is_asked_still(phone, hung):
    publishing.withdraw(hung)
    first, second, third = ids()
    path = page(hung, "turunkan")
    nothing = phone.post(path, told("done", shown=f"{first},{second},{third}"))
    assert nothing.context["form"].errors["boards"] and WallTask.objects.open().count() == 3
    answer = phone.post(path, told("not_found", boards=[first, third]))
    assert answer.headers["Location"].startswith(path)
    assert ids() == [second]


def test_all_boards_are_those_that_the_page_showed(phone, dewi, hung):
    publishing.withdraw(hung)
    seen = ids()
    walls.report(dewi, walls.board(dewi, "Gerbang"), hung)
    phone.post(page(hung, "turunkan"), told("done", boards="semua", shown=",".join(seen)))
    assert WallTask.objects.open().get().report.board.place == "Gerbang"


def test_what_somebody_else_answered_meanwhile_stays(phone, dewi, hung):
    publishing.withdraw(hung)
    everything = ids()
    other = WallTask.objects.order_by("pk").first()
    task_answers.answer(task=other, answer="not_found", on=timezone.localdate(), by=dewi)
    answer = phone.post(page(hung, "turunkan"), told("done", boards="semua", shown=",".join(everything)))
    assert "kabar=partly" in answer.headers["Location"]
    other.refresh_from_db()
    assert other.answer == "not_found"
    assert not WallTask.objects.open().exists()
    assert "tidak perlu" in phone.get(page(hung, "turunkan")).content.decode()


def test_a_second_answer_to_one_task_is_saved_only_by_who_has_seen_the_first(phone, dewi, article, board):
    walls.report(dewi, board, article)
    publishing.correct(article)
    task = WallTask.objects.get()
    path = reverse("printing:task", args=[task.public_id])
    assert phone.post(path, told("done", seen="")).status_code == 303
    refused = phone.post(path, told("not_found", seen=""))
    assert refused.context["refusal"]
    assert 'name="seen" value="done"' in refused.content.decode()
    task.refresh_from_db()
    assert task.answer == "done"
    assert phone.post(path, told("not_found", seen="done")).status_code == 303
    task.refresh_from_db()
    assert task.answer == "not_found"


def test_a_sheet_gone_by_the_answer_to_what_fell_away_meanwhile_hangs_no_longer_and_nothing_else_counts_as_saved(
    phone, dewi, article, board
):
    report = walls.report(dewi, board, article)
    article = publishing.correct(article)
    path = reverse("printing:task", args=[WallTask.objects.get().public_id])
    publishing.correct(article)
    refused = phone.post(path, told("done", seen=""))
    assert "Jawabanmu tidak disimpan" in refused.content.decode() and WallTask.objects.open().exists()
    assert phone.post(path, told("not_found", seen="")).status_code == 303
    report.refresh_from_db()
    assert report.down_on == timezone.localdate() and not WallTask.objects.open().exists()


def test_the_same_answer_twice_keeps_the_first(phone, dewi, kosim, article, board):
    walls.report(dewi, board, article, hung_on=timezone.localdate() - timedelta(days=3))
    publishing.correct(article)
    task = WallTask.objects.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    task_answers.answer(task=task, answer="done", on=yesterday, by=dewi)
    assert phone.post(reverse("printing:task", args=[task.public_id]), told("done", seen="")).status_code == 303
    task.refresh_from_db()
    assert task.answered_on == yesterday


def test_a_poster_leads_to_the_new_poster_and_a_bulletin_to_the_new_bulletin(phone, hung):
    publishing.correct(hung)
    poster = reverse("printing:desk_poster", args=[hung.short_code.lower()])
    bulletin = reverse("printing:desk_bulletin", args=["semarang", WallTask.objects.last().report.bulletin.week_starts_on.isoformat()])
    of_poster, of_bulletin = (
        phone.get(reverse("printing:task", args=[task.public_id])).content.decode()
        for task in (WallTask.objects.order_by("pk").first(), WallTask.objects.get(report__bulletin__isnull=False))
    )
    assert poster in of_poster and bulletin not in of_poster
    assert bulletin in of_bulletin and poster not in of_bulletin
    together = phone.get(page(hung, "betulkan")).content.decode()
    assert poster in together and bulletin in together
    assert together.count("-2.pdf") == 1


def test_a_withdrawn_story_in_a_bulletin_leads_to_the_edition_without_it(phone, dewi, article, board):
    other = publishing.publish(title="Kabar lain")
    walls.report(dewi, board, bulletin=walls.bulletin(article, other))
    publishing.withdraw(article)
    task = WallTask.objects.get()
    monday = task.report.bulletin.week_starts_on.isoformat()
    assert reverse("printing:desk_bulletin", args=["semarang", monday]) in phone.get(page(article, "turunkan")).content.decode()


def test_of_another_city_or_without_a_task_there_is_no_such_page(phone, kosim, article):
    walls.report(kosim, walls.board(kosim, slug="karawang"), article)
    publishing.withdraw(article)
    assert phone.get(page(article, "turunkan")).status_code == 404
    for key in ("betulkan-XXXXXX", "buletin-2026-02-31", "x"):
        assert phone.get(f"/cetak/meja/tugas/{key}/").status_code == 404
