"""Refusals of the assignments; their words are for the person at the page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class AssignmentError(ValidationError):
    def __str__(self) -> str:
        return self.message


class AlreadyAccepted(AssignmentError):
    def __init__(self) -> None:
        super().__init__(_("This answer has been accepted already. It stays as it is."))


class NotOpenYet(AssignmentError):
    def __init__(self) -> None:
        super().__init__(_("This assignment has not been given out yet."))


class AnsweredAnew(AssignmentError):
    def __init__(self) -> None:
        super().__init__(_("She has sent another answer meanwhile. Read it first."))


class FeedbackMissing(AssignmentError):
    def __init__(self) -> None:
        super().__init__(_("Write what she should improve."))
