"""Packs made by a job. The job row says how far it is and where the file lies; files are swept after a week."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs import services as jobs
from jobs.errors import PermanentFailure
from jobs.models import OPEN_STATES, Job, JobState
from jobs.registry import Outcome
from people.models import User
from printing.layout import ContentError

from ..models import Cohort
from .archive import MOST_BYTES, PackTooBig
from .contents import collect
from .permissions import may_pack

if TYPE_CHECKING:
    from django.core.files.storage import Storage

    from ..visitor import Visitor

KIND = "curriculum.workshop_pack"
FOLDER = "packs"
KEPT = timedelta(days=7)


def files() -> Storage:
    return storages["private"]


@transaction.atomic
def ask_for_pack(*, visitor: Visitor, cohort: Cohort, paper: str) -> Job:
    """The job that makes it; pressed twice it is one. Raises PermissionDenied."""
    if not may_pack(visitor, cohort):
        raise PermissionDenied
    payload = {"cohort": cohort.pk, "by": visitor.user.pk, "paper": paper}
    return jobs.enqueue(KIND, key=f"pack:{cohort.pk}:{paper}", payload=payload)


def make_pack(job: Job) -> Outcome | None:
    cohort = Cohort.objects.select_related("city", "programme").filter(pk=job.payload["cohort"]).first()
    by = User.objects.filter(pk=job.payload["by"]).first()
    if cohort is None or by is None:
        return None
    try:
        data = collect(cohort, paper=job.payload["paper"], by=by, now=timezone.now()).zipped()
    except (PackTooBig, ContentError, PermissionDenied) as error:
        raise PermanentFailure(str(error) or type(error).__name__) from error
    digest = hashlib.sha256(data).hexdigest()
    name = f"{FOLDER}/{cohort.pk}-{digest[:40]}.zip"
    if not files().exists(name):
        name = files().save(name, ContentFile(data))
    return Outcome(out_path=name, out_sha256=digest)


def last_job(cohort: Cohort) -> Job | None:
    """The newest that was asked for, in whatever state. One query."""
    return Job.objects.filter(kind=KIND, key__startswith=f"pack:{cohort.pk}:").order_by("-created_at").first()


def is_waiting(job: Job | None) -> bool:
    return job is not None and job.state in OPEN_STATES


def file_of(job: Job | None) -> str:
    """Where it lies; empty while there is none, and once it was swept."""
    return job.out_path if job and job.state == JobState.DONE and job.out_path and files().exists(job.out_path) else ""


def problem_of(job: Job | None) -> str:
    if job is None or job.state != JobState.QUARANTINED:
        return ""
    return _("The pack could not be made. It may be heavier than %(most)d MB, or a lesson cannot be printed. Tell the editors.") % {
        "most": MOST_BYTES // 1024 // 1024
    }


def sweep(now: datetime) -> int:
    """Files older than a week go, with whatever no job names any more. How many went."""
    try:
        _folders, names = files().listdir(FOLDER)
    except FileNotFoundError:
        return 0
    paths = {f"{FOLDER}/{name}" for name in names}
    young = Job.objects.filter(kind=KIND, out_path__in=paths, finished_at__gte=now - KEPT).values_list("out_path", flat=True)
    old = [path for path in paths - set(young) if files().get_modified_time(path) < now - KEPT]
    for path in old:
        files().delete(path)
    return len(old)
