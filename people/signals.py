"""News that upper rooms may wish to hear. Sent inside the transaction of the change."""

from django.dispatch import Signal

person_deactivated = Signal()  # user, by
person_renamed = Signal()  # user, by
person_erased = Signal()  # user, by; after person_renamed
