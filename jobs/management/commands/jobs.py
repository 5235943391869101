import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs import health, services
from jobs.models import Job


class Command(BaseCommand):
    help = "Shows the background work; --check is for a monitor. A person decides about quarantined jobs: retry ID, drop ID."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="One JSON document and nothing else on standard output.")
        parser.add_argument("--check", action="store_true", help="Exit with 1, and say why, when somebody must look.")
        parser.add_argument("action", nargs="?", choices=["retry", "drop"])
        parser.add_argument("id", nargs="?", type=UUID)

    def handle(self, *args: str, **options: Any) -> None:
        if options["action"]:
            self.decide(options["action"], options["id"])
            return
        overview = health.overview()
        if options["json"]:
            self.stdout.write(json.dumps(overview, indent=2))
        else:
            self.show(overview)
        if options["check"] and (complaints := health.complaints(overview)):
            self.stderr.write("\n".join(complaints))
            raise SystemExit(1)

    def decide(self, action: str, job_id: UUID | None) -> None:
        if job_id is None:
            self.leave(_("Name the job: jobs %(action)s ID.") % {"action": action})
        try:
            is_done = bool(services.retry_quarantined(job_id)) if action == "retry" else services.drop(job_id)
        except Job.DoesNotExist:
            is_done = False
        if not is_done:
            self.leave(_("No such job is quarantined: %(id)s.") % {"id": job_id})
        self.stdout.write(_("The job waits again.") if action == "retry" else _("The job is cancelled."))

    def leave(self, sentence: str) -> None:
        self.stderr.write(sentence)
        raise SystemExit(1)

    def show(self, overview: dict[str, Any]) -> None:
        for kind, states in overview["kinds"].items():
            self.stdout.write(f"{kind}: " + ", ".join(f"{state} {count}" for state, count in states.items()))
        if not overview["kinds"]:
            self.stdout.write(_("No background work yet."))
        if (seconds := overview["oldest_due_seconds"]) is not None:
            sentence = ngettext("Due for %(count)d second at most.", "Due for %(count)d seconds at most.", int(seconds))
            self.stdout.write(sentence % {"count": seconds})
        for job in overview["quarantined"]:
            self.stdout.write(_("Quarantined: %(id)s %(kind)s, attempts %(attempts)d: %(error)s") % job)
