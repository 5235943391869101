"""Posters on office paper: few sheets, nothing lost, the seam in the white."""

import io

import pypdf
import pytest
import zxingcpp
from PIL import Image, ImageChops

from printing.layout import Photo, UnsupportedPaper, render
from printing.layout.paper import PAPERS
from printing.layout.tiling import EDGE, OVERLAP, best_shape, cuts

from .conftest import article, image_of

MM = 72 / 25.4


@pytest.mark.parametrize(
    ("paper", "sheet", "count", "landscape"),
    [("a3", "a4", 2, True), ("a3", "f4", 2, True), ("a2", "a4", 4, False), ("a2", "f4", 4, False)],
)
def test_content_box_needs_few_sheets(paper, sheet, count, landscape, photo_bytes):
    content = article(200, lead_photo=Photo(photo_bytes, "Rapat", "Tim"))
    made = render(content, paper=paper, sheet=sheet)
    pages = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    assert made.page_count == len(pages) == count + 1
    assert made.sheet_count == 1
    width, height = float(pages[0].mediabox.width), float(pages[0].mediabox.height)
    wanted = (PAPERS[sheet].width_mm * MM, PAPERS[sheet].height_mm * MM)
    assert (width, height) == pytest.approx(wanted[::-1] if landscape else wanted, abs=0.01)


def test_poster_is_drawn_once(photo_bytes):
    content = article(200, lead_photo=Photo(photo_bytes, "Rapat", "Tim"))
    whole, cut = render(content), render(content, sheet="a4")
    assert len(cut.pdf) < 1.03 * len(whole.pdf)
    assert cut.pdf.count(b"/DCTDecode") == 1


@pytest.mark.parametrize(("paper", "sheet"), [("a4", "a4"), ("a3", "a3"), ("f4", "a4"), ("a3", "a5")])
def test_other_combinations_are_refused(paper, sheet):
    with pytest.raises(UnsupportedPaper):
        render(article(), paper=paper, sheet=sheet)


@pytest.mark.parametrize(("length", "printable"), [(390, 200), (390, 205), (564, 287), (564, 320)])
def test_cuts_leave_every_part_on_its_sheet(length, printable):
    ends = [0.0, *cuts(length, printable, []), length]
    assert all(0 < b - a <= printable for a, b in zip(ends, ends[1:], strict=False))


def test_cut_avoids_ink():
    [cut] = cuts(390, 200, [(189, 192, 10), (192.5, 200, 10)])
    assert 192 <= cut <= 192.5


def test_upright_seam_of_a2_falls_in_the_middle_gutter():
    from printing.layout.tiling import Tiling

    tiling = Tiling(PAPERS["a2"], PAPERS["a4"], {}, None)
    [seam] = {tile.right for tile in tiling.tiles([]) if tile.column == 0}
    column = PAPERS["a2"].column_pt / MM
    assert 2 * column + 8 < seam < 2 * column + 16


@pytest.mark.parametrize(("paper", "sheet"), [("a3", "a4"), ("a2", "f4")])
def test_glued_sheets_show_the_whole_poster(paper, sheet, photo_bytes):
    """Cut out of the rendered pages and laid side by side, the parts are the poster's content box again."""
    from printing.layout.poster import _Poster
    from printing.layout.tiling import Tiling

    content = article(220, lead_photo=Photo(photo_bytes, "Rapat", "Tim"))
    poster = _Poster(content, PAPERS[paper], False)
    poster._tracked = True
    marks = poster._sheet(poster.planner.best(), 0).marks
    tiling = Tiling(PAPERS[paper], PAPERS[sheet], content.labels, None)
    made, dots = render(content, paper=paper, sheet=sheet), 72 / 25.4
    glued = Image.new("RGB", (round(tiling.width * dots), round(tiling.height * dots)), "white")
    for number, tile in enumerate(tiling.tiles(marks)):
        size = (tile.right - tile.left, tile.bottom - tile.top)
        box = [round(v * dots) for v in (EDGE, EDGE, EDGE + size[0], EDGE + size[1])]
        glued.paste(image_of(made, number).crop(box), (round(tile.left * dots), round(tile.top * dots)))
    margin = round(PAPERS[paper].margin_mm * dots)
    whole = image_of(render(content, paper=paper)).crop((margin, margin, margin + glued.width, margin + glued.height))
    small = (glued.width // 8, glued.height // 8)
    difference = ImageChops.difference(glued.resize(small), whole.resize(small)).convert("L")
    assert sum(difference.histogram()[100:]) < 0.01 * small[0] * small[1]


def test_code_is_whole_on_one_sheet():
    made = render(article(200), sheet="a4")
    found = [code.text for n in range(2) for code in zxingcpp.read_barcodes(image_of(made, n, 1.5))]
    assert found == [article().address]


def test_last_page_has_a_ruler_of_a_hundred_millimetres():
    made = render(article(200), sheet="a4")
    page = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[-1]
    assert "100 mm" in page.extract_text()
    assert f"{100 * MM:.2f} 1.00 re f".encode() in page.get_contents().get_data()


def test_the_measures_that_fit():
    assert (EDGE, OVERLAP) == (5, 10)
    assert best_shape(PAPERS["a3"], PAPERS["a4"]).count == 2
