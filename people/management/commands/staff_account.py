"""Make an account for the editorial office: the first administrator, or one that must exist before the pages do."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from people.errors import PersonError
from people.management.accounts import typed_password
from people.services import create_person, set_password


class Command(BaseCommand):
    help = "Creates an account that signs in with e-mail, password and app. The password is asked for, or read from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="the name shown")
        parser.add_argument("--superuser", action="store_true", help="may do everything in the admin; for the first administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        password = typed_password()
        try:
            user = self._create(options, password)
        except PersonError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Account {user.username} is ready. The second step is set up at the first sign-in.")

    @transaction.atomic
    def _create(self, options: dict[str, Any], password: str):
        user = create_person(display_name=options["name"], email=options["email"])
        set_password(user=user, password=password)
        if options["superuser"]:
            user.is_superuser = True
            user.save(update_fields=["is_superuser"])
        return user
