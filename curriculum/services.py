"""Every change of the programme's people: memberships, the admin groups that follow from them, account cards."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from people import services as people
from people.roles import Role

from .groups import GROUP_NAMES
from .models import Cohort, CohortStatus, Membership
from .permissions import may_close_cohorts, may_issue_card
from .signals import membership_ended, membership_reopened

if TYPE_CHECKING:
    from cms.models import City
    from people.models import User


@transaction.atomic
def grant_membership(
    *,
    user: "User",
    role: Role,
    starts_on: date,
    cohort: Cohort | None = None,
    city: "City | None" = None,
    ends_on: date | None = None,
    **facts: object,
) -> Membership:
    """Give the person a role, and its admin group with it; an open membership of the same role and place is returned as it is.

    `facts` are the counting fields (sex, sector, union_branch) and is_lead, takes_relief. Raises ValidationError with a sentence.
    """
    open_one = Membership.objects.filter(user=user, role=role, cohort=cohort, city=city, ends_on__isnull=True).first()
    if open_one:
        return open_one
    membership = Membership(user=user, role=role, cohort=cohort, city=city, starts_on=starts_on, ends_on=ends_on, **facts)
    membership.full_clean()
    membership.save()
    follow_groups(user)
    if role in GROUP_NAMES:  # a session that a PIN has opened must not go on in the office
        people.end_sessions(user)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, ends_on: date) -> Membership:
    """End the role on that day; the admin group goes at once when nothing else holds it. Her sessions end."""
    membership = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    if ends_on < membership.starts_on:
        raise ValidationError(_("A membership ends on or after the day it starts."))
    membership.ends_on = ends_on
    membership.save(update_fields=["ends_on"])
    follow_groups(membership.user)
    people.end_sessions(membership.user)
    membership_ended.send(sender=Membership, membership=membership)
    return membership


@transaction.atomic
def reopen_membership(*, membership: Membership) -> Membership:
    """She comes back to where she was: what hangs on her old membership is hers again. One that is open stays as it is."""
    membership = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    if membership.ends_on is None:
        return membership
    membership.ends_on = None
    membership.save(update_fields=["ends_on"])
    follow_groups(membership.user)
    membership_reopened.send(sender=Membership, membership=membership)
    return membership


def follow_groups(user: "User") -> None:
    """Put the person into exactly the groups of the roles that she holds and that have not been ended.

    A role with a date in the future gives nothing yet: `curriculum.backends` reads the dates at each request.
    """
    roles = set(Membership.objects.filter(user=user, role__in=GROUP_NAMES, ends_on__isnull=True).values_list("role", flat=True))
    roles |= set(Membership.objects.current().held_by(user).filter(role__in=GROUP_NAMES).values_list("role", flat=True))
    wanted = Group.objects.filter(name__in=[GROUP_NAMES[Role(role)] for role in roles])
    others = Group.objects.filter(name__in=GROUP_NAMES.values()).exclude(pk__in=wanted.values("pk"))
    user.groups.remove(*others)
    user.groups.add(*wanted)


@transaction.atomic
def issue_card(*, membership: Membership, issued_by: "User") -> "people.IssuedCard":
    """A new account card for that member; her older cards stop working. Raises PermissionDenied."""
    if not may_issue_card(issued_by, membership):
        raise PermissionDenied
    return people.issue_account_card(user=membership.user, issued_by=issued_by)


@transaction.atomic
def close_cohort(*, cohort: Cohort, final: bool, by: "User") -> Cohort:
    """Take no new texts any more (closing), or end the cohort (closed). Open reviews go on while it is closing.

    A class that is closed stays so; a press that changes nothing writes no history. Raises PermissionDenied.
    """
    if not may_close_cohorts(by):
        raise PermissionDenied
    cohort = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    wanted = CohortStatus.CLOSED if final or cohort.status == CohortStatus.CLOSED else CohortStatus.CLOSING
    if cohort.status != wanted:
        cohort.status = wanted
        cohort.save(update_fields=["status"])
        log(cohort, f"curriculum.cohort_{wanted}", user=by)
    return cohort
