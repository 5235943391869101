"""What the services refuse, each with a sentence for the person in front of the screen."""

from django.utils.translation import gettext_lazy as _


class PersonError(Exception):
    """`message` may be shown as it is."""

    message = _("That did not work.")

    def __str__(self) -> str:
        return str(self.message)


class PhoneTaken(PersonError):
    message = _("This phone number belongs to an account already.")


class EmailTaken(PersonError):
    message = _("This e-mail address belongs to an account already.")


class NameMissing(PersonError):
    message = _("Write a name.")


class CardRefused(PersonError):
    """One answer for unknown, used, void and expired codes, so that guessing teaches nothing."""

    message = _("This code does not work, or no longer. Check the letters, or ask your trainer for a new card.")


class CardNotForStaff(PersonError):
    message = _("People of the editorial office sign in with e-mail and password; there is no card for them.")


class AccountClosed(PersonError):
    message = _("This account is closed.")


class ReasonMissing(PersonError):
    message = _("Write why you need to see this. The person can read your reason.")


class PinGrantOver(PersonError):
    message = _("Too much time has passed since the card was used. Ask your trainer for a new card.")
