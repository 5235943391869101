"""Posters on office paper: few sheets, nothing lost, nothing covered, the seam in the white."""

import io

import pypdf
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printing.layout import Photo, UnsupportedPaper, render
from printing.layout.bulletin import _Bulletin
from printing.layout.bulletin_paper import MANNERS
from printing.layout.cutting import CLEAN, MIN_FLAP, Part, best_shape, cost, level_seams, parts
from printing.layout.drawing import DEAR, PICTURE_WEIGHT, QUIET_WEIGHT
from printing.layout.paper import PAPERS
from printing.layout.poster import _Poster
from printing.layout.seams import joined, lowered, whites
from printing.layout.tiling import Tiling

from .bulletin_samples import bulletin
from .conftest import QUESTIONS, article, bare, image_of, jpeg

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


def test_cut_keeps_half_a_millimetre_from_letters_where_it_can():
    upper, _lower = parts(390, 200, 2, [(188, 193.4, 10), (195, 199, 10)])
    assert 193.9 <= upper.end <= 194.5


@pytest.mark.parametrize(
    ("paper", "steps"),
    [
        ("a3", ("Gunting sepanjang garis penuh di sisi atas lembar B1.", "pada A1 di bawah garis putus-putus, lalu tutupi dengan B1")),
        ("a2", ("sisi atas lembar B1; sisi kiri lembar A2; sisi kiri dan sisi atas lembar B2.", "Baris A: tempelkan A1, A2")),
    ],
)
def test_gluing_is_told_for_the_sheets_there_are(paper, steps):
    [*_sheets, last] = pypdf.PdfReader(io.BytesIO(render(article(60), paper=paper, sheet="a4").pdf)).pages
    for step in steps:
        assert bare(step) in bare(last.extract_text())


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
    drawings = poster.sheets(poster.planned(PAPERS[sheet], edge))
    return drawings, Tiling(PAPERS[paper], PAPERS[sheet], content.labels, poster.fonts, edge)


def crossed_upright(drawing, tiling):
    """Words and codes that the upright seams go through; pictures and the white around a code may be cut."""
    unit, margin = tiling.shape.scale / MM, tiling.paper.margin_pt
    seams = {tile.across.end for tile in tiling.tiles(drawing.marks) if tile.column < tiling.shape.columns - 1}
    solid = [mark for mark in drawing.marks if mark.weight not in (PICTURE_WEIGHT, QUIET_WEIGHT)]
    return [m for m in solid for seam in seams if (m.left - margin) * unit < seam < (m.right - margin) * unit]


LONG_CAPTION = "Rapat anggota di aula kelurahan membahas perjanjian kerja bersama dan upah lembur yang belum juga dibayar sejak Agustus."
FOLDED = {  # posters on A2: what stands in their head
    "long": {"words": 700},
    "photo": {"words": 300, "lead_photo": Photo(jpeg(), LONG_CAPTION, "Tim")},
    "upright photo": {"words": 400, "lead_photo": Photo(jpeg(1000, 1500), LONG_CAPTION, "Tim")},
    "short": {"words": 10},
    "bare": {"words": 30, "quote": "", "standfirst": "", "questions": ()},
    "long word": {
        "words": 200,
        "headline": "Ketidakbertanggungjawaban perusahaan: pemutusan hubungan kerja sepihak, pesangon belum dibayar",
    },
    "long names": {
        "words": 120,
        "masthead": "Federasi Serikat Pekerja Tekstil Sandang Kulit dan Garmen Nusantara",
        "city": "Kabupaten Tangerang",
    },
}


@pytest.mark.parametrize("name", FOLDED)
@pytest.mark.parametrize(("sheet", "edge"), [("a4", 5), ("a4", 5.5), ("f4", 7)])
def test_upright_seam_of_an_a2_poster_goes_through_no_word(name, sheet, edge):
    drawings, tiling = drawn(article(**FOLDED[name]), "a2", sheet, edge)
    for drawing in drawings:
        assert len(drawing.marks) > 50
        assert crossed_upright(drawing, tiling) == []


