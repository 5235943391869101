"""Who may do what at the walls of a city: nobody but its stewards, at each door and on each page."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from printing.models import NoticeBoard, PrintReport, WallTask, Workplace
from printing.services import boards, task_answers
from printing.services import walls as reports
from tests.cast import PARTS
from tests.printing import publishing
from tests.printing.desk import walls
from tests.printing.desk.conftest import steward

pytestmark = pytest.mark.django_db


def rows() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Workplace, NoticeBoard, PrintReport, WallTask)]


@pytest.fixture
def stage(cast):
    """A report with a task in Semarang."""
    article = publishing.publish()
    report = walls.report(cast.dewi, walls.board(cast.dewi), article)
    publishing.withdraw(article)
    return report


def acts(report: PrintReport, by):
    today = timezone.localdate()
    board, workplace = report.board, report.board.workplace
    upload = SimpleUploadedFile("foto.jpg", b"")
    fresh = {"hung_on": today, "copies": 1, "readers": None, "client_id": uuid.uuid4(), "by": by, "today": today}
    yield lambda: boards.add_workplace(city=workplace.city, name="Lain", by=by)
    yield lambda: boards.add_board(workplace=workplace, place="Lain", by=by)
    yield lambda: boards.rename_workplace(workplace=workplace, name="Lain", by=by)
    yield lambda: boards.rename_board(board=board, place="Lain", by=by)
    yield lambda: boards.close_workplace(workplace=workplace, on=today, by=by)
    yield lambda: boards.close_board(board=board, on=today, by=by)
    yield lambda: boards.reopen_workplace(workplace=workplace, by=by)
    yield lambda: boards.reopen_board(board=board, by=by)
    yield lambda: reports.record_report(board=board, article=report.article, edition=1, **fresh)
    yield lambda: reports.correct_report(report=report, hung_on=today, copies=2, readers=None, by=by)
    yield lambda: reports.take_down(report=report, on=today, by=by)
    yield lambda: reports.take_back_report(report=report, on=today, by=by)
    yield lambda: reports.add_photo(report=report, upload=upload, by=by)
    yield lambda: reports.remove_photo(report=report, by=by)
    yield lambda: task_answers.answer_all(tasks=report.tasks.all(), answer="done", on=today, by=by)
    yield lambda: task_answers.answer(task=report.tasks.get(), answer="done", on=today, by=by)


def test_no_door_opens_for_anybody_but_the_stewards_of_the_city(cast, stage):
    before = rows()
    people = [getattr(cast, name) for name in PARTS if name != "dewi"] + [steward("Kosim", "karawang", 2)]
    for person in people:
        for act in acts(stage, person):
            with pytest.raises(PermissionDenied):
                act()
    assert rows() == before


def pages(report: PrintReport) -> list[str]:
    own = [("board", report.board), ("workplace", report.board.workplace), ("report", report)]
    own += [("report_photo_file", report), ("task", report.tasks.get())]
    strip = reverse("printing:strip", args=[report.tasks.get().public_id, 2])
    return [reverse(f"printing:{name}", args=[row.public_id]) for name, row in own] + [strip]


def test_to_the_steward_of_another_city_nothing_of_this_one_exists(stage, client):
    from tests.cast import sign_in

    sign_in(client, steward("Kosim", "karawang", 2))
    before = rows()
    for path in pages(stage):
        assert client.get(path).status_code == 404, path
        assert client.post(path, {"act": "close", "answer": "done"}).status_code in (404, 405), path
    assert client.get(reverse("printing:desk") + "?kota=semarang").status_code == 404
    assert client.post(reverse("printing:boards") + "?kota=semarang", {"name": "Lain"}).status_code == 404
    assert rows() == before


def test_a_steward_whose_membership_has_ended_is_out(cast, stage):
    phone = cast.client("dewi")
    membership = cast.membership("dewi")
    membership.ends_on = timezone.localdate() - timedelta(days=1)
    membership.save()
    assert [phone.get(path).status_code for path in pages(stage)] == [403] * 6


def test_an_editor_looks_on_without_seeing_a_place_or_a_form(cast, stage):
    page = cast.client("maya").get(reverse("printing:desk") + "?kota=semarang")
    assert page.status_code == 200
    told = page.content.decode()
    assert stage.article.title in told
    assert walls.WORKPLACE not in told
    assert stage.board.place not in told
    assert reverse("printing:new_report") not in told


def test_nobody_sees_the_name_of_a_workplace_on_a_public_page(cast, stage, client):
    walls.report(cast.dewi, stage.board, publishing.publish(title="Kabar lain"))
    for path in ("/", "/cetak/", "/kota/semarang/", f"/cetak/{stage.article.short_code.lower()}/", reverse("printing:overview")):
        reader = cast.client("rini") if path.endswith("ringkasan/") else client
        assert walls.WORKPLACE not in reader.get(path).content.decode(), path
