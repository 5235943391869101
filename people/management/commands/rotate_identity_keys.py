"""Seal all identities, and what other rooms keep sealed, again under the first key of IDENTITY_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from people.services import rotate_identities, rotate_other_rooms


class Command(BaseCommand):
    help = "Put the new key first in IDENTITY_KEYS, restart, run this, then take the old key out. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rotate_identities()} identities and {rotate_other_rooms()} other rows are sealed under the first key.")
