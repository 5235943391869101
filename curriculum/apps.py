from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurriculumConfig(AppConfig):
    name = "curriculum"
    verbose_name = _("Training programme")

    def ready(self) -> None:
        from . import tasks  # noqa: F401
        from .certificates import signal_handlers as _certificates  # noqa: F401
        from .workshops import signal_handlers as _workshops  # noqa: F401
