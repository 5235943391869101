"""Changes of one person of a class. Lists come in by `importing`, sign-ups by `sign_ups`, cards go out by `card_sheets`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from people.roles import Role

from ..models import Batch, Cohort, Membership
from ..services import end_membership
from .classes import Classes
from .importing import import_rows
from .permissions import refuse_unless_filler
from .report import RowResult
from .tables import RawRow

if TYPE_CHECKING:
    from people.models import User


def add_by_hand(*, cohort: Cohort, cells: dict[str, str], by: User, today: date, decision: str = "") -> RowResult:
    """One person, checked as a row of a list is. Here somebody who left the class may come back. Raises PermissionDenied."""
    refuse_unless_filler(by, cohort)
    row = RawRow(1, cells)
    decisions = {1: decision} if decision else {}
    report = import_rows(lambda: [row], Classes([cohort], only=cohort), by=by, today=today, decisions=decisions, may_return=True)
    return report.rows[0]


@transaction.atomic
def move_to_batch(*, membership: Membership, number: int | None, by: User) -> Membership:
    """Into another batch of the class, which is made where it is new; None takes her out of all. Raises PermissionDenied."""
    membership = Membership.objects.select_for_update(of=("self",), no_key=True).select_related("cohort").get(pk=membership.pk)
    refuse_unless_filler(by, membership.cohort)
    batch = Batch.objects.get_or_create(cohort=membership.cohort, number=number)[0] if number else None
    if membership.batch != batch:
        membership.batch = batch
        membership.save(update_fields=["batch"])
        log(membership.cohort, "curriculum.roster_batch", user=by, data={"membership": membership.pk, "batch": number})
    return membership


@transaction.atomic
def end_enrolment(*, membership: Membership, by: User, today: date) -> Membership:
    """Today is her last day in the class; a second call changes nothing. Raises PermissionDenied."""
    membership = Membership.objects.select_for_update(of=("self",), no_key=True).select_related("cohort", "user").get(pk=membership.pk)
    refuse_unless_filler(by, membership.cohort)
    if membership.role != Role.TRAINEE or membership.ends_on is not None:
        return membership
    ended = end_membership(membership=membership, ends_on=max(today, membership.starts_on))
    log(membership.cohort, "curriculum.roster_end", user=by, data={"membership": membership.pk})
    return ended
