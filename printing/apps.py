from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrintingConfig(AppConfig):
    name = "printing"
    verbose_name = _("Posters")

    def ready(self) -> None:
        import_module("printing.tasks")
        import_module("printing.signal_handlers")
