from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = _("Texts and review")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from cms.models import Image

        from . import checks, desk_hooks, log_actions, signal_handlers, tasks, works  # noqa: F401
        from .models import Submission
        from .permissions import SubmissionPolicy
        from .photo_policy import photo_policy

        register_permission_policy(Submission, SubmissionPolicy(Submission))
        register_permission_policy(Image, photo_policy(), exact_class=True)  # before the one that wagtail.images registers
