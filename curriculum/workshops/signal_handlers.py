"""What follows for seats when somebody leaves her class, or the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver
from django.utils import timezone

from people.roles import Role
from people.signals import person_deactivated

from ..models import Membership
from ..signals import membership_ended, membership_reopened
from .services.seats import forget_leaving, free_seats_of

if TYPE_CHECKING:
    from people.models import User


@receiver(membership_ended)
def free_seats(membership: Membership, **kwargs: Any) -> None:
    if membership.role == Role.TRAINEE and membership.ends_on:
        free_seats_of(membership, after=membership.ends_on)


@receiver(membership_reopened)
def forget_that_she_left(membership: Membership, **kwargs: Any) -> None:
    forget_leaving(membership)


@receiver(person_deactivated)
def free_seats_of_a_closed_account(user: User, **kwargs: Any) -> None:
    for membership in Membership.objects.filter(user=user, role=Role.TRAINEE).order_by("pk"):
        free_seats_of(membership, after=timezone.localdate())
