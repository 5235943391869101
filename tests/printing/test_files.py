import os
import re
import tempfile

import pypdf
import pypdfium2
import pytest
import zxingcpp

from cms.models import ArticlePage
from people.models import User
from printing import files
from tests.cast import make_cast
from tests.printing.publishing import PARAGRAPHS, QUOTE, poster, printed

pytestmark = pytest.mark.django_db


def every_byte_of(data: bytes) -> bytes:
    """The file and all of its streams, unpacked."""
    reader = pypdf.PdfReader(files.ContentFile(data))
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    streams = [found.get_data() for found in objects if hasattr(found, "get_data")]
    return b"\n".join([data, *streams])


def text_of(data: bytes) -> str:
    reader = pypdf.PdfReader(files.ContentFile(data))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


@pytest.fixture
def pdf(public_photo) -> bytes:
    return files.read(poster(printed(lead_photo=public_photo, lead_credit="Tim Media")).file)


def test_every_paragraph_stands_on_the_sheet_once(pdf):
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    plain = re.sub(r"[\s\ufffe\u00ad-]+", "", text)
    for paragraph in PARAGRAPHS:
        assert plain.count(re.sub(r"[\s-]+", "", paragraph)) == 1
    assert re.sub(r"[\s-]+", "", QUOTE) in plain


def test_sheet_is_exactly_a3(pdf):
    box = pypdf.PdfReader(files.ContentFile(pdf)).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (297, 420)


def test_code_opens_the_short_address(pdf):
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil()
    codes = zxingcpp.read_barcodes(picture)
    assert [code.text for code in codes] == [f"http://127.0.0.1:8000/p/{ArticlePage.objects.get().code.code.lower()}/"]


def test_nobody_and_no_machine_is_named_in_the_file(public_photo):
    make_cast()
    pdf = files.read(poster(printed(lead_photo=public_photo)).file)
    unpacked = every_byte_of(pdf).lower()
    names = [user.username for user in User.objects.all()] + ["nama-rahasia", "siti", "ratna"]
    places = [os.getcwd(), tempfile.gettempdir() + "/", "/home/", "/root/"]
    for word in names + places:
        assert word.lower().encode() not in unpacked, word
        assert word.lower().encode("utf-16-be") not in unpacked, word


def test_metadata_names_the_paper_and_the_day_of_the_article(pdf):
    facts = pypdf.PdfReader(files.ContentFile(pdf)).metadata
    assert "Warta Buruh" in (facts.author or "")
    day = ArticlePage.objects.get().published_on
    assert facts.creation_date.date() == day


def test_two_renderings_are_the_same_bytes(pdf):
    row = poster(ArticlePage.objects.get())
    from printing.formats import Format
    from printing.services import render_poster

    again = render_poster(article=row.article, revision=row.revision, wanted=Format())
    assert (again.pdf, again.file) == (pdf, row.file)
