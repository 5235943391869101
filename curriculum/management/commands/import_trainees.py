"""A list of trainees from a file: CSV or XLSX. With --json one document on standard output and nothing else there."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import reset_queries
from django.utils import timezone

from curriculum.models import Cohort, CohortStatus
from curriculum.roster.classes import Classes
from curriculum.roster.errors import FileRefused
from curriculum.roster.importing import import_file, preview_file
from curriculum.roster.limits import BY_COMMAND
from curriculum.roster.report import REJECTED, Report

PROGRESS_EVERY = 1_000


class Command(BaseCommand):
    help = "Imports trainees from a CSV or XLSX file, each row once; a second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--cohort", metavar="SLUG", help="the class for all rows; without it the city of each row decides")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, file: Path, cohort: str | None, dry_run: bool, as_json: bool, **options: Any) -> None:
        classes = self._classes(cohort)
        try:
            data = file.read_bytes()
            report = self._report(data, classes, dry_run)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except FileRefused as refusal:
            raise CommandError(str(refusal)) from None
        self._tell(report, as_json)
        if report.counts[REJECTED]:
            sys.exit(1)

    def _classes(self, slug: str | None) -> Classes:
        cohorts = list(Cohort.objects.select_related("city").filter(status=CohortStatus.OPEN))
        if not cohorts:
            raise CommandError("There is no open cohort; run setup_programme first.")
        only = next((cohort for cohort in cohorts if cohort.slug == slug), None)
        if slug and only is None:
            raise CommandError(f"There is no open cohort {slug}; there are {', '.join(cohort.slug for cohort in cohorts)}.")
        return Classes(cohorts, only=only)

    def _report(self, data: bytes, classes: Classes, dry_run: bool) -> Report:
        if dry_run:
            return preview_file(data, BY_COMMAND, classes, progress=self._progress)
        return import_file(data, BY_COMMAND, classes, by=None, today=timezone.localdate(), progress=self._progress)

    def _progress(self, done: int) -> None:
        reset_queries()  # with DEBUG Django would keep every statement
        if done % PROGRESS_EVERY == 0:
            self.stderr.write(f"{done} rows read")

    def _tell(self, report: Report, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
            return
        for row in report.rows:
            if row.reason:
                self.stdout.write(f"{row.number}\t{row.result}\t{row.field}\t{row.reason}")
        self.stdout.write(", ".join(f"{result} {count}" for result, count in report.counts.items()))
