"""Lessons on paper: a handout on one sheet, the trainer's pack, and what happens when a sheet cannot be drawn."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from cms.photos.door import admit_photo
from cms.photos.services import publish_photos, store_private_photo
from curriculum.lessons import sheets
from curriculum.models import Lesson
from printing.layout import ContentError
from printing.layout.client import LayoutFailed
from tests.cms.photos import pictures
from tests.submissions.views.forms import words_of

pytestmark = pytest.mark.django_db
FIRST = "/pelatihan/pelajaran/apa-itu-berita/"
HEIGHTS_MM = {"a4": 297, "f4": 330}


def opened(response) -> PdfReader:
    assert response.headers["Content-Type"] == "application/pdf" and response.headers["Cache-Control"] == "no-store"
    return PdfReader(io.BytesIO(response.content))


def said(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("paper", HEIGHTS_MM)
def test_each_handout_is_one_sheet_and_light(cast, paper):
    client = cast.client("siti")
    for lesson in Lesson.objects.all():
        response = client.get(f"/pelatihan/pelajaran/{lesson.slug}/lembar.pdf?kertas={paper}")
        reader = opened(response)
        assert len(reader.pages) == 1, lesson.slug
        assert abs(float(reader.pages[0].mediabox.height) * 25.4 / 72 - HEIGHTS_MM[paper]) < 1
        assert len(response.content) < 100_000
        words = said(reader)
        assert lesson.title in words and f"/pelatihan/pelajaran/{lesson.slug}/" in words


def test_another_paper_is_a4(cast):
    reader = opened(cast.client("siti").get(f"{FIRST}lembar.pdf?kertas=a0"))
    assert abs(float(reader.pages[0].mediabox.height) * 25.4 / 72 - 297) < 1


def test_the_pack_holds_notes_lesson_and_handout_in_indonesian(cast):
    cast.tono.language = "en"
    cast.tono.save()
    words = said(opened(cast.client("tono").get(f"{FIRST}pelatih.pdf")))
    for part in ("Untuk pelatih", "85–90", "Yang sering salah", "Tiga pertanyaan penyaring", "Latihan: Berburu berita", "Beritaku"):
        assert part in words
    assert words.index("85–90") < words.index("Pelajaran yang dibaca peserta") < words.index("Lembar yang dibagikan")


def test_a_published_picture_stands_in_the_pack_and_a_private_one_does_not(cast):
    upload = SimpleUploadedFile("g.jpg", pictures.saved(pictures.two_halves(), "JPEG"), content_type="image/jpeg")
    image = store_private_photo(admit_photo(upload), title="Gambar")
    lesson = Lesson.objects.get(slug="apa-itu-berita")
    lesson.body = [("picture", {"image": image, "caption": "Termometer", "credit": "Siti"})]
    lesson.save()
    fresh = Lesson.objects.select_related("module__programme")
    assert not [block for block in sheets.pack_content(fresh.get(pk=lesson.pk)).blocks if block.kind == "picture"]
    publish_photos([image])
    (picture,) = [block for block in sheets.pack_content(fresh.get(pk=lesson.pk)).blocks if block.kind == "picture"]
    assert picture.photo.caption == "Termometer"


def test_a_lesson_without_a_handout_has_no_sheet_and_no_link_to_one(cast):
    Lesson.objects.filter(slug="apa-itu-berita").update(handout=[])
    client = cast.client("siti")
    assert client.get(f"{FIRST}lembar.pdf").status_code == 404
    assert "lembar.pdf" not in client.get(FIRST).content.decode()


@pytest.mark.parametrize(
    ("failure", "status", "words"), [(LayoutFailed("busy", ""), 503, "sebentar|menit"), (ContentError("too_long"), 422, "redaksi")]
)
def test_a_sheet_that_cannot_be_drawn_says_so(cast, monkeypatch, failure, status, words):
    def fail(*args, **kwargs):
        raise failure

    monkeypatch.setattr("curriculum.pages.draw_at_once", fail)
    answer = cast.client("siti").get(f"{FIRST}lembar.pdf")
    assert answer.status_code == status
    assert any(word in words_of(answer) for word in words.split("|"))
