"""The steps of review: begun, decided, sent back, given up. `decide` is the one door of every judgement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Task, TaskState, WorkflowState

from cms.photos import services as photos

from ..content import content_sha256
from ..deadlines import due_after
from ..errors import NotReady, Stale
from ..models import ReviewNote, ReviewTask, ReviewTaskState, SetAside, Stage, Submission, WithdrawalRecord
from ..notifications import tell
from ..permissions import may_confirm_orally, may_edit_in_admin, may_judge, may_set_aside, open_step
from ..rules import Missing, missing_in_judgement, missing_in_safety_check, missing_to_publish
from .fields import facts_of
from .locking import lock, record
from .versions import editor_changed_the_text
from .workflows import start_workflow

if TYPE_CHECKING:
    from people.models import User

DUE_HOURS = {Stage.MENTOR: 72, Stage.EDITOR: 72, Stage.AUTHOR: 7 * 24}


class FinishRefused(Stale):
    """The finish action would not publish; the text goes back to the editors."""


def begin_stage(*, task: ReviewTask, workflow_state: WorkflowState) -> ReviewTaskState:
    """Open the wait at this step on the latest version; the author's step is skipped when the editor changed nothing but blanks."""
    submission = Submission.objects.get(pk=workflow_state.object_id)
    revision = submission.latest_revision
    now = timezone.now()
    state = ReviewTaskState(
        workflow_state=workflow_state,
        submission=submission,
        revision=revision,
        task=task,
        stage=task.stage,
        status=TaskState.STATUS_IN_PROGRESS,
        waiting_since=now,
        due_at=due_after(now, DUE_HOURS[Stage(task.stage)]),
    )
    if task.stage == Stage.AUTHOR and not _comes_back(workflow_state) and not editor_changed_the_text(submission, revision):
        state.status = TaskState.STATUS_SKIPPED
        state.finished_at = now
        state.judged_revision, state.judged_sha256 = revision, content_sha256(revision.content)
    state.save()
    return state


def _comes_back(workflow_state: WorkflowState) -> bool:
    """A withdrawn text is shown again only with its author's yes, changed or not."""
    return WithdrawalRecord.objects.filter(revived_by=workflow_state).exists()


def judge(*, submission: Submission, user: User, action: str, revision_id: int | None, **kwargs: Any) -> Submission:
    """Decide on the version that the reviewer saw; see `decide`. Returns the text as it stands afterwards."""
    step = open_step(submission)
    if step is None:
        raise Stale(_("This text has been decided already."))
    step.task.specific.on_action(step, user, action, revision_id=revision_id, **kwargs)
    return Submission.objects.get(pk=submission.pk)


def decide(
    *,
    task_state: TaskState,
    user: User,
    action_name: str,
    revision_id: Any = None,
    comment: str = "",
    rubric: Mapping[str, Any] | None = None,
    publish_at: datetime | None = None,
    orally: bool = False,
    **_unused: Any,
) -> None:
    """One decision, all or nothing. The text is found through the task state, never through an address (traps G5, T6).

    Raises PermissionDenied, NotReady, Stale; FinishRefused after having sent the text back to the editors.
    """
    submission_id = task_state.specific.submission_id
    try:
        decided = partial(_decide, submission_id, task_state.pk, user, action_name, revision_id, comment, dict(rubric or {}))
        photos.with_copies(partial(decided, publish_at, orally))
    except FinishRefused:
        with transaction.atomic():
            submission = lock(submission_id)
            workflow = WorkflowState.objects.get(pk=task_state.workflow_state_id)
            if workflow.status == WorkflowState.STATUS_IN_PROGRESS:
                send_back_to_editor(workflow, user)
                record(submission, "send_back", by=user, role="finish")
        raise


def _decide(
    submission_id: int,
    state_id: int,
    user: User,
    action_name: str,
    revision_id: Any,
    comment: str,
    rubric: dict[str, Any],
    publish_at: datetime | None,
    orally: bool,
) -> None:
    submission = lock(submission_id)
    state = ReviewTaskState.objects.select_for_update().select_related("workflow_state").get(pk=state_id)
    _refuse_wrong_person(user, submission, state, orally)
    _refuse_stale(submission, state, revision_id)
    state.rubric = state.rubric | rubric
    _refuse_incomplete(submission, state, action_name, comment)
    revision = submission.latest_revision
    state.judged_revision, state.judged_sha256 = revision, content_sha256(revision.content)
    state.publish_at = publish_at if action_name == "approve" else None
    state.save()
    record(
        submission, _action_logged(state, action_name, orally), by=user, role=state.stage, revision=revision.pk, sha256=state.judged_sha256
    )
    {"approve": state.approve, "reject": state.reject}[action_name](user=user, comment=comment)


