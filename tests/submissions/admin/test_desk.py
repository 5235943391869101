"""The editors' desk: what is on it, what an editor does there, and how it says no."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.roles import Role
from people.services import create_person
from submissions.models import Contribution, ReviewNote, SetAside, SideDraft
from submissions.services import claims, commenting, fields, publication, review, sending, writing
from submissions.states import State, standing_of
from tests.cast import add_member
from tests.submissions import texts
from tests.submissions.admin.desk import TICKED, XHR, form_of
from tests.submissions.texts import fresh

LIST = "/redaksi/tulisan/"


def state(text):
    return standing_of(fresh(text)).state


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def other_editor(cast):
    user = create_person(display_name="Wulan")
    add_member(user, Role.EDITOR)
    return user


def test_list_shows_what_waits_the_oldest_first(cast, maya):
    texts.published(cast, title="Sudah terbit")
    texts.with_editors(cast, title="Pertama datang")
    texts.with_editors(cast, "budi", title="Kedua datang")
    page = maya.client.get(LIST).content.decode()
    assert page.index("Pertama datang") < page.index("Kedua datang") < page.index("Sudah terbit")
    assert "Garmen" in page or "garmen" in page
    assert 'type="checkbox"' not in page


def test_list_finds_by_headline(cast, maya):
    texts.with_editors(cast, title="Helm retak")
    texts.with_editors(cast, "budi", title="Upah lembur")
    page = maya.client.get(f"{LIST}?q=helm").content.decode()
    assert "Helm retak" in page
    assert "Upah lembur" not in page


@pytest.mark.parametrize("address", [LIST, "/redaksi/", "/redaksi/reports/workflow/", "/redaksi/reports/workflow_tasks/"])
def test_number_of_queries_does_not_grow_with_the_number_of_texts(cast, maya, address):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert maya.client.get(address).status_code == 200
        assert len(counted) <= 25  # about ten are the list's, two look for what failed, the others session, rights and menu
        return len(counted)

    for _unused in range(3):
        texts.claimed_by_editor(cast)
        claims.release(submission=writing.Submission.objects.latest("pk"), user=cast.maya)
    queries()
    few = queries()
    for _unused in range(6):
        texts.judge(texts.claimed_by_editor(cast, "budi"), cast.maya, "reject", comment="Lengkapi.")
    assert queries() == few


def test_home_shows_the_queue_to_editors_and_nothing_to_others(cast, maya):
    texts.with_editors(cast, title="Menunggu di depan")
    assert "Menunggu di depan" in maya.client.get("/redaksi/").content.decode()
    for name in ("rini", "agus"):
        assert "Menunggu di depan" not in cast.client(name).get("/redaksi/").content.decode()


@pytest.mark.parametrize("name", ["rini", "agus"])
def test_programme_manager_and_administrator_see_no_text(cast, maya, name):
    text = texts.with_editors(cast)
    client = cast.client(name)
    assert client.get(LIST).status_code == 302
    for page in ("edit", "life", "claim", "withdraw"):
        assert client.get(maya.url(page, text)).status_code == 404


def test_desk_shows_what_the_mentor_wrote_and_what_to_look_at_twice(cast, maya):
    text = texts.claimed_by_mentor(cast, body="Pak Budi Santoso dari PT Maju bilang tunggu.")
    block = text.get_latest_revision_as_object().body.raw_data[0]["id"]
    note = commenting.ParagraphNote(block, 1, "Perlukah nama ini?", "Pengawas bilang tunggu.")
    keep = {"rubric": texts.RUBRIC_LINES, "praise": "Kalimat pertama jelas.", "todo": "Sebut harinya."}
    commenting.save_comments(submission=text, user=cast.ratna, notes=[note], **keep)
    commenting.add_note(submission=text, user=cast.siti, text="Tolong cepat.")
    texts.judge(text, cast.ratna, "approve")
    page = maya.page("edit", text)
    for words in ("Kalimat pertama jelas.", "Sebut harinya.", "Perlukah nama ini?", "Pengawas bilang tunggu.", "Tolong cepat."):
        assert words in page
    assert "Pak Budi Santoso" in page
    assert "PT Maju" in page


def test_desk_shows_what_editors_changed(cast, maya):
    page = maya.page("edit", texts.edited(texts.claimed_by_editor(cast), cast.maya))
    assert "<ins>Kata redaksi yang baru." in page
    assert "<del>Buruh meminta upah tepat waktu." in page


def test_words_that_were_not_sent_are_not_shown(cast, maya):
    """The author took her text back and goes on writing: the editors keep what they had."""
    text = texts.with_editors(cast, title="Judul lama")
    sending.take_back(submission=text, author=cast.siti)
    text = texts.rewrite(text, title="RAHASIA judul", body="KENARI baru.", standfirst="KENARI")
    pages = [maya.client.get(LIST), maya.client.get(f"{LIST}?q=RAHASIA"), maya.client.get("/redaksi/")]
    pages += [maya.open(name, text) for name in ("edit", "life", "note", "preview_on_edit")]
    for page in pages:
        assert "RAHASIA" not in page.content.decode().replace("q=RAHASIA", "").replace('value="RAHASIA"', "")
        assert "KENARI" not in page.content.decode()
    assert "Judul lama" in pages[0].content.decode()
    for name in ("version", "revisions_view"):
        assert maya.open(name, text, text.latest_revision_id).status_code == 404


def test_drafts_before_the_first_sending_stay_hers(cast, maya):
    text = texts.draft(cast, body="KENARI: nama lengkap pengawas.")
    first = text.latest_revision_id
    text = texts.rewrite(text)
    texts.submit(text)
    claims.claim(submission=fresh(text), user=cast.ratna)
    commenting.save_comments(submission=fresh(text), user=cast.ratna, notes=(), rubric=texts.RUBRIC_LINES)
    texts.judge(text, cast.ratna, "approve")
    assert maya.open("revisions_view", text, first).status_code == 404
    assert maya.open("revisions_view", text, fresh(text).latest_revision_id).status_code == 200
    assert "KENARI" not in maya.page("life", text) + maya.page("version", text, fresh(text).latest_revision_id)


def test_claim_edit_and_approve(cast, maya):
    text = texts.with_editors(cast)
    maya.act("claim", text)
    maya.approve(text, standfirst="Kata redaksi.")
    assert state(text) == State.CONFIRM
    assert fresh(text).latest_revision.user == cast.maya
    assert Contribution.objects.filter(submission=text, user=cast.maya, role="editor").exists()
    texts.confirm(text)
    assert fresh(text).page.standfirst == "Kata redaksi."


def test_asking_again_changes_nothing(cast, maya):
    text = texts.claimed_by_editor(cast)
    before = text.revisions.count()
    assert "“" in said(maya.approve(text))
    assert state(text) == State.PUBLISHED
    assert text.revisions.count() == before


def test_second_editor_reads_who_has_the_text(cast, maya, other_editor):
    text = texts.with_editors(cast)
    claims.claim(submission=text, user=other_editor)
    page = maya.page("edit", text)
    assert "Wulan" in page
    assert maya.url("claim", text) not in page
    assert "Wulan" in said(maya.act("claim", text))


def test_editor_may_release_what_another_has(cast, maya, other_editor):
    text = texts.with_editors(cast)
    claims.claim(submission=text, user=other_editor)
    maya.act("release", text)
    assert not standing_of(fresh(text)).is_being_read


def test_asking_for_changes_needs_words_and_sends_them(cast, maya):
    text = texts.claimed_by_editor(cast)
    step = text.current_workflow_task_state
    address = maya.url("collect_workflow_action_data", text, "reject", step.pk)
    assert maya.client.post(address, {"comment": " "}, headers=XHR).json()["step"] == "action"
    maya.decide(text, "reject", {"comment": "Sebut jamnya."})
    assert state(text) == State.NEEDS_CHANGES
    assert text.review_states.get(stage="editor").comment == "Sebut jamnya."


def test_every_line_of_the_checklist_must_be_ticked(cast, maya):
    text = texts.claimed_by_editor(cast)
    step = text.current_workflow_task_state
    for name in ("collect_workflow_action_data", "workflow_action"):
        answers = {key: value for key, value in TICKED.items() if key != "safety_photos"}
        answer = maya.client.post(maya.url(name, text, "approve", step.pk), answers | {"revision_id": text.latest_revision_id}, headers=XHR)
        assert answer.json()["step"] == "action"
    assert state(text) == State.WITH_EDITORS


def test_window_says_what_the_text_still_lacks(cast, maya):
    text = texts.claimed_by_editor(cast, standfirst="", questions=())
    answers = TICKED | {"revision_id": text.latest_revision_id}
    step = text.current_workflow_task_state
    answer = maya.client.post(maya.url("workflow_action", text, "approve", step.pk), answers, headers=XHR).json()
    assert answer["step"] == "action"
    assert str(review.missing_to_publish(fields.facts_of(text.latest_revision), text.created_on)[-1].message) in answer["html"]


def test_page_says_what_the_text_still_lacks_and_keeps_what_was_saved(cast, maya):
    text = texts.claimed_by_editor(cast, questions=())
    answer = maya.approve(text, standfirst="Tersimpan juga.")
    assert state(text) == State.WITH_EDITORS
    assert fresh(text).latest_revision.content["standfirst"] == "Tersimpan juga."
    assert "tiga pertanyaan" in said(answer) or "three questions" in said(answer)


def test_publication_at_an_hour_and_calling_it_off(cast, maya):
    text = texts.claimed_by_editor(cast)
    maya.decide(text, "approve", TICKED | {"publish_at": "2031-05-01T08:00"})
    assert state(text) == State.SCHEDULED
    maya.act("unschedule", text)
    assert state(text) == State.DRAFT


def test_hour_that_is_over_is_refused(cast, maya):
    text = texts.claimed_by_editor(cast)
    address = maya.url("collect_workflow_action_data", text, "approve", text.current_workflow_task_state.pk)
    assert maya.client.post(address, TICKED | {"publish_at": "2020-05-01T08:00"}, headers=XHR).json()["step"] == "action"


def test_acts_that_ask_for_a_reason(cast, maya):
    text = texts.claimed_by_editor(cast)
    assert maya.act("ask_mentors", text, reason=" ").status_code == 200
    assert state(text) == State.WITH_EDITORS
    maya.act("ask_mentors", text, reason="Pokoknya belum jelas.")
    assert state(text) == State.WAITING
    assert ReviewNote.objects.get(submission=text).text == "Pokoknya belum jelas."


def test_set_aside(cast, maya):
    text = texts.claimed_by_editor(cast)
    maya.act("set_aside", text, reason="Belum ada bukti.")
    assert state(text) == State.SET_ASIDE
    assert SetAside.objects.get().reason == "Belum ada bukti."


def test_withdraw_and_bring_back(cast, maya):
    text = texts.published(cast)
    maya.act("withdraw", text, reason="Permintaan penulis.")
    assert state(text) == State.WITHDRAWN
    assert "Permintaan penulis." in maya.page("edit", text)
    maya.act("bring_back", text)
    maya.act("claim", text)
    maya.approve(text)
    texts.confirm(text)
    assert fresh(text).page.live


def test_hide_now(cast, maya):
    text = texts.published(cast)
    assert maya.open("hide_now", text).status_code == 200
    assert fresh(text).live
    maya.act("hide_now", text)
    assert not fresh(text).page.live


def test_correction_by_an_editor(cast, maya):
    text = texts.published(cast)
    maya.act("correct", text)
    maya.decide(text, "approve", TICKED | texts.CORRECTION, standfirst="Yang benar.")
    assert fresh(text).page.standfirst == "Buruh meminta upah tepat waktu."
    texts.confirm(text)
    page = fresh(text).page
    assert page.standfirst == "Yang benar."
    assert page.corrections.get().is_right == texts.CORRECTION["is_right"]


def test_correction_says_what_was_wrong(cast, maya):
    text = texts.published(cast)
    maya.act("correct", text)
    step = fresh(text).current_workflow_task_state
    answer = maya.client.post(maya.url("collect_workflow_action_data", text, "approve", step.pk), TICKED, headers=XHR).json()
    assert answer["step"] == "action"


def test_correction_keeps_the_words_that_the_author_was_writing(cast, maya):
    text = texts.rewrite(texts.published(cast), standfirst="Sedang kutulis.")
    maya.act("correct", text)
    assert "Sedang kutulis." not in maya.page("edit", text)
    assert SideDraft.objects.get(submission=text).content["standfirst"] == "Sedang kutulis."
    assert fresh(text).latest_revision.content["standfirst"] == "Buruh meminta upah tepat waktu."


def test_photo_of_another_text_cannot_be_named_by_hand(cast, maya):
    from tests.submissions.admin.test_canary import hidden

    stolen = hidden(cast, "budi").get_latest_revision_as_object().lead_photo_id
    text = texts.claimed_by_editor(cast)
    maya.save(text, lead_photo=stolen)
    assert fresh(text).latest_revision.content["lead_photo"] is None


def test_what_an_editor_types_is_cleaned(cast, maya):
    text = texts.claimed_by_editor(cast)
    maya.save(text, title="  Upah\u202e   terlambat ", **{"body-0-value": "Baris satu.\r\nBaris dua.\u200b"})
    content = fresh(text).get_latest_revision_as_object()
    assert content.title == "Upah terlambat"
    assert str(content.body[0].value) == "Baris satu.\nBaris dua."


def test_claim_that_was_lost_meanwhile_saves_nothing(cast, maya):
    text = texts.claimed_by_editor(cast)
    form = form_of(text)
    claims.release(submission=text, user=cast.maya)
    maya.client.post(maya.url("edit", text), form | {"standfirst": "Terlambat."})
    assert fresh(text).latest_revision.content["standfirst"] != "Terlambat."


def test_preview_shows_the_article_within_the_admins_frame(cast, maya):
    text = texts.with_editors(cast)
    answer = maya.open("revisions_view", text, text.latest_revision_id)
    assert "Buruh meminta upah tepat waktu." in answer.content.decode()
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_editor_who_wrote_the_text_cannot_judge_it(cast, maya):
    add_member(cast.maya, Role.TRAINEE, "karawang", sector="garment")
    texts.MENTOR_OF["maya"] = "joko"
    text = texts.with_editors(cast, "maya")
    assert maya.url("claim", text) not in maya.page("edit", text)
    assert "“" not in said(maya.act("claim", text))
    assert not standing_of(fresh(text)).is_being_read


def test_author_who_said_no_is_quoted(cast, maya):
    text = texts.confirming(cast)
    texts.judge(text, cast.siti, "reject", comment="Bukan itu maksudku.")
    texts.submit(text)
    assert "Bukan itu maksudku." in maya.page("edit", text)


def test_withdrawal_by_two_at_once_is_one(cast, maya):
    text = texts.published(cast)
    publication.withdraw(submission=text, by=cast.maya, reason="Sudah.")
    maya.act("withdraw", text, reason="Sekali lagi.")
    assert text.withdrawals.get().reason == "Sudah."
