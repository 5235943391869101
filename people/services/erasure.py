"""Taking a person out of the programme's memory, as the law on personal data lets her ask."""

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from .. import signals
from ..models import Identity, User
from .accounts import deactivate_person
from .history import record

NAME_OF_NOBODY = "Tanpa nama"


@transaction.atomic
def erase_person(*, user: User, by: User | None) -> None:
    """Close the account and drop name, number, address, workplace, cards and secrets; a second call does nothing.

    The row stays, nameless, since texts and attendance point at it. What upper rooms show by name they drop on the signals.
    """
    if user.display_name == NAME_OF_NOBODY and not user.is_active:
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
