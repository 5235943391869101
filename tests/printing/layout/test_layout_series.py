"""Articles over whole office sheets that hang side by side, and the short version on one sheet."""

import io

import pypdf
import pytest
import zxingcpp

from printing.layout import Block, ContentError, Photo, render
from printing.layout.paper import PAPERS
from printing.layout.poster import _Poster

from .boxes import recorded
from .conftest import QUESTIONS, SENTENCES, article, assert_every_paragraph_once, bare, blocks, image_of, text_of

SERIES = ["a4s", "f4s"]


def pages_of(made) -> list[str]:
    return [bare(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages]


@pytest.mark.parametrize("paper", SERIES)
@pytest.mark.parametrize("words", [30, 480, 2500])
def test_series_holds_every_paragraph_once_at_a_size_for_the_wall(paper, words, photo_bytes):
    content = article(words, lead_photo=Photo(photo_bytes, "Rapat anggota.", "Tim"))
    made = render(content, paper=paper)
    assert_every_paragraph_once(content, made)
    assert 14 <= made.body_pt <= 18
    assert made.page_count == made.sheet_count
    page = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0]
    assert float(page.mediabox.height) == pytest.approx(PAPERS[paper[:2]].height_pt, abs=0.01)


@pytest.mark.parametrize("paper", SERIES)
def test_first_sheet_has_the_photo_and_the_last_one_questions_and_code(paper, photo_bytes):
    content = article(600, lead_photo=Photo(photo_bytes, "Rapat anggota.", "Tim"))
    made = render(content, paper=paper)
    pages = pages_of(made)
    assert bare(content.standfirst) in pages[0] and "Rapatanggota.Foto:Tim" in pages[0]
    for number, text in enumerate(pages, start=1):
        assert bare(f"Lembar {number} dari {made.sheet_count}") in text
        assert bare(content.headline) in text, "each sheet is whole in itself"
        assert (bare(QUESTIONS[0]) in text) == (number == made.sheet_count)
        told = bare(f"tempelkan lembar 1 sampai {made.sheet_count} berjajar dari kiri ke kanan")
        assert (told in text) == (number < made.sheet_count)
    assert bare(content.quote) in pages[1]
    assert [code.text for code in zxingcpp.read_barcodes(image_of(made, made.sheet_count - 1, 1.5))] == [content.address]


@pytest.mark.parametrize(("paper", "words"), [("f4s", 600), ("a4s", 600), ("a2", 2500)])
def test_a_loose_sheet_names_even_the_longest_headline(paper, words):
    headline = (
        "Sepuluh minggu mencatat jam pulang, penjahit pabrik pakaian jadi di pinggir kota menerima kekurangan upah lemburnya sekaligus"
    )
    with recorded() as boxes:
        made = render(article(words, headline=headline), paper=paper)
    assert made.sheet_count > 1
    sheet = PAPERS[paper]
    top = sheet.height_pt - sheet.margin_pt - sheet.strip_mm * 72 / 25.4
    for number in range(1, made.sheet_count):
        strip = [box for box in boxes if box.sheet == number and box.y > top and box.text]
        assert "Sepuluh minggu" in " ".join(box.text for box in strip)
        middle = sheet.width_pt / 2 if sheet.is_folded else -1
        assert not any(box.x < middle < box.right for box in strip)


def used_rows(plan, sheet: int) -> float:
    """Lines on a sheet as a share of those that it could hold."""
    frames = plan.measured.sheets[sheet].frames
    lines = sum(p.last - p.first for p in plan.placements if p.frame.sheet == sheet)
    return lines / max(1, sum(frame.count for frame in frames))


@pytest.mark.parametrize("paper", SERIES)
def test_series_has_no_crumbs(paper, photo_bytes):
    """No last sheet with next to nothing on it, no few lines under the photo."""
    for words in range(120, 1000, 80):
        poster = _Poster(article(words, lead_photo=Photo(photo_bytes, "Rapat.", "Tim") if words % 160 else None), PAPERS[paper], False)
        plan = poster.planner.best()
        if plan.sheet_count == 1:
            continue
        assert used_rows(plan, plan.sheet_count - 1) > 0.45, words
        assert min(frame.count for frame in plan.measured.sheets[0].frames) >= 5


def test_series_is_not_cut_up_further():
    with pytest.raises(ContentError):
        render(article(), paper="a4s", sheet="a4")


# --- the short version


def long_article(**changes):
    return article(900, short=True, **changes)


@pytest.mark.parametrize("paper", ["a3", "a4", "f4", "a4s"])
@pytest.mark.parametrize("mono", [False, True])
def test_short_version_is_one_sheet_that_ends_at_a_paragraph_and_says_where_the_rest_is(paper, mono, photo_bytes):
    content = long_article(lead_photo=Photo(photo_bytes, "Rapat.", "Tim"))
    made = render(content, paper=paper, mono=mono)
    found = text_of(made)
    kept = [block for block in content.blocks if bare(block.text) in found]
    assert made.sheet_count == 1
    assert kept == list(content.blocks[: len(kept)]) and 0 < len(kept) < len(content.blocks)
    for block in content.blocks[len(kept) :]:
        assert bare(block.text.split(". ")[0] + ".") not in found, "no sentence of what was left out"
    assert f"shortened:{len(content.blocks) - len(kept)}" in made.warnings
    assert found.count("Lanjutannya:pindaikode") == 2  # after the text, and at the code


def test_short_version_of_a_text_that_fits_is_the_text():
    content = article(150)
    whole, short = render(content), render(article(150, short=True))
    assert short.pdf == whole.pdf
    assert short.warnings == whole.warnings


def test_short_version_keeps_more_on_a_larger_sheet():
    kept = [render(long_article(), paper=paper).warnings for paper in ("a4", "a3")]
    left_out = [int(warning.partition(":")[2]) for warnings in kept for warning in warnings if warning.startswith("shortened")]
    assert left_out[0] > left_out[1] > 0


def test_short_version_ends_neither_after_a_heading_nor_within_a_list():
    text = blocks(*SENTENCES[:3]) + (Block("heading", "Judul kecil"),) + tuple(Block("list_item", " ".join(SENTENCES)) for _ in range(12))
    found = text_of(made := render(article(blocks=text, short=True), paper="a4"))
    assert "Judulkecil" not in found
    assert "shortened:13" in made.warnings


def test_first_paragraph_too_long_for_a_sheet_is_told():
    with pytest.raises(ContentError) as caught:
        render(article(blocks=blocks(" ".join(SENTENCES * 12), "Akhir."), short=True), paper="a4")
    assert caught.value.code == "short_no_paragraph"


@pytest.mark.parametrize("address", ["", "https://contoh.example/" + "a" * 900])
def test_short_version_needs_a_code(address):
    with pytest.raises(ContentError) as caught:
        render(long_article(address=address))
    assert caught.value.code == "short_without_code"


def test_short_version_can_be_cut_into_office_sheets():
    made = render(long_article(), sheet="a4")
    assert (made.sheet_count, made.page_count) == (1, 3)
