"""Posters on office paper: few sheets, nothing lost, nothing covered, the seam in the white."""

import io

import pypdf
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printing.layout import Photo, UnsupportedPaper, render
from printing.layout.cutting import CLEAN, MIN_FLAP, Part, best_shape, cost, level_seams, parts
from printing.layout.drawing import CODE_WEIGHT, DEAR
from printing.layout.paper import PAPERS
from printing.layout.poster import _Poster
from printing.layout.seams import lowered
from printing.layout.tiling import Tiling

from .conftest import QUESTIONS, article, bare, image_of

MM = 72 / 25.4
COUNTS = {("a3", "a4"): (2, True), ("a3", "f4"): (2, True), ("a2", "a4"): (4, False), ("a2", "f4"): (4, False)}
SCALES = {  # of the printed poster by office paper and unprintable edge
    "a4": {4: 1, 5: 1, 5.5: 1, 6: 0.98, 6.35: 0.98, 7: 0.97},
    "f4": {4: 1.025, 5: 1.025, 5.5: 1.02, 6: 1.015, 6.35: 1.01, 7: 1.005},
}
SUMS = [(paper, sheet, edge) for paper, sheet in COUNTS for edge in SCALES[sheet]]


@pytest.mark.parametrize(("paper", "sheet", "edge"), SUMS)
def test_sums_of_every_paper_sheet_and_edge(paper, sheet, edge):
    count, lies = COUNTS[paper, sheet]
    shape = best_shape(PAPERS[paper], PAPERS[sheet], edge)
    assert (shape.count, shape.width > shape.height) == (count, lies)
    assert shape.scale == pytest.approx(SCALES[sheet][edge])
    tiling = Tiling(PAPERS[paper], PAPERS[sheet], {}, None, edge)
    tiles = tiling.tiles([])
    assert len(tiles) == count
    for direction, printable, length in zip(("across", "down"), shape.printable, (tiling.width, tiling.height), strict=True):
        found = sorted({getattr(tile, direction) for tile in tiles}, key=lambda part: part.start)
        assert_parts_make_the_whole(found, printable, length)


def assert_parts_make_the_whole(found: list[Part], printable: float, length: float):
    assert found[0].start == 0 and found[-1].end == pytest.approx(length)
    for part in found:
        assert part.before >= 0 and part.after >= 0 and part.length > 0
        assert part.before + part.length + part.after == pytest.approx(printable)
    for part, following in zip(found, found[1:], strict=False):
        assert following.start == part.end
        assert part.after >= MIN_FLAP - 0.01
        assert following.before > 0, "there is room for the line that the scissors follow"


@pytest.mark.parametrize("edge", [3.9, 7.1, 0, -5, float("nan"), float("inf")])
def test_edge_that_no_printer_has_is_refused(edge):
    with pytest.raises(UnsupportedPaper) as caught:
        render(article(), sheet="a4", edge_mm=edge)
    assert caught.value.code == "edge"


@pytest.mark.parametrize(("paper", "sheet"), list(COUNTS))
def test_file_has_a_page_for_each_sheet_and_one_that_tells_how_to_glue(paper, sheet, photo_bytes):
    count, lies = COUNTS[paper, sheet]
    made = render(article(200, lead_photo=Photo(photo_bytes, "Rapat", "Tim")), paper=paper, sheet=sheet)
    pages = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    assert made.page_count == len(pages) == count + 1
    assert made.sheet_count == 1
    width, height = float(pages[0].mediabox.width), float(pages[0].mediabox.height)
    wanted = (PAPERS[sheet].width_mm * MM, PAPERS[sheet].height_mm * MM)
    assert (width, height) == pytest.approx(wanted[::-1] if lies else wanted, abs=0.01)


def test_shrunk_poster_says_so_and_is_still_printed_at_a_hundred_percent():
    wide, narrow = render(article(200), sheet="a4", edge_mm=7), render(article(200), sheet="a4", edge_mm=5)
    assert "shrunk:97" in wide.warnings
    assert not any(warning.startswith("shrunk") for warning in narrow.warnings)
    pages = pypdf.PdfReader(io.BytesIO(wide.pdf)).pages
    assert "cetak 100%" in pages[0].extract_text()
    assert "97%" in pages[-1].extract_text()


def test_poster_is_drawn_once(photo_bytes):
    content = article(200, lead_photo=Photo(photo_bytes, "Rapat", "Tim"))
    whole = render(content, paper="a2")
    for sheet in ("a4", "f4"):
        cut = render(content, paper="a2", sheet=sheet)
        assert len(cut.pdf) < 1.03 * len(whole.pdf)
        assert cut.pdf.count(b"/DCTDecode") == 1


