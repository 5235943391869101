"""Background work of this room. What `people` needs regularly is asked for here: it knows no other room."""

from datetime import time, timedelta

from django.utils import timezone

from jobs.models import Job
from jobs.periodic import periodic
from people import services as people


@periodic("people.sweep", every=timedelta(days=1), at=time(3))
def sweep_people(_job: Job) -> None:
    people.sweep(timezone.now())
