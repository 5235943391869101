"""Papers of any length: what stands together, what stands again, what stays white."""

import io
import re

import pypdf
import pytest
import zxingcpp

from printing.layout import Column, DocumentBlock, Photo, render
from printing.layout.paper import MM, PAPERS

from .boxes import recorded
from .conftest import QUESTIONS, bare, image_of, text_of
from .office_samples import ONE_OF_EACH, QR, TEXT, document, long_table, pages_of

PAPERS_MM = {"a4": (210, 297), "f4": (215, 330)}
STEPS = DocumentBlock("steps", rows=tuple((f"Langkah {n}", "1 × 2", "Rp 2", "Pasal 1") for n in range(6)))


@pytest.mark.parametrize("paper", PAPERS_MM)
def test_every_page_is_exactly_the_paper(paper):
    for page in pypdf.PdfReader(io.BytesIO(render(document(), paper=paper).pdf)).pages:
        size = (float(page.mediabox.width) / MM, float(page.mediabox.height) / MM)
        assert size == pytest.approx(PAPERS_MM[paper], abs=0.1)


def test_every_sentence_of_every_kind_of_block_stands_in_the_text_once():
    found = text_of(render(document(ONE_OF_EACH[:15]), paper="a4"))
    for text in (
        TEXT,
        "1 × 1,5 × 35.762",
        "PP 35/2021 Pasal 31 ayat (1) huruf a",
        "24 dari 30",
        "30 hari",
        *QUESTIONS,
        "Rapat anggota. Foto: Tim",
    ):
        assert found.count(bare(text)) == 1, text


def test_text_of_a_page_is_read_before_its_footer():
    page = pages_of(render(document(), paper="a4"))[0]
    assert page.index("Warta Buruh") < page.index("Lembar hitung") < page.index("Siti Rahayu") < page.index("Halaman 1")


@pytest.mark.parametrize("paper", PAPERS_MM)
def test_long_table_has_its_head_on_every_page_and_every_row_once(paper):
    made = render(long_table(), paper=paper)
    pages = pages_of(made)
    assert made.page_count == len(pages) >= 10
    for number, page in enumerate(pages, start=1):
        assert page.count("Dasar hukum") == 1
        assert f"Halaman {number} dari {len(pages)}" in page
    rows = [int(number) for number in re.findall(r"Kabupaten ke(\d+)x", "".join(pages))]
    assert sorted(rows) == list(range(1, 321))


def test_rows_are_not_divided_unless_they_are_taller_than_a_page():
    cells = tuple((f"awal{n} {TEXT} akhir{n}",) for n in range(20))
    pages = pages_of(render(document((DocumentBlock("table", columns=(Column("a"),), rows=cells),)), paper="a4"))
    for number in range(20):
        assert any(f"awal{number} " in page and f"akhir{number}" in page for page in pages)
    tall = document((DocumentBlock("table", columns=(Column("Kepala"), Column("b")), rows=((f"{TEXT} " * 30, "pendek"),)),))
    pages = pages_of(render(tall, paper="a4"))
    assert len(pages) > 1
    assert all("Kepala" in page for page in pages[:-1])


def test_heading_is_never_the_last_of_a_page():
    for count in range(20, 44):
        blocks = [DocumentBlock("paragraph", "Satu baris.") for _ in range(count)]
        blocks += [DocumentBlock("heading", "Kepalanya"), DocumentBlock("list", "Pengantar:", ("butirnya satu", "butirnya dua"))]
        for page in pages_of(render(document(blocks), paper="a4")):
            assert ("Kepalanya" in page) == ("butirnya satu" in page)


def test_sum_and_signatures_stand_with_what_they_belong_to():
    for count in range(16, 40):
        blocks = [DocumentBlock("paragraph", "Satu baris.") for _ in range(count)]
        blocks += [STEPS, DocumentBlock("sum", "Jumlahnya", amount="Rp 12"), DocumentBlock("paragraph", "Demikian adanya.")]
        blocks += [DocumentBlock("signatures", "Karawang", ("Siti",))]
        for page in pages_of(render(document(blocks), paper="a4")):
            assert ("Jumlahnya" in page) <= ("Langkah 5" in page)
            assert ("Karawang" in page) == ("Demikian" in page)


def test_letter_among_other_blocks_is_a_page_of_its_own_without_our_name():
    pages = pages_of(render(document(), paper="a4"))
    letter = next(page for page in pages if "Kepada Yth." in page)
    assert "Warta Buruh" not in letter and "Halaman" not in letter and "Catatanmu" not in letter
    assert "Siti Rahayu" in letter and "Halaman terakhir" not in letter
    assert "Warta Buruh" in pages[-1] and "Halaman terakhir" in pages[-1]


def test_letter_that_comes_first_stands_under_the_name_of_the_paper():
    made = render(document((ONE_OF_EACH[15], ONE_OF_EACH[16])), paper="a4")
    assert made.page_count == 1
    assert "Warta Buruh" in pages_of(made)[0]


