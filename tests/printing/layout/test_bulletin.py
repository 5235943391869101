"""A bulletin as it leaves the layout: paper, texts, codes, ink, bytes."""

import io
import os
import subprocess
import sys
from dataclasses import replace

import pypdf
import pytest
import segno
import zxingcpp
from PIL import ImageStat

from printing.layout import Block, ContentError, UnsupportedPaper, content_key, render
from printing.layout.bulletin import BulletinContent, WallAnswer
from printing.layout.client import PROJECT_ROOT
from printing.layout.kinds import from_json
from printing.layout.qr import MASK, QUIET_MODULES, code_for

from .bulletin_samples import ANSWERS, assert_no_text_is_torn, bulletin, paper_for, photo, planned, story
from .conftest import bare, image_of, jpeg, sent, text_of

MM = 72 / 25.4
COUNTS = (1, 2, 3, 4, 5, 6, 7, 9, 12)


# --- content


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"articles": ()}, "no_articles"),
        ({"articles": tuple(story(n, 20) for n in range(1, 14))}, "too_many_articles"),
        ({"articles": (story(1, 20, headline=" \u200b"),)}, "no_headline"),
        ({"articles": (story(1, 20, blocks=()),)}, "no_body"),
        ({"articles": (story(1, 20, blocks=(Block("table", "isi"),)),)}, "bad_kind"),
        ({"city_colour": "hijau"}, "bad_colour"),
    ],
)
def test_content_without_a_bulletin_in_it_is_refused_with_the_reason(changes, code):
    with pytest.raises(ContentError) as caught:
        render(replace(bulletin(1, 20, pictured=0), **changes), paper="a2")
    assert caught.value.code == code
    assert str(caught.value).endswith(".")


def test_content_survives_the_way_to_the_helper():
    content = bulletin(2, 40, labels={"scan": "Pindai"})
    assert BulletinContent.from_json(sent(content.to_json())) == content
    assert from_json("bulletin", content.to_json()) == content


def test_key_depends_on_all_that_changes_the_file():
    content = bulletin(1, 40)
    keys = {
        content_key(content),
        content_key(content, "a2"),
        content_key(replace(content, edition=15)),
        content_key(replace(content, answers=())),
        content_key(replace(content, rights=None)),
        content_key(replace(content, articles=(story(1, 40),))),
    }
    assert len(keys) == 6
    assert content_key(content) == content_key(replace(content))


# --- the sheet


@pytest.mark.parametrize("count", COUNTS)
def test_page_is_the_paper_and_every_text_ends_whole_or_at_a_sentence(count):
    content = bulletin(count)
    made = render(content, paper=paper_for(count))
    [page] = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    size = (297, 420) if count <= 6 else (420, 594)
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx([v * MM for v in size], abs=0.01)
    assert_no_text_is_torn(content, made)
    assert made.body_pt >= 12


@pytest.mark.parametrize("count", (1, 3, 4, 6, 7, 12))
def test_short_texts_are_shown_whole(count):
    content = bulletin(count, 25, pictured=1)
    made = render(content, paper=paper_for(count))
    assert_no_text_is_torn(content, made)
    assert not any(warning.startswith("continued") for warning in made.warnings)


@pytest.mark.parametrize("count", (4, 12))
def test_fixed_parts_are_on_the_sheet(count):
    content = bulletin(count)
    found = text_of(render(content, paper=paper_for(count)))
    rows = [text for row in content.rights.rows for text in row]
    answers = [text for a in ANSWERS for text in (a.question, a.words, a.source_words)]
    around = (content.masthead, content.city, content.period, content.footer, content.rights.title, content.rights.note)
    for text in (*around, *rows, *answers, *content.articles[0].questions, "Bahan diskusi", "Jawaban dari dinding", "PP 35/2021"):
        assert bare(text) in found, text
    for article in content.articles:
        assert bare(article.standfirst) in found
        assert article.typed_address in found


@pytest.mark.parametrize("count", (4, 6, 7, 12))
def test_the_lead_has_the_largest_headline_and_the_widest_picture(count):
    plan, _ = planned(bulletin(count), paper_for(count))
    lead, *others = sorted(plan.placed, key=lambda block: block.piece.story.number)
    assert all(lead.piece.headline.size_pt > 1.3 * block.piece.headline.size_pt for block in others)
    widths = [block.piece.photo_size(block.filling.photo_rows)[0] for block in others]
    assert lead.piece.photo_size(lead.filling.photo_rows)[0] >= max(widths)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("words", [40, 400])
