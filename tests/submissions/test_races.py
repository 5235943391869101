"""Several people at the same moment, each on a connection of her own: one decision wins, nothing is doubled, nobody waits for ever."""

import os
import uuid
from collections import Counter
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from cms.models import ArticlePage, Image
from people.roles import Role
from people.services import create_person
from submissions.errors import AlreadyClaimed, AlreadySent, NotReady
from submissions.models import ReviewTaskState, Submission, WithdrawalRecord
from submissions.services import claims, publication, review, writing
from submissions.states import standing_of
from tests import racing
from tests.cast import add_member
from tests.submissions import texts
from tests.submissions.test_photo_moves import two_articles

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3 * int(os.environ.get("WARTA_SOAK", "1"))
at_once = partial(racing.at_once, refusals=(PermissionDenied, NotReady, AlreadyClaimed, AlreadySent))


def test_one_of_eight_claims_wins(cast):
    text = texts.sent(cast)
    readers = [cast.ratna]
    for number in range(7):
        readers.append(create_person(display_name=f"Pendamping {number}"))
        add_member(readers[-1], Role.MENTOR, "semarang")
    answers = at_once(*(lambda reader=reader: claims.claim(submission=text, user=reader) for reader in readers))
    assert Counter(answers) == {"done": 1, "AlreadyClaimed": 7}
    assert ReviewTaskState.objects.get(submission=text).claimed_by == readers[answers.index("done")]


def test_the_same_form_eight_times_is_one_text_and_one_version(cast):
    client_id = uuid.uuid4()
    fields = texts.fields()
    at_once(*([lambda: writing.start_draft(author=cast.siti, client_id=client_id, fields=fields)] * 8))
    text = Submission.objects.get(started_with=client_id)
    assert text.revisions.count() == 1


def test_sendings_of_a_windows_script_that_overtake_each_other_leave_the_newest_words(cast):
    facts = {"submission": None, "author": cast.siti, "client_id": uuid.uuid4(), "base_id": None}
    at_once(*(lambda n=n: writing.save_by_itself(number=n, fields=texts.fields(title=f"Judul {n}"), **facts) for n in (3, 1, 4, 2)))
    text = Submission.objects.get()
    assert (text.title, text.revisions.count()) == ("Judul 4", 1)


def test_a_double_click_on_send_sends_once(cast):
    text = texts.draft(cast)
    answers = at_once(*([lambda: texts.send(text, cast.siti)] * 6))
    assert Counter(answers) == {"done": 1, "AlreadySent": 5}
    assert ReviewTaskState.objects.filter(submission=text).count() == 1


def test_three_texts_sent_at_once_are_no_more_than_may_be_read(cast, monkeypatch):
    monkeypatch.setattr("submissions.services.sending.OPEN_TEXTS_MAX", 1)
    drafts = [texts.draft(cast, title=f"Naskah {number}") for number in range(3)]
    answers = at_once(*(lambda text=text: texts.send(text, cast.siti) for text in drafts))
    assert Counter(answers) == {"done": 1, "TooManyOpenTexts": 2}


def test_three_texts_claimed_at_once_are_no_more_than_may_be_claimed(cast, monkeypatch):
    monkeypatch.setattr("submissions.services.claims.CLAIMS_MAX", 1)
    waiting = [texts.sent(cast, title=f"Naskah {number}") for number in range(3)]
    answers = at_once(*(lambda text=text: claims.claim(submission=text, user=cast.ratna) for text in waiting))
    assert Counter(answers) == {"done": 1, "NotReady": 2}


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_approve_reject_and_withdraw_at_once_leave_one_truth(cast, round_number):
    text = texts.in_correction(cast)
    claims.claim(submission=text, user=cast.maya)
    seen = texts.fresh(text).latest_revision_id
    rubric = {"safety": texts.SAFETY_DONE, "correction": texts.CORRECTION}

    def decide(action: str) -> object:
        return review.judge(submission=text, user=cast.maya, action=action, revision_id=seen, comment="Ubah.", rubric=rubric)

    answers = at_once(
        lambda: decide("approve"), lambda: decide("reject"), lambda: publication.withdraw(submission=text, by=cast.maya, reason="Bahaya.")
    )
    assert answers[2] == "done", "a withdrawal always wins"
    assert answers[:2].count("done") <= 1
    text = texts.fresh(text)
    page = ArticlePage.objects.get(pk=text.page_id)
    assert not page.live and not text.live
    assert standing_of(text).workflow is None
    assert WithdrawalRecord.objects.filter(submission=text, lifted_at__isnull=True).count() == 1


def test_articles_published_at_once_all_get_a_place(cast):
    waiting = [texts.claimed_by_editor(cast, author, title=f"Judul {author}") for author in ("siti", "budi")]
    at_once(*(lambda text=text: texts.approve(text, cast.maya) for text in waiting))
    assert ArticlePage.objects.filter(live=True).count() == 2


def test_a_photo_of_two_articles_withdrawn_at_once_is_public_for_neither(cast):
    first, second, image = two_articles(cast)
    at_once(*(lambda text=text: publication.withdraw(submission=text, by=cast.maya, reason="Diminta.") for text in (first, second)))
    assert Image.objects.get(pk=image.pk).is_private
