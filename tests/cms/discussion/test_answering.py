"""A reader answers without account, cookie or script; what is hostile or unclear comes back with its words."""

import html
import re
import uuid

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.discussion import limits, services, tokens
from cms.discussion.models import Answer, AnswerHour
from cms.discussion.rules import WORDS_MAX, clean_answer
from cms.models import ArticlePage
from tests.cms.discussion.conftest import QUESTIONS, Reader, answer_to
from tests.factories.cms import ArticlePageFactory, WithdrawalFactory

pytestmark = pytest.mark.django_db


def typed_in(response) -> str:
    """What stands in the field for the answer."""
    found = re.search(r"<textarea[^>]*>\r?\n?(.*?)</textarea>", response.content.decode(), re.S)
    return html.unescape(found[1])


def refusal_in(response) -> str:
    assert 'role="alert"' in response.content.decode()
    return response.content.decode()


def test_an_answer_waits_and_its_reader_is_thanked(reader, article):
    response = reader.sends("  Lewat grup WA,\r\nbiasanya jam tiga. ", "2")
    assert (response.status_code, response.headers["Location"]) == (303, f"{reader.path}terima-kasih/")
    answer = Answer.objects.get()
    assert (answer.words, answer.question_number, answer.question) == ("Lewat grup WA, biasanya jam tiga.", 2, QUESTIONS["question_2"])
    assert (answer.state, answer.source, str(answer.received_on)) == ("waiting", "web", "2026-11-24")
    thanks = reader.client.get(response.headers["Location"]).content.decode()
    assert "Dibaca dulu oleh pendamping" in thanks
    assert answer.words not in reader.client.get(article.get_absolute_url()).content.decode()


def test_no_page_of_the_form_leaves_anything_in_the_browser(reader):
    for response in (reader.client.get(reader.path), reader.sends(""), reader.sends(), reader.client.get(f"{reader.path}terima-kasih/")):
        assert not response.cookies and "Cookie" not in response.headers.get("Vary", "")
        assert b"<script" not in response.content
    assert reader.client.get(reader.path).headers["Cache-Control"] == "no-store"


def test_the_row_holds_nothing_but_words_and_day():
    """A new column must be thought about here: no address, browser, account, or moment."""
    names = {field.name for field in Answer._meta.get_fields()}
    assert names == {
        *("id", "article", "question_number", "question", "words", "original_words", "source", "received_on", "state", "reason"),
        *("decided_on", "client_id"),
    }


def test_limits_are_said_before_and_the_question_that_was_chosen_is_marked(reader):
    page = reader.opens("?soal=3")
    assert "Paling banyak 500 huruf" in page
    assert re.search(r'value="3"[^>]*checked', page) and not re.search(r'value="1"[^>]*checked', page)
    assert "checked" not in reader.opens("?soal=9") + reader.opens("?soal=<script>")


def test_a_question_that_does_not_exist_is_asked_again(reader):
    for number in ("", "9", "-1", "4", "1e3", "²", "99999999999999999999"):
        response = reader.sends("Jam tiga sore.", number)
        assert "Pilih salah satu pertanyaan." in refusal_in(response) and typed_in(response) == "Jam tiga sore.", number
    assert reader.sends("Jam tiga sore.", "0").status_code == 303
    assert Answer.objects.get().question == ""


def test_an_empty_answer_is_refused(reader):
    for words in ("", "   ", "\u200d\u200d", "...", "\u202e\u2066"):
        assert "Satu kalimat cukup." in refusal_in(reader.sends(words)), ascii(words)
    assert not Answer.objects.exists()


def test_ten_thousand_letters_come_back_whole(reader):
    response = reader.sends("a" * 10_000)
    assert "kelebihan 9500 huruf" in refusal_in(response).replace(".", "")
    assert typed_in(response) == "a" * 10_000
    assert reader.sends("a" * WORDS_MAX).status_code == 303


HOSTILE = {
    "<script>alert(1)</script> & “kutip”": "<script>alert(1)</script> & “kutip”",
    "kiri \u202ekanan\u202c \u2066dalam\u2069": "kiri kanan dalam",
    "satu\x00dua\x07 tiga": "satudua tiga",
    "👩‍👩‍👧 setuju 🙏🏽": "👩‍👩‍👧 setuju 🙏🏽",
    "Z" + "\u0335" * 40 + "algo": "Z" + "\u0335" * 4 + "algo",
    "{{ settings.SECRET_KEY }} {% csrf_token %} %(words)s {0}": "{{ settings.SECRET_KEY }} {% csrf_token %} %(words)s {0}",
}


