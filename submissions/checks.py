"""A check for operators: `manage.py check --database default`, and `migrate` before it begins."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections
from wagtail.models import Workflow

from .services.workflows import WORKFLOWS, is_whole


@register(Tags.database)
def workflows_are_whole(databases: Sequence[str] | None = None, **_unused: Any) -> list[CheckMessage]:
    """No text can be sent through a workflow that lacks a step (trap G3). A database without any has not been set up yet, which is fine."""
    if not databases or Workflow._meta.db_table not in connections[databases[0]].introspection.table_names():
        return []
    broken = [workflow.name for workflow in Workflow.objects.filter(name__in=WORKFLOWS) if not is_whole(workflow)]
    hint = "Run manage.py setup_programme."
    return [Warning(f"The workflow “{name}” is not complete: no text can be sent.", hint=hint, id="submissions.W001") for name in broken]