def test_each_letter_has_its_page_and_one_without_address_goes_on():
    first, second = (DocumentBlock("letter", f"Isi {n}.", ("Kepada Yth.",)) for n in (1, 2))
    going_on = DocumentBlock("letter", "Penutup.")
    pages = pages_of(render(document((ONE_OF_EACH[0], first, STEPS, going_on, second), qr="", typed_address=""), paper="a4"))
    assert len(pages) == 3
    assert "Isi 1." in pages[1] and "Langkah 5" in pages[1] and "Penutup." in pages[1]
    assert "Isi 2." in pages[2] and "Penutup." not in pages[2]


def test_name_under_a_line_may_be_left_to_the_hand():
    with recorded() as boxes:
        render(document((DocumentBlock("signatures", items=("\nPekerja", "Budi\nSaksi", "")),)), paper="a4")
    roles = {box.text: box.role for box in boxes if box.text in ("Pekerja", "Budi", "Saksi")}
    assert roles == {"Pekerja": "sans", "Budi": "sans_bold", "Saksi": "sans"}
    assert sum(box.role == "solid" and box.height == 0.75 for box in boxes) == 3


@pytest.mark.parametrize("paper", PAPERS_MM)
def test_code_at_the_end_leads_to_the_address(paper):
    made = render(document(), paper=paper)
    assert [code.text for code in zxingcpp.read_barcodes(image_of(made, made.page_count - 1, 2))] == [QR]


def test_address_that_no_phone_could_scan_is_left_out_with_a_note():
    made = render(document(qr="https://wartaburuh.example/" + "a" * 900), paper="a4")
    assert made.warnings == ("address_too_long",)
    assert zxingcpp.read_barcodes(image_of(made, made.page_count - 1, 2)) == []


def test_amounts_end_at_the_same_place():
    with recorded() as boxes:
        render(document((STEPS, DocumentBlock("sum", "Jumlah", amount="Rp 1.234.567"))), paper="a4")
    edge = PAPERS["a4"].width_pt - 15 * MM
    assert [box for box in boxes if box.text.startswith("Rp") and abs(box.right - edge) > 0.1] == []
    assert sum(box.text.startswith("Rp") for box in boxes) == 7


def test_longest_bar_fills_its_column_and_the_others_keep_their_share():
    with recorded() as boxes:
        render(document((DocumentBlock("svg_bars", rows=(("a", "30"), ("b", "15"), ("c", "0"), ("d", "7,5"))),)), paper="a4")
    assert [box.width for box in boxes if box.role == "solid" and box.height == 9.0] == pytest.approx(
        [(longest := max(box.width for box in boxes if box.height == 9.0)), longest / 2, longest / 4]
    )


def test_a_box_stands_before_each_item_of_a_checklist():
    with recorded() as boxes:
        render(document((ONE_OF_EACH[9],)), paper="a4")
    assert sum(box.role == "frame" for box in boxes) == 3


def test_all_is_black_and_no_line_is_finer_than_half_a_point():
    reader = pypdf.PdfReader(io.BytesIO(render(document(), paper="a4").pdf))
    for page in reader.pages:
        for line in page.get_contents().get_data().decode("latin-1").splitlines():
            assert not re.search(r" (rg|RG|k|K)$", line), line
            assert line == "0 g" or not line.endswith(" g")
            if found := re.fullmatch(r"([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+) re f", line):
                assert min(float(found[3]), float(found[4])) >= 0.5
    pictures = [
        found for number in reader.xref[0] if isinstance(found := reader.get_object(number), dict) and found.get("/Subtype") == "/Image"
    ]
    assert [picture["/ColorSpace"] for picture in pictures] == ["/DeviceGray"]


def test_a_page_takes_little_ink_and_little_room():
    made = render(document(ONE_OF_EACH[:12]), paper="a4")
    for page in range(made.page_count):
        grey = image_of(made, page).convert("L")
        counts = grey.histogram()
        assert sum(n * (255 - v) for v, n in enumerate(counts)) / 255 / sum(counts) < 0.12
    long = render(document((DocumentBlock("paragraph", f"{TEXT}\n\n" * 60),)), paper="a4")
    assert (len(long.pdf) - len(made.pdf)) / long.page_count < 6_000


@pytest.mark.parametrize("jpeg", [b"", b"\xff\xd8 no picture", b"\x89PNG"])
def test_unreadable_picture_is_left_out_with_a_note(jpeg):
    blocks = (DocumentBlock("picture", photo=Photo(jpeg, "Rapat.")), DocumentBlock("paragraph", "Sesudahnya."))
    made = render(document(blocks), paper="a4")
    assert made.warnings == ("photo_unreadable",)
    assert "Sesudahnya." in pages_of(made)[0]


def test_bound_atoms_that_no_page_holds_flow_on_all_the_same():
    made = render(document((DocumentBlock("heading", "Kepala " * 400), DocumentBlock("signatures", items=("a",) * 60))), paper="a4")
    assert made.page_count > 2
    assert text_of(made).count("Kepala") >= 400


def test_paragraph_of_twenty_thousand_words_goes_over_many_pages():
    made = render(document((DocumentBlock("paragraph", f"{TEXT} " * 200),)), paper="a4")
    assert made.page_count > 20
