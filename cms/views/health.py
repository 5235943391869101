"""For monitors: is this process up, and may it get requests?"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from cms import extension_points

_migrated = False  # once true it stays true: a process never runs on older tables than those it has seen


@require_safe
def up(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"up": True})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 if the database answers and holds every table, and no room objects; 503 with the reason if not."""
    reason = _what_is_missing()
    return JsonResponse({"ready": not reason, "reason": reason}, status=503 if reason else 200)


def _what_is_missing() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _is_migrated():
            return "The database lacks migrations: run manage.py migrate."
    except DatabaseError:
        return "The database does not answer."
    return extension_points.first_answer(extension_points.READINESS_CHECKS) or ""


def _is_migrated() -> bool:
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
