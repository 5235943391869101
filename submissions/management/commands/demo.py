import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobs import runner
from submissions.demo import programme
from submissions.demo.accounts import account_table
from submissions.rehearsal import RealPeople


class Command(BaseCommand):
    help = "Load our fictional programme: thirty people of every role and texts in every state. Safe to run again; refuses real people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="if the demo is there, only print its accounts")
        parser.add_argument("--accounts", action="store_true", help="print all accounts, load nothing")
        parser.add_argument("--posters", action="store_true", help="also draw the posters now instead of leaving them to the worker")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.perf_counter()
        try:
            card = self._load(options)
        except (programme.DemoRefused, RealPeople) as refused:
            raise CommandError(str(refused)) from refused
        if options["posters"]:
            self.stderr.write(f"{runner.drain(queues=('render',))} jobs of posters and pictures are done.")
        self.stderr.write(f"{time.perf_counter() - began:.1f} s.")
        self.stdout.write(account_table(everybody=options["accounts"], card=card))

    def _load(self, options: dict[str, Any]) -> str:
        programme.refuse()
        if not options["accounts"]:
            is_there = options["once"] and programme.is_loaded()
            return "" if is_there else programme.load(progress=self.stderr.write)
        if not programme.is_loaded():
            raise CommandError("The demo is not loaded. Run manage.py demo first.")
        return ""
