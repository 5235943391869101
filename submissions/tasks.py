"""Jobs of this room, one line each."""

import logging
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.errors import PermanentFailure
from jobs.models import Job
from jobs.periodic import periodic
from jobs.registry import Outcome, handler

from .errors import Stale
from .services import ageing, publication
from .states import PUBLISH_KIND

logger = logging.getLogger(__name__)


@handler(PUBLISH_KIND, queue="notify", title=_("Publish a text at its hour"))
def publish(job: Job) -> Outcome:
    publication.stage_scheduled(submission_id=job.payload["submission"], workflow_state_id=job.payload["workflow_state"])
    return Outcome(apply=lambda: _publish(job))


def _publish(job: Job) -> None:
    try:
        publication.publish_scheduled(submission_id=job.payload["submission"], workflow_state_id=job.payload["workflow_state"])
    except Stale as refused:
        raise PermanentFailure(str(refused)) from refused


@periodic("submissions.age_reviews", every=timedelta(minutes=15), title=_("Send reminders about texts that wait"))
def age_reviews(_job: Job) -> None:
    ageing.age_reviews(now=timezone.now())


@periodic("submissions.check_staffing", every=timedelta(hours=1), title=_("Look whether enough people can decide"))
def check_staffing(_job: Job) -> None:
    for step in ageing.understaffed():
        logger.error("text %s waits at the step %s and fewer than two people could decide it", step.submission_id, step.stage)
