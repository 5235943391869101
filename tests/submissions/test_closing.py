"""The end of a class (traps G8, T4): never by switching a workflow off, always by our own service, and nothing of anybody's is lost."""

import pytest
from wagtail.models import Workflow, WorkflowState

from curriculum.services import close_cohort
from submissions.errors import NotReady
from submissions.models.submission import WORKFLOW_NEW
from submissions.permissions import may_edit
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
