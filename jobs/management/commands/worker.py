from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from jobs.processes import Child, Supervisor
from jobs.queues import QUEUES
from jobs.runner import Runner
from jobs.sending import has_broker


class Command(BaseCommand):
    help = "Does background work without a broker, until SIGTERM or SIGINT; the current job is finished first."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queues", "-Q", default=",".join(QUEUES), help="Queues to serve, separated by commas.")

    def handle(self, *args: str, **options: str) -> None:
        queues = tuple(options["queues"].split(","))
        if unknown := set(queues) - set(QUEUES):
            self.stderr.write(_("Unknown queue: %(names)s.") % {"names": ", ".join(sorted(unknown))})
            raise SystemExit(1)
        if has_broker():
            self.stderr.write(_("A broker is set, so Celery workers do these jobs too; no job is done twice."))
        self.stderr.write(_("The worker is running. Ctrl+C ends it."))
        Supervisor(Child("worker", Runner(queues).run_forever)).run()
