"""Traps of Wagtail's workflow and revisions: each test first shows the trap on stock Wagtail, then that ours holds (G and T numbers)."""

import subprocess
import sys
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.core.checks import run_checks
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from django.db.models import CASCADE, Model, ProtectedError
from django.utils import timezone
from wagtail.models import DraftStateMixin, Revision, RevisionMixin, Task, TaskState, Workflow, WorkflowState
from wagtail.workflows import publish_workflow_state

from cms.models import ArticlePage
from submissions.content import content_sha256
from submissions.errors import AlreadySent, Stale
from submissions.models import InboxMessage, ReviewTask, ReviewTaskState, Submission, WithdrawalRecord
from submissions.permissions import SubmissionPolicy, open_step
from submissions.services import claims, publication
from submissions.services.review import FinishRefused
from submissions.states import State, standing_of
from tests.submissions import texts
from tests.submissions.texts import fresh


def state(text):
    return standing_of(fresh(text)).state


def step_of(text):
    return ReviewTaskState.objects.get(pk=open_step(text).pk)


def stock_decision(step, user, action):
    """What Wagtail's own Task does with a decision: it asks nobody and looks at nothing."""
    Task.on_action(step.task, step, user, action)


@pytest.fixture
def stock_finish():
    """Wagtail's own last step; it wants the bare right to publish, which nobody holds here."""
    with (
        mock.patch.object(WorkflowState, "on_finish", publish_workflow_state),
        mock.patch.object(Submission, "publish", DraftStateMixin.publish),
        mock.patch.object(SubmissionPolicy, "user_has_permission", lambda *args: True),
    ):
        yield


def test_G1_T1_stock_finish_publishes_words_that_nobody_judged(cast, stock_finish):
    text = texts.confirming(cast)
    judged = text.latest_revision_id
    text.get_latest_revision_as_object().save_revision(user=cast.siti)
    stock_decision(step_of(text), cast.siti, "approve")
    assert fresh(text).live_revision_id != judged


def test_G1_T1_only_the_judged_version_is_published(cast):
    text = texts.confirming(cast)
    judged = text.latest_revision_id
    text.get_latest_revision_as_object().save_revision(user=cast.siti)
    with pytest.raises(Stale):
        texts.judge(text, cast.siti, "approve", revision_id=judged)
    assert not fresh(text).live


def test_G1_a_judged_version_that_was_altered_is_not_published_and_goes_back(cast):
    text = texts.confirming(cast)
    revision = text.latest_revision
    revision.content = revision.content | {"standfirst": "Tidak pernah dibaca"}
    revision.save(update_fields=["content"])
    with pytest.raises(FinishRefused):
        texts.confirm(text)
    assert state(text) == State.WITH_EDITORS
    assert not ArticlePage.objects.exists()


def test_G1_T1_the_finish_itself_refuses_a_newer_version_and_two_that_differ(cast):
    text, workflow = texts.published(cast), WorkflowState.objects.get()
    judged = publication.judged_version(text, workflow).revision
    newer = text.get_latest_revision_as_object().save_revision(user=cast.siti)
    with pytest.raises(FinishRefused):
        publication.judged_version(fresh(text), workflow)
    Submission.objects.filter(pk=text.pk).update(latest_revision=judged)
    assert publication.judged_version(fresh(text), workflow).revision == judged
    text.review_states.filter(stage="author").update(judged_revision=newer)
    with pytest.raises(FinishRefused):
        publication.judged_version(fresh(text), workflow)


def test_G2_T2_stock_finish_fails_for_an_approver_without_the_right_to_publish(cast):
    text = texts.confirming(cast)
    with (
        mock.patch.object(WorkflowState, "on_finish", publish_workflow_state),
        mock.patch.object(Submission, "publish", DraftStateMixin.publish),
        pytest.raises(PermissionDenied),
        transaction.atomic(),
    ):
        stock_decision(step_of(text), cast.siti, "approve")
    assert not fresh(text).live


def test_G2_T2_author_without_any_right_finishes(cast):
    text = texts.confirm(texts.confirming(cast))
    assert fresh(text).page.live


def test_G3_T3_stock_deactivation_of_the_last_step_publishes(cast, stock_finish):
    text = texts.confirming(cast)
    Task.deactivate(ReviewTask.objects.get(stage="author"), user=cast.siti)
    assert fresh(text).live


def test_G3_T3_steps_are_never_deactivated_and_the_finish_refuses(cast):
    text = texts.confirming(cast)
    author_step = ReviewTask.objects.get(stage="author")
    with pytest.raises(PermissionDenied):
        author_step.deactivate(user=cast.siti)
    with pytest.raises(PermissionDenied), transaction.atomic():
        Task.deactivate(author_step, user=cast.siti)
    assert not fresh(text).live


def test_G3_stock_start_without_an_active_step_publishes(cast, stock_finish):
    text = texts.draft(cast)
    Task.objects.update(active=False)
    text.get_workflow().start(text, cast.siti)
    assert fresh(text).live


