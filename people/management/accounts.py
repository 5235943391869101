"""What the commands about accounts of the office share."""

import getpass
import sys

from django.core.management.base import CommandError

from people.contact import email_hash
from people.models import User
from people.services import is_staff_person


def office_account(email: str) -> User:
    user = User.objects.filter(identity__email_hash=email_hash(email)).first()
    if user is None or not is_staff_person(user):
        raise CommandError("No account of the office has this e-mail address.")
    return user


def typed_password() -> str:
    """Asked for, or the first line of standard input."""
    return getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
