"""Print the six digits that the authenticator app of a demo account would show now."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from people.conf import is_demo
from people.contact import email_hash
from people.models import User


class Command(BaseCommand):
    help = "Prints the current second-factor code of an account. Works only where DEMO_ALLOWED or DEBUG is on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_demo():
            raise CommandError("Codes are printed in a demo only (DEMO_ALLOWED or DEBUG); here the app on the phone shows them.")
        user = User.objects.filter(identity__email_hash=email_hash(options["email"])).first()
        device = TOTPDevice.objects.filter(user=user, confirmed=True).first() if user else None
        if device is None:
            raise CommandError("No account with this e-mail has a second factor yet.")
        self.stdout.write(f"{next_code(device):06d}")


def next_code(device: TOTPDevice) -> int:
    """The code of this half minute; the next one's, which is accepted already, if this one has been used."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    now = time.time()
    totp.time = now
    if totp.t() <= device.last_t:
        totp.time = now + device.step
    return totp.token()
