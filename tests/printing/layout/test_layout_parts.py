"""What stands where on a sheet: masthead, headline, standfirst, photo, columns, quote, questions, code, footer."""

import pytest

from printing.layout import Photo, render
from printing.layout.cleaning import bound
from printing.layout.paper import MM, PAPERS, for_size

from .boxes import Box, clashes, clipped, recorded
from .conftest import article, jpeg

NAMED = ("a3", "a2", "a4", "f4")
PHOTO = Photo(jpeg(), "Rapat di aula.", "Tim")
each_paper = pytest.mark.parametrize("paper", NAMED)


def drawn(paper: str, *, mono: bool = False, **changes) -> list[Box]:
    content = article(changes.pop("words", 190), **{"lead_photo": PHOTO, **changes})
    with recorded() as boxes:
        made = render(content, paper=paper, mono=mono)
    return [box for box in boxes if box.sheet < made.sheet_count]


def only(boxes: list[Box], role: str, sheet: int = 0) -> list[Box]:
    return [box for box in boxes if box.role == role and box.sheet == sheet]


def spelling(boxes: list[Box], text: str) -> list[Box]:
    """The boxes of the words of a text, wherever it first stands in the order of drawing."""
    words = bound(text).split(" ")
    for start in range(len(boxes)):
        if [box.text for box in boxes[start : start + len(words)]] == words:
            return boxes[start : start + len(words)]
    raise AssertionError(text)


@each_paper
@pytest.mark.parametrize("mono", [False, True])
def test_everything_stands_within_the_margins_and_nothing_on_anything_else(paper, mono):
    sheet = PAPERS[paper]
    assert sheet.margin_mm == (15 if paper in ("a3", "a2") else 12)
    for words in (20, 190, 800):
        boxes = drawn(paper, mono=mono, words=words)
        edge = sheet.margin_pt
        assert clipped(boxes, edge, edge, sheet.width_pt - edge, sheet.height_pt - edge) == []
        assert clashes(boxes) == []


@pytest.mark.parametrize(("paper", "height_mm"), [("a3", 26), ("a2", 28), ("a4", 17), ("f4", 17)])
def test_masthead_is_a_solid_of_the_full_width_with_name_city_date_and_edition(paper, height_mm):
    boxes = drawn(paper)
    ground = only(boxes, "solid")[0]
    sheet = PAPERS[paper]
    assert ground.height == pytest.approx(height_mm * MM)
    assert ground.width == pytest.approx(sheet.content_width_pt)
    assert ground.top == pytest.approx(sheet.height_pt - sheet.margin_pt)
    for text in ("Warta Buruh", "Semarang", "Edisi 117, sudah dibetulkan, 24\xa0November\xa02026"):
        assert all(ground.holds(box) for box in spelling(boxes, text))


@each_paper
def test_headline_standfirst_photo_and_text_follow_one_another_downwards(paper):
    boxes = drawn(paper, quote="")
    content = article()
    headline, lead = spelling(boxes, content.headline), spelling(boxes, content.standfirst)
    [photo] = only(boxes, "picture")
    body = [box for box in boxes if box.sheet == 0 and box.role == "serif"]
    assert min(box.y for box in headline) > max(box.top for box in lead) - 0.16 * headline[0].size_pt
    left = [box for box in body if box.right < photo.x]
    if PAPERS[paper].is_folded:  # the photo stands beside headline and standfirst
        assert photo.x > max(box.right for box in (*headline, *lead))
        assert abs(photo.top - max(box.top for box in headline)) < 2
    else:
        assert min(box.y for box in lead) >= photo.top
        left = body
    assert max(box.top for box in left) <= min(box.y for box in lead)
    caption = spelling(boxes, "Rapat di aula. Foto: Tim")
    assert all(box.top <= photo.y and box.x >= photo.x - 0.01 for box in caption)
    assert photo.y - max(box.top for box in caption) < 12


@pytest.mark.parametrize(("paper", "columns"), [("a3", 3), ("a2", 4), ("a4", 2), ("f4", 2)])
def test_body_has_its_columns_and_the_photo_its_share_of_them(paper, columns):
    sheet = PAPERS[paper]
    size = 14
    assert for_size(sheet, size).columns == columns
    assert sheet.gutter_mm == (8 if columns > 2 else 7)
    words = {"a3": 210, "a2": 800, "a4": 150, "f4": 180}[paper]
    boxes = drawn(paper, words=words)
    [photo] = only(boxes, "picture")
    spanned = {"a3": 2, "a2": 2, "a4": 1, "f4": 1}[paper]
    assert photo.width >= sheet.span_pt(spanned) - 0.01
    assert 16 / 9 + 0.01 >= photo.width / photo.height >= 1.3


