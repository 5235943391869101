"""What a person says about a quarantined job on a page: try again, or leave it. Written into the history of the site, under her name.

Apart from `services`, which runs in processes without Wagtail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from . import services
from .models import Job
from .permissions import keeps_jobs

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def try_again(*, job_id: UUID, by: AbstractBaseUser) -> bool:
    """The job waits again, with all attempts. False when it is no longer quarantined: pressed twice, or somebody else was first.

    Raises PermissionDenied.
    """
    _may(by)
    try:
        services.retry_quarantined(job_id)
    except Job.DoesNotExist:
        return False
    _tell(job_id, "jobs.retry", by)
    return True


@transaction.atomic
def let_go(*, job_id: UUID, by: AbstractBaseUser) -> bool:
    """The job is cancelled. False when it is no longer quarantined. Raises PermissionDenied."""
    _may(by)
    if not services.drop_quarantined(job_id):
        return False
    _tell(job_id, "jobs.drop", by)
    return True


def _may(user: AbstractBaseUser) -> None:
    if not keeps_jobs(user):
        raise PermissionDenied


def _tell(job_id: UUID, action: str, by: AbstractBaseUser) -> None:
    log(Job.objects.get(pk=job_id), action, user=by)
