from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from submissions.services.programme import set_up_programme


class Command(BaseCommand):
    help = "Make the six cities and cohorts, the pages, the admin groups and the review workflows. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_programme(starts_on=timezone.localdate())
        self.stdout.write("The programme is set up.")
