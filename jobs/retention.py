"""The engine's own periodic work: ended jobs go after a month. What is quarantined stays until a person decides."""

from datetime import time, timedelta

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .models import Job, JobState, PeriodicRun
from .periodic import periodic

KEPT = timedelta(days=30)
BATCH = 500  # a write on SQLite stays far below 50 ms


@periodic("jobs.retention", every=timedelta(days=1), at=time(3, 10), title=_("Forget old background work"))
def forget_ended(job: Job) -> None:
    long_ago = Now() - KEPT
    _delete(Job.objects.filter(state__in=[JobState.DONE, JobState.CANCELLED], finished_at__lt=long_ago))
    _delete(PeriodicRun.objects.filter(started_at__lt=long_ago))


def _delete(rows: QuerySet) -> None:
    """In small transactions; what other rooms hang on a row follows their own on_delete."""
    while batch := list(rows.values_list("pk", flat=True)[:BATCH]):
        rows.model.objects.filter(pk__in=batch).delete()
