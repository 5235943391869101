"""Moderators read answers before readers do: who may, what they can do, and what happens when two of them do it."""

import html
import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.discussion import retention, services
from cms.discussion.ageing import waiting_counts
from cms.discussion.errors import ChangedMeanwhile, NothingToHide
from cms.discussion.models import Answer, AnswerHour
from cms.discussion.permissions import may_moderate, moderation_scope
from cms.discussion.views import moderation
from cms.extension_points import ModerationScope
from cms.tasks import sweep_discussion
from curriculum.services import end_membership
from tests.cms.discussion.conftest import NOW, QUESTIONS, accepted, answer_to
from tests.factories.cms import ArticlePageFactory, CityFactory, WithdrawalFactory

pytestmark = pytest.mark.django_db
SECRET = "Bu Rahasia dari PT Kanari, 0812 3456 7890, bilang upahnya kurang."


@pytest.fixture
def ours(article):
    """Of Semarang, where Ratna mentors."""
    return article


@pytest.fixture
def client(cast):
    return cast.client("ratna")


def page(response) -> str:
    return html.unescape(response.content.decode())


def press(client, answer, act="putuskan", **fields):
    return client.post(f"/tanggapan/{answer.client_id}/{act}/", fields)


def decide(client, answer, decision, **fields):
    return press(client, answer, decision=decision, seen=answer.fingerprint, **fields)


def test_scopes_of_the_cast(cast, ours):
    elsewhere, nowhere = ArticlePageFactory(city=CityFactory(name="Karawang")), ArticlePageFactory()
    able = {name: [may_moderate(getattr(cast, name), one) for one in (ours, elsewhere, nowhere)] for name in vars(cast)}
    assert able == dict.fromkeys(able, [False] * 3) | {
        "maya": [True] * 3,
        "ratna": [True, False, False],
        "joko": [False, True, False],
    }
    end_membership(membership=cast.membership("ratna"), ends_on=timezone.localdate() - timedelta(days=1))
    assert not moderation_scope(cast.ratna)


def test_accepted_with_one_press_it_stands_under_its_question(client, ours):
    answer = answer_to(ours, "Kami tulis di kalender dinding.", 3, source="wall")
    queue = page(client.get("/tanggapan/"))
    assert answer.words in queue and QUESTIONS["question_3"] in queue and "dari papan dinding" in queue
    response = decide(client, answer, "accept")
    assert response.status_code == 303
    after = page(client.get(response.headers["Location"]))
    assert "sekarang tampil" in after and f"/tanggapan/{answer.client_id}/" in after
    article = page(client.get(ours.get_absolute_url()))
    assert article.count(answer.words) == 1 and "1 jawaban pembaca" in article
    answer.refresh_from_db()
    assert answer.decided_on == timezone.localdate()


def test_a_refusal_needs_a_reason_that_readers_never_see(client, ours):
    answer = answer_to(ours)
    response = decide(client, answer, "refuse")
    assert response.status_code == 200 and "Pilih satu alasan" in page(response)
    assert decide(client, answer, "refuse", reason="mood").status_code == 200
    assert decide(client, answer, "refuse", reason="insult").status_code == 303
    answer.refresh_from_db()
    assert (answer.state, answer.reason) == ("refused", "insult")
    assert "Menghina" in page(client.get("/tanggapan/?lihat=ditolak"))
    for path in (ours.get_absolute_url(), f"{ours.get_absolute_url()}tanggapan/"):
        assert answer.words not in page(client.get(path)) and "Menghina" not in page(client.get(path))


def test_a_decision_is_taken_back_and_an_accepted_answer_taken_off(client, ours):
    answer = accepted(ours)
    assert decide(client, answer, "undo").status_code == 303
    answer.refresh_from_db()
    assert (answer.state, answer.decided_on) == ("waiting", None)
    answer = accepted(ours, "Yang kedua.")
    assert decide(client, answer, "refuse", reason="person").status_code == 303
    assert answer.words not in page(client.get(ours.get_absolute_url()))
    answer.refresh_from_db()
    assert decide(client, answer, "accept").status_code == 303
    assert answer.words in page(client.get(ours.get_absolute_url()))


def test_who_comes_second_sees_what_the_first_one_did(cast, client, ours):
    answer = answer_to(ours)
    services.decide(answer=answer, accept=False, reason="twice", by=cast.maya, at=timezone.now())
    response = decide(client, answer, "accept")
    assert response.status_code == 409
    assert "Orang lain lebih dulu" in page(response) and "Ditolak · Maya" in page(response)
    answer.refresh_from_db()
    assert answer.state == "refused"
    assert decide(client, answer, "refuse", reason="insult").status_code == 303  # the same decision: nothing to quarrel about
    answer.refresh_from_db()
    assert answer.reason == "twice"


