"""The test sheet for a printer's edge, and the strips that are pasted over a poster."""

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest
import zxingcpp

from printing.layout import ContentError, CorrectionStripContent, UnsupportedPaper, edge_sheet, render
from printing.layout.paper import PAPERS

from .conftest import bare, image_of, text_of

DOTS = 10  # a millimetre
STRIP = CorrectionStripContent(
    "Warta Buruh",
    "Upah lembur belum dibayar, serikat menuntut kepastian",
    "Kami menulis bahwa upah lembur tiga bulan belum dibayar kepada 120 pekerja.",
    "Upah lembur dua bulan belum dibayar kepada 102 pekerja.",
    date(2026, 11, 24),
    2,
    "https://wartaburuh.example/p/7k3mp4/",
    "wartaburuh.example/p/7k3mp4",
    city="Semarang",
)
LONG = ("Kami menulis bahwa upah lembur tiga bulan belum dibayar kepada seratus dua puluh pekerja bagian jahit. " * 5)[:500]


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_each_number_of_the_test_sheet_stands_at_its_distance_from_all_four_sides(paper):
    """Printed with an edge of so many millimetres, exactly the lines of smaller numbers are lost."""
    made = render(edge_sheet.TestSheetContent(), paper=paper)
    page = image_of(made, scale=DOTS * 25.4 / 72).convert("L").point(lambda v: 255 * (v < 128))
    width, height = page.size
    for number, edge in enumerate(edge_sheet.EDGES_MM):
        place = (number - (len(edge_sheet.EDGES_MM) - 1) / 2) * edge_sheet.STEP_MM * DOTS
        half = (edge_sheet.LENGTH_MM / 2 + 1) * DOTS
        upright, level = (width / 2 + place - half, width / 2 + place + half), (height / 2 + place - half, height / 2 + place + half)
        depth = edge_sheet.STEM_END_MM * DOTS
        top = page.crop((int(upright[0]), 0, int(upright[1]), int(depth))).getbbox()
        bottom = page.crop((int(upright[0]), int(height - depth), int(upright[1]), height)).getbbox()
        left = page.crop((0, int(level[0]), int(depth), int(level[1]))).getbbox()
        right = page.crop((int(width - depth), int(level[0]), width, int(level[1]))).getbbox()
        for found in (top[1], depth - bottom[3], left[0], depth - right[2]):
            assert found / DOTS == pytest.approx(edge, abs=0.3)


@pytest.mark.parametrize(("paper", "name"), [("a4", "A4, 210 × 297 mm"), ("f4", "F4 (folio), 215 × 330 mm")])
def test_test_sheet_is_one_page_with_a_ruler_and_plain_words(paper, name):
    made = render(edge_sheet.TestSheetContent(), paper=paper)
    [page] = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    assert float(page.mediabox.height) == pytest.approx(PAPERS[paper].height_pt, abs=0.01)
    assert f"{100 * 72 / 25.4:.2f} 1.00 re f".encode() in page.get_contents().get_data()
    found = text_of(made)
    for words in (name, "Lembar uji printer", "Garis ini 100 mm.", "100%", "Atas", "Kanan", "Bawah", "Kiri"):
        assert bare(words) in found


def test_words_of_the_test_sheet_can_be_given():
    made = render(edge_sheet.TestSheetContent(labels={"title": "Printer test"}), paper="a4")
    assert "Printertest" in text_of(made)
    with pytest.raises(ContentError):
        render(edge_sheet.TestSheetContent(labels={"title": " "}), paper="a4")


@pytest.mark.parametrize("content", [edge_sheet.TestSheetContent(), STRIP], ids=lambda content: content.kind)
@pytest.mark.parametrize(("paper", "sheet"), [("a3", None), ("a4s", None), ("a4", "a4"), ("x", None)])
def test_small_sheets_are_for_office_paper(content, paper, sheet):
    with pytest.raises(UnsupportedPaper):
        render(content, paper=paper, sheet=sheet)


def test_four_equal_strips_say_what_was_wrong_and_what_is_right():
    made = render(STRIP, paper="a4")
    found = text_of(made)
    for words in (
        "Ralat",
        STRIP.headline,
        STRIP.was_wrong,
        STRIP.is_right,
        "Edisi 2, sudah dibetulkan, 24 November 2026",
        STRIP.typed_address,
    ):
        assert found.count(bare(words)) == 4, words
    assert made.page_count == 1
    codes = zxingcpp.read_barcodes(image_of(made, scale=2.5))
    assert [code.text for code in codes] == [STRIP.address] * 4


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_longest_correction_takes_half_a_page_in_type_that_can_be_read(paper):
    content = replace(STRIP, was_wrong=LONG, is_right=LONG, headline=("Upah lembur belum dibayar " * 6)[:150])
    made = render(content, paper=paper)
    assert made.body_pt >= 10.5
    assert text_of(made).count(bare(LONG)) == 4  # two strips, in each twice


@pytest.mark.parametrize("content", [STRIP, replace(STRIP, was_wrong=LONG, is_right=LONG)], ids=["short", "long"])
def test_nothing_of_a_strip_comes_near_its_cut(content):
    made = render(content, paper="a4")
    page = image_of(made, scale=4).convert("L").point(lambda v: 255 * (v < 128))
    width, height = page.size
    columns = 2 if content is STRIP else 1
    for column in range(columns):
        for row in range(2):
            box = page.crop((column * width // columns, row * height // 2, (column + 1) * width // columns, (row + 1) * height // 2))
            inner = [int(v) for v in (4, 4, box.width - 4, box.height - 4)]
            left, top, right, bottom = box.crop(inner).getbbox()
            edge = 8 * 4 * 72 / 25.4
            assert left > edge - 4 and top > edge - 4 and right < inner[2] - edge + 4 and bottom < inner[3] - edge + 4


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"headline": " "}, "no_headline"),
        ({"was_wrong": "\u200b"}, "no_body"),
        ({"is_right": ""}, "no_body"),
        ({"is_right": LONG * 6}, "strip_too_long"),
        ({"is_right": "Ada 中."}, "missing_glyph"),
    ],
)
def test_correction_without_a_strip_in_it_is_refused_with_the_reason(changes, code):
    with pytest.raises(ContentError) as caught:
        render(replace(STRIP, **changes), paper="a4")
    assert caught.value.code == code


@pytest.mark.parametrize(
    "changes", [{"address": "", "typed_address": ""}, {"city": ""}, {"address": "https://contoh.example/" + "a" * 900}]
)
def test_parts_of_a_strip_may_be_missing(changes):
    made = render(replace(STRIP, **changes), paper="a4")
    assert text_of(made).count(bare(STRIP.is_right)) == 4


def test_emoji_without_a_glyph_is_told():
    assert render(replace(STRIP, is_right="Benar \U0001fbff begitu."), paper="a4").warnings == ("emoji_left_out:\U0001fbff",)
