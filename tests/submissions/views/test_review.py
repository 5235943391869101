"""The mentors' desk: who sees what waits, who reads it, and that a judgement falls on the version that was read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from curriculum.services import end_membership
from people.roles import Role
from people.services import create_person
from submissions.models import InboxMessage, ReviewComment, ReviewTaskState
from submissions.rules import RUBRIC
from submissions.services import claims, sending, writing
from submissions.states import State, standing_of
from tests.cast import add_member, sign_in
from tests.submissions import texts

from .forms import form_of, send, words_of
from .test_journey import at

pytestmark = pytest.mark.django_db
YES = {f"rubric_{key}": "yes" for key in RUBRIC}


def second_mentor(place="semarang", **facts):
    user = create_person(display_name="Pak Yusuf", phone="0860 0000 7777")
    add_member(user, Role.MENTOR, place, **facts)
    client = Client()
    sign_in(client, user)
    return user, client


def judged(client, text, **fields):
    page = client.get(at("review", text.public_id))
    return send(client, page, f"/{text.public_id}/", at("review", text.public_id), **({"do": "send"} | fields))


def test_the_queue_shows_only_what_waits_in_her_classes_and_never_her_own(cast):
    texts.sent(cast, title="Punya Siti")
    texts.sent(cast, author="budi", title="Punya Budi")
    texts.draft(cast, title="Belum dikirim")
    own = texts.draft(cast, author="ratna", title="Punya Ratna")
    second_mentor()
    texts.send(own, cast.ratna)
    words = words_of(cast.client("ratna").get(at("queue")))
    assert "Punya Siti" in words and "■□□" in words
    assert not [title for title in ("Punya Budi", "Belum dikirim", "Punya Ratna") if title in words.split("Menunggu pembaca")[1]]


def test_relief_readers_see_texts_of_other_cities_once_they_are_escalated(cast):
    text = texts.sent(cast, author="budi", title="Punya Budi")
    _user, client = second_mentor(takes_relief=True)
    assert "Punya Budi" not in words_of(client.get(at("queue")))
    assert client.get(at("review", text.public_id)).status_code == 404
    ReviewTaskState.objects.update(escalated_at=timezone.now())
    assert "bantuan untuk Karawang" in words_of(client.get(at("queue")))
    assert client.post(at("claim", text.public_id)).status_code == 303
    assert client.get(at("review", text.public_id)).status_code == 200


def test_the_second_to_claim_sees_who_has_it(cast):
    text = texts.sent(cast)
    _yusuf, client = second_mentor()
    assert cast.client("ratna").post(at("claim", text.public_id)).status_code == 303
    answer = client.post(at("claim", text.public_id))
    assert answer.status_code == 409 and "Ratna" in words_of(answer)
    page = words_of(client.get(at("review", text.public_id)))
    assert "Ratna" in page and "Kirim putusan" not in page


def test_six_claims_are_one_too_many(cast):
    for number in range(6):
        author = create_person(display_name=f"Penulis {number}", phone=f"0860 0000 60{number:02}")
        add_member(author, Role.TRAINEE, "semarang")
        started = writing.start_draft(author=author, client_id=f"00000000-0000-4000-8000-00000000000{number}", fields=texts.fields())
        texts.send(started.submission, author)
        answer = cast.client("ratna").post(at("claim", started.submission.public_id))
    assert answer.status_code == 409


def test_notes_are_kept_for_later_and_stay_hidden_from_the_author(cast):
    text = texts.claimed_by_mentor(cast)
    ratna = cast.client("ratna")
    page = ratna.get(at("review", text.public_id))
    block = next(name for name in form_of(page, f"/{text.public_id}/") if name.startswith("note-"))
    notes = {block: "Kata siapa?", block.replace("note-", "proposal-"): "Kata dua saksi.", "private": "Hati-hati namanya."}
    for _unused in range(2):
        assert judged(ratna, text, do="save", **notes).status_code == 303
    back = form_of(ratna.get(at("review", text.public_id)), f"/{text.public_id}/")
    assert back[block] == "Kata siapa?" and text.notes.count() == 1
    words = words_of(cast.client("siti").get(at("text", text.public_id)))
    assert "Kata siapa?" not in words and "Hati-hati" not in words and "Kalimat pertama jelas." not in words


def test_an_older_window_takes_no_newer_notes_away_and_gets_them_beside_what_was_typed_in_it(cast):
    text = texts.sent(cast)
    claims.claim(submission=text, user=cast.ratna)
    ratna, address = cast.client("ratna"), at("review", text.public_id)
    older = form_of(ratna.get(address), f"/{text.public_id}/")
    one, two = [name for name in older if name.startswith("note-")][:2]
    newer = older | {one: "Catatan panjang.", two: "Siapa?", "praise": "Awalnya kuat.", "rubric_source": "yes", "do": "save"}
    assert [ratna.post(address, newer).status_code for _twice in range(2)] == [303, 303]
    answer = ratna.post(address, older | {two: "Catatan kedua.", "rubric_source": "no", "decision": "reject", "do": "send"})
    kept = {note.block_id: note.text for note in ReviewComment.objects.all()}
    assert kept == {one.removeprefix("note-"): "Catatan panjang.", two.removeprefix("note-"): "Siapa?"}
    back = form_of(answer, f"/{text.public_id}/")
    assert answer.status_code == 409 and "di jendela lain" in words_of(answer)
    assert (back[one], back["praise"], back["decision"]) == ("Catatan panjang.", "Awalnya kuat.", "reject")
    assert "Catatan kedua." in back[two] and "Siapa?" in back[two] and back["rubric_source"] == "no"
    for words in ("Catatan kedua.", "Catatan kedua, lebih baik."):
        assert ratna.post(address, back | {two: words, "do": "save"}).status_code == 303
        back = form_of(ratna.get(address), f"/{text.public_id}/")
        assert (back[one], back[two]) == ("Catatan panjang.", words)


def test_an_incomplete_judgement_comes_back_with_everything_and_says_what_is_missing(cast):
    text = texts.sent(cast)
    ratna = cast.client("ratna")
    ratna.post(at("claim", text.public_id))
    answer = judged(ratna, text, decision="reject", praise="Bagus & jelas", rubric_w5h1="yes")
    page = answer.content.decode()
    assert answer.status_code == 200 and 'href="#f-rubric_source"' in page and 'href="#f-todo"' in page
    assert form_of(answer, f"/{text.public_id}/")["praise"] == "Bagus & jelas"
    answer = judged(ratna, text, **YES)
    assert 'href="#f-decision"' in answer.content.decode()
    assert standing_of(texts.fresh(text)).state == State.BEING_READ


def test_a_decision_on_a_text_that_was_taken_back_comes_back_with_her_words(cast):
    text = texts.claimed_by_mentor(cast)
    ratna = cast.client("ratna")
    page = ratna.get(at("review", text.public_id))
    block = next(name for name in form_of(page, f"/{text.public_id}/") if name.startswith("note-"))
    sending.take_back(submission=text, author=cast.siti)
    fields = YES | {block: "Kata siapa?", "praise": "Kuat.", "decision": "approve", "do": "send"}
    answer = send(ratna, page, f"/{text.public_id}/", at("review", text.public_id), **fields)
    back = form_of(answer, f"/{text.public_id}/")
    assert answer.status_code == 409 and 'role="alert"' in answer.content.decode()
    assert (back[block], back["praise"], back["decision"]) == ("Kata siapa?", "Kuat.", "approve")


def test_a_new_version_is_read_before_it_is_judged(cast):
    text = texts.claimed_by_mentor(cast)
    ratna = cast.client("ratna")
    page = ratna.get(at("review", text.public_id))
    sending.take_back(submission=text, author=cast.siti)
    texts.submit(texts.rewrite(text, title="Judul yang baru"))
    answer = send(ratna, page, f"/{text.public_id}/", at("review", text.public_id), do="claim", praise="Tetap kuat.")
    assert answer.status_code == 303
    review_page = ratna.get(at("review", text.public_id))
    assert form_of(review_page, f"/{text.public_id}/")["praise"] == "Tetap kuat."
    stale = form_of(page, f"/{text.public_id}/") | YES | {"praise": "Tetap kuat.", "decision": "approve", "do": "send"}
    answer = ratna.post(at("review", text.public_id), stale)
    assert answer.status_code == 409 and "Judul yang baru" in words_of(answer)
    assert standing_of(texts.fresh(text)).state == State.BEING_READ
    again = send(ratna, answer, f"/{text.public_id}/", at("review", text.public_id), do="send")
    assert again.status_code == 303 and standing_of(texts.fresh(text)).state == State.WITH_EDITORS


def test_the_same_decision_twice_is_one_decision(cast):
    text = texts.claimed_by_mentor(cast)
    ratna = cast.client("ratna")
    fields = form_of(ratna.get(at("review", text.public_id)), f"/{text.public_id}/") | YES | {"decision": "reject", "do": "send"}
    first, second = (ratna.post(at("review", text.public_id), fields) for _unused in range(2))
    assert first.status_code == second.status_code == 303
    assert InboxMessage.objects.filter(kind="needs_changes").count() == 1


def test_a_text_is_handed_over_or_set_aside_with_a_reason(cast):
    text = texts.claimed_by_mentor(cast)
    ratna = cast.client("ratna")
    assert judged(ratna, text, decision="release").status_code == 303
    assert standing_of(texts.fresh(text)).state == State.WAITING
    ratna.post(at("claim", text.public_id))
    answer = judged(ratna, text, decision="set_aside")
    assert 'href="#f-reason"' in answer.content.decode()
    assert judged(ratna, text, decision="set_aside", reason="Belum ada saksi.").status_code == 303
    words = words_of(cast.client("siti").get(at("text", text.public_id)))
    assert "Tidak dimuat" in words and "Belum ada saksi." in words


def test_the_lead_mentor_offers_a_text_again_and_others_may_not(cast):
    yusuf, client = second_mentor()
    text = texts.sent(cast)
    claims.claim(submission=text, user=yusuf)
    _third = cast.client("ratna").post(at("release", text.public_id))
    assert standing_of(texts.fresh(text)).state == State.WAITING
    claims.claim(submission=texts.fresh(text), user=cast.ratna)
    assert client.post(at("release", text.public_id)).status_code == 403


def test_what_the_author_writes_while_it_is_her_turn_is_not_shown_to_mentors(cast):
    text = texts.rewrite(texts.needs_changes(cast), title="Masih kutulis")
    assert "Masih kutulis" not in words_of(cast.client("ratna").get(at("review", text.public_id)))


class TestRights:
    PAGES = ("text", "edit", "send", "photo", "discard")
    POSTS = ("take_back", "discard", "tick", "note", "confirm", "ask_for_withdrawal", "take_back_byline", "send", "edit", "photo")
    STATUS = {"ratna": 403, "tono": 403, "budi": 404, "joko": 404, "maya": 404, "dewi": 404, "rini": 404, "agus": 404}

    def test_a_writers_pages_are_hers_alone(self, cast):
        text = texts.draft(cast)
        for name, status in self.STATUS.items():
            client = cast.client(name)
            assert {client.get(at(page, text.public_id)).status_code for page in self.PAGES} == {status}, name
            assert {client.post(at(page, text.public_id), {"note": "x"}).status_code for page in self.POSTS} == {status}, name
        nobody = cast.client("nobody")
        for page in self.PAGES:
            answer = nobody.get(at(page, text.public_id))
            assert answer.status_code == 302 and answer.headers["Location"].startswith("/masuk/?next=/tulis/")

    def test_an_unsent_draft_is_for_its_author_alone_at_the_review_desk_too(self, cast):
        text = texts.draft(cast)
        for name, status in (self.STATUS | {"siti": 403}).items():
            client = cast.client(name)
            got = {client.get(at("review", text.public_id)).status_code}
            got |= {client.post(at(page, text.public_id)).status_code for page in ("review", "claim", "release", "confirm_orally", "hide")}
            assert got == {status}, name

    def test_a_sent_text_is_for_the_mentors_of_its_class(self, cast):
        text = texts.sent(cast)
        seen = {name: cast.client(name).get(at("review", text.public_id)).status_code for name in (*self.STATUS, "siti", "nobody")}
        assert seen == self.STATUS | {"ratna": 200, "siti": 403, "nobody": 302}
        with_editors = texts.with_editors(cast)
        assert cast.client("maya").get(at("review", with_editors.public_id)).status_code == 200

    def test_the_lists(self, cast):
        lists = {
            name: [cast.client(name).get(at(page)).status_code for page in ("my_texts", "new", "queue")] for name in (*self.STATUS, "siti")
        }
        writer, mentor, other = [200, 200, 403], [200, 200, 200], [403, 403, 403]
        assert lists == {
            "siti": writer,
            "budi": writer,
            "tono": writer,
            "ratna": mentor,
            "joko": mentor,
            "maya": other,
            "dewi": other,
            "rini": other,
            "agus": other,
        }

    def test_a_right_that_was_taken_away_is_gone_at_the_next_click(self, cast):
        text = texts.sent(cast)
        ratna = cast.client("ratna")
        assert ratna.get(at("review", text.public_id)).status_code == 200
        end_membership(membership=cast.membership("ratna"), ends_on=timezone.localdate() - timedelta(days=1))
        cast.ratna.refresh_from_db()
        sign_in(ratna, cast.ratna)
        assert ratna.get(at("review", text.public_id)).status_code == 404
        assert ratna.get(at("queue")).status_code == 403

    @pytest.mark.parametrize("name", ["take_back", "tick", "note", "confirm", "claim", "release", "confirm_orally", "hide"])
    def test_writes_come_by_post_alone(self, cast, name):
        assert cast.client("siti").get(at(name, texts.draft(cast).public_id)).status_code == 405

    def test_forms_without_a_token_are_refused_and_give_the_words_back(self, cast):
        client = Client(enforce_csrf_checks=True)
        sign_in(client, cast.siti)
        answer = client.post(reverse("submissions:new"), {"title": "Loker dibongkar"})
        assert answer.status_code == 403 and "Loker dibongkar" in words_of(answer)
