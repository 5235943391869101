"""How long each kind of row is kept here, and the one function that drops what is older."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from ..models import AccountCard, PersonLogEntry, SignInAttempt

# One table: what → how long after its last use.
KEPT_FOR = {
    "account_cards": timedelta(days=1),
    "sign_in_attempts": timedelta(days=3),
    "log_of_people": timedelta(days=730),
}


@transaction.atomic
def sweep(now: datetime) -> dict[str, int]:
    """Drop what is past its time; how many rows of each kind went. Meant for a daily job."""
    cards_before = now - KEPT_FOR["account_cards"]
    spent = Q(used_at__lt=cards_before) | Q(voided_at__lt=cards_before) | Q(expires_at__lt=cards_before)
    attempts_before = now - KEPT_FOR["sign_in_attempts"]
    quiet = Q(last_try_at__lt=attempts_before) & (Q(shut_until=None) | Q(shut_until__lt=attempts_before))
    return {
        "sessions": Session.objects.filter(expire_date__lt=now).delete()[0],
        "account_cards": AccountCard.objects.filter(spent).delete()[0],
        "sign_in_attempts": SignInAttempt.objects.filter(quiet).delete()[0],
        "log_of_people": PersonLogEntry.objects.filter(timestamp__lt=now - KEPT_FOR["log_of_people"]).delete()[0],
    }