def test_G3_start_without_all_steps_is_refused(cast):
    text = texts.draft(cast)
    Task.objects.filter(reviewtask__stage="author").update(active=False)
    with pytest.raises(PermissionDenied):
        texts.send(text, cast.siti)
    assert state(text) == State.DRAFT


def test_G3_operators_are_told_of_a_workflow_that_lacks_a_step(db):
    assert run_checks(tags=["database"], databases=["default"]) == []
    Task.objects.filter(reviewtask__stage="author").update(active=False)
    assert [found.id for found in run_checks(tags=["database"], databases=["default"])] == ["submissions.W001"] * 2
    call_command("setup_programme", verbosity=0)
    assert run_checks(tags=["database"], databases=["default"]) == []


def test_G4_T5_stock_takes_two_decisions_on_one_step(cast):
    text = texts.claimed_by_editor(cast)
    one, other = step_of(text), step_of(text)
    stock_decision(one, cast.maya, "reject")
    stock_decision(other, cast.maya, "approve")
    assert step_of_any(text, "editor").status == TaskState.STATUS_APPROVED
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES


def step_of_any(text, stage):
    return text.review_states.filter(stage=stage).order_by("-pk").first()


def test_G4_T5_the_second_decision_is_stale(cast):
    text = texts.claimed_by_editor(cast)
    one, other = step_of(text), step_of(text)
    one.task.specific.on_action(one, cast.maya, "reject", revision_id=text.latest_revision_id, comment="Lengkapi.")
    with pytest.raises(Stale):
        other.task.specific.on_action(other, cast.maya, "approve", revision_id=text.latest_revision_id)
    assert state(text) == State.NEEDS_CHANGES


def test_G6_T15_stock_unpublish_leaves_the_review_running(cast):
    text = texts.in_correction(cast)
    DraftStateMixin.unpublish(text, user=None)
    assert fresh(text).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


def test_G6_T15_withdrawal_ends_the_review_first(cast):
    text = texts.in_correction(cast)
    publication.withdraw(submission=text, by=cast.maya, reason="Bahaya.")
    assert fresh(text).current_workflow_state is None
    assert state(text) == State.WITHDRAWN
    with pytest.raises(PermissionDenied):
        fresh(text).unpublish()


def test_G6_the_finish_itself_refuses_what_is_withdrawn(cast):
    text = texts.in_correction(cast)
    claims.claim(submission=text, user=cast.maya)
    WithdrawalRecord.objects.create(submission=text, reason="Bahaya.", withdrawn_by=cast.maya)  # as if a review had not been ended with it
    with pytest.raises(FinishRefused):
        texts.approve(text, cast.maya)
    assert text.publications.count() == 1


def test_T15_stock_cancel_of_an_approved_workflow_raises_and_withdrawal_does_not_try(cast):
    text = texts.published(cast)
    with pytest.raises(PermissionDenied):
        WorkflowState.objects.get().cancel(user=cast.maya)
    publication.withdraw(submission=text, by=cast.maya, reason="Bahaya.")
    assert state(text) == State.WITHDRAWN


def test_G7_T7_stock_overwrites_a_version_that_is_being_judged(cast):
    text = texts.with_editors(cast)
    judged = text.latest_revision
    version = text.get_latest_revision_as_object()
    version.standfirst = "Ditimpa"
    written = RevisionMixin.save_revision(version, user=cast.siti, overwrite_revision=judged)
    assert written.pk == judged.pk


def test_G7_T7_a_version_that_is_judged_is_never_overwritten(cast):
    text = texts.with_editors(cast)
    before = text.latest_revision
    version = text.get_latest_revision_as_object()
    version.standfirst = "Ditimpa"
    written = version.save_revision(user=cast.siti, overwrite_revision=before)
    assert written.pk != before.pk
    assert content_sha256(Revision.objects.get(pk=before.pk).content) == content_sha256(before.content)


def test_G8_T4_stock_deactivated_workflow_can_be_resumed(cast):
    text = texts.needs_changes(cast)
    Workflow.objects.get(name="Tulisan baru").deactivate(user=cast.maya)
    text.current_workflow_state.resume(cast.siti)
    assert fresh(text).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


def test_G9_T17_stock_deletes_a_text_under_review_without_a_trace(cast):
    text = texts.sent(cast)
    with mock.patch.object(ReviewTaskState._meta.get_field("submission").remote_field, "on_delete", CASCADE):
        Model.delete(text)
    assert not ReviewTaskState.objects.exists()
    assert not WorkflowState.objects.exists()


@pytest.mark.parametrize("how", ["sent", "with_editors", "published", "withdrawn"])
def test_G9_T17_what_was_once_sent_is_never_deleted(cast, how):
    text = getattr(texts, how)(cast)
    with pytest.raises(PermissionDenied):
        text.delete()
    with pytest.raises((ProtectedError, PermissionDenied)), transaction.atomic():
        Submission.objects.filter(pk=text.pk).delete()


