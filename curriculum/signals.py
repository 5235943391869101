"""News that upper rooms may wish to hear. Sent inside the transaction of the change."""

from django.dispatch import Signal

membership_ended = Signal()  # membership
membership_reopened = Signal()  # membership