def test_hostile_words_are_tamed_and_escaped(reader, article):
    for number, (typed, tamed) in enumerate(HOSTILE.items()):
        reader.opens()
        assert reader.sends(typed, str(number % 4)).status_code == 303
        assert Answer.objects.latest("pk").words == tamed
    Answer.objects.update(state="accepted", decided_on="2026-11-24")
    for path in (article.get_absolute_url(), f"{article.get_absolute_url()}tanggapan/"):
        page = reader.client.get(path).content.decode()
        assert "<script>" not in page
        shown = html.unescape(page).replace("\u00a0", " ")
        assert [tamed for tamed in HOSTILE.values() if tamed not in shown] == []


def test_hostile_words_come_back_escaped_too(reader):
    response = reader.sends("</textarea><script>alert(1)</script>\x00", "")
    assert b"<script" not in response.content and b"\x00" not in response.content
    assert typed_in(response) == "</textarea><script>alert(1)</script>"


def test_what_may_point_to_a_person_is_asked_about_but_not_blocked(reader):
    words = "Pak Rahmat dari PT Contoh menelepon 0812 3456 7890."
    page = refusal_in(reader.sends(words))
    assert "Pak Rahmat" in page and "PT Contoh" in page and "0812 3456 7890" in page
    assert not Answer.objects.exists()
    assert reader.sends(words, confirmed="1").status_code == 303
    assert Answer.objects.get().words == words


def test_the_same_form_twice_is_one_answer(reader):
    assert [reader.sends("Sama.").status_code for _ in range(3)] == [303] * 3
    assert Answer.objects.count() == 1


def test_other_words_from_the_same_form_are_not_lost(reader):
    reader.sends("Yang pertama.")
    response = reader.sends("Yang kedua.")
    assert "sudah sampai" in refusal_in(response) and typed_in(response) == "Yang kedua."
    assert reader.sends("Yang kedua.").status_code == 303
    assert set(Answer.objects.values_list("words", flat=True)) == {"Yang pertama.", "Yang kedua."}


def test_an_old_form_gives_its_words_back_with_a_new_token(reader):
    response = reader.sends("Lama sekali.", seconds=tokens.GOOD_FOR.total_seconds() + 1)
    assert "terlalu lama" in refusal_in(response) and typed_in(response) == "Lama sekali."
    assert reader.sends("Lama sekali.").status_code == 303


def test_a_token_that_is_not_ours_makes_no_answer(reader):
    for token in (None, "", "x", "a:b:c", "W10:abc", "é" * 50, "\x00", "9" * 5000):
        assert "sekali lagi" in refusal_in(reader.sends(token=token)), token
    assert not Answer.objects.exists()


def test_a_token_is_good_for_its_article_and_its_purpose_alone(reader, article):
    facts = [article.pk, uuid.uuid4().hex, 0]
    for token in (
        tokens.issue(article.pk + 1, reader.clock.now),
        signing.dumps(facts, salt=tokens.SALT),
        signing.Signer(salt="people.device").sign_object(facts),
        signing.Signer(salt=tokens.SALT).sign_object("nothing"),
        signing.Signer(salt=tokens.SALT).sign_object([article.pk, "no number", 1]),
    ):
        refusal_in(reader.sends(token=token))
    assert not Answer.objects.exists()


def test_machines_are_asked_to_press_once_more(reader):
    assert "Cepat sekali" in refusal_in(reader.sends(seconds=1))
    assert "seharusnya kosong" in refusal_in(reader.sends(url="https://iklan.example"))
    assert not Answer.objects.exists()
    assert reader.sends().status_code == 303


def test_one_address_has_its_limit_and_another_is_not_held_up(reader):
    for number in range(limits.ANSWERS_OF_AN_ADDRESS):
        assert limits.may_answer("127.0.0.1", reader.clock.now), number
    response = reader.sends("Masih di sini.")
    assert response.status_code == 429 and typed_in(response) == "Masih di sini."
    assert limits.may_answer("192.0.2.7", reader.clock.now)
    assert reader.sends("Masih di sini.", seconds=3600).status_code == 303


def test_an_answer_is_never_filed_under_a_question_that_she_did_not_see(reader, article):
    """A correction changed the first question while she wrote, or long after her page was good for anything."""
    for question, hours in (("Apakah kamu pernah mencuri kain?", 0), ("Apakah kamu pernah sakit?", 7)):
        ArticlePage.objects.filter(pk=article.pk).update(question_1=question)
        response = reader.sends("Ya, hampir setiap minggu.", "1", seconds=30 + 3600 * hours)
        page = refusal_in(response)
        assert "Pertanyaannya berubah" in page and question in page and "checked" not in page
        assert typed_in(response) == "Ya, hampir setiap minggu." and not Answer.objects.exists()
    assert reader.sends("Ya, hampir setiap minggu.", "2").status_code == 303
    assert Answer.objects.get().question == QUESTIONS["question_2"]


