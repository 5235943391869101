"""Certificates: one landscape page each, that the public can check."""

import io
import time

import pypdf
import pytest
import zxingcpp

from printing.layout import CertificatesContent, render
from printing.layout.paper import MM

from .boxes import clashes, clipped, recorded
from .conftest import bare, image_of
from .office_samples import certificate, certificates

SIZES_MM = {"a4": (297, 210), "f4": (330, 215)}


@pytest.mark.parametrize("paper", SIZES_MM)
def test_each_is_one_landscape_page_with_all_its_words(paper):
    content = certificates(3)
    made = render(content, paper=paper)
    pages = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    assert len(pages) == made.page_count == 3
    for page, one in zip(pages, content.certificates, strict=True):
        assert (float(page.mediabox.width) / MM, float(page.mediabox.height) / MM) == pytest.approx(SIZES_MM[paper], abs=0.1)
        text = bare(page.extract_text())
        words = (one.name, one.headline, *one.lines, one.number, one.typed_address, one.issued_on, *(w for s in one.signers for w in s))
        assert [word for word in words if bare(word) not in text] == []


@pytest.mark.parametrize("paper", SIZES_MM)
def test_code_of_each_leads_to_its_own_check(paper):
    content = certificates(2)
    made = render(content, paper=paper)
    for page, one in enumerate(content.certificates):
        assert [code.text for code in zxingcpp.read_barcodes(image_of(made, page, 2))] == [one.qr]


def test_two_hundred_are_drawn_within_a_request():
    started = time.process_time()
    made = render(certificates(200), paper="a4")
    assert made.page_count == 200
    assert time.process_time() - started < 5
    assert len(made.pdf) < 200 * 6_000


@pytest.mark.parametrize("paper", SIZES_MM)
@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Raden Mas Kusumoatmojo Adiningrat Wirasasmita bin Haji Muhammad Ridwan"},
        {"name": "Kusumoatmojo" * 6},
        {"name": "ꦱꦶꦠꦶꦫꦲꦪꦸ"},
        {"name": "سيتي رحايو"},
        {"lines": ("telah menyelesaikan pelatihan menulis berita. " * 3,) * 4},
        {"signers": (("Nama yang sangat panjang sekali", "Ketua Umum Federasi Serikat Pekerja Tekstil"),) * 4},
        {"signers": (), "qr": "", "typed_address": "", "number": "", "issued_on": "", "lines": ()},
        {"qr": "https://wartaburuh.example/" + "a" * 900},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_long_and_missing_words_stay_in_their_place(paper, changes):
    with recorded() as boxes:
        render(CertificatesContent((certificate(1, **changes),)), paper=paper)
    width, height = (side * MM for side in SIZES_MM[paper])
    assert clashes(boxes) == []
    assert clipped(boxes, 10 * MM, 10 * MM, width - 10 * MM, height - 10 * MM, slack=0) == []


def test_metadata_of_a_batch_names_nobody():
    info = pypdf.PdfReader(io.BytesIO(render(certificates(3), paper="a4").pdf)).metadata
    assert not any(one.name in str(value) for value in info.values() for one in certificates(3).certificates)
