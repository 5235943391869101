import json
import time
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.models import City
from jobs.runner import drain
from jobs.sending import has_broker
from printing.services.rerendering import Survey, ask_for_some, start_in_background, survey

LOOK_EVERY_SECONDS = 1.0


class Command(BaseCommand):
    help = "Has the posters and bulletins drawn anew that an older layout has drawn, a few at a time; may be stopped and started again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--city", metavar="SLUG", help="Only the articles and bulletins of this city.")
        parser.add_argument("--again", action="store_true", help="Also those that the present layout has drawn already.")
        parser.add_argument("--since", metavar="MOMENT", help="Goes on with a run of --again that was stopped: the moment that it told.")
        parser.add_argument("--wait", action="store_true", help="Stay until all are drawn; without a broker, draw them here.")
        parser.add_argument("--json", action="store_true", help="One JSON document on standard output.")

    def handle(self, *args: str, **options: Any) -> None:
        began = time.monotonic()
        city, since = self.city(options["city"]), self.since(options)
        found = survey(city, since)
        before = found.fresh
        if options["wait"]:
            found = self.stay(city, since, found)
        elif found.old:
            start_in_background(city, since)
        self.report(found, found.fresh - before, time.monotonic() - began, is_json=options["json"])
        if found.failed:
            raise SystemExit(1)

    def city(self, slug: str | None) -> City | None:
        city = City.objects.filter(slug=slug).first() if slug else None
        if slug and city is None:
            raise CommandError(f"There is no city {slug}.")
        return city

    def since(self, options: dict[str, Any]) -> datetime | None:
        if options["since"]:
            return self.moment(options["since"])
        if not options["again"]:
            return None
        moment = timezone.now()
        self.stderr.write(f"To go on after an interruption: --since {moment.isoformat()}")
        return moment

    def moment(self, typed: str) -> datetime:
        try:
            moment = datetime.fromisoformat(typed)
        except ValueError:
            moment = None
        if moment is None or timezone.is_naive(moment):
            raise CommandError("--since is a moment with its zone, as --again tells it: 2026-11-24T09:00:00+00:00.")
        return moment

    def stay(self, city: City | None, since: datetime | None, found: Survey) -> Survey:
        while not found.is_over:
            ask_for_some(found)
            if has_broker():
                time.sleep(LOOK_EVERY_SECONDS)
            elif not drain(queues=("render",)):
                time.sleep(LOOK_EVERY_SECONDS)  # another runner has them, or they wait for their next attempt
            found = survey(city, since)
            self.stderr.write(f"{found.fresh + len(found.failed)} of {found.total} sheets, {len(found.failed)} failed.")
        return found

    def report(self, found: Survey, made: int, seconds: float, *, is_json: bool) -> None:
        failed = [{"file": old.name, "reason": old.row.problem if old.row else ""} for old in found.failed]
        to_come = len(found.old) + len(found.under_way)
        if is_json:
            facts = {"total": found.total, "made": made, "to_come": to_come, "failed": failed, "seconds": round(seconds, 1)}
            self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"{found.total} sheets: {made} drawn now, {to_come} to come, {len(failed)} failed. {seconds:.1f} s.")
        for each in failed:
            self.stdout.write(f"{each['file']}: {each['reason']}")
