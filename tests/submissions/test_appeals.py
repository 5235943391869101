"""One appeal to the programme manager against "not to be published": she answers without having read the text."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from submissions.errors import Stale
from submissions.models import InboxMessage, SetAside
from submissions.services import appeals, review
from submissions.states import State, standing_of
from tests.submissions import texts
from tests.submissions.views.forms import form_of, words_of

pytestmark = pytest.mark.django_db
CANARY = "Isi rahasia paragraf pertama."


@pytest.fixture
def text(cast):
    text = texts.claimed_by_mentor(cast, body=CANARY)
    review.set_aside(submission=text, user=cast.ratna, reason="Sumbernya hanya satu.")
    return texts.fresh(text)


def press(cast, text, words="Dua rekan melihatnya juga."):
    siti = cast.client("siti")
    page = siti.get(reverse("submissions:text", args=[text.public_id]))
    return siti.post(reverse("submissions:appeal", args=[text.public_id]), form_of(page, "/banding/") | {"appeal": words})


def test_she_writes_once_and_the_programme_manager_is_told(cast, text):
    assert press(cast, text).status_code == 303
    again = cast.client("siti").post(reverse("submissions:appeal", args=[text.public_id]), {"appeal": "Sekali lagi."})
    assert again.status_code == 303
    assert SetAside.objects.get().appeal == "Dua rekan melihatnya juga."
    assert InboxMessage.objects.filter(kind="appeal", user=cast.rini).count() == 1
    assert "Belum ada jawaban" in words_of(cast.client("siti").get(reverse("submissions:text", args=[text.public_id])))


def test_without_words_it_is_asked_for_them(cast, text):
    assert "Tulis mengapa" in words_of(press(cast, text, words="  "))
    assert SetAside.objects.get().appealed_at is None


def test_the_managers_page_shows_reason_and_words_and_nothing_of_the_text(cast, text):
    press(cast, text)
    page = cast.client("rini").get(reverse("submissions:appeals"))
    shown = words_of(page)
    assert "Sumbernya hanya satu." in shown and "Dua rekan melihatnya juga." in shown
    assert CANARY not in page.content.decode() and str(text) not in shown


@pytest.mark.parametrize(("button", "state"), [("again", State.DRAFT), ("stays", State.SET_ASIDE)])
def test_her_answer_is_read_by_the_author(cast, text, button, state):
    press(cast, text)
    rini = cast.client("rini")
    address = reverse("submissions:answer_appeal", args=[text.public_id])
    assert "Tulis jawabannya" in words_of(rini.post(address, {"answer": "", "do": button}))
    assert rini.post(address, {"answer": "Sudah kubicarakan.", "do": button}).status_code == 303
    assert standing_of(texts.fresh(text)).state == state
    assert "Sudah kubicarakan." in words_of(cast.client("siti").get(reverse("submissions:text", args=[text.public_id])))
    assert InboxMessage.objects.filter(kind="appeal_answered", user=cast.siti).count() == 1
    assert rini.post(address, {"answer": "Lagi.", "do": button}).status_code == 409


def test_only_the_programme_manager_answers(cast, text):
    press(cast, text)
    for who in (cast.maya, cast.ratna, cast.agus, cast.siti):
        with pytest.raises(appeals.PermissionDenied):
            appeals.answer_appeal(set_aside=SetAside.objects.get(), manager=who, words="Ya.", looks_again=True)


def test_sending_the_text_again_is_an_answer_too(cast, text):
    press(cast, text)
    texts.submit(texts.rewrite(text, title="Dengan dua sumber"))
    with pytest.raises(Stale):
        appeals.answer_appeal(set_aside=SetAside.objects.get(), manager=cast.rini, words="Ya.", looks_again=True)
    assert not appeals.open_appeals().exists()


def test_an_answer_to_an_earlier_appeal_never_becomes_the_answer_to_a_later_one(cast, text):
    press(cast, text)
    rini = cast.client("rini")
    form = form_of(rini.get(reverse("submissions:appeals")), f"/{text.public_id}/")
    SetAside.objects.update(lifted_at=timezone.now())
    later = {"reason": "Masih satu sumber.", "appeal": "Sekarang tiga.", "appealed_at": timezone.now()}
    second = SetAside.objects.create(submission=text, set_by=cast.ratna, **later)
    address = reverse("submissions:answer_appeal", args=[text.public_id])
    assert rini.post(address, form | {"answer": "Ya.", "do": "again"}).status_code == 409
    second.refresh_from_db()
    assert second.answered_at is None
    assert rini.post(address.replace(str(text.public_id), str(text.pk)), {"answer": "Ya."}).status_code == 404


def test_a_text_that_was_not_set_aside_has_nothing_to_appeal_against(cast):
    with pytest.raises(appeals.PermissionDenied):
        appeals.appeal(submission=texts.draft(cast), author=cast.siti, words="Tolong.")


@pytest.mark.parametrize("facts", [{"appeal": "", "appealed_at": True}, {"appeal": "Kata"}, {"answered_at": True}])
def test_the_database_refuses_half_an_appeal(cast, text, facts):
    facts = {name: timezone.now() if value is True else value for name, value in facts.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        SetAside.objects.update(**facts)
