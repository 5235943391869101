from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from submissions.services.programme import bring_texts, set_up_programme


class Command(BaseCommand):
    help = "Make the six cities and cohorts, the pages, the admin groups, the review workflows and the shipped texts. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_programme(starts_on=timezone.localdate())
        bring_texts()
        self.stdout.write("The programme is set up.")
