"""The printed attendance sheet: its order is kept, so that it is typed in the order of the paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from people.services import open_identity

from ...models import Membership, Roll, Workshop, WorkshopStatus
from ..errors import WorkshopRefused
from ..moments import day_words
from ..people import on_the_list
from ..permissions import may_open_names, refuse_unless_planner
from .seats import locked

if TYPE_CHECKING:
    from people.models import User

ROLLS_MAX = 50  # of one workshop; each change of the list between two prints makes one


@transaction.atomic
def print_roll(*, workshop: Workshop, by: User | None, today: date) -> Roll:
    """The sheet of the people on the list now; printed again while nobody came or went, it is the same sheet. `by` is None
    for the operator at the command line.

    Raises PermissionDenied, WorkshopRefused.
    """
    if by is not None:
        refuse_unless_planner(by, workshop.cohort)
    workshop = locked(workshop)
    if workshop.status in (WorkshopStatus.CANCELLED, WorkshopStatus.MOVED):
        raise WorkshopRefused(_("This workshop does not take place, so there is no sheet for it."))
    ids = [membership.pk for membership in on_the_list(workshop)]
    last = workshop.rolls.order_by("-pk").first()
    if last and last.membership_ids == ids:
        return last
    number = last.number + 1 if last else 1
    if number > ROLLS_MAX:
        raise WorkshopRefused(_("Very many different sheets of this workshop were printed already. Use the last one."))
    return Roll.objects.create(workshop=workshop, number=number, membership_ids=ids, printed_on=today)


@transaction.atomic
def open_names(*, roll: Roll, by: User) -> dict[int, str]:
    """The legal names of the people of a sheet by membership, so that each finds her row. Each opening is written down.

    Raises PermissionDenied.
    """
    workshop = roll.workshop
    if not may_open_names(by, workshop.cohort):
        raise PermissionDenied
    reason = _("Attendance sheet: %(title)s, %(day)s") % {"title": workshop.title, "day": day_words(workshop)}
    people = Membership.objects.filter(pk__in=roll.membership_ids).select_related("user")
    opened = {one: open_identity(user=one.user, viewer=by, reason=reason).legal_name for one in people}
    return {one.pk: name or one.user.display_name for one, name in opened.items()}