def test_columns_are_full(count, words):
    """White of more than five rows is only left where questions and lines to write on stand in it."""
    plan, _ = planned(bulletin(count, words), paper_for(count))
    ends = dict.fromkeys(range(plan.placed[0].piece.manner.columns), 0)
    for block in plan.placed:
        for column in range(block.column, block.column + block.piece.span):
            ends[column] = max(ends[column], block.row + block.rows)
        allowed = 6 if block.piece.span > 1 else 14
        assert block.filling.blank / block.piece.span <= allowed, (block.piece.story.number, block.filling.blank)
    assert set(ends.values()) == {plan.raster.rows - plan.shelf_rows - 1}


@pytest.mark.parametrize(("count", "mono"), [(4, False), (6, True), (7, False), (12, True)])
def test_every_code_is_read_and_leads_to_its_article(count, mono):
    content = bulletin(count, pictured=0)
    picture = image_of(render(content, paper=paper_for(count), mono=mono), scale=2.0)
    found = {code.text for code in zxingcpp.read_barcodes(picture)}
    assert found == {article.address for article in content.articles}


def test_codes_are_large_enough_for_the_hand():
    plan, _ = planned(bulletin(12), "a2")
    for block in plan.placed:
        foot = block.piece.foot(block.filling.ending)
        assert foot.dark_pt >= 22 * MM - 0.01
        assert foot.dark_pt / len(foot.code.rows) >= 0.6 * MM


@pytest.mark.parametrize("length", [1, 14, 15, 42, 62, 63, 84, 85, 106, 107, 134])
def test_codes_of_addresses_have_the_modules_that_segno_gives_them(length):
    address = ("a" + "https://wartaburuh.example/p/x7k3mp/" * 4)[:length]
    made = segno.make_qr(address, error="m", mask=MASK, boost_error=False)
    code = code_for(address)
    assert code.rows == tuple("".join(map(str, row)) for row in made.matrix)
    drawn = {(int(x) + place, int(y)) for x, y, width, *_ in map(str.split, code.squares()) for place in range(int(width))}
    quiet, count = QUIET_MODULES, len(made.matrix)
    assert drawn == {(quiet + x, quiet + count - 1 - y) for y, row in enumerate(made.matrix) for x, module in enumerate(row) if module}


def test_what_is_cut_says_where_the_rest_is():
    made = render(bulletin(6), paper="a3")
    [told] = [warning for warning in made.warnings if warning.startswith("continued:")]
    assert text_of(made).count(bare("Lanjutannya: pindai kode")) == len(told[10:].split(","))


@pytest.mark.parametrize("count", (4, 5, 6))
def test_no_story_is_a_headline_without_text_and_no_wide_one_a_few_lines(count):
    plan, _ = planned(bulletin(count), "a3")
    for block in plan.placed:
        rows, span = block.filling.ending.rows, block.piece.span
        assert rows >= 3 if span == 1 else rows >= 5 * span - block.piece.cut_foot.rows, block.piece.story.number


@pytest.mark.parametrize("count", (2, 5))
def test_the_photo_of_another_story_is_shown_when_the_lead_has_none(count):
    articles = [replace(article, photo=photo(7) if number == 1 else None) for number, article in enumerate(bulletin(count).articles)]
    plan, _ = planned(replace(bulletin(count), articles=tuple(articles)), "a3")
    assert [block.piece.story.number for block in plan.placed if block.filling.photo_rows] == [2]


def test_a_corrected_bulletin_tells_its_edition_and_a_first_one_does_not():
    assert bare("2026 · Edisi 14") in text_of(render(bulletin(2, 40)))
    assert "Edisi" not in text_of(render(bulletin(2, 40, edition=1)))


def test_an_answer_tells_its_story_and_what_was_asked():
    content = bulletin(4)
    long = "Jemputan sif malam mau diganti uang, buruh sepatu perempuan memilih busnya"
    answers = (
        WallAnswer("Berapa suhunya?", "Tiga puluh tujuh derajat.", "dari dinding", content.articles[2].headline),
        WallAnswer("", "Kami 12 orang.", "dari web", long, is_from_wall=False),
    )
    found = text_of(render(replace(content, answers=answers)))
    for words in (
        "Jawaban pembaca",
        "Tentang “Bus karyawan",
        "Berapa suhunya?",
        "Tentang “Jemputan sif malam",
        "…”",
        "Kami 12 orang. — dari web",
    ):
        assert bare(words) in found, words
    assert bare(long) not in found
    assert bare("Jawaban dari dinding") in text_of(render(replace(content, answers=answers[:1])))