@pytest.mark.parametrize(("paper", "sheet"), [("a4", "a4"), ("a3", "a3"), ("f4", "a4"), ("a3", "a5"), ("a4s", "a4")])
def test_other_combinations_are_refused(paper, sheet):
    with pytest.raises(UnsupportedPaper):
        render(article(), paper=paper, sheet=sheet)


def test_cut_avoids_ink():
    upper, _lower = parts(390, 200, 2, [(189, 192, 10), (192.5, 200, 10)])
    assert 192 <= upper.end <= 192.5


def test_flap_gives_way_where_the_seam_would_go_through_letters():
    upper, _lower = parts(390, 200, 2, [(189, 197.4, 10)])
    assert 197.4 <= upper.end <= 198.5


def test_upright_seam_of_a2_falls_in_the_middle_gutter():
    for sheet in ("a4", "f4"):
        tiling = Tiling(PAPERS["a2"], PAPERS[sheet], {}, None)
        [seam] = {tile.across.end for tile in tiling.tiles([]) if tile.column == 0}
        column = PAPERS["a2"].column_pt / MM
        assert 2 * column + 8 < seam / tiling.shape.scale < 2 * column + 16


def drawn(content, paper, sheet, edge):
    """The drawings of all sheets of a poster that is to be cut, and its tiling."""
    poster = _Poster(content, PAPERS[paper], False)
    poster._tracked = True
    poster.planner.grid.seams = level_seams(PAPERS[paper], PAPERS[sheet], edge)
    plan = poster.planner.best()
    tiling = Tiling(PAPERS[paper], PAPERS[sheet], content.labels, poster.fonts, edge)
    return [poster._sheet(plan, number) for number in range(plan.sheet_count)], tiling


@pytest.mark.parametrize(("paper", "sheet"), list(COUNTS))
def test_seams_go_through_no_code_no_quote_and_hardly_a_line(paper, sheet, photo_bytes):
    cut_lines = seams = 0
    for words in (20, 60, 120, 180, 240, 300, 500):
        content = article(words, lead_photo=Photo(photo_bytes, "Rapat anggota.", "Tim") if words % 40 else None)
        for edge in (4, 5, 7):
            for drawing in (found := drawn(content, paper, sheet, edge))[0]:
                tiling, marks = found[1], drawing.marks
                unit, margin, top = tiling.shape.scale / MM, PAPERS[paper].margin_pt, PAPERS[paper].height_pt - PAPERS[paper].margin_pt
                down = [((top - m.top) * unit, (top - m.bottom) * unit, m.weight) for m in marks]
                across = [((m.left - margin) * unit, (m.right - margin) * unit, m.weight) for m in marks if m.weight >= CODE_WEIGHT]
                tiles = tiling.tiles(marks)
                for end in {tile.down.end for tile in tiles if tile.row < tiling.shape.rows - 1}:
                    seams += 1
                    assert cost(end, down) < 12 * DEAR, "through a headline, a quote or the code"
                    cut_lines += cost(end, down) > CLEAN
                for end in {tile.across.end for tile in tiles if tile.column < tiling.shape.columns - 1}:
                    assert cost(end, across) == 0
    assert cut_lines <= 0.05 * seams


@given(st.floats(600, 1100), st.sampled_from([12.0, 14.0, 18.0, 26.0]), st.floats(400, 560), st.floats(16, 40))
def test_text_is_lowered_by_less_than_a_line_until_white_lies_in_reach_of_the_seam(top, size, low, reach):
    cap, leading = 0.67 * size, 1.27 * size
    moved = lowered(top, cap, size, leading, [(low + reach, low)])
    assert 0 <= top - moved < leading
    rows = [moved - cap - row * leading for row in range(1, 90)]  # baselines
    whites = [(row + leading - 0.25 * size, row + 0.75 * size) for row in rows]
    assert any(upper > low + 0.5 and lower < low + reach for upper, lower in whites)


