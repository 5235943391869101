"""What the photocopier, the toner and the eye at a metre and a half ask of every sheet: read from the operators of the page."""

import io
import re

import pypdf
import pytest

from printing.layout import Photo, edge_sheet, render
from printing.layout.bottom import measure_bottom
from printing.layout.paper import MM, PAPERS
from printing.layout.pictures import shape_of
from printing.layout.poster import _Poster
from printing.layout.qr import code_for

from .conftest import article, jpeg

NAME = "Federasi Serikat Pekerja Tekstil Sandang Kulit dan Garmen Nu"
PAPERS_AND_WORDS = [("a3", 200), ("a3", 1200), ("a2", 900), ("a4", 500), ("f4", 150), ("a4s", 600)]
CM2 = (72 / 2.54) ** 2


def operators(made) -> list[str]:
    pages = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    return [line for page in pages for line in page.get_contents().get_data().decode("latin-1").splitlines()]


def sizes_of_white_type(made) -> list[float]:
    fill, sizes = "", []
    for line in operators(made):
        fill = line if re.fullmatch(r"[\d. ]+ (g|rg)", line) else fill
        if fill == "1 g" and (found := re.search(r"/F\d+ ([\d.]+) Tf", line)):
            sizes.append(float(found[1]))
    return sizes


@pytest.mark.parametrize(("paper", "words"), PAPERS_AND_WORDS)
@pytest.mark.parametrize("name", ["Warta Buruh", NAME])
def test_white_letters_are_never_smaller_than_twelve_points(paper, words, name):
    sizes = sizes_of_white_type(render(article(words, masthead=name, city=name), paper=paper))
    assert sizes and min(sizes) >= 12


@pytest.mark.parametrize(("paper", "words"), PAPERS_AND_WORDS)
def test_ink_saver_has_no_solid_but_rules(paper, words, photo_bytes):
    """A rule is at most 5 pt thick; the small squares of the code are drawn in their own units."""
    made = render(article(words, lead_photo=Photo(photo_bytes, "Rapat.", "Tim")), paper=paper, mono=True)
    for line in operators(made):
        if found := re.fullmatch(r"([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+) re f", line):
            width, height = float(found[3]), float(found[4])
            assert min(width, height) <= 5 or width * height <= CM2


@pytest.mark.parametrize(("paper", "words"), PAPERS_AND_WORDS)
@pytest.mark.parametrize("mono", [False, True])
def test_no_line_is_thinner_than_half_a_point_and_no_letter_is_grey(paper, words, mono):
    tiled = {"sheet": "a4"} if paper in ("a3", "a2") else {}
    for line in operators(render(article(words), paper=paper, mono=mono, **tiled)):
        if found := re.search(r"([\d.]+) w ", line):
            assert float(found[1]) >= 0.5
        if found := re.fullmatch(r"[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+) re f", line):
            assert min(float(found[1]), float(found[2])) >= 0.5
        if re.fullmatch(r"[\d.]+ g", line):
            assert line in ("0 g", "1 g")


def test_test_sheet_uses_black_only():
    assert not [line for line in operators(render(edge_sheet.TestSheetContent(), paper="a4")) if re.search(r"rg|RG|[^0]\.\d+ [gG]$", line)]


@pytest.mark.parametrize(("paper", "least_mm"), [("a3", 45), ("a2", 45), ("a4", 25), ("f4", 25), ("a4s", 25)])
@pytest.mark.parametrize("growth", [0, 0.5, 1, 2])
def test_code_is_wide_enough_to_be_scanned_from_the_wall(paper, least_mm, growth):
    sheet = PAPERS[paper]
    bottom = measure_bottom(article(), sheet, growth)
    module = bottom.code_pt / bottom.code.side / MM
    assert module >= 1 - 1e-9
    assert module * len(bottom.code.rows) >= least_mm - 1e-9


def test_short_address_keeps_the_code_at_version_three_or_less():
    assert len(code_for(article().address).rows) <= 17 + 4 * 3


def test_names_of_sixty_letters_take_two_lines_at_most():
    from printing.layout.drawing import Drawing
    from printing.layout.embedding import DocumentFonts
    from printing.layout.furniture import Furniture

    for paper in PAPERS.values():
        for mono in (False, True):
            for draw in (lambda f, d: f.draw_masthead(d), lambda f, d: f.draw_strip(d, 2, 3)):
                drawing = Drawing(DocumentFonts(), tracked=True)
                draw(Furniture(article(masthead=NAME, city=NAME), paper, mono), drawing)
                lowest, highest = min(m.bottom for m in drawing.marks), max(m.top for m in drawing.marks)
                assert highest <= paper.height_pt - paper.margin_pt
                band = max(paper.masthead_mm, paper.strip_mm) * MM
                assert lowest >= paper.height_pt - paper.margin_pt - band
                assert min(m.left for m in drawing.marks) >= paper.margin_pt - 0.01
                assert max(m.right for m in drawing.marks) <= paper.width_pt - paper.margin_pt + 0.01


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_size_of_a_photo_is_read_before_it_is_decoded():
    """A header that promises 13,000 times 13,000 pixels is enough to leave the photo out."""
    bomb = bytearray(jpeg(900, 600))
    place = bomb.index(b"\xff\xc0")
    bomb[place + 5 : place + 9] = (13000).to_bytes(2, "big") * 2
    assert shape_of(bytes(bomb)) is None
    made = render(article(120, lead_photo=Photo(bytes(bomb), "Bom", "Tim")))
    assert "photo_unreadable" in made.warnings


@pytest.mark.parametrize("paper", ["a3", "a2", "a4", "f4"])
def test_headline_of_300_characters_goes_down_to_the_floor_and_takes_a_third_of_the_sheet_at_most(paper):
    text = ("Upah lembur seribu dua ratus pekerja belum dibayar " * 6)[:300].strip()
    sheet = PAPERS[paper]
    headline = _Poster(article(150, headline=text), sheet, False).planner.best().measured.head.headline
    assert headline.size_pt >= sheet.headline_floor_pt
    assert headline.height_pt <= sheet.content_height_pt / 3
    assert " ".join(word.text for line in headline.lines for word in line.words) == text
