"""Certificates for those of the demo who count as trained."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.utils import timezone

from people.roles import Role

from ..models import Cohort, Membership
from ..training_home import visitor_of
from .services import issue, ready_in


def add_certificates(progress: Callable[[str], None]) -> None:
    """A class that got certificates already, or in which nobody is ready, is left alone."""
    now = timezone.now()
    today = timezone.localdate(now)
    for cohort in Cohort.objects.filter(certificate_batches=None).select_related("city").order_by("pk"):
        trainer = Membership.objects.current().as_role(Role.TRAINER).in_cohort(cohort).select_related("user").first()
        if trainer and ready_in(cohort, today):
            batch = issue(visitor=visitor_of(trainer.user, today), cohort=cohort, paper="a4", client_id=uuid.uuid4(), now=now)
            progress(f"Certificates of {cohort.name}: {batch.certificates.count()}.")
