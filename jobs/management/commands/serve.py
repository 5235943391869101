import errno
import os
import signal
import socket
import sys
import tempfile
from functools import partial
from typing import NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from jobs.processes import Child, Supervisor
from jobs.runner import Runner
from jobs.sending import has_broker


class Command(BaseCommand):
    help = "Serves the site and does its background work: gunicorn and the worker under one parent, until SIGTERM or SIGINT."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
        parser.add_argument("--workers", type=int, default=2, help="Processes of the web server, of 4 threads each.")

    def handle(self, *args: str, **options: str) -> None:
        listener = self.listen(options["bind"])
        children = [Child("gunicorn", partial(run_gunicorn, listener.fileno(), options["workers"]), on_orphaned=signal.SIGTERM)]
        if has_broker():
            self.stderr.write(_("A broker is set: start Celery workers and beat for the background work."))
        else:
            children.append(Child("worker", Runner().run_forever))
        self.stdout.write(_("The site is at http://%(address)s/. Ctrl+C ends it.") % {"address": options["bind"]})
        self.stdout.flush()  # before the children, who would write it once more
        Supervisor(*children).run()

    def listen(self, bind: str) -> socket.socket:
        """The listening socket, kept by the parent: a web server that is started again loses no caller. Exits with a sentence."""
        host, _colon, port = bind.rpartition(":")
        family = socket.AF_INET6 if "[" in host else socket.AF_INET
        try:
            listener = socket.create_server((host.strip("[]"), int(port)), family=family, backlog=512)
        except ValueError:
            self.leave(_("Write --bind as HOST:PORT, for example 127.0.0.1:8000."))
        except OSError as error:
            self.leave(_("Cannot serve at %(address)s: %(reason)s.") % {"address": bind, "reason": reason_in_words(error)})
        listener.set_inheritable(True)
        return listener

    def leave(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        raise SystemExit(1)


def reason_in_words(error: OSError) -> str:
    known = {
        errno.EADDRINUSE: _("another program uses this port; choose another with --bind"),
        errno.EACCES: _("this user may not open this port; choose one above 1023"),
        errno.EADDRNOTAVAIL: _("this machine does not have this address"),
    }
    return known.get(error.errno or 0, error.strerror or type(error).__name__)


def run_gunicorn(listener: int, workers: int) -> NoReturn:
    """Becomes the web server. Threads, since callers on slow lines keep their connection; loaded once and forked, which saves memory."""
    module, _dot, name = settings.WSGI_APPLICATION.rpartition(".")
    options = {
        "bind": f"fd://{listener}",
        "chdir": os.fspath(settings.BASE_DIR),
        "worker-class": "gthread",
        "workers": workers,
        "threads": 4,
        "keep-alive": 15,
        "timeout": 60,
        "graceful-timeout": 15,
        "log-level": "warning",
        "worker-tmp-dir": "/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir(),  # noqa: S108 - gunicorn makes its own file there
    }
    arguments = [*(f"--{option}={value}" for option, value in options.items()), "--preload", "--no-control-socket"]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *arguments, f"{module}:{name}"])  # noqa: S606
