"""All that a new programme needs, in one call."""

from datetime import date

from django.db import transaction
from wagtail import hooks

from cms.extension_points import SHIPPED_TEXTS
from cms.services import publish_site_structure
from curriculum.lessons.ready import set_up_lessons
from curriculum.programme import set_up_cohorts, set_up_groups
from curriculum.progress.rules import set_up_rules

from .workflows import set_up_workflows


@transaction.atomic
def set_up_programme(*, starts_on: date) -> None:
    """Cities and pages, cohorts, admin groups, workflows. Idempotent: a second call changes nothing."""
    publish_site_structure()
    set_up_cohorts(starts_on=starts_on)
    set_up_lessons()
    set_up_rules()
    set_up_groups()
    set_up_workflows()


@transaction.atomic
def bring_texts() -> None:
    """What other rooms ship as texts. Apart from the programme itself, which works without them: there are many. Idempotent."""
    for bring in hooks.get_hooks(SHIPPED_TEXTS):
        bring()