def _refuse_wrong_person(user: User, submission: Submission, state: ReviewTaskState, orally: bool) -> None:
    if orally:
        if not may_confirm_orally(user, submission, state):
            raise PermissionDenied
        return
    if not may_judge(user, submission, state.stage):
        raise PermissionDenied
    if state.stage != Stage.AUTHOR and not state.is_claimed_by(user):
        raise PermissionDenied(_("Claim the text before you decide."))


def _refuse_stale(submission: Submission, state: ReviewTaskState, revision_id: Any) -> None:
    workflow = state.workflow_state
    is_open = state.status == TaskState.STATUS_IN_PROGRESS and workflow.status == WorkflowState.STATUS_IN_PROGRESS
    if not is_open or workflow.current_task_state_id != state.pk:
        raise Stale(_("This text has been decided already."))
    if revision_id is None or str(revision_id) != str(submission.latest_revision_id):
        raise Stale(_("The text has changed since you opened it. Read the new version first."))


def _refuse_incomplete(submission: Submission, state: ReviewTaskState, action_name: str, comment: str) -> None:
    asks = action_name == "reject"
    missing: list[Missing] = []
    if state.stage == Stage.MENTOR:
        todos = [state.rubric.get("todo", ""), *state.comments.values_list("text", flat=True)]
        missing = missing_in_judgement(state.rubric.get("lines", {}), state.rubric.get("praise", ""), todos, asks_for_changes=asks)
    elif asks and not comment.strip():
        missing = [Missing("comment", _("Write what should change."))]
    elif state.stage == Stage.EDITOR and not asks:
        missing = missing_in_safety_check(state.rubric.get("safety", {}))
        missing += missing_to_publish(facts_of(submission.latest_revision), timezone.localdate())
        missing += _missing_in_correction(submission, state.rubric.get("correction", {}))
    if missing:
        raise NotReady(missing)


def _missing_in_correction(submission: Submission, correction: Mapping[str, str]) -> list[Missing]:
    """A new version of a published article says what was wrong; one that comes back from a withdrawal need not."""
    if not submission.live or (correction.get("was_wrong") and correction.get("is_right")):
        return []
    return [Missing("was_wrong", _("Write what was wrong and what is right: readers see it under the article."))]


def _action_logged(state: ReviewTaskState, action_name: str, orally: bool) -> str:
    if state.stage == Stage.AUTHOR and action_name == "approve":
        return "author.confirm_oral" if orally else "author.confirm"
    if state.stage == Stage.EDITOR and action_name == "approve":
        return "safety.check"
    return f"{state.stage}.{action_name}"


def send_back_to_editor(workflow: WorkflowState, user: User | None) -> None:
    """Open the editors' step again in this workflow, whatever step it stopped at. `resume()` would reopen the author's and skip them."""
    editor = Task.objects.get(reviewtask__stage=Stage.EDITOR)
    current = workflow.current_task_state.specific if workflow.current_task_state_id else None
    if current is not None and current.status == TaskState.STATUS_IN_PROGRESS:
        current.status, current.finished_at = TaskState.STATUS_CANCELLED, timezone.now()
        current.save()
    workflow.current_task_state = None
    workflow.status = WorkflowState.STATUS_IN_PROGRESS
    workflow.save()
    workflow.update(user=user, next_task=editor)


@transaction.atomic
def ask_mentors_again(*, submission: Submission, user: User, reason: str) -> Submission:
    """An editor gives a text that needs mentoring back to the cohort's mentors, with the reason. Raises PermissionDenied, NotReady."""
    submission = lock(submission)
    if submission.page_id or not may_edit_in_admin(user, submission):
        raise PermissionDenied
    if not reason.strip():
        raise NotReady([Missing("reason", _("Write why the text needs a mentor."))])
    step = open_step(submission)
    step.workflow_state.cancel(user=user)
    ReviewNote.objects.create(submission=submission, written_by=user, text=reason.strip())
    start_workflow(submission, submission.author)
    record(submission, "needs_mentoring", by=user, role=Stage.EDITOR)
    submission.refresh_from_db()
    return submission


@transaction.atomic
def set_aside(*, submission: Submission, user: User, reason: str) -> SetAside:
    """The text is not published for now; the author keeps it and reads why. Raises PermissionDenied, NotReady."""
    submission = lock(submission)
    if not may_set_aside(user, submission):
        raise PermissionDenied
    if not reason.strip():
        raise NotReady([Missing("reason", _("Write the reason: the author will read it."))])
    step = open_step(submission)
    step.workflow_state.cancel(user=user)
    row = SetAside.objects.create(submission=submission, reason=reason.strip(), set_by=user)
    record(submission, "set_aside", by=user, role=step.stage)
    tell("set_aside", submission, [submission.author_id])
    return row
