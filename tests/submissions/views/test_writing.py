"""The writing desk: nothing that was typed is ever lost."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Revision

from curriculum.services import close_cohort
from submissions.models import SideDraft, Submission
from submissions.states import State, standing_of
from tests.cms.photos.pictures import saved, two_halves
from tests.submissions import texts

from .forms import form_of, send, words_of
from .test_journey import answers, at, only_text, written

pytestmark = pytest.mark.django_db


def versions(text: Submission) -> int:
    return Revision.objects.for_instance(text).count()


def test_the_same_form_twice_is_one_text_and_one_revision(cast):
    siti = cast.client("siti")
    fields = form_of(siti.get(at("new")), "/tulis/baru/") | answers() | {"do": "save"}
    first, second = (siti.post(at("new"), fields) for _unused in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert versions(only_text()) == 1
    fields = form_of(siti.get(at("edit", only_text().public_id)), "/ubah/") | {"title": "Judul lain", "do": "send"}
    answers_ = [siti.post(at("edit", only_text().public_id), fields) for _unused in range(2)]
    assert {answer.headers["Location"] for answer in answers_} == {at("text", only_text().public_id) + "?kabar=sent"}
    assert versions(only_text()) == 2 and only_text().review_states.count() == 1


def test_a_form_on_an_old_version_becomes_a_side_draft_and_the_author_chooses(cast):
    text = texts.draft(cast)
    siti = cast.client("siti")
    old = form_of(siti.get(at("edit", text.public_id)), "/ubah/")
    texts.rewrite(text, title="Dari HP kedua")
    answer = siti.post(at("edit", text.public_id), old | {"title": "Dari HP pertama", "do": "send"})
    side = SideDraft.objects.get()
    address = at("side_draft", text.public_id, side.public_id)
    assert answer.headers["Location"] == address
    page = siti.get(address)
    assert "<ins>pertama</ins>" in page.content.decode() and standing_of(texts.fresh(text)).state == State.DRAFT
    send(siti, page, "", address, do="use")
    assert texts.fresh(text).title == "Dari HP pertama"
    assert siti.get(address).status_code == 303  # settled


def test_a_form_that_comes_while_the_text_is_read_waits_beside_it(cast):
    text = texts.draft(cast)
    siti = cast.client("siti")
    late = form_of(siti.get(at("edit", text.public_id)), "/ubah/")
    texts.submit(text)
    answer = siti.post(at("edit", text.public_id), late | {"title": "Terlambat", "do": "save"})
    page = siti.get(answer.headers["Location"])
    assert "Pakai salinan itu" not in words_of(page)
    assert texts.fresh(text).title != "Terlambat"
    assert siti.post(answer.headers["Location"], {"do": "use"}).status_code == 403
    assert "salinan" in words_of(siti.get(at("text", text.public_id))).lower()


@pytest.mark.parametrize("is_read", [False, True])
def test_what_does_not_fit_comes_back_from_a_late_form_and_goes_with_the_copy_once_mended(cast, is_read):
    text = texts.draft(cast)
    siti = cast.client("siti")
    old = form_of(siti.get(at("edit", text.public_id)), "/ubah/")
    newest = texts.submit(text) if is_read else texts.rewrite(text, title="Dari HP kedua")
    typed = {"body": "Kata dari HP pertama.", "standfirst": "r" * 348, "question_1": "q" * 240, "year": "kemarin"}
    answer = siti.post(at("edit", text.public_id), old | typed | {"do": "save"})
    back = form_of(answer, "/ubah/")
    assert answer.status_code == 200 and {name: back[name] for name in typed} == typed
    assert "salinan di samping tulisanmu" in words_of(answer) and "Disimpan di server" not in words_of(answer)
    assert texts.fresh(text).latest_revision_id == newest.latest_revision_id
    mended = siti.post(at("edit", text.public_id), back | {"standfirst": "r", "question_1": "q", "year": "2025", "do": "send"})
    whole = SideDraft.objects.latest("pk")
    assert mended.headers["Location"] == at("side_draft", text.public_id, whole.public_id)
    assert whole.content["standfirst"] == "r" and "q" in whole.content["questions"] and whole.content["event_date"].startswith("2025")


def test_a_long_headline_and_a_long_text_stay_a_draft_and_the_writer_is_told(cast):
    siti = cast.client("siti")
    answer = written(siti, do="send", title="kata " * 40, what="panjang " * 8000)
    page = answer.content.decode()
    assert answer.status_code == 200 and 'role="alert"' in page and 'aria-invalid="true"' in page
    text = only_text()
    assert standing_of(text).state == State.DRAFT and len(text.title) == 199
    assert form_of(answer, "/ubah/")["what"].startswith("panjang")
    assert "lebih panjang" in words_of(answer) or "kelebihan" in words_of(answer)
    assert 'role="alert"' in siti.get(at("edit", text.public_id)).content.decode()


def test_what_fits_is_saved_even_when_one_field_is_far_too_long(cast):
    siti = cast.client("siti")
    answer = written(siti, standfirst="r" * 301, question_2="q" * 201)
    assert answer.status_code == 200
    text = only_text()
    assert (text.title, text.standfirst, text.question_2) == ("Loker dibongkar tanpa saksi", "", "")
    back = form_of(answer, "/ubah/")
    assert (back["standfirst"], back["question_2"]) == ("r" * 301, "q" * 201)
    mended = siti.post(at("edit", text.public_id), back | {"standfirst": "r", "question_2": "q", "do": "save"})
    assert mended.status_code == 303 and only_text().standfirst == "r"
    assert not SideDraft.objects.exists()


@pytest.mark.parametrize("day", [("31", "2", "2025"), ("x", "2", "2025"), ("1", "", "2025"), ("1", "1", "0001"), ("٣", "1", "2025")])
def test_a_date_that_is_none_comes_back_as_it_was_typed(cast, day):
    answer = written(cast.client("siti"), **dict(zip(("day", "month", "year"), day, strict=True)))
    back = form_of(answer, "/ubah/")
    assert answer.status_code == 200 and (back["day"], back["month"], back["year"]) == day
    assert only_text().event_date is None and only_text().title


def test_all_that_is_wrong_is_said_in_one_round(cast):
    page = written(cast.client("siti"), do="send", day="31", month="2", title="kata " * 40).content.decode()
    assert 'href="#f-event_date"' in page and 'href="#f-title"' in page and page.count("31") >= 1


def test_warnings_are_shown_before_sending_and_block_nothing(cast):
    siti = cast.client("siti")
    answer = written(siti, do="send", who="Yang membuka Pak Hendra dari PT Maju Jaya.")
    text = only_text()
    assert answer.headers["Location"] == at("send", text.public_id)
    page = siti.get(at("send", text.public_id))
    assert "Pak Hendra" in words_of(page) and "PT Maju Jaya" in words_of(page)
    assert standing_of(text).state == State.DRAFT
    for _unused in range(2):
        assert send(siti, page, "/kirim/", at("send", text.public_id)).status_code == 303
    assert standing_of(texts.fresh(text)).state == State.WAITING and text.review_states.count() == 1


def test_an_incomplete_text_is_saved_and_what_is_missing_is_said_at_its_field(cast):
    answer = written(cast.client("siti"), do="send", title="", day="", month="", year="")
    page = answer.content.decode()
    assert 'href="#f-title"' in page and 'id="e-title"' in page and 'href="#f-event_date"' in page
    assert only_text().body and standing_of(only_text()).state == State.DRAFT


def test_hostile_values_in_hidden_fields_and_lists_do_no_harm(cast):
    siti = cast.client("siti")
    wild = {"client_id": "x'--", "base": "9" * 40, "byline": "king", "city": "999", "topics": ["1e9", "<b>"], "way": "seven", "do": "save"}
    answer = siti.post(at("new"), answers(body="Satu\x00 \u202ekalimat <b>tebal</b>.", **wild))
    text = only_text()
    assert answer.status_code == 303 and (text.byline_choice, text.city_id) == ("sector", None)
    page = siti.get(at("text", text.public_id)).content.decode()
    assert "<b>tebal" not in page and "\u202e" not in page


def test_free_writing_keeps_marks_and_comes_back_the_same(cast):
    siti = cast.client("siti")
    page = siti.get(at("new") + "?cara=bebas")
    assert "marks.js" in page.content.decode()
    body = "Satu.\n\n## Kepala\n\n> Kutip\n\n- a\n- b"
    send(siti, page, "/tulis/baru/", at("new"), do="save", title="Bebas", body=body)
    assert form_of(siti.get(at("edit", only_text().public_id)), "/ubah/")["body"] == body


def test_the_byline_choices_show_the_words_that_will_stand_there(cast):
    words = words_of(cast.client("siti").get(at("new")))
    assert "Buruh garmen, Semarang" in words and "Siti" in words and "Pekerja" in words


def test_a_text_is_taken_back_and_a_draft_is_deleted_after_a_question(cast):
    siti = cast.client("siti")
    text = texts.sent(cast)
    assert siti.get(at("edit", text.public_id)).status_code == 303
    for _unused in range(2):
        assert siti.post(at("take_back", text.public_id)).status_code == 303
    assert standing_of(texts.fresh(text)).state == State.DRAFT
    assert siti.get(at("discard", text.public_id)).status_code == 403  # it was sent once
    draft = texts.draft(cast)
    asks = siti.get(at("discard", draft.public_id))
    assert Submission.objects.filter(pk=draft.pk).exists() and asks.status_code == 200
    assert send(siti, asks, "", at("discard", draft.public_id)).status_code == 303
    assert not Submission.objects.filter(pk=draft.pk).exists()


def test_a_question_that_was_open_before_she_wrote_on_deletes_nothing(cast):
    siti, draft = cast.client("siti"), texts.draft(cast)
    asks = siti.get(at("discard", draft.public_id))
    texts.rewrite(draft, title="Ditulis dari HP kedua")
    again = send(siti, asks, "", at("discard", draft.public_id))
    assert again.status_code == 409 and "Ditulis dari HP kedua" in words_of(again)
    assert send(siti, again, "", at("discard", draft.public_id)).status_code == 303
    assert not Submission.objects.filter(pk=draft.pk).exists()


def test_a_note_to_the_mentor_is_kept_once(cast):
    text = texts.sent(cast)
    siti = cast.client("siti")
    page = siti.get(at("text", text.public_id))
    for _unused in range(2):
        send(siti, page, "/catatan/", at("note", text.public_id), note="Nama mesinnya salah.")
    assert [note.text for note in text.notes.all()] == ["Nama mesinnya salah."]
    assert "Nama mesinnya salah." in words_of(cast.client("ratna").get(at("review", text.public_id)))


def test_four_open_texts_are_one_too_many_and_the_fourth_stays_a_draft(cast):
    for _unused in range(3):
        texts.sent(cast)
    answer = written(cast.client("siti"), do="send")
    assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()
    assert Submission.objects.count() == 4


class TestPhotos:
    def sent(self, cast, text, data: bytes, name="IMG.jpg", **words):
        siti = cast.client("siti")
        page = siti.get(at("photo", text.public_id))
        fields = form_of(page, "") | words
        return siti.post(at("photo", text.public_id), fields | {"photo": SimpleUploadedFile(name, data)})

    def test_a_photo_is_shown_as_it_will_be_published_and_can_be_taken_out(self, cast):
        text = texts.draft(cast)
        answer = self.sent(cast, text, saved(two_halves(), "JPEG"), caption="Loker", credit="Wati", alt="Dua loker")
        assert answer.status_code == 303
        siti = cast.client("siti")
        page = siti.get(at("photo", text.public_id))
        assert "/naskah/foto/private/" in page.content.decode() and "Dua loker" in words_of(page)
        image = text.photos.get().image
        assert siti.post(at("remove_photo", text.public_id, image.public_id)).status_code == 303
        assert texts.fresh(text).lead_photo_id is None

    @pytest.mark.parametrize(("data", "name"), [(b"not a photo", "a.jpg"), (b"", "a.jpg"), (b"GIF89a" + b"0" * 99, "a.gif")])
    def test_a_refused_photo_says_why_and_the_words_come_back(self, cast, data, name):
        answer = self.sent(cast, texts.draft(cast), data, name, caption="Loker", alt="Dua <loker>")
        back = form_of(answer, "")
        assert answer.status_code == 200 and (back["caption"], back["alt"]) == ("Loker", "Dua <loker>")
        assert 'id="e-photo"' in answer.content.decode()

    def test_a_form_without_a_file_is_told_and_the_same_form_twice_is_one_photo(self, cast):
        text = texts.draft(cast)
        siti = cast.client("siti")
        fields = form_of(siti.get(at("photo", text.public_id)), "")
        assert 'id="e-photo"' in siti.post(at("photo", text.public_id), fields).content.decode()
        for _unused in range(2):
            siti.post(at("photo", text.public_id), fields | {"photo": SimpleUploadedFile("a.jpg", saved(two_halves(), "JPEG"))})
        assert text.photos.count() == 1

    def test_the_file_is_for_those_who_may_read_the_text(self, cast):
        text = texts.draft(cast)
        self.sent(cast, text, saved(two_halves(), "JPEG"))
        address = reverse("submissions:photo_file", args=[text.photos.get().image.file.name])
        answer = cast.client("siti").get(address)
        assert (answer["Content-Type"], answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("image/jpeg", "no-store", "nosniff")
        assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
        others = ("ratna", "budi", "joko", "maya", "tono", "dewi", "rini", "agus")
        assert {cast.client(name).get(address).status_code for name in others} == {404}
        texts.submit(text)
        assert [cast.client(name).get(address).status_code for name in ("ratna", "joko", "maya")] == [200, 404, 404]
        assert cast.client("nobody").get(address).status_code == 302
        assert cast.client("siti").get("/naskah/foto/private/../../etc/passwd").status_code == 404
        assert cast.client("siti").get("/naskah/foto/photos/a.jpg").status_code == 404


def test_words_are_not_lost_when_the_session_has_ended(cast):
    client = cast.client("nobody")
    answer = client.post(at("edit", uuid.uuid4()), {"body": "Panjang lebar tentang loker."})
    assert answer.status_code == 403 and "Panjang lebar tentang loker." in words_of(answer)


def test_words_are_not_lost_when_their_place_is_gone(cast):
    siti = cast.client("siti")
    draft = texts.draft(cast)
    late = {"title": "Dari HP kedua", "body": "Ditulis di tempat lain."}
    siti.post(at("discard", draft.public_id), {"seen": draft.latest_revision_id})
    gone = siti.post(at("edit", draft.public_id), late)
    cohort = cast.semarang
    close_cohort(cohort=cohort, final=True, by=cast.rini)
    closed = siti.post(at("new"), late)
    assert (gone.status_code, closed.status_code) == (404, 403)
    for answer in (gone, closed):
        assert "Ditulis di tempat lain." in words_of(answer) and "Kirim lagi" not in words_of(answer)


def test_it_is_not_said_to_be_saved_while_a_field_of_it_is_not(cast):
    siti = cast.client("siti")
    assert "Selebihnya sudah disimpan" in words_of(written(siti, standfirst="r" * 301))
    assert "Selebihnya" not in words_of(written(siti, do="send", title=""))


def test_what_is_typed_to_reviewers_is_kept_whole_and_clean(cast):
    text = texts.sent(cast)
    cast.client("siti").post(at("note", text.public_id), {"note": "a\x00b " + "kata " * 1000})
    assert text.notes.get().text == "ab " + ("kata " * 1000).strip()
