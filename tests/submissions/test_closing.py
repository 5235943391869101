"""The end of a class (traps G8, T4): never by switching a workflow off, always by our own service, and nothing of anybody's is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Workflow, WorkflowState

from curriculum.services import close_cohort
from submissions.errors import NotReady
from submissions.models import InboxMessage
from submissions.models.submission import WORKFLOW_NEW
from submissions.permissions import may_edit
from submissions.services import appeals, claims, review, sending
from submissions.services.ageing import age_reviews
from submissions.states import State, standing_of
from tests.submissions import texts

pytestmark = pytest.mark.django_db


def test_stock_switching_a_workflow_off_leaves_a_text_that_can_still_be_resumed(cast):
    text = texts.needs_changes(cast)
    Workflow.objects.get(name=WORKFLOW_NEW).deactivate()
    running = WorkflowState.objects.for_instance(text).get()
    assert running.status == WorkflowState.STATUS_NEEDS_CHANGES
    running.resume(cast.siti)
    assert running.status == WorkflowState.STATUS_IN_PROGRESS


def test_a_closing_class_finishes_what_was_sent_and_takes_nothing_new(cast):
    waiting, new = texts.sent(cast), texts.draft(cast)
    close_cohort(cohort=cast.semarang, final=False, by=cast.rini)
    with pytest.raises(NotReady):
        texts.send(new, cast.siti)
    assert standing_of(texts.fresh(waiting)).state == State.WAITING


def test_in_a_closed_class_texts_are_parked_and_stay_their_authors(cast):
    asked, begun = texts.needs_changes(cast), texts.draft(cast)
    close_cohort(cohort=cast.semarang, final=True, by=cast.rini)
    for text in (asked, begun):
        text = texts.fresh(text)
        assert standing_of(text).state == State.PARKED
        assert may_edit(cast.siti, text)
        with pytest.raises(NotReady):
            texts.send(text, cast.siti)
    assert texts.rewrite(asked, title="Masih bisa ditulis").latest_revision.content["title"] == "Masih bisa ditulis"


def test_a_correction_outlives_its_class(cast):
    text = texts.in_correction(cast)
    claims.claim(submission=text, user=cast.maya)
    text = texts.judge(text, cast.maya, "reject", comment="Sebut harinya.")
    close_cohort(cohort=cast.semarang, final=True, by=cast.rini)
    assert cast.client("siti").post(f"/tulis/{text.public_id}/kirim/", {"seen": text.latest_revision_id}).status_code == 303
    assert standing_of(texts.fresh(text)).state == State.IN_CORRECTION


@pytest.mark.parametrize("way", ["appeal", "taken back"])
def test_a_text_that_was_being_read_goes_on_while_its_class_is_closing(cast, way):
    text = texts.claimed_by_mentor(cast)
    if way == "appeal":
        row = review.set_aside(submission=text, user=cast.ratna, reason="Bukan berita.")
        appeals.appeal(submission=text, author=cast.siti, words="Ini berita.")
    close_cohort(cohort=cast.semarang, final=False, by=cast.rini)
    if way == "appeal":
        appeals.answer_appeal(set_aside=row, manager=cast.rini, words="Benar, kirim lagi.", looks_again=True)
    else:
        sending.take_back(submission=text, author=cast.siti)
    assert standing_of(texts.send(texts.fresh(text), cast.siti)).state == State.WAITING


def test_nobody_is_asked_to_mend_what_cannot_be_sent(cast):
    texts.needs_changes(cast)
    close_cohort(cohort=cast.semarang, final=True, by=cast.rini)
    age_reviews(now=timezone.now() + timedelta(days=12))
    assert not InboxMessage.objects.filter(kind__startswith="revise").exists()
