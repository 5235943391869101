"""All that a new programme needs, in one call."""

from datetime import date

from django.db import transaction

from cms.services import publish_site_structure
from curriculum.programme import set_up_cohorts, set_up_groups

from .workflows import set_up_workflows


@transaction.atomic
def set_up_programme(*, starts_on: date) -> None:
    """Cities and pages, cohorts, admin groups, workflows. Idempotent: a second call changes nothing."""
    publish_site_structure()
    set_up_cohorts(starts_on=starts_on)
    set_up_groups()
    set_up_workflows()
