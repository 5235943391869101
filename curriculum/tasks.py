"""Background work of this room. What `people` needs regularly is asked for here: it knows no other room."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models import Job
from jobs.periodic import periodic
from jobs.registry import Outcome, handler
from people import services as people

from .certificates import drawing
from .certificates.services import DRAW_KIND
from .packs import services as packs
from .roster import retention


@periodic("people.sweep", every=timedelta(days=1), at=time(3), title=_("Forget what is kept of people after its time"))
def sweep_people(_job: Job) -> None:
    people.sweep(timezone.now())


@periodic("curriculum.sweep_rosters", every=timedelta(minutes=15), title=_("Forget imported lists and sign-ups after their time"))
def sweep_rosters(_job: Job) -> None:
    retention.sweep(timezone.now())


@handler(DRAW_KIND, queue="report", title=_("Draw certificates"), time_limit_seconds=90)
def draw_certificates(job: Job) -> Outcome | None:
    return drawing.draw_batch(job.payload["batch"])


@periodic("curriculum.sweep_certificates", every=timedelta(days=1), at=time(3, 30), title=_("Tidy up the files of certificates"))
def sweep_certificates(_job: Job) -> None:
    drawing.sweep(timezone.now())


@handler(packs.KIND, queue="report", title=_("Make the pack of a class"), time_limit_seconds=240)
def make_workshop_pack(job: Job) -> Outcome | None:
    return packs.make_pack(job)


@periodic("curriculum.sweep_packs", every=timedelta(days=1), at=time(3, 45), title=_("Tidy up the files of packs"))
def sweep_packs(_job: Job) -> None:
    packs.sweep(timezone.now())
