"""How long answers wait. Nobody is blamed: the number stands where moderators begin their day."""

from datetime import date, timedelta

from django.db.models import Count, Q

from cms.extension_points import ModerationScope

from .models import Answer

LATE_AFTER = timedelta(days=7)


def waiting_counts(scope: ModerationScope, today: date) -> tuple[int, int]:
    """How many answers wait for a moderator of this scope, and how many of them for more than a week. One query."""
    waiting = Answer.objects.waiting().under_public_articles().in_scope(scope)
    counts = waiting.aggregate(count=Count("pk"), late=Count("pk", filter=Q(received_on__lt=today - LATE_AFTER)))
    return counts["count"], counts["late"]
