"""The two workflows and their three steps, made once and mended when somebody changed them."""

from django.db import transaction
from wagtail.models import Task, Workflow, WorkflowTask

from ..models import ReviewTask, Stage
from ..models.submission import WORKFLOW_CORRECTION, WORKFLOW_NEW

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
