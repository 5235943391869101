"""What the form's script saves while she writes: one version for a sitting, never over anything else, nothing kept aside unasked."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Revision

from submissions.errors import Stale
from submissions.models import SideDraft, Submission
from submissions.services import claims, writing
from tests.submissions import texts
from tests.submissions.views.forms import form_of

pytestmark = pytest.mark.django_db


class Window:
    """One open form with its script."""

    def __init__(self, author, text=None):
        self.author, self.text, self.client_id, self.number = author, text, uuid.uuid4(), 0
        self.base = text.latest_revision_id if text else None

    def types(self, title, number=None):
        self.number = number or self.number + 1
        facts = {"client_id": self.client_id, "base_id": self.base, "number": self.number, "fields": texts.fields(title=title)}
        return texts.fresh(writing.save_by_itself(submission=self.text, author=self.author, **facts).submission)

    def saves(self, title):
        facts = {"client_id": self.client_id, "base_id": self.base, "fields": texts.fields(title=title), "number": self.number + 1}
        return writing.save_draft(submission=self.text, author=self.author, **facts)


def titles(text):
    return [row.content["title"] for row in Revision.objects.for_instance(text).order_by("pk")]


def test_many_savings_of_a_new_text_are_one_text_and_one_version(cast):
    window = Window(cast.siti)
    for number in range(1, 8):
        text = window.types(f"Judul {number}")
    assert Submission.objects.get() == text
    assert titles(text) == ["Judul 7"]
    assert text.title == "Judul 7"


def test_what_stood_there_before_she_came_stays(cast):
    window = Window(cast.siti, texts.draft(cast, title="Kemarin"))
    window.types("Hari ini"), window.types("Hari ini juga")
    assert titles(window.text) == ["Kemarin", "Hari ini juga"]


def test_a_saving_that_was_overtaken_changes_nothing(cast):
    window = Window(cast.siti, texts.draft(cast))
    window.types("Dua", number=2)
    with pytest.raises(Stale):
        window.types("Satu", number=1)
    assert texts.fresh(window.text).latest_revision.content["title"] == "Dua"


def test_what_she_saved_herself_is_never_replaced(cast):
    window = Window(cast.siti, texts.draft(cast, title="Kemarin"))
    window.types("Sendiri")
    window.saves("Sendiri")
    window.types("Sesudahnya", number=3), window.types("Lebih lanjut", number=4)
    assert titles(window.text) == ["Kemarin", "Sendiri", "Lebih lanjut"]


def test_of_a_long_sitting_one_version_stays_for_every_ten_minutes(cast):
    window = Window(cast.siti, texts.draft(cast, title="Kemarin"))
    window.types("Awal")
    window.text.saved_writes.filter(client_id=window.client_id).update(saved_at=timezone.now() - timedelta(minutes=11))
    Revision.objects.for_instance(window.text).filter(object_str="Kemarin").update(created_at=timezone.now() - timedelta(days=1))
    window.types("Sebelas menit"), window.types("Terakhir")
    assert titles(window.text) == ["Kemarin", "Awal", "Terakhir"]


def test_another_version_is_neither_written_over_nor_kept_aside_until_she_saves(cast):
    window = Window(cast.siti, texts.draft(cast))
    window.types("Dari jendela ini")
    texts.rewrite(window.text, title="Dari HP lain")
    with pytest.raises(Stale):
        window.types("Masih di sini")
    assert not SideDraft.objects.exists()
    assert texts.fresh(window.text).latest_revision.content["title"] == "Dari HP lain"
    assert window.saves("Dari jendela ini").side_draft is not None, "the same words as before: they are not the text any more"


def test_while_somebody_reads_nothing_is_saved_behind_her_back(cast):
    window = Window(cast.siti, texts.draft(cast))
    text = window.types("Sebelum dikirim")
    claims.claim(submission=texts.submit(text), user=cast.ratna)
    with pytest.raises(Stale):
        window.types("Sesudah dikirim")
    assert not SideDraft.objects.exists()
    assert "Sebelum dikirim" in titles(text)


def test_a_photo_that_came_meanwhile_stays_and_she_writes_on(cast):
    window = Window(cast.siti, texts.draft(cast))
    text = window.types("Sebelum foto")
    with_photo = text.get_latest_revision_as_object()
    with_photo.lead_caption = "Kipas"  # as add_photo does: a version with other things than the form's words
    with_photo.save_revision(user=cast.siti)
    text = window.types("Sesudah foto")
    assert text.latest_revision.content["lead_caption"] == "Kipas"
    assert window.saves("Disimpan").side_draft is None


def test_nobody_saves_in_the_text_of_another(cast):
    window = Window(cast.budi, texts.draft(cast))
    with pytest.raises(PermissionDenied):
        window.types("Bukan tulisanku")


class TestPage:
    def form(self, siti, address):
        return form_of(siti.get(address), address.partition("?")[0])

    def test_a_new_text_is_saved_while_it_is_written_and_once(self, cast):
        siti, address = cast.client("siti"), "/tulis/baru/?cara=bebas"
        form = self.form(siti, address) | {"title": "Kipas mati", "body": "Baris satu."}
        answer = siti.post("/tulis/baru/", form | {"do": "auto", "number": "1"})
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
        assert answer.content.decode().startswith("Tersimpan di server") and len(answer.content) < 500
        assert siti.post("/tulis/baru/", form | {"body": "Baris dua.", "do": "save", "number": "2"}).status_code == 303
        assert Submission.objects.get().body.raw_data[0]["value"] == "Baris dua."

    def test_what_cannot_be_saved_is_said_and_the_rest_is_saved(self, cast):
        siti, text = cast.client("siti"), texts.draft(cast)
        address = f"/tulis/{text.public_id}/ubah/"
        form = self.form(siti, address) | {"title": "Judul baru", "day": "xx", "do": "auto", "number": "1"}
        answer = siti.post(address, form)
        assert answer.status_code == 200 and "tanggal" in answer.content.decode().lower()
        assert texts.fresh(text).title == "Judul baru"
        texts.rewrite(text, title="Dari HP lain")
        late = siti.post(address, form | {"title": "Lagi", "number": "2"})
        assert late.status_code == 409 and "Simpan" in late.content.decode()
