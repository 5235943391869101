"""A poster as it leaves the layout: paper, type, fonts, metadata, pictures, code."""

import io
import re
from dataclasses import replace

import pypdf
import pytest
import zxingcpp
from PIL import ImageStat

from printing.layout import Photo, UnsupportedPaper, render

from .conftest import article, assert_every_paragraph_once, bare, image_of, jpeg, paragraphs, text_of

MM = 72 / 25.4


def reader(rendered) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(rendered.pdf))


@pytest.mark.parametrize(("paper", "width", "height"), [("a3", 297, 420), ("a2", 420, 594), ("a4", 210, 297), ("f4", 215, 330)])
def test_page_box_is_the_paper(paper, width, height, photo_bytes):
    content = article(180, lead_photo=Photo(photo_bytes, "Rapat anggota.", "Tim media"))
    made = render(content, paper=paper)
    for page in reader(made).pages:
        assert float(page.mediabox.width) == pytest.approx(width * MM, abs=0.01)
        assert float(page.mediabox.height) == pytest.approx(height * MM, abs=0.01)
    assert_every_paragraph_once(content, made)


def test_unknown_paper_is_refused():
    with pytest.raises(UnsupportedPaper):
        render(article(), paper="a5")


@pytest.mark.parametrize("words", [1, 40, 120, 220, 480, 900, 2500])
def test_every_paragraph_is_there_once(words, photo_bytes):
    content = article(words, lead_photo=Photo(photo_bytes, "Rapat anggota.", "Tim media"))
    assert_every_paragraph_once(content, render(content))


def test_fixed_parts_are_on_the_sheet(photo_bytes):
    content = article(120, lead_photo=Photo(photo_bytes, "Rapat di aula.", "Tim media"))
    found = text_of(render(content))
    for text in (content.headline, content.standfirst, content.quote, *content.questions, "Oleh Siti R."):
        assert bare(text) in found
    for text in ("Bahan diskusi", "Rapat di aula. Foto: Tim media", "silakan perbanyak dan tempelkan", "24 November 2026"):
        assert bare(text) in found
    assert content.typed_address in found


def test_short_text_gets_the_largest_type_and_long_text_a_smaller_one():
    sizes = [render(article(words)).body_pt for words in (30, 250, 330)]
    assert sizes[0] == 20
    assert sizes == sorted(sizes, reverse=True)


def test_two_hundred_and_twenty_words_with_a_photo_fit_at_fourteen_points(photo_bytes):
    made = render(article(200, lead_photo=Photo(photo_bytes, "Rapat.", "Tim")))
    assert made.sheet_count == 1
    assert made.body_pt >= 14


def test_type_is_never_smaller_than_twelve_points():
    made = render(article(1500))
    assert made.sheet_count > 1
    assert made.body_pt >= 12
    assert f"sheets:{made.sheet_count}" in made.warnings


def test_photo_is_never_enlarged_under_a_hundred_dpi():
    from printing.layout.paper import PAPERS
    from printing.layout.poster import _Poster

    plan = _Poster(article(20, lead_photo=Photo(jpeg(820, 540))), PAPERS["a3"], False).planner.best()
    assert 820 / (plan.measured.photo_box[2] / 72) >= 100


def test_several_sheets_are_numbered():
    made = render(article(1500))
    for number, page in enumerate(reader(made).pages, start=1):
        assert bare(f"Lembar {number} dari {made.sheet_count}") in bare(page.extract_text())


def test_code_leads_to_the_address(photo_bytes):
    content = article(200, lead_photo=Photo(photo_bytes))
    for paper in ("a3", "a4"):
        made = render(content, paper=paper)
        found = zxingcpp.read_barcodes(image_of(made, made.sheet_count - 1, 1.5))
        assert [code.text for code in found] == [content.address]


