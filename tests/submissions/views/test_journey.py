"""From the first word to the article by forms alone; the editor's part by the services."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from submissions.models import ReviewTaskState, Submission
from submissions.rules import RUBRIC
from submissions.services import claims
from submissions.states import State, standing_of
from tests.submissions import texts

from .forms import form_of, send, words_of

pytestmark = pytest.mark.django_db


def at(name: str, *args) -> str:
    return reverse(f"submissions:{name}", args=args)


def answers(**changes):
    return {
        "title": "Loker dibongkar tanpa saksi",
        "what": "Dua belas loker dibuka paksa.",
        "who": "Operator las sif pagi.",
        "where": "Ruang ganti.",
        "day": "19",
        "month": "11",
        "year": "2025",
        "why": "Belum tahu.",
        "how": "Pengurus meminta penjelasan.",
        "standfirst": "Loker dibuka waktu kami kerja.",
        "question_1": "Apa yang terjadi?",
        "question_2": "Siapa yang membantu?",
        "question_3": "Apa langkah kita?",
    } | changes


def written(client, do="save", **changes):
    page = client.get(at("new"))
    return send(client, page, "/tulis/baru/", at("new"), do=do, **answers(**changes))


def only_text() -> Submission:
    return Submission.objects.get()


def test_a_text_goes_from_the_first_word_to_the_article_by_forms_alone(cast):
    siti, ratna = cast.client("siti"), cast.client("ratna")
    assert siti.get("/meja/").headers["Location"] == "/tulis/"
    assert "Halaman ini masih kosong" in words_of(siti.get("/tulis/"))

    answer = written(siti)
    text = only_text()
    assert (answer.status_code, answer.headers["Location"]) == (303, at("edit", text.public_id) + "#isi")
    page = siti.get(at("edit", text.public_id))
    assert "Tersimpan di server" in words_of(page)
    assert form_of(page, "/ubah/")["body"].split("\n\n") == [answers()[name] for name in ("what", "who", "where", "why", "how")]

    answer = send(siti, page, "/ubah/", at("edit", text.public_id), do="send")
    assert answer.status_code == 303 and "kabar=sent" in answer.headers["Location"]
    assert standing_of(texts.fresh(text)).state == State.WAITING
    assert "Menunggu pendamping" in words_of(siti.get(answer.headers["Location"]))

    queue = ratna.get("/periksa/")
    assert "Loker dibongkar tanpa saksi" in words_of(queue)
    assert ratna.post(at("claim", text.public_id)).status_code == 303
    page = ratna.get(at("review", text.public_id))
    block = next(name for name in form_of(page, f"/{text.public_id}/") if name.startswith("note-"))
    rubric = {f"rubric_{key}": "nearly" for key in RUBRIC}
    judged = {"praise": "Kalimat pertama kuat.", "todo": "Kapan?", "decision": "reject", "do": "send", block: "Kata siapa?"}
    answer = send(ratna, page, f"/{text.public_id}/", at("review", text.public_id), **rubric, **judged)
    assert answer.status_code == 303 and "judged_reject" in answer.headers["Location"]

    page = siti.get(at("text", text.public_id))
    assert "Kata siapa?" in words_of(page) and "Kalimat pertama kuat." in words_of(page)
    tick = next(pk for pk in text.review_states.get().comments.values_list("pk", flat=True))
    assert send(siti, page, "/centang/", at("tick", text.public_id), done=[str(tick)]).status_code == 303
    assert text.review_states.get().comments.get().done
    page = siti.get(at("edit", text.public_id))
    body = form_of(page, "/ubah/")["body"].replace("dibuka paksa.", "dibuka paksa, kata dua saksi.")
    assert "sent_again" in send(siti, page, "/ubah/", at("edit", text.public_id), do="send", body=body).headers["Location"]

    ratna.post(at("claim", text.public_id))
    page = ratna.get(at("review", text.public_id))
    assert "<ins>" in page.content.decode() and "Kata siapa?" in words_of(page)
    rubric = {f"rubric_{key}": "yes" for key in RUBRIC}
    send(ratna, page, f"/{text.public_id}/", at("review", text.public_id), **rubric, decision="approve", do="send")
    assert standing_of(texts.fresh(text)).state == State.WITH_EDITORS

    claims.claim(submission=text, user=cast.maya)
    texts.edited(text, cast.maya, standfirst="Loker dibuka tanpa saksi.")
    texts.approve(text, cast.maya)
    page = siti.get(at("text", text.public_id))
    assert "<del>" in page.content.decode() and "Setujui tulisanmu" in words_of(page)
    answer = send(siti, page, "/setuju/", at("confirm", text.public_id), do="agree")
    assert "agreed" in answer.headers["Location"]
    text = texts.fresh(text)
    assert standing_of(text).state == State.PUBLISHED
    assert text.page.get_absolute_url() in siti.get(at("my_texts")).content.decode()


def test_the_author_says_that_this_is_not_what_she_means_and_the_editors_read_it_again(cast):
    text = texts.confirming(cast)
    siti = cast.client("siti")
    page = siti.get(at("text", text.public_id))
    answer = send(siti, page, "/setuju/", at("confirm", text.public_id), do="disagree", comment="")
    assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()
    send(siti, page, "/setuju/", at("confirm", text.public_id), do="disagree", comment="Bukan dua minggu.")
    assert standing_of(texts.fresh(text)).state == State.NEEDS_CHANGES
    page = siti.get(at("edit", text.public_id))
    assert "Kirim ke redaksi" in words_of(page)
    send(siti, page, "/ubah/", at("edit", text.public_id), do="send", standfirst="Buruh meminta upah.")
    assert standing_of(texts.fresh(text)).state == State.WITH_EDITORS


def test_the_same_yes_twice_leads_to_the_published_text(cast):
    text = texts.confirming(cast)
    siti = cast.client("siti")
    fields = form_of(siti.get(at("text", text.public_id)), "/setuju/") | {"do": "agree"}
    first, second = (siti.post(at("confirm", text.public_id), fields) for _unused in range(2))
    assert first.status_code == second.status_code == 303
    assert texts.fresh(text).publications.count() == 1


def test_a_mentor_takes_the_authors_yes_by_telephone_after_seven_days_and_not_before(cast):
    text = texts.confirming(cast)
    ratna = cast.client("ratna")
    revision = {"revision_id": texts.fresh(text).latest_revision_id}
    assert ratna.post(at("confirm_orally", text.public_id), revision).status_code == 403
    ReviewTaskState.objects.filter(submission=text, stage="author").update(waiting_since=timezone.now() - timedelta(days=8))
    page = ratna.get(at("review", text.public_id))
    assert send(ratna, page, "/lisan/", at("confirm_orally", text.public_id)).status_code == 303
    assert standing_of(texts.fresh(text)).state == State.PUBLISHED


def test_a_published_text_can_be_corrected_asked_down_and_made_nameless(cast):
    text = texts.published(cast)
    siti = cast.client("siti")
    page = siti.get(at("text", text.public_id))
    for _unused in range(2):
        assert send(siti, page, "/minta-turun/", at("ask_for_withdrawal", text.public_id), reason="Aku takut.").status_code == 303
    assert text.notes.count() == 1
    assert cast.maya.inbox.filter(kind="withdrawal_asked").count() == cast.ratna.inbox.filter(kind="withdrawal_asked").count() == 1
    assert send(siti, page, "/lepas-nama/", at("take_back_byline", text.public_id)).status_code == 303
    text.page.byline.refresh_from_db()
    assert text.page.byline.words == "Pekerja"
    page = siti.get(at("edit", text.public_id))
    send(siti, page, "/ubah/", at("edit", text.public_id), do="send", standfirst="Angka yang benar.")
    assert standing_of(texts.fresh(text)).state == State.IN_CORRECTION


def test_the_lead_mentor_takes_an_article_down_at_once(cast):
    text = texts.published(cast)
    page = cast.client("ratna").get(at("review", text.public_id))
    assert send(cast.client("ratna"), page, "/turunkan/", at("hide", text.public_id)).status_code == 303
    assert standing_of(texts.fresh(text)).state == State.WITHDRAWN


def test_all_her_texts_come_as_one_plain_file(cast):
    texts.draft(cast, title="Satu")
    texts.sent(cast, title="Dua")
    answer = cast.client("siti").get(at("download"))
    assert answer["Content-Disposition"] == 'attachment; filename="tulisanku.txt"'
    words = answer.content.decode("utf-8-sig")
    assert words.index("Satu") < words.index("Dua") and "## Yang kami minta" in words


def test_messages_are_read_by_a_button_and_not_by_looking(cast):
    text = texts.needs_changes(cast)
    siti = cast.client("siti")
    siti.get(at("my_texts"))
    page = siti.get(at("my_texts"))
    assert "Kabar untukmu" in words_of(page)
    send(siti, page, "/pesan/", at("read_inbox"))
    assert not cast.siti.inbox.filter(read_at=None).exists() and text.author == cast.siti
    assert "Kabar untukmu" not in words_of(siti.get(at("my_texts")))