def test_what_was_sent_before_the_questions_changed_is_sent_once(reader, article):
    token = reader.token
    reader.sends("Jam tiga sore.", "1")
    ArticlePage.objects.filter(pk=article.pk).update(question_2="Siapa yang mencatat?")
    assert reader.sends("Jam tiga sore.", "1", token=token).status_code == 303
    assert Answer.objects.count() == 1


def test_the_cache_never_holds_an_address(reader):
    reader.sends()
    for name, value in cache._cache.items():
        assert "127.0.0.1" not in name and b"127.0.0.1" not in value
    first = set(cache._cache)
    cache.clear()
    reader.sends()
    assert len(set(cache._cache) - first) == 1  # another hash: the day's salt died with the cache


def test_an_article_has_its_limit_for_the_hour(reader, article, monkeypatch):
    monkeypatch.setattr(services, "ANSWERS_OF_AN_HOUR", 2)
    answer_to(article), answer_to(article)
    response = reader.sends("Masih di sini.")
    assert response.status_code == 429 and typed_in(response) == "Masih di sini."
    assert answer_to(article, source="wall").source == "wall"
    reader.clock.passes(hours=1)
    assert reader.sends("Masih di sini.").status_code == 303
    assert AnswerHour.objects.get().count == 1


def test_a_withdrawn_article_takes_no_answer(reader, article):
    WithdrawalFactory(article=article)
    for response in (reader.client.get(reader.path), reader.client.get(f"{reader.path}terima-kasih/")):
        assert response.status_code == 410
        assert b"<textarea" not in response.content and b"Lembur dibayar" not in response.content
    sent = reader.sends("Kami <b>juga</b> begitu.")
    assert sent.status_code == 410 and not sent.cookies
    assert b"Kami &lt;b&gt;juga&lt;/b&gt; begitu." in sent.content and b"Lembur dibayar" not in sent.content
    assert not Answer.objects.exists()
    with pytest.raises(services.DiscussionClosed):
        answer_to(article)


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_an_article_that_goes_while_an_answer_is_sent_gives_the_words_back(reader, article, monkeypatch, is_withdrawn):
    def goes(**_facts):
        if is_withdrawn:
            WithdrawalFactory(article=article)
        raise services.DiscussionClosed

    monkeypatch.setattr("cms.discussion.views.answering.submit_answer", goes)
    sent = reader.sends("Kami juga begitu.")
    assert sent.status_code == 410 and not sent.cookies
    assert b"Kami juga begitu." in sent.content


def test_codes_that_are_not_ours_lead_to_the_form_for_codes(client, cast):
    draft = ArticlePageFactory(live=False)
    for code in ("abcdef", "x", "%20", draft.short_code.lower(), "a" * 300):
        for page in ("jawab/", "jawab/terima-kasih/"):
            assert client.get(f"/p/{code}/{page}").status_code == 404
        assert client.post(f"/p/{code}/jawab/", {"words": "Halo."}).status_code == 404


def test_the_service_refuses_what_the_form_refuses(article):
    with pytest.raises(ValidationError) as refused:
        answer_to(article, "", 7)
    assert set(refused.value.message_dict) == {"words", "question_number"}
    with pytest.raises(ValueError, match="fax"):
        answer_to(article, source="fax")
    for number in (-1, 4, 2**70):
        with pytest.raises(ValidationError):
            answer_to(article, number=number)


def test_a_question_keeps_its_number_where_another_is_missing(clock, client, cast):
    reader = Reader(ArticlePageFactory(question_2="Hanya satu?"), client, clock)
    assert 'value="1"' not in reader.opens()
    assert reader.sends("Ya.", "2").status_code == 303
    assert Answer.objects.get().question == "Hanya satu?"


BROKEN = [
    {"question_number": 4},
    {"question": ""},
    {"question_number": 0},
    {"words": ""},
    {"source": "fax"},
    {"state": "accepted"},
    {"decided_on": "2026-11-25"},
    {"state": "refused", "decided_on": "2026-11-25"},
    {"state": "refused", "decided_on": "2026-11-25", "reason": "mood"},
    {"state": "accepted", "decided_on": "2026-11-01"},
    {"state": "lost"},
]


def test_the_database_refuses_what_cannot_be(article):
    answer = answer_to(article)
    for facts in BROKEN:
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.filter(pk=answer.pk).update(**facts)
            pytest.fail(str(facts))


def test_cleaning_twice_changes_nothing():
    for typed in HOSTILE:
        assert clean_answer(clean_answer(typed)) == clean_answer(typed)
