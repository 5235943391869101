"""Sheets to sign on: rows that a hand can sign, in the order and with the numbers of the page that takes them in."""

import pytest
import zxingcpp

from printing.layout import Column, render
from printing.layout.paper import MM

from .boxes import recorded
from .conftest import bare, image_of
from .office_samples import pages_of, roll


def numbers(boxes) -> list[int]:
    return [int(box.text) for box in boxes if box.size_pt == 14.0 and box.text.isdigit()]


@pytest.mark.parametrize(("paper", "pages"), [("a4", 2), ("f4", 1)])
def test_thirty_people_sign_on_two_pages_of_a4_or_one_of_f4(paper, pages):
    assert render(roll(30), paper=paper).page_count == pages


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize(("count", "blank"), [(30, 0), (24, 6), (0, 30), (7, 100), (120, 3)])
def test_rows_are_numbered_through_and_high_enough_to_sign(paper, count, blank):
    with recorded() as boxes:
        made = render(roll(count, blank), paper=paper)
    assert numbers(boxes) == list(range(1, count + blank + 1))
    upright = [box.height for box in boxes if box.role == "solid" and box.width == 0.5]
    assert len(upright) == 4 * (count + blank)
    assert min(upright) >= 8 * MM - 0.01
    for number, page in enumerate(pages_of(made), start=1):
        assert page.count("Tanda tangan") == 1
        assert f"Halaman {number} dari {made.page_count}" in page


def test_rows_take_the_room_that_the_last_page_would_leave_white():
    with recorded() as boxes:
        render(roll(30), paper="a4")
    assert min(box.height for box in boxes if box.role == "solid" and box.width == 0.5) == pytest.approx(10 * MM, abs=0.3)


def test_names_stand_in_the_order_in_which_they_were_given():
    rows = tuple((f"Nama{n:03d}",) for n in range(61))
    found = "".join(pages_of(render(roll(rows=rows), paper="a4")))
    places = [found.index(f"Nama{n:03d}") for n in range(61)]
    assert places == sorted(places)


def test_head_tells_workshop_day_and_place_and_the_code_leads_to_the_page():
    content = roll(30)
    made = render(content, paper="f4")
    text = bare(pages_of(made)[0])
    for words in (content.title, content.kicker, content.typed_address, content.footer, *(value for _, value in content.facts)):
        assert bare(words) in text, words
    assert [code.text for code in zxingcpp.read_barcodes(image_of(made, 0, 2))] == [content.qr]


def test_row_grows_with_a_name_that_needs_three_lines():
    with recorded() as boxes:
        render(roll(rows=(("Kusumoatmojo Adiningrat " * 6, "Jahit"), ("Budi", "Potong"))), paper="a4")
    heights = [box.height for box in boxes if box.role == "solid" and box.width == 0.5]
    assert heights[0] > heights[-1] == pytest.approx(10 * MM, abs=0.01)


def test_column_of_a_tiny_share_is_as_wide_as_its_longest_word():
    columns = (Column("Nama", 50), Column("Keterangan", 0.1), Column("Tanda tangan", 20))
    with recorded() as boxes:
        render(roll(3, columns=columns, rows=(("Budi", "menunggu"),)), paper="a4")
    assert [box.text for box in boxes if box.text.startswith(("Keterang", "menung"))] == ["Keterangan", "menunggu"]
