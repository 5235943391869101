from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("Background work")

    def ready(self) -> None:
        import_module("jobs.retention")  # registers its periodic work
        if settings.CELERY_BROKER_URL:
            import_module("jobs.tasks")
            import_module(getattr(settings, "JOBS_CELERY_APP", "cms.celery"))  # becomes the default application of every thread
