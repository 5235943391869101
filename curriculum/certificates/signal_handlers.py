"""What follows for certificates when somebody is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver

from people.signals import person_erased

from . import drawing

if TYPE_CHECKING:
    from people.models import User


@receiver(person_erased)
def forget_her_name(user: User, **kwargs: Any) -> None:
    drawing.forget(user)
