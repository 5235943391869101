"""Loads the demo, or says why not. What is there already is left as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils import timezone
from wagtail import hooks

from cms.extension_points import DEMO
from cms.models import City
from curriculum.models import Membership
from curriculum.services import issue_card
from people.models import User

from ..models import Submission
from ..rehearsal import refuse_real_people
from ..services.programme import set_up_programme
from .journeys import Crew, Journey, form_of
from .manuscripts import Manuscript, manuscripts
from .people import MENTOR_OF, PARTS, find, people

STARTED_ON = date(2026, 8, 3)
FORGOT_HER_PIN = "sawit"  # a fresh account card shows the way in for whoever has no PIN
EDITORS = ("maya", "hendra")


class DemoRefused(Exception):
    """These settings do not allow accounts whose PIN everybody knows."""


def refuse() -> None:
    """Raises DemoRefused or RealPeople."""
    if not getattr(settings, "DEMO_ALLOWED", False):
        raise DemoRefused(
            "The demo has accounts whose PIN and password everybody knows. It loads only where DEMO_ALLOWED is True, never in production."
        )
    refuse_real_people()


def is_loaded() -> bool:
    """Whether all texts and all people of the demo are there."""
    forms = [form_of(manuscript) for manuscript in manuscripts()]
    return Submission.objects.filter(started_with__in=forms).count() == len(forms) and all(find(part) for part in PARTS)


def load(progress: Callable[[str], None] = lambda line: None) -> str:
    """Make what is missing; the code of a fresh account card, or nothing when all was there. Raises DemoRefused, RealPeople."""
    refuse()
    if is_loaded():
        progress("The demo is there already.")
        return ""
    started_on = min(STARTED_ON, timezone.localdate())
    set_up_programme(starts_on=started_on)
    cast = dict(people(started_on))
    progress(f"{len(cast)} people are there.")
    for number, manuscript in enumerate(manuscripts()):
        if not Submission.objects.filter(started_with=form_of(manuscript)).exists():
            Journey(manuscript, _crew(cast, manuscript, number)).run()
            progress(f"{manuscript.state:20}  {manuscript.headline[:70]}")
    for add_to_demo in hooks.get_hooks(DEMO):
        add_to_demo(progress)
    return _card(cast)


def _crew(cast: dict[str, User], manuscript: Manuscript, number: int) -> Crew:
    return Crew(
        writer=cast[manuscript.author],
        mentor=cast[MENTOR_OF[manuscript.city]],
        editor=cast[EDITORS[number % len(EDITORS)]],
        city=City.objects.get(slug=manuscript.city),
    )


def _card(cast: dict[str, User]) -> str:
    membership = Membership.objects.get(user=cast[FORGOT_HER_PIN])
    return issue_card(membership=membership, issued_by=cast[MENTOR_OF[membership.cohort.city.slug]]).code
