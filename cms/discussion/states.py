"""What an answer can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnswerState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class AnswerSource(models.TextChoices):
    WEB = "web", _("from the web")
    WALL = "wall", _("from a wall")


class RefusalReason(models.TextChoices):
    """Why an answer is not shown. Readers are never told; it helps the next moderator."""

    PERSON = "person", _("It can be seen whom it is about or who wrote it")
    INSULT = "insult", _("It insults or threatens somebody")
    UNCHECKED = "unchecked", _("It accuses somebody and nobody can check it")
    ADVERTISING = "advertising", _("Advertising, or nothing to do with the question")
    TWICE = "twice", _("The same words came before")
