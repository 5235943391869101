"""What the roster refuses, each with a sentence for the person in front of the screen."""

from django.utils.translation import gettext_lazy as _


class RosterError(Exception):
    """The message may be shown as it is; it names no person and no number."""

    message = _("That did not work.")

    def __init__(self, message: object = None) -> None:
        super().__init__(message)
        self.said = message or self.message

    def __str__(self) -> str:
        return str(self.said)


class FileRefused(RosterError):
    """Nothing in the file can be read as a list of people."""

    message = _("This file cannot be read. Save the list as CSV or XLSX and send it again.")


class UploadGone(RosterError):
    message = _("This list was deleted: one hour has passed, or it was thrown away. Nothing was imported. Send the file again.")


class CardsPrintedMeanwhile(RosterError):
    message = _("Cards of this class were made since you opened this page.")


class NobodyToPrintFor(RosterError):
    message = _("Nobody in this choice needs a card.")


class SignUpDecided(RosterError):
    message = _("Somebody else has decided this meanwhile.")


class SignUpRefused(RosterError):
    message = _("This workshop takes no new people any more. Choose another one.")