def test_G10_stock_version_brings_another_author_along(cast):
    text = texts.draft(cast)
    content = text.latest_revision.content | {"author": cast.budi.pk, "membership": cast.membership("budi").pk}
    assert DraftStateMixin.with_content_json(text, content).author_id == cast.budi.pk


def test_G10_author_and_cohort_never_come_from_a_version(cast):
    text = texts.draft(cast)
    content = text.latest_revision.content | {"author": cast.budi.pk, "membership": cast.membership("budi").pk}
    version = text.with_content_json(content)
    assert (version.author_id, version.membership_id) == (cast.siti.pk, cast.membership("siti").pk)


def test_G11_no_mail_is_sent_and_the_inbox_has_the_news(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        texts.with_editors(cast)
    assert mail.outbox == []
    assert {"received", "new_text", "with_editors"} <= set(InboxMessage.objects.values_list("kind", flat=True))


def test_G14_the_finish_module_can_be_imported_before_any_model():
    code = "import submissions.finish, sys; assert 'submissions.models' not in sys.modules and 'django.db.models' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_G14_stock_loads_the_finish_action_before_models_can_be_used():
    code = "import submissions.services.publication"
    tried = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert "AppRegistryNotReady" in tried.stderr or "ImproperlyConfigured" in tried.stderr


def due(text):
    """Somebody has set an hour on the newest version, as Wagtail's own form does."""
    Revision.objects.filter(pk=text.latest_revision_id).update(approved_go_live_at=timezone.now() - timedelta(hours=1))


def test_G16_T14_stock_command_publishes_what_nobody_judged(cast):
    text = texts.with_editors(cast)
    due(text)
    with mock.patch.object(Submission, "publish", DraftStateMixin.publish):
        call_command("publish_scheduled")
    assert fresh(text).live


def test_G16_T14_the_command_cannot_publish_a_text(cast):
    text = texts.with_editors(cast)
    due(text)
    with pytest.raises(PermissionDenied):
        call_command("publish_scheduled")
    assert not fresh(text).live
    assert not ArticlePage.objects.exists()


def test_T13_stock_version_carries_an_hour_that_publishes_by_itself(cast):
    text = texts.draft(cast)
    content = text.latest_revision.content | {"go_live_at": "2030-01-01T00:00:00Z", "expire_at": "2031-01-01T00:00:00Z"}
    assert DraftStateMixin.with_content_json(text, content).go_live_at is not None


def test_T13_no_version_carries_an_hour(cast):
    text = texts.draft(cast)
    content = text.latest_revision.content | {"go_live_at": "2030-01-01T00:00:00Z", "expire_at": "2031-01-01T00:00:00Z"}
    version = text.with_content_json(content)
    assert (version.go_live_at, version.expire_at) == (None, None)


def test_T14_withdrawal_calls_off_what_was_planned(cast):
    text = texts.scheduled(cast)
    assert publication.unschedule(submission=text, by=cast.maya, role="editor")
    assert state(text) == State.DRAFT


def test_T18_purge_takes_old_versions_but_none_that_was_judged(cast):
    text = texts.published(cast)
    for words in ("satu", "dua", "tiga"):
        text = texts.rewrite(text, standfirst=words)
    judged = set(text.review_states.values_list("judged_revision_id", flat=True))
    Revision.objects.update(created_at=timezone.now() - timedelta(days=400))
    before = text.revisions.count()
    call_command("purge_revisions", days=30)
    assert text.revisions.count() < before  # the trap: unjudged versions go
    assert judged <= set(text.revisions.values_list("pk", flat=True))


def test_T22_stock_complains_of_the_usual_name_for_panels(cast):
    with mock.patch.object(Submission, "content_panels", Submission.article_panels, create=True):
        assert "wagtailadmin.W002" in {found.id for found in run_checks(tags=["panels"])}


def test_T22_no_model_check_complains(cast):
    assert not [found for found in run_checks() if found.id and found.id.startswith("wagtailadmin")]


def test_T23_stock_second_start_is_a_validation_error(cast):
    text = texts.sent(cast)
    with pytest.raises(ValidationError), transaction.atomic():
        text.get_workflow().start(text, cast.siti)


def test_T23_a_second_sending_says_that_it_was_sent(cast):
    text = texts.sent(cast)
    with pytest.raises(AlreadySent):
        texts.send(text, cast.siti)
    assert text.workflow_states.count() == 1


def test_a_withdrawn_text_comes_back_only_with_its_authors_yes(cast):
    text = texts.withdrawn(cast)
    publication.bring_back(submission=text, by=cast.maya)
    claims.claim(submission=fresh(text), user=cast.maya)
    texts.approve(text, cast.maya)
    assert state(text) == State.CONFIRM
    texts.confirm(text)
    assert fresh(text).page.live
