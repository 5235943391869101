"""The two workflows and their three steps, made once and mended when somebody changed them; and how one is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Task, Workflow, WorkflowState, WorkflowTask

from ..models import ReviewTask, SetAside, Stage, Submission
from ..models.submission import WORKFLOW_CORRECTION, WORKFLOW_NEW

if TYPE_CHECKING:
    from people.models import User

STEP_NAMES = {Stage.MENTOR: "Pendamping membaca", Stage.EDITOR: "Redaksi dan keselamatan", Stage.AUTHOR: "Penulis setuju"}
WORKFLOWS = {WORKFLOW_NEW: (Stage.MENTOR, Stage.EDITOR, Stage.AUTHOR), WORKFLOW_CORRECTION: (Stage.EDITOR, Stage.AUTHOR)}


@transaction.atomic
def set_up_workflows() -> None:
    """Idempotent: both workflows active, with exactly their steps in order."""
    tasks = {stage: _task(stage) for stage in Stage}
    for name, stages in WORKFLOWS.items():
        workflow = Workflow.objects.filter(name=name).order_by("pk").first() or Workflow.objects.create(name=name)
        Workflow.objects.filter(pk=workflow.pk).update(active=True)
        WorkflowTask.objects.filter(workflow=workflow).exclude(task__in=[tasks[stage].pk for stage in stages]).delete()
        for order, stage in enumerate(stages):
            WorkflowTask.objects.update_or_create(workflow=workflow, task_id=tasks[stage].pk, defaults={"sort_order": order})


def _task(stage: Stage) -> ReviewTask:
    task, _made = ReviewTask.objects.get_or_create(stage=stage, defaults={"name": STEP_NAMES[stage]})
    Task.objects.filter(pk=task.pk, active=False).update(active=True)
    return task


def is_whole(workflow: Workflow) -> bool:
    """Whether it has exactly its steps, in order, and all of them are active."""
    found = workflow.tasks.filter(active=True).values_list("reviewtask__stage", flat=True)
    return workflow.active and tuple(found) == WORKFLOWS[workflow.name]


def start_workflow(submission: Submission, user: User) -> WorkflowState:
    """Start the workflow that fits; refuses one with a missing or switched-off step, which Wagtail would run to its end (trap G3).

    A text that is read again is no longer set aside, whoever started it.
    """
    workflow = submission.get_workflow()
    if workflow is None or not is_whole(workflow):
        raise PermissionDenied("The workflow is not complete. Run manage.py setup_programme.")
    SetAside.objects.filter(submission=submission, lifted_at__isnull=True).update(lifted_at=timezone.now())
    return workflow.start(submission, user)