def test_words_that_came_back_meanwhile_are_not_accepted_unread(cast, client, ours):
    answer = services.hide_words(answer=answer_to(ours, SECRET), phrases=["Bu Rahasia"], by=cast.maya)
    services.restore_words(answer=answer, by=cast.maya)
    assert decide(client, answer, "accept").status_code == 409
    assert Answer.objects.get().state == "waiting"


def test_names_are_hidden_and_nothing_else_can_be_changed(client, ours):
    answer = answer_to(ours, SECRET)
    shown = page(client.get(f"/tanggapan/{answer.client_id}/"))
    assert 'value="Bu Rahasia"' in shown and 'value="0812 3456 7890"' in shown
    fields = {"found": ["Bu Rahasia", "0812 3456 7890"], "phrases": "pt kanari", "words": "Semua baik."}
    assert press(client, answer, "sembunyikan", **fields).status_code == 303
    answer.refresh_from_db()
    assert (answer.words, answer.original_words) == ("… dari …, …, bilang upahnya kurang.", SECRET)
    assert SECRET in page(client.get(f"/tanggapan/{answer.client_id}/"))
    answer.refresh_from_db()
    decide(client, answer, "accept")
    for path in (ours.get_absolute_url(), f"{ours.get_absolute_url()}tanggapan/"):
        assert "bilang upahnya kurang" in page(client.get(path))
        assert not re.search("Rahasia|Kanari|0812", page(client.get(path)))
    assert press(client, answer, "sembunyikan", restore="1").status_code == 409  # readers would see it at once
    answer.refresh_from_db()
    decide(client, answer, "undo")
    assert press(client, answer, "sembunyikan", restore="1").status_code == 303
    assert Answer.objects.get().words == SECRET


def test_what_was_typed_outlives_the_session(ours):
    answer = answer_to(ours, SECRET)
    handed_back = press(Client(), answer, "sembunyikan", found="Bu Rahasia", phrases="Kanari")
    assert handed_back.status_code == 403
    assert '<input type="hidden" name="found" value="Bu Rahasia">' in page(handed_back)
    assert 'name="phrases" value="Kanari"' in page(handed_back) and "Kata yang harus disembunyikan" in page(handed_back)


def test_signing_in_for_an_act_leads_to_the_answer(client, ours):
    answer = answer_to(ours)
    refused = press(Client(), answer, decision="refuse", reason="attack")
    assert refused.status_code == 302 and "/masuk/?next=/tanggapan/" in refused["Location"]
    for act in ("putuskan", "sembunyikan", "hapus"):
        assert client.get(f"/tanggapan/{answer.client_id}/{act}/")["Location"] == f"/tanggapan/{answer.client_id}/"
    assert Answer.objects.get().state == "waiting"


def test_what_cannot_be_hidden_is_said(client, ours):
    answer = answer_to(ours, "Bel berbunyi, kata Joko.")
    for phrases in ("", "e", "Bel berbunyi, kata Joko", "tidak ada", "…", "." * 400):
        response = press(client, answer, "sembunyikan", phrases=phrases)
        assert response.status_code == 200 and "tolak saja" in page(response), phrases
    assert press(client, answer, "sembunyikan", found=["Joko"]).status_code == 200  # not among what we found
    assert press(client, answer, "sembunyikan", phrases="x" * 600).status_code == 200
    assert Answer.objects.get().words == "Bel berbunyi, kata Joko."
    assert press(client, answer, "sembunyikan", phrases="joko").status_code == 303
    assert Answer.objects.get().words == "Bel berbunyi, kata …."


def test_a_refused_answer_can_be_deleted_at_once_and_no_other(cast, client, ours):
    answer = answer_to(ours)
    assert press(client, answer, "hapus").status_code == 409
    services.decide(answer=answer, accept=False, reason="person", by=cast.ratna, at=timezone.now())
    with pytest.raises(ChangedMeanwhile):
        services.hide_words(answer=answer, phrases=["WA"], by=cast.ratna)
    assert press(client, answer, "hapus").status_code == 303
    assert not Answer.objects.exists()
    for act in ("putuskan", "sembunyikan", "hapus"):
        assert press(client, answer, act).status_code == 404


def test_an_answer_that_is_deleted_between_reading_and_deciding_is_not_found(client, ours, monkeypatch):
    answer = answer_to(ours)

    def find_then_lose(scope, client_id):
        found = Answer.objects.get(client_id=client_id)
        Answer.objects.all().delete()
        return found

    monkeypatch.setattr(moderation, "_found", find_then_lose)
    assert decide(client, answer, "accept").status_code == 404


def test_the_history_names_the_moderator_and_no_word(cast, ours):
    answer = answer_to(ours, SECRET)
    services.hide_words(answer=answer, phrases=["Bu Rahasia"], by=cast.ratna)
    services.decide(answer=answer, accept=True, by=cast.ratna, at=timezone.now())
    services.decide(answer=answer, accept=True, by=cast.maya, at=timezone.now())  # changes nothing
    entries = ModelLogEntry.objects.for_instance(answer)
    assert [(entry.action, entry.user) for entry in entries] == [("cms.answer.accept", cast.ratna), ("cms.answer.hide", cast.ratna)]
    assert not re.search("Rahasia|upah|Kanari", repr([(entry.label, entry.data) for entry in entries]))


