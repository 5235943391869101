"""What is kept of walls goes when its time is over; the numbers stay."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import Image
from cms.storage import PhotoStorage
from jobs.periodic import PERIODS
from printing import retention
from printing.models import PrintingLogEntry, PrintReport
from printing.services import bulletins
from printing.services import walls as reports
from tests.cast import make_person
from tests.cms.photos import pictures
from tests.printing import publishing
from tests.printing.desk import walls

pytestmark = pytest.mark.django_db


def after(days: int) -> dict[str, int]:
    return retention.sweep(timezone.now() + timedelta(days=days))


def test_photos_go_half_a_year_after_the_sheet_came_down_and_the_history_after_two_years(django_capture_on_commit_callbacks):
    dewi, today = make_person("dewi"), timezone.localdate()
    draft = bulletins.start_bulletin(city=walls.city(), week=today, by=dewi)
    bulletins.add_article(bulletin=draft, article=publishing.publish(is_told=False), by=dewi)
    board, bulletin = walls.board(dewi), bulletins.publish_bulletin(bulletin=draft, by=dewi, at=timezone.now())
    down, hanging = (walls.report(dewi, board, bulletin=bulletin, hung_on=today - timedelta(days=ago)) for ago in (0, 1))
    for number, report in enumerate((down, hanging)):
        upload = pictures.upload(pictures.saved(pictures.two_halves((800 + number, 600)), "JPEG"))
        reports.add_photo(report=report, upload=upload, by=dewi)
    reports.take_down(report=down, on=today, by=dewi)
    name = Image.objects.get(pk=PrintReport.objects.get(pk=down.pk).photo_id).file.name
    assert after(days=180)["photos"] == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert after(days=182)["photos"] == 1
    assert Image.objects.get() == PrintReport.objects.get(pk=hanging.pk).photo
    assert not PhotoStorage().exists(name)
    assert PrintingLogEntry.objects.exists() and ModelLogEntry.objects.exists()
    after(days=732)
    assert PrintReport.objects.count() == 2
    assert not any(model.objects.exists() for model in (Image, PrintingLogEntry, ModelLogEntry))


def test_the_clock_does_it_each_day():
    assert PERIODS["printing.sweep_walls"].every == timedelta(days=1)
