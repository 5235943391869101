"""Real processes with short clocks. Only this room is installed: a worker is up in a second."""

from cms.settings.test import *  # noqa: F403
from cms.settings.test import env

INSTALLED_APPS = ["jobs", "tests.jobs.apps.ChaosConfig", "django.contrib.contenttypes"]
JOBS_LEASE_SECONDS = env.float("JOBS_LEASE_SECONDS", default=3)
JOBS_GRACE_SECONDS = 1
JOBS_SWEEP_SECONDS = 0.5
JOBS_RESEND_SECONDS = 4
JOBS_POLL_SECONDS = 0.1
JOBS_STOP_SECONDS = env.float("JOBS_STOP_SECONDS", default=3)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"timed": {"format": "%(asctime)s %(process)d %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "timed"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
MIDDLEWARE: list[str] = []
ROOT_URLCONF = __name__
urlpatterns: list[object] = []
