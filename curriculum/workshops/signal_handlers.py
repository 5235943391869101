"""What follows for seats when somebody leaves her class."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from people.roles import Role

from ..models import Membership
from ..signals import membership_ended
from .services.seats import free_seats_of


@receiver(membership_ended)
def free_seats(membership: Membership, **kwargs: Any) -> None:
    if membership.role == Role.TRAINEE and membership.ends_on:
        free_seats_of(membership, after=membership.ends_on)