def test_answers_that_have_no_room_are_at_the_codes_only_when_these_are_on_the_sheet():
    content = bulletin(4)
    here = [
        WallAnswer("Mengapa?", f"Jawaban nomor {n}. " + "Angka dicatat. " * 12, "Papan", content.articles[1].headline) for n in range(9)
    ]
    elsewhere = [*here[:-1], replace(here[-1], story="Berita pekan lalu")]
    for answers, words in ((here, "Jawaban lain: pindai kode"), (elsewhere, "Jawaban lain tidak dimuat")):
        assert bare(words) in text_of(render(replace(content, answers=tuple(answers))))


# --- ink


def mean_ink(made) -> float:
    return 1 - ImageStat.Stat(image_of(made).convert("L")).mean[0] / 255


@pytest.mark.parametrize("count", (1, 4, 6, 12))
def test_mono_bulletin_is_grey_and_saves_ink(count):
    made = render(bulletin(count, pictured=0), paper=paper_for(count), mono=True)
    red, green, blue = image_of(made).split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert mean_ink(made) < 0.12


@pytest.mark.parametrize("count", (1, 4, 12))
def test_mono_photos_stay_within_the_ink_limit(count):
    content = bulletin(count, 60)
    dark = tuple(replace(a, photo=a.photo and replace(a.photo, jpeg=jpeg(1200, 800, dark=True))) for a in content.articles)
    assert mean_ink(render(replace(content, articles=dark), paper=paper_for(count), mono=True)) < 0.18


# --- bytes

SCRIPT = """
import hashlib, sys
sys.path.insert(0, {root!r})
from printing.layout import render
from tests.printing.layout.bulletin_samples import bulletin, story
from printing.layout import Block
if {others}:
    render(bulletin(3, 60), paper="a3", mono=True)
blocks = (Block("paragraph", "Kata \\u0627\\u0644\\u0639\\u0645\\u0627\\u0644 \\U0001f4aa ń ĝ akhir."),)
content = bulletin(7, 150)
for content in (bulletin(7, 150), bulletin(4, 150, articles=tuple(story(n, 90, blocks=blocks) for n in range(1, 5)))):
    for mono, sheet in ((False, None), (True, "a4")):
        print(hashlib.sha256(render(content, paper="a2", mono=mono, sheet=sheet).pdf).hexdigest())
"""


def test_same_content_gives_same_bytes_in_other_processes():
    answers = set()
    for seed, others in (("1", False), ("2", True)):
        script = SCRIPT.format(root=str(PROJECT_ROOT), others=others)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT_ROOT)}
        answers.add(subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True).stdout)
    assert len(answers) == 1


def test_metadata_is_fixed():
    content = bulletin(4, 60)
    made = render(content)
    information = pypdf.PdfReader(io.BytesIO(made.pdf)).metadata
    assert information.title == "Warta Buruh · Semarang · Pekan 23–29 November 2026"
    assert information.author == "Serikat Pekerja Contoh"
    assert information["/CreationDate"].startswith("D:20261129000000")
    assert b"Helvetica" not in made.pdf
    assert str(PROJECT_ROOT).encode() not in made.pdf


# --- paper


@pytest.mark.parametrize(("paper", "sheet"), [("a4", None), ("f4", None), ("a5", None), ("a3", "a3")])
def test_other_papers_are_refused(paper, sheet):
    with pytest.raises(UnsupportedPaper):
        render(bulletin(1, 20, pictured=0), paper=paper, sheet=sheet)


def test_more_than_six_articles_are_too_many_for_a3():
    with pytest.raises(ContentError) as caught:
        render(bulletin(7, 20, pictured=0), paper="a3")
    assert caught.value.code == "too_many_for_paper"


@pytest.mark.parametrize(("count", "sheet", "sheets"), [(4, "a4", 2), (6, "f4", 2), (7, "a4", 4), (12, "f4", 4)])
def test_cut_for_office_paper_every_code_stays_whole(count, sheet, sheets):
    content = bulletin(count, pictured=0)
    made = render(content, paper=paper_for(count), sheet=sheet)
    assert made.page_count == sheets + 1
    found = {code.text for page in range(sheets) for code in zxingcpp.read_barcodes(image_of(made, page, 2.0))}
    assert found == {article.address for article in content.articles}
