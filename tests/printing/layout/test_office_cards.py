"""Account cards: each whole within its cut lines, and nothing on it about anybody else."""

import io
from dataclasses import replace

import pypdf
import pytest
import zxingcpp

from printing.layout import CardSheetContent, render
from printing.layout.paper import MM, PAPERS

from .boxes import Box, clashes, recorded
from .conftest import bare, image_of
from .office_samples import card, card_sheet, pages_of


def cell_of(box: Box, paper: str) -> tuple[int, int]:
    size = PAPERS[paper]
    return int((box.x + box.width / 2) * 2 / size.width_pt), int((box.y + box.height / 2) * 4 / size.height_pt)


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_a_hundred_and_eighty_cards_stand_eight_a_sheet_in_their_order(paper):
    content = card_sheet(180)
    made = render(content, paper=paper)
    pages = [bare(page) for page in pages_of(made)]
    assert len(pages) == made.page_count == 23
    for number, one in enumerate(content.cards):
        assert sum(page.count(bare(one.code)) for page in pages) == 1
        assert bare(one.code) in pages[number // 8]
    assert len(made.pdf) / made.page_count < 10_000


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_codes_of_a_sheet_are_read_back_in_the_order_of_the_cards(paper):
    content = card_sheet(8)
    found = zxingcpp.read_barcodes(image_of(render(content, paper=paper), 0, 2.5))
    rows = sorted(found, key=lambda code: (round(code.position.top_left.y / 100), code.position.top_left.x))
    assert [code.text for code in rows] == [one.address for one in content.cards]


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_each_card_keeps_five_millimetres_from_its_cut_lines(paper):
    size = PAPERS[paper]
    with recorded() as boxes:
        render(card_sheet(16), paper=paper)
    assert clashes(boxes) == []
    for box in boxes:
        column, row = cell_of(box, paper)
        edge = 5 * MM if box.role != "code" else 3 * MM  # around a code it is white anyway
        assert column * size.width_pt / 2 + edge <= box.x and box.right <= (column + 1) * size.width_pt / 2 - edge, box
        assert row * size.height_pt / 4 + edge <= box.y and box.top <= (row + 1) * size.height_pt / 4 - edge, box


def test_code_is_wide_enough_for_a_cheap_camera_and_the_typed_one_for_weak_eyes():
    with recorded() as boxes:
        render(card_sheet(1), paper="a4")
    code = next(box for box in boxes if box.role == "code")
    assert code.width / MM >= 25 + 8 * 0.7  # with the white around it
    assert next(box.size_pt for box in boxes if box.text.endswith("-4QXRT")) >= 28


def test_card_says_how_to_use_it_and_until_when():
    text = bare(pypdf.PdfReader(io.BytesIO(render(card_sheet(1), paper="a4").pdf)).pages[0].extract_text())
    for words in ("Warta Buruh", "Asep R.", "Sekali pakai, sampai 24 Desember 2026", "wartaburuh.example/masuk/kartu", "PIN"):
        assert bare(words) in text, words
    assert "k=" not in text, "the address for the eye is without the code"


def test_no_name_gets_into_the_metadata_of_the_file():
    info = pypdf.PdfReader(io.BytesIO(render(card_sheet(8), paper="a4").pdf)).metadata
    assert not any(one.name in str(value) or one.code in str(value) for value in info.values() for one in card_sheet(8).cards)


@pytest.mark.parametrize(
    "name", ["Kusumoatmojo" * 4, "Siti Nurhaliza binti Muhammad Ridwan al-Karawangi", "ꦱꦶꦠꦶ", "سيتي", "O'Neil \u202e<b>", ""]
)
@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_names_of_any_length_and_script_have_room(name, paper):
    content = CardSheetContent((card(1, name=name, place="Kabupaten Kepulauan Siau Tagulandang Biaro"),) * 8)
    with recorded() as boxes:
        render(content, paper=paper)
    assert clashes(boxes) == []


def test_card_with_an_address_that_cannot_be_scanned_still_has_its_code():
    made = render(
        CardSheetContent((replace(card(1), address="https://wartaburuh.example/?k=" + "a" * 900, typed_address="a.example"),)), paper="a4"
    )
    assert made.warnings == ("address_too_long",)
    assert "00001-4QXRT" in pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()
