"""Take a person out of the programme's memory when she asks for it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.models import User
from people.services import erase_person, is_erased


class Command(BaseCommand):
    help = "Closes the account and erases name, number, address, workplace, cards and secrets. It cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="the account name; it stands in the address of her card's page")
        parser.add_argument("--yes", action="store_true", help="do not ask for the name once more")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError("There is no account of this name.")
        if is_erased(user):
            self.stdout.write(f"Account {user.username} has been erased already.")
            return
        if not options["yes"]:
            self._ask(user)
        erase_person(user=user, by=None)
        self.stdout.write(f"Account {user.username} is closed and erased.")

    def _ask(self, user: User) -> None:
        self.stdout.write(f"This erases {user.display_name} for good. Type the account name once more to go on: ", ending="")
        self.stdout.flush()
        if sys.stdin.readline().strip() != user.username:
            raise CommandError("That is another name. Nothing was erased.")
