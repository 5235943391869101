"""Forget the authenticator app of a colleague whose phone is lost."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from people.management.accounts import office_account
from people.services import reset_totp


class Command(BaseCommand):
    help = "Forgets the second step of an account of the office and ends its sessions; the next sign-in sets up a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = office_account(options["email"])
        reset_totp(user=user, by=None)
        self.stdout.write(f"Account {user.username} sets up a new second step at the next sign-in.")
