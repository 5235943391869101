"""Her own printer: what it prints is made by itself and stands first; what is not there yet is asked for without leaving the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobs.models import JobState
from printing.models import BulletinSheet, Poster, PrinterEdge
from printing.services import edges
from printing.services.bulletin_sheets import request_common_sheets
from tests.printing import publishing
from tests.printing.desk import walls

pytestmark = pytest.mark.django_db
EDGE, DESK = "printing:edge", "printing:desk"


def made(kind, **filters) -> set[str]:
    return {row.format.file_name for row in kind.objects.filter(**filters)}


def finish(kind) -> None:
    """As if their jobs had made them: two sheets of four pieces and a plan."""
    facts = {"sha256": "0" * 64, "size_bytes": 2048, "sheet_count": 2, "page_count": 5, "rendered_at": timezone.now(), "job": None}
    for row in kind.objects.all():
        kind.objects.filter(pk=row.pk).update(file=f"{kind.__name__}-{row.pk}.pdf", **facts)


def test_telling_of_an_edge_makes_this_weeks_sheets_for_it_at_once(phone, article):
    walls.bulletin(article)
    other = publishing.publish(title="Kabar dari kota lain", city="karawang")
    assert phone.post(reverse(EDGE), {"edge_mm": "7", "sheet": ""}).headers["Location"].startswith(reverse(DESK))
    wanted = {f"a3-{sheet}-tepi7{mono}.pdf" for sheet in ("a4", "f4") for mono in ("", "-hemat")}
    assert made(Poster, article=article, edge_mm=7) == wanted
    assert made(BulletinSheet, edge_mm=7) == wanted
    assert not made(Poster, article=other, edge_mm=7)


def test_each_publication_is_made_for_the_printers_of_its_citys_stewards_too(dewi, kosim):
    edges.remember_printer(user=dewi, edge_mm=6, sheet="f4", is_mono=True)
    edges.remember_printer(user=kosim, edge_mm=7, sheet="", is_mono=False)
    article = publishing.publish()
    bulletin = walls.bulletin(article)
    request_common_sheets([bulletin])
    assert made(Poster, article=article) - {"f4s-hemat.pdf"} == made(Poster, paper="a3", article=article)
    assert made(Poster, edge_mm=6) == {"a3-f4-tepi6-hemat.pdf"} == made(BulletinSheet, edge_mm=6)
    assert not made(Poster, edge_mm=7)
    assert made(Poster, paper="f4s") == {"f4s-hemat.pdf"}


def test_what_a_black_office_printer_prints_stands_first_and_says_so(phone, dewi):
    edges.remember_printer(user=dewi, edge_mm=5, sheet="a4", is_mono=True)
    article = publishing.publish()
    request_common_sheets([walls.bulletin(article)])
    finish(Poster)
    finish(BulletinSheet)
    told = phone.get(reverse(DESK)).context
    short = [row.short_title for row in told["posters"][0]["sheets"].first_two]
    assert short == ["4 × A4 hemat tinta", "A4 berseri hemat tinta"]
    first = told["bulletins"][0]["sheets"].groups[0].rows[0]
    assert first.title == "2 lembar A3 dari 4 lembar A4 + 1 petunjuk, hemat tinta"
    assert "A4" in first.dialog


def test_a_paper_that_is_asked_for_is_waited_for_and_found_on_the_desk(phone, article):
    page = reverse("printing:desk_poster", args=[article.short_code.lower()])
    asked = phone.post(page, {"bentuk": "a4s.pdf"})
    assert asked.headers["Location"] == f"{page}?bentuk=a4s.pdf"
    waiting = phone.get(asked.headers["Location"]).content.decode()
    assert "url=?bentuk=a4s.pdf&amp;muat=1" in waiting and reverse(DESK) in waiting
    finish(Poster)
    ready = phone.get(asked.headers["Location"]).content.decode()
    assert 'http-equiv="refresh"' not in ready
    notice = ready[ready.index('class="notice"') :]
    assert "a4s.pdf" in notice and "100\u00a0%" in notice[:600]
    assert phone.post(page, {"bentuk": "a9.pdf"}).status_code == 400


def test_what_her_printer_lacks_is_one_button_of_the_row(phone, dewi, article):
    finish(Poster)
    PrinterEdge.objects.create(user=dewi, edge_mm=6, sheet="a4")
    page = reverse("printing:desk_poster", args=[article.short_code.lower()])
    assert f'action="{page}"' in phone.get(reverse(DESK)).content.decode()
    assert phone.post(page, {"bentuk": "printer"}).status_code == 303
    assert made(Poster, edge_mm=6) == {"a3-a4-tepi6.pdf", "a3-a4-tepi6-hemat.pdf"}
    assert f'action="{page}"' not in phone.get(reverse(DESK)).content.decode()


def test_the_desk_loads_itself_again_while_something_is_made_and_shows_the_bulletin_before(phone, article):
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    last = walls.bulletin(article, week=monday - timedelta(days=7))
    request_common_sheets([last])
    finish(BulletinSheet)
    request_common_sheets([walls.bulletin(article)])
    told = phone.get(reverse(DESK), {"muat": "3"})
    assert 'content="6;url=?muat=4"' in told.content.decode()
    assert [each["row"].week_starts_on for each in told.context["bulletins"]] == [monday, monday - timedelta(days=7)]
    assert JobState.QUEUED in set(BulletinSheet.objects.values_list("job__state", flat=True))
    finish(BulletinSheet)
    finish(Poster)
    told = phone.get(reverse(DESK))
    assert 'http-equiv="refresh"' not in told.content.decode()
    assert len(told.context["bulletins"]) == 1
