"""How long each kind of row is kept here, and the one function that drops what is older."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ..models import RosterUpload, SignUp, SignUpState

# One table: what → how long after it came, or was decided.
KEPT_FOR = {
    "roster_uploads": RosterUpload.KEPT_FOR,
    "waiting_sign_ups": timedelta(days=90),
    "decided_sign_ups": timedelta(days=730),  # without anything of the person: for counting
}


@transaction.atomic
def sweep(now: datetime) -> dict[str, int]:
    """Drop what is past its time; how many rows of each kind went."""
    today = timezone.localdate(now)
    waiting = SignUp.objects.filter(state=SignUpState.WAITING, received_on__lt=today - KEPT_FOR["waiting_sign_ups"])
    decided = SignUp.objects.filter(decided_on__lt=today - KEPT_FOR["decided_sign_ups"])
    return {
        "roster_uploads": RosterUpload.objects.filter(sent_at__lte=now - KEPT_FOR["roster_uploads"]).delete()[0],
        "waiting_sign_ups": waiting.delete()[0],
        "decided_sign_ups": decided.delete()[0],
    }
