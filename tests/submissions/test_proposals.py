"""A proposed sentence is taken over by one button, as a version of its own."""

import pytest
from django.urls import reverse

from submissions.models import ReviewComment
from submissions.services import commenting, proposals
from submissions.text import put_sentence
from tests.submissions import texts
from tests.submissions.views.forms import form_of, words_of

PARAGRAPH = "Sebelas helm retak. Kami melapor hari Senin. Belum ada jawaban."


@pytest.mark.parametrize(
    ("sentence", "result"),
    [
        (
            "Pengurus K3 menghitung sebelas helm retak.",
            "Pengurus K3 menghitung sebelas helm retak. Kami melapor hari Senin. Belum ada jawaban.",
        ),
        ("Kami melapor hari Senin pagi.", "Sebelas helm retak. Kami melapor hari Senin pagi. Belum ada jawaban."),
        ("Ini kalimat yang sama sekali lain.", PARAGRAPH + " Ini kalimat yang sama sekali lain."),
        ("Belum ada jawaban.", PARAGRAPH),
    ],
)
def test_a_sentence_takes_the_place_of_the_one_that_it_resembles(sentence, result):
    assert put_sentence(PARAGRAPH, sentence) == result


def test_a_paragraph_without_a_full_stop_and_a_long_one_are_no_trouble():
    assert put_sentence("tanpa titik", "Kalimat baru.") == "tanpa titik Kalimat baru."
    assert put_sentence("Satu. " * 5000, "Kalimat baru.").endswith("Satu. Kalimat baru.")


@pytest.fixture
def text(cast):
    text = texts.claimed_by_mentor(cast)
    block = texts.fresh(text).body.raw_data[0]
    note = commenting.ParagraphNote(block["id"], 1, "Dari mana angkanya?", "Kalimat yang diusulkan Ratna.")
    commenting.save_comments(submission=text, user=cast.ratna, notes=[note], rubric=texts.RUBRIC_LINES, praise="Kuat.", todo="Sumber?")
    texts.judge(text, cast.ratna, "reject")
    return texts.fresh(text)


@pytest.mark.django_db
class TestTaking:
    def press(self, siti, text, page=None):
        page = page or siti.get(reverse("submissions:text", args=[text.public_id]))
        address = reverse("submissions:take_proposal", args=[text.public_id, ReviewComment.objects.get().pk])
        return page, siti.post(address, form_of(page, "/centang/"))

    def test_one_button_puts_it_in_and_ticks_the_point_off(self, cast, text):
        siti, before = cast.client("siti"), text.latest_revision_id
        page, answer = self.press(siti, text)
        assert "Pakai usul ini" in words_of(page)
        assert answer.status_code == 303
        now = texts.fresh(text)
        assert "Kalimat yang diusulkan Ratna." in now.body.raw_data[0]["value"]
        assert now.body.raw_data[0]["id"] == text.body.raw_data[0]["id"], "notes still find their paragraph"
        assert ReviewComment.objects.get().done
        assert now.latest_revision_id != before
        assert "Pakai usul ini" not in words_of(siti.get(reverse("submissions:text", args=[text.public_id])))

    def test_the_same_tap_twice_makes_one_version(self, cast, text):
        siti = cast.client("siti")
        page, _answer = self.press(siti, text)
        made = texts.fresh(text).latest_revision_id
        self.press(siti, text, page)
        assert texts.fresh(text).latest_revision_id == made

    def test_it_goes_into_no_text_that_she_has_not_seen(self, cast, text):
        siti = cast.client("siti")
        page = siti.get(reverse("submissions:text", args=[text.public_id]))
        other = texts.rewrite(text, title="Dari jendela lain").latest_revision_id
        _page, answer = self.press(siti, text, page)
        assert answer.status_code in (409,)
        assert texts.fresh(text).latest_revision_id == other

    def test_nobody_else_takes_it_and_no_note_that_is_still_being_written(self, cast, text):
        comment = ReviewComment.objects.get()
        facts = {"submission": text, "comment_id": comment.pk, "seen_id": text.latest_revision_id}
        for who in (cast.ratna, cast.maya, cast.budi):
            with pytest.raises(proposals.PermissionDenied):
                proposals.take_proposal(author=who, **facts)
