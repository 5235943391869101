"""Several people at the same moment, each on a connection of her own: one decision wins, nothing is doubled, nobody waits for ever."""

import os
import threading
import uuid
from collections import Counter
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from cms.models import ArticlePage
from people.roles import Role
from people.services import create_person
from submissions.errors import AlreadyClaimed, AlreadySent, NotReady
from submissions.models import ReviewTaskState, Submission, WithdrawalRecord
from submissions.services import publication, review, writing
from submissions.states import standing_of
from tests.cast import add_member
from tests.submissions import texts

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3 * int(os.environ.get("WARTA_SOAK", "1"))
REFUSALS = (PermissionDenied, NotReady, AlreadyClaimed, AlreadySent)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run them together; "done", or the name of the refusal, for each. Anything else fails the test."""
    start, answers = threading.Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        start.wait(10)
        try:
            act()
            answers[number] = "done"
        except REFUSALS as refusal:
            answers[number] = type(refusal).__name__
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            answers[number] = f"broken: {error!r}"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not [answer for answer in answers if not answer or answer.startswith("broken")], answers
    return answers


def test_one_of_eight_claims_wins(cast):
    text = texts.sent(cast)
    readers = [cast.ratna]
    for number in range(7):
        readers.append(create_person(display_name=f"Pendamping {number}"))
        add_member(readers[-1], Role.MENTOR, "semarang")
    answers = at_once(*(lambda reader=reader: review.claim(submission=text, user=reader) for reader in readers))
    assert Counter(answers) == {"done": 1, "AlreadyClaimed": 7}
    assert ReviewTaskState.objects.get(submission=text).claimed_by == readers[answers.index("done")]


def test_the_same_form_eight_times_is_one_text_and_one_version(cast):
    client_id = uuid.uuid4()
    fields = texts.fields()
    at_once(*([lambda: writing.start_draft(author=cast.siti, client_id=client_id, fields=fields)] * 8))
    text = Submission.objects.get(started_with=client_id)
    assert text.revisions.count() == 1


def test_a_double_click_on_send_sends_once(cast):
    text = texts.draft(cast)
    answers = at_once(*([lambda: texts.send(text, cast.siti)] * 6))
    assert Counter(answers) == {"done": 1, "AlreadySent": 5}
    assert ReviewTaskState.objects.filter(submission=text).count() == 1


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_approve_reject_and_withdraw_at_once_leave_one_truth(cast, round_number):
    text = texts.in_correction(cast)
    review.claim(submission=text, user=cast.maya)
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
