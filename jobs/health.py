"""How the background work stands, for `manage.py jobs` and the administrator's page. Never a reason to take the site down."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Job, WorkerSign
from .sentences import cause_of

OLDEST_DUE_SECONDS = 600
SILENCE = timedelta(seconds=60)


def overview() -> dict[str, Any]:
    """The document of `manage.py jobs --json`. `oldest_due_seconds` is None when nothing is due. Three queries."""
    kinds: dict[str, dict[str, int]] = {}
    for kind, state, count in Job.objects.order_by("kind", "state").values_list("kind", "state").annotate(Count("pk")):
        kinds.setdefault(kind, {})[state] = count
    waited = Job.objects.due().annotate(waited=Now() - F("not_before")).values_list("waited", flat=True).first()
    return {
        "kinds": kinds,
        "oldest_due_seconds": None if waited is None else round(waited.total_seconds(), 1),
        "quarantined": [_line(job) for job in Job.objects.quarantined()],
    }


def _line(job: Job) -> dict[str, Any]:
    return {"id": str(job.pk), "kind": job.kind, "attempts": job.attempts, "error": cause_of(job)}


def worker_is_seen() -> bool:
    return WorkerSign.objects.filter(seen_at__gte=Now() - SILENCE).exists()


def complaints(overview: dict[str, Any]) -> list[str]:
    """One sentence for each thing that somebody must look at."""
    found = []
    if count := len(overview["quarantined"]):
        found.append(ngettext("%(count)d job is quarantined.", "%(count)d jobs are quarantined.", count) % {"count": count})
    if (overview["oldest_due_seconds"] or 0) > OLDEST_DUE_SECONDS:
        minutes = int(overview["oldest_due_seconds"] // 60)
        found.append(_("The oldest due job has waited %(minutes)d minutes.") % {"minutes": minutes})
    if not worker_is_seen():
        found.append(_("No worker has been seen in the last minute."))
    return found
