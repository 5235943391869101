"""Refusals of the assignments."""

from django.utils.translation import gettext_lazy as _

from ..errors import Refused


class AlreadyAccepted(Refused):
    sentence = _("This answer has been accepted already. It stays as it is.")


class NotOpenYet(Refused):
    sentence = _("This assignment has not been given out yet.")


class AnsweredAnew(Refused):
    sentence = _("She has sent another answer meanwhile. Read it first.")


class SentMeanwhile(Refused):
    sentence = _("You have sent another answer meanwhile, from another window or phone. Nothing of either is lost: compare, then send.")


class JudgedMeanwhile(Refused):
    sentence = _("Somebody else has judged this answer meanwhile. Your words are still here: read hers first.")


class FeedbackMissing(Refused):
    sentence = _("Write what she should improve.")