@pytest.mark.parametrize("count", [1, 3, 5, 7, 12])
@pytest.mark.parametrize("changes", [{}, {"pictured": 0}, {"answers": (), "rights": None, "pictured": 12}])
def test_upright_seam_of_an_a2_bulletin_goes_through_no_word(count, changes):
    made = _Bulletin(bulletin(count, **changes), MANNERS["a2"], False)
    drawing = made.drawn(made.planner.best(), tracked=True)
    for sheet, edge in (("a4", 5.5), ("f4", 5)):
        assert crossed_upright(drawing, Tiling(made.paper, PAPERS[sheet], made.content.labels, made.fonts, edge)) == []


@pytest.mark.parametrize("words", [10, 30, 60])
def test_short_text_on_a2_begins_under_its_headline_and_leaves_no_half_white(words):
    for changes in ({}, {"quote": ""}, {"standfirst": ""}, {"lead_photo": Photo(jpeg(), "Rapat", "Tim")}):
        plan = _Poster(article(words, **changes), PAPERS["a2"], False).planner.best()
        assert plan.placements[0].frame.column == 0
        half = PAPERS["a2"].width_pt / 2
        measured, head = plan.measured, plan.measured.head
        right = [p for p in plan.placements if p.frame.column >= measured.paper.columns // 2]
        assert right or measured.photo_box or measured.quote or head.lead_at[0] > half
        free = sum(f.count for f in measured.frames) - sum(p.last - p.first for p in plan.placements)
        assert free * plan.style.leading_pt / measured.paper.columns < 0.3 * PAPERS["a2"].content_height_pt


@pytest.mark.parametrize(("paper", "sheet"), list(COUNTS))
def test_seams_go_through_no_code_no_quote_and_hardly_a_line(paper, sheet, photo_bytes):
    cut_lines = seams = 0
    for words in (20, 60, 120, 180, 240, 300, 500):
        content = article(words, lead_photo=Photo(photo_bytes, "Rapat anggota.", "Tim") if words % 40 else None)
        for edge in (4, 5, 7):
            for drawing in (found := drawn(content, paper, sheet, edge))[0]:
                tiling, marks = found[1], drawing.marks
                unit, top = tiling.shape.scale / MM, PAPERS[paper].height_pt - PAPERS[paper].margin_pt
                down = [((top - m.top) * unit, (top - m.bottom) * unit, m.weight) for m in marks]
                tiles = tiling.tiles(marks)
                for end in {tile.down.end for tile in tiles if tile.row < tiling.shape.rows - 1}:
                    seams += 1
                    assert cost(end, down) < 12 * DEAR, "through a headline, a quote or the code"
                    cut_lines += cost(end, down) > CLEAN
                assert crossed_upright(drawing, tiling) == []
    assert cut_lines <= 0.02 * seams


@given(st.floats(600, 1100), st.sampled_from([12.0, 14.0, 18.0, 26.0]), st.floats(400, 560), st.floats(16, 40))
def test_text_is_lowered_by_less_than_a_line_until_white_lies_in_reach_of_the_seam(top, size, low, reach):
    cap, leading = 0.67 * size, 1.27 * size
    moved = lowered(top, cap, size, leading, [(low + reach, low)])
    assert 0 <= top - moved < leading
    rows = [moved - cap - row * leading for row in range(1, 90)]  # baselines
    whites = [(row + leading - 0.25 * size, row + 0.75 * size) for row in rows]
    assert any(upper > low + 0.5 and lower < low + reach for upper, lower in whites)


@given(
    st.floats(700, 900), st.sampled_from([14.0, 18.0, 26.0]), st.floats(500, 650), st.floats(16, 40), st.sampled_from([24.0, 31.5, 38.0])
)
def test_standfirst_on_a_seam_is_lowered_until_the_white_of_the_text_runs_on_between_its_lines(top, size, low, reach, larger):
    cap, leading, seam = 0.67 * size, 1.27 * size, (low + reach, low)
    columns_top = lowered(1000.0, cap, size, leading, [seam])
    [(high, foot)] = strips = whites(columns_top, cap, size, leading, [seam])
    assert seam[1] <= foot < high <= seam[0]
    height = 8 * 1.24 * larger
    moved = joined(top, height, (0.67 * larger, larger, 1.24 * larger), strips)
    assert 0 <= top - moved < 1.24 * larger
    if moved > high > foot > moved - height:
        lines = [moved - 0.67 * larger - n * 1.24 * larger for n in range(9)]
        assert any(line + 1.24 * larger - 0.25 * larger > foot and line + 0.75 * larger < high for line in lines)


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