def test_the_services_ask_who_acts(cast, ours):
    answer = answer_to(ours)
    for who in (cast.joko, cast.siti, cast.dewi):
        for act in (
            lambda by: services.decide(answer=answer, accept=True, by=by, at=NOW),
            lambda by: services.undo(answer=answer, by=by),
            lambda by: services.hide_words(answer=answer, phrases=["WA"], by=by),
            lambda by: services.restore_words(answer=answer, by=by),
            lambda by: services.erase(answer=answer, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(who)
    with pytest.raises(ValueError, match="valid RefusalReason"):
        services.decide(answer=answer, accept=False, by=cast.maya, at=NOW)
    with pytest.raises(NothingToHide):
        services.hide_words(answer=answer, phrases=[], by=cast.maya)


def test_a_withdrawn_article_takes_its_answers_along(cast, client, ours):
    shown, waits = accepted(ours), answer_to(ours, "Masih menunggu.")
    withdrawal = WithdrawalFactory(article=ours, page_off=False)
    assert client.get(f"{ours.get_absolute_url()}tanggapan/").status_code == 410
    assert not Answer.objects.accepted().in_city(ours.city).exists()
    assert waits.words not in page(client.get("/tanggapan/"))
    assert client.get(f"/tanggapan/{shown.client_id}/").status_code == 404
    assert waiting_counts(ModerationScope(True), timezone.localdate()) == (0, 0)
    withdrawal.lifted_on = withdrawal.withdrawn_on
    withdrawal.save()
    assert Answer.objects.accepted().in_city(ours.city).get() == shown


def test_what_waits_too_long_is_counted_where_a_mentor_begins(cast, client, ours):
    now = timezone.now()
    answer_to(ours, at=now), answer_to(ours, at=now - timedelta(days=7)), answer_to(ours, at=now - timedelta(days=8))
    answer_to(ArticlePageFactory(city=CityFactory(name="Karawang")), number=0, at=now - timedelta(days=30))
    assert "3 menunggu, 1 lebih dari seminggu" in page(client.get("/meja/"))
    queue = page(client.get("/tanggapan/"))
    assert "3 tanggapan menunggu" in queue and "1 lebih dari seminggu" in queue
    office = page(cast.client("maya").get("/redaksi/"))
    assert "4 tanggapan menunggu" in office and "2 lebih dari seminggu" in office and 'href="/tanggapan/"' in office
    assert 'href="/tanggapan/"' not in page(cast.client("rini").get("/redaksi/"))


def test_the_queue_costs_the_same_with_few_and_many_answers(client, ours, django_assert_max_num_queries):
    answer_to(ours)
    for _number in range(2):
        with django_assert_max_num_queries(11):
            assert client.get("/tanggapan/").status_code == 200
        for _answer in range(20):
            answer_to(ours, SECRET)
    assert client.get("/tanggapan/?halaman=5").status_code == 200
    assert client.get("/tanggapan/?halaman=6").status_code == 404
    assert client.get("/tanggapan/?lihat=<x>&tadi=<x>&kabar=<x>").status_code == 200


def test_each_kind_of_row_goes_when_its_time_is_over(cast, ours, clock):
    refused, waits, shown = answer_to(ours), answer_to(ours), answer_to(ours, SECRET)
    services.decide(answer=refused, accept=False, reason="twice", by=cast.maya, at=clock.now)
    services.hide_words(answer=shown, phrases=["Bu Rahasia"], by=cast.maya)
    services.decide(answer=shown, accept=True, by=cast.maya, at=clock.now)
    ModelLogEntry.objects.update(timestamp=clock.now)
    clock.passes(minutes=29)
    sweep_discussion(None)
    assert AnswerHour.objects.exists()
    clock.passes(minutes=2)
    sweep_discussion(None)
    assert not AnswerHour.objects.exists()
    clock.passes(days=30)
    assert retention.sweep(clock.now) == dict.fromkeys(retention.KEPT_FOR, 0)
    clock.passes(days=1)
    assert retention.sweep(clock.now) == dict.fromkeys(retention.KEPT_FOR, 0) | {"refused_answers": 1, "words_before_hiding": 1}
    clock.passes(days=149)
    assert retention.sweep(clock.now) == dict.fromkeys(retention.KEPT_FOR, 0)
    clock.passes(days=1)
    assert retention.sweep(clock.now)["waiting_answers"] == 1
    clock.passes(days=730)
    assert retention.sweep(clock.now)["history_of_answers"] == 3
    kept = Answer.objects.get()
    assert (kept.pk, kept.original_words) == (shown.pk, "") and waits.pk != refused.pk