def test_all_fonts_are_embedded_subsets_with_to_unicode(photo_bytes):
    made = render(article(400, lead_photo=Photo(photo_bytes)))
    names = set()
    for page in reader(made).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            descendant = font["/DescendantFonts"][0].get_object()
            assert "/ToUnicode" in font
            assert "/FontFile2" in descendant["/FontDescriptor"]
            assert re.fullmatch(r"/[A-Z]{6}\+.+", font["/BaseFont"])
            names.add(font["/BaseFont"])
    assert len(names) >= 4
    assert b"Helvetica" not in made.pdf


def test_metadata_is_fixed():
    information = reader(render(article())).metadata
    assert information.title == article().headline
    assert information.author == "Serikat Pekerja Contoh"
    assert information["/CreationDate"].startswith("D:20261124000000")
    assert information.creator == information.producer == "Warta Buruh"


def test_black_is_grey_zero():
    content = b"".join(page.get_contents().get_data() for page in reader(render(article(300), mono=True)).pages)
    assert not re.search(rb"\brg\b", content)
    assert b"\n0 g\n" in content


def test_photo_goes_in_as_jpeg(photo_bytes):
    made = render(article(200, lead_photo=Photo(photo_bytes)))
    [picture] = reader(made).pages[0]["/Resources"]["/XObject"].values()
    assert picture.get_object()["/Filter"] == "/DCTDecode"


def test_large_photo_is_reduced_to_220_dpi():
    large = jpeg(4000, 2667)
    made = render(article(200, lead_photo=Photo(large)))
    [picture] = [o.get_object() for o in reader(made).pages[0]["/Resources"]["/XObject"].values()]
    assert picture["/Width"] <= 267 / 25.4 * 220 + 1
    assert len(made.pdf) < len(large)


# --- the ink saver


def mean_ink(made) -> float:
    return 1 - ImageStat.Stat(image_of(made).convert("L")).mean[0] / 255


@pytest.mark.parametrize("words", [30, 150, 300])
def test_mono_poster_is_grey_and_saves_ink(words):
    made = render(article(words), mono=True)
    picture = image_of(made)
    red, green, blue = picture.split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert mean_ink(made) < 0.12


@pytest.mark.parametrize("words", [30, 150, 280])
@pytest.mark.parametrize("dark", [False, True])
def test_mono_photo_stays_within_the_ink_limit(words, dark):
    made = render(article(words, lead_photo=Photo(jpeg(dark=dark), "Rapat.", "Tim")), mono=True)
    assert mean_ink(made) < 0.18


@pytest.mark.parametrize("colour", ["#14579f", "#aa1e16", "#14653a", "#6f40a0", "#8d4300", "#00616a"])
def test_the_six_city_colours_stay_as_they_are(colour):
    from printing.layout.furniture import darkened

    assert darkened(colour) == colour


def test_a_pale_colour_is_darkened_until_white_letters_can_be_read():
    from printing.layout.furniture import darkened

    assert darkened("#ffe080") != "#ffe080"


# --- pages that hold together


def test_columns_of_the_last_sheet_are_balanced():
    from printing.layout.paper import PAPERS
    from printing.layout.poster import _Poster

    plan = _Poster(article(700), PAPERS["a3"], False).planner.best()
    last = plan.sheet_count - 1
    ends = {}
    for placement in plan.placements:
        if placement.frame.sheet == last:
            column = placement.frame.column
            ends[column] = max(ends.get(column, 0), placement.row + placement.last - placement.first)
    assert len(ends) == 3
    assert max(ends.values()) - min(ends.values()) <= 6


def test_no_line_runs_out_of_its_column():
    from printing.layout.paper import PAPERS
    from printing.layout.poster import _Poster

    content = replace(article(600), blocks=paragraphs(600, seed=9))
    poster = _Poster(content, PAPERS["a3"], False)
    plan = poster.planner.best()
    for item in plan.items:
        for number, line in enumerate(item.lines):
            indent = item.left_pt + (item.indent_pt if number == 0 else 0)
            assert indent + line.width * item.size_pt / 1000 <= plan.measured.paper.column_pt + 0.01
