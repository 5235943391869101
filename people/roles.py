"""What a person can be in the programme. Where she is it (city, cohort) stands in `curriculum.Membership`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    TRAINEE = "trainee", _("Writer")
    MENTOR = "mentor", _("Mentor")
    TRAINER = "trainer", _("Trainer")
    EDITOR = "editor", _("Editor")
    STEWARD = "steward", _("Shop steward")
    PROGRAMME_MANAGER = "programme_manager", _("Programme manager")
    ADMINISTRATOR = "administrator", _("Administrator")
