"""What assignments and certificates refuse."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class Refused(ValidationError):
    """`sentence` is for the person at the page; a form takes the error as it is."""

    sentence = _("That did not work.")

    def __init__(self) -> None:
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)
