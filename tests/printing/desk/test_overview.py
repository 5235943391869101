"""The walls as numbers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from printing.desk.overview import walls_by_city
from printing.services import boards, wall_tasks
from printing.services import walls as reports
from tests.printing import publishing
from tests.printing.desk import walls

pytestmark = pytest.mark.django_db


def numbers(slug: str):
    return next(row for row in walls_by_city(timezone.localdate()) if row.city.slug == slug)


def test_it_counts_boards_fresh_bulletins_reports_and_tasks_of_each_city(dewi, kosim, article):
    today = timezone.localdate()
    first, second, third = (walls.board(dewi, place) for place in ("Kantin", "Mushala", "Loker"))
    boards.close_board(board=walls.board(dewi, "Gudang"), on=today, by=dewi)
    bulletin = walls.bulletin(article)
    for board, ago in ((first, 0), (first, 1), (second, 0)):
        walls.report(dewi, board, bulletin=bulletin, hung_on=today - timedelta(days=ago))
    walls.report(dewi, third, bulletin=bulletin, hung_on=today - timedelta(days=14))
    reports.take_back_report(report=walls.report(dewi, third, article), on=today, by=dewi)
    walls.report(kosim, walls.board(kosim, slug="karawang"), article)
    publishing.withdraw(article)
    wall_tasks.escalate(on=today + timedelta(days=14))
    row = numbers("semarang")
    assert (row.boards, row.fresh_boards, row.open_tasks, row.escalated) == (3, 2, 4, 4)
    assert sum(row.weeks) == 4
    assert row.weeks[-1] == 3
    assert (numbers("karawang").boards, numbers("karawang").fresh_boards, sum(numbers("karawang").weeks)) == (1, 0, 1)


def test_a_sheet_hung_on_a_monday_counts_in_its_own_week(dewi, article, board):
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    walls.report(dewi, board, article, hung_on=monday - timedelta(days=7))
    walls.report(dewi, board, article, hung_on=monday - timedelta(days=8))
    assert numbers("semarang").weeks == (0, 1, 1, 0)


def test_the_page_names_late_articles_and_no_place(cast):
    article = publishing.publish()
    walls.report(cast.dewi, walls.board(cast.dewi), article)
    publishing.withdraw(article)
    wall_tasks.escalate(on=timezone.localdate() + timedelta(days=14))
    for name in ("rini", "maya"):
        told = cast.client(name).get(reverse("printing:overview")).content.decode()
        assert article.title in told
        assert walls.WORKPLACE not in told
        assert "Kantin" not in told
    told = cast.client("rini").get(reverse("printing:overview")).content.decode()
    assert f'href="{reverse("printing:overview")}" aria-current="page"' in told
    assert f'href="{reverse("desk")}"' in told
    for name in ("dewi", "agus", "ratna"):
        assert cast.client(name).get(reverse("printing:overview")).status_code == 403
    home = cast.client("maya").get("/redaksi/").content.decode()
    assert article.title in home and reverse("printing:overview") in home
    assert "Kantin" not in home
    assert "late-walls" not in cast.client("agus").get("/redaksi/").content.decode()
