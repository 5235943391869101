"""How long what is known about walls is kept, and the one function that drops what is older.

Reports and tasks stay as numbers for the programme's counts; what shows a place, and who did what when, does not.
"""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import ModelLogEntry

from printing.models import Bulletin, PrintingLogEntry, PrintReport

# One table: what → how long after the sheet came down, was hung, or the row was written.
KEPT_FOR = {
    "photos_of_boards": timedelta(days=180),
    "photos_of_sheets_never_reported_down": timedelta(days=730),
    "history_of_walls": timedelta(days=730),
    "history_of_bulletins": timedelta(days=730),
}
PHOTOS_A_RUN = 50  # a write transaction is short; the rest goes the next day


@transaction.atomic
def sweep(now: datetime) -> dict[str, int]:
    """Drop what is past its time; how many of each kind went. Meant for a daily job. The photos' files go once that is committed."""
    of_bulletins = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Bulletin))
    return {
        "photos": _drop_photos(now),
        "history_of_walls": PrintingLogEntry.objects.filter(timestamp__lt=now - KEPT_FOR["history_of_walls"]).delete()[0],
        "history_of_bulletins": of_bulletins.filter(timestamp__lt=now - KEPT_FOR["history_of_bulletins"]).delete()[0],
    }


def _drop_photos(now: datetime) -> int:
    today = timezone.localdate(now)
    is_down = Q(down_on__lt=today - KEPT_FOR["photos_of_boards"])
    is_old = Q(hung_on__lt=today - KEPT_FOR["photos_of_sheets_never_reported_down"])
    old = PrintReport.objects.filter(is_down | is_old, photo__isnull=False).order_by("pk")
    reports = list(old.select_for_update(of=("self",), no_key=True).select_related("photo")[:PHOTOS_A_RUN])
    PrintReport.objects.filter(pk__in=[report.pk for report in reports]).update(photo=None)
    for report in reports:
        report.photo.delete()
    return len(reports)