def test_quote_that_would_lie_on_the_seam_moves_below_it():
    content = article(130, quote="“" + "Kami meminta pelaksanaan perjanjian yang sudah ditandatangani kedua pihak. " * 3 + "”")
    [(high, low)] = level_seams(PAPERS["a3"], PAPERS["a4"], 5)
    poster = _Poster(content, PAPERS["a3"], False)
    poster.planner.grid.seams = [(high, low)]
    measured = (plan := poster.planner.best()).measured
    top = measured.sheets[0].top - measured.quote_at[1] * plan.style.leading_pt
    assert top <= high or top - measured.quote.height_pt >= low
    made = render(content, sheet="a4")
    assert bare(content.quote) in bare("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages))


@pytest.mark.parametrize(("paper", "sheet", "edge"), [("a3", "a4", 5), ("a3", "a4", 7), ("a2", "f4", 4)])
def test_glued_sheets_show_the_whole_poster(paper, sheet, edge, photo_bytes):
    """Cut out of the rendered pages and laid side by side, the parts are the poster's content box again."""
    content = article(220, lead_photo=Photo(photo_bytes, "Rapat", "Tim"))
    [drawing], tiling = drawn(content, paper, sheet, edge)
    made, dots = render(content, paper=paper, sheet=sheet, edge_mm=edge), 72 / 25.4
    glued = Image.new("RGB", (round(tiling.width * dots), round(tiling.height * dots)), "white")
    for number, tile in enumerate(tiling.tiles(drawing.marks)):
        box = tiling.window(tile)
        cut_out = image_of(made, number).crop([round(v * dots) for v in (box.left, box.top, box.right, box.bottom)])
        glued.paste(cut_out, (round(tile.across.start * dots), round(tile.down.start * dots)))
    margin = round(PAPERS[paper].margin_mm * dots * tiling.shape.scale)
    whole = image_of(render(content, paper=paper), scale=tiling.shape.scale)
    whole = whole.crop((margin, margin, margin + glued.width, margin + glued.height))
    small = (glued.width // 8, glued.height // 8)
    difference = ImageChops.difference(glued.resize(small), whole.resize(small)).convert("L")
    assert sum(difference.histogram()[100:]) < 0.01 * small[0] * small[1]


@pytest.mark.parametrize(("paper", "sheet"), list(COUNTS))
@pytest.mark.parametrize("edge", [4, 5, 7])
def test_what_is_added_lies_beside_the_poster_and_within_reach_of_the_printer(paper, sheet, edge):
    """From the pixels: beside the part there is ink only where the printer prints, and labels stand there too."""
    [drawing], tiling = drawn(article(150), paper, sheet, edge)
    made, dots = render(article(150), paper=paper, sheet=sheet, edge_mm=edge), 72 / 25.4
    for number, tile in enumerate(tiling.tiles(drawing.marks)):
        box, page = tiling.window(tile), image_of(made, number).convert("L").point(lambda v: 255 * (v < 200))
        added = tiling.tile_page(tile, "Poster0").marks
        assert added, "a label"
        for mark in added:
            left, right, top, bottom = (
                mark.left / MM,
                mark.right / MM,
                tiling.shape.height - mark.top / MM,
                tiling.shape.height - mark.bottom / MM,
            )
            assert edge <= left and right <= tiling.shape.width - edge and edge <= top + 0.3 and bottom - 0.3 <= tiling.shape.height - edge
            assert right <= box.left or left >= box.right or bottom <= box.top + 0.3 or top >= box.bottom - 0.3
        page.paste(0, [round(v * dots) for v in (box.left, box.top, box.right, box.bottom)])
        inner = [int((edge - 0.5) * dots), int((edge - 0.5) * dots)]
        page.paste(0, (*inner, page.width - inner[0], page.height - inner[1]))
        assert page.getbbox() is None


@pytest.mark.parametrize("edge", [4, 5, 7])
@pytest.mark.parametrize(("paper", "sheet"), list(COUNTS))
def test_every_sheet_carries_its_name_and_the_scale(paper, sheet, edge):
    made = render(article(150, questions=QUESTIONS[:2]), paper=paper, sheet=sheet, edge_mm=edge)
    names = ["A1", "B1"] if paper == "a3" else ["A1", "A2", "B1", "B2"]
    pages = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    for name, page in zip(names, pages, strict=False):
        own = b"".join(part.get_data() for part in [page.get_contents()])
        assert b"BT" in own
        assert f"{name} · cetak 100%" in page.extract_text()


def test_sheets_of_several_posters_say_to_which_they_belong():
    made = render(article(900), sheet="a4")
    pages = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    assert made.page_count == 2 * made.sheet_count + 1
    assert f"A1 · Lembar 2 dari {made.sheet_count}" in pages[2].extract_text()
    assert f"Ada {made.sheet_count} poster" in pages[-1].extract_text()


@pytest.mark.parametrize("sheet", ["a4", "f4"])
def test_code_is_whole_on_one_sheet(sheet):
    made = render(article(200), sheet=sheet)
    found = [code.text for n in range(2) for code in zxingcpp.read_barcodes(image_of(made, n, 1.5))]
    assert found == [article().address]


def test_last_page_has_a_ruler_of_a_hundred_millimetres_and_the_order_of_gluing():
    made = render(article(200), paper="a2", sheet="a4")
    page = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[-1]
    words = page.extract_text().replace("\n", " ")
    assert "100 mm" in words
    assert f"{100 * MM:.2f} 1.00 re f".encode() in page.get_contents().get_data()
    for order in ("A1, A2 dari kiri ke kanan", "B1, B2 dari kiri ke kanan", "dari atas ke bawah: A, B"):
        assert order in words