def test_photo_leaves_the_text_its_beginning_under_the_headline():
    """Without a quote beside it the photo stands at the right, so that nobody begins to read in the middle."""
    boxes = drawn("a3", words=210, quote="")
    [photo] = only(boxes, "picture")
    sheet = PAPERS["a3"]
    assert photo.right == pytest.approx(sheet.width_pt - sheet.margin_pt)
    first = spelling(boxes, "Oleh Siti R.")[0]
    assert first.x == pytest.approx(sheet.margin_pt)
    assert first.top == pytest.approx(photo.top, abs=12)


@pytest.mark.parametrize("paper", ["a3", "a2"])
def test_quote_stands_at_the_head_of_the_last_column_with_a_heavy_rule_at_its_left(paper):
    boxes = drawn(paper, words=210 if paper == "a3" else 700)
    quote = spelling(boxes, article().quote)
    sheet = for_size(PAPERS[paper], 14)
    left = sheet.column_x_pt(sheet.columns - 1)
    [rule] = [box for box in only(boxes, "solid") if box.width == 5]
    assert rule.x == pytest.approx(left)
    assert all(box.x > rule.right and box.size_pt >= 22 and box.role == "serif_italic" for box in quote)
    below = [box for box in boxes if box.sheet == 0 and box.role == "serif" and box.x >= left and box.size_pt < 20]
    assert max(box.top for box in below) < min(box.y for box in quote)


@each_paper
@pytest.mark.parametrize("mono", [False, True])
def test_questions_stand_in_a_frame_with_the_code_beside_and_its_address_below(paper, mono):
    boxes = drawn(paper, mono=mono, words=150)
    last = max(box.sheet for box in boxes)
    [frame], [code] = only(boxes, "frame", last), only(boxes, "code", last)
    here = [box for box in boxes if box.sheet == last]
    for text in ("Bahan diskusi", *article().questions):
        assert all(frame.holds(box) for box in spelling(here, text))
    assert code.x >= frame.right - 0.01
    assert all(box.top <= code.y + 0.5 for box in spelling(here, article().typed_address))
    assert all(box.x > frame.right for box in spelling(here, "Pindai, baca, tanggapi"))


@each_paper
def test_quiet_zone_of_the_code_is_white(paper):
    """Four modules on all sides: nothing is drawn within the box of the code but the code."""
    for words in (20, 150, 600):
        boxes = drawn(paper, words=words)
        for code in [box for box in boxes if box.role == "code"]:
            assert not [box for box in boxes if box is not code and box.overlaps(code)]


@each_paper
@pytest.mark.parametrize("mono", [False, True])
def test_no_ground_lies_under_text_but_the_masthead(paper, mono):
    boxes = drawn(paper, mono=mono, words=700)
    grounds = [box for box in boxes if box.role == "solid" and min(box.width, box.height) > 5]
    under = [ground for ground in grounds if any(box.text and ground.overlaps(box) for box in boxes)]
    assert len(under) == (0 if mono else len({box.sheet for box in boxes}))
    assert all(ground.top == pytest.approx(PAPERS[paper].height_pt - PAPERS[paper].margin_pt) for ground in under)


@each_paper
def test_footer_names_the_issuer_and_asks_to_copy(paper):
    boxes = drawn(paper, words=900)
    for sheet in {box.sheet for box in boxes}:
        here = [box for box in boxes if box.sheet == sheet]
        low = min(box.y for box in here if box.text)
        for text in ("Lembar dinding Serikat Pekerja Contoh", "silakan perbanyak dan tempelkan"):
            assert min(box.y for box in spelling(here, text)) == pytest.approx(low, abs=0.5)


def test_single_question_has_no_number_and_fills_its_box():
    boxes = drawn("a3", words=60, questions=("Siapa yang membayar seragam di tempat kerjamu?",))
    words = spelling(boxes, "Siapa yang membayar seragam di tempat kerjamu?")
    assert not [box for box in boxes if box.text == "1."]
    assert words[0].size_pt > 20


def test_a_first_edition_tells_its_date_only():
    words = {box.text for box in drawn("a3", edition=1)}
    assert "24\xa0November\xa02026" in words and "Edisi" not in words


@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_a_single_question_stands_close_under_its_title_and_fills_its_box(paper):
    question = "Pernahkah hal seperti ini terjadi di tempat kerjamu?"
    boxes = drawn(paper, words=120, questions=(question,))
    title, asked, frame = spelling(boxes, "Bahan diskusi"), spelling(boxes, question), only(boxes, "frame")[0]
    size = asked[0].size_pt
    assert min(box.y for box in title) - max(box.top for box in asked) < 1.2 * size
    assert min(box.y for box in asked) - frame.y < 1.5 * size, "no hole for another line"
