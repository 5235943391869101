"""On PostgreSQL each change left a row: they are added up into one, so that the sum stays quick to read. The sum itself does not change."""

from django.db import transaction
from django.db.models import F

from .models import PublicChange

MOST_AT_ONCE = 5_000


@transaction.atomic
def fold_changes() -> int:
    """How many rows went. Whoever looks at the sum sees all of this or nothing; a row that is being written just now is left for later."""
    rows = list(PublicChange.objects.filter(pk__gt=0).order_by("pk").select_for_update(skip_locked=True)[:MOST_AT_ONCE])
    if len(rows) > 1:
        PublicChange.objects.get_or_create(pk=0, defaults={"n": 0})
        PublicChange.objects.filter(pk=0).update(n=F("n") + sum(row.n for row in rows))
        PublicChange.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
