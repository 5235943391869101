"""Taking a person out of the programme's memory, as the law on personal data lets her ask."""

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from .. import signals
from ..models import Identity, User
from .accounts import deactivate_person
from .history import record

NAME_OF_NOBODY = "Tanpa nama"


def is_erased(user: User) -> bool:
    """Whether nothing is left; an account that was closed and nameless before may still have its sealed record."""
    return not user.is_active and user.display_name == NAME_OF_NOBODY and not Identity.objects.filter(pk=user.pk).exists()


@transaction.atomic
def erase_person(*, user: User, by: User | None) -> None:
    """Close the account and drop name, number, address, workplace, cards and secrets; a second call does nothing.

    The row stays, nameless, since texts and attendance point at it. What upper rooms show by name they drop on the signals.
    """
    if is_erased(user):
        return
    deactivate_person(user=user, by=by)
    Identity.objects.filter(pk=user.pk).delete()
    user.account_cards.all().delete()
    TOTPDevice.objects.filter(user=user).delete()
    user.display_name = NAME_OF_NOBODY
    user.set_unusable_password()
    user.save(update_fields=["display_name", "password"])
    record(user, "person.erase", by=by)
    signals.person_renamed.send(sender=User, user=user, by=by)
    signals.person_erased.send(sender=User, user=user, by=by)
