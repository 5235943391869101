"""Give a colleague who has forgotten the password a new one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.management.accounts import office_account, typed_password
from people.services import set_password


class Command(BaseCommand):
    help = "Sets a new password for an account of the office and ends its sessions. It is asked for, or read from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = office_account(options["email"])
        try:
            set_password(user=user, password=typed_password())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Account {user.username} has a new password; the second step stays as it was.")
