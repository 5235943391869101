"""The name under which somebody stands on our pages until she chooses one of her own.

Drawn by chance: a number that follows the order of a list would tell whoever holds the list who she is.
"""

from __future__ import annotations

import re
import secrets

from people.models import User

from .planning import Enrolment

WORD = "Peserta"
DRAWN = re.compile(rf"{WORD} [0-9]{{4,6}}")


def is_drawn(name: str) -> bool:
    """Whether a display name is one that nobody chose: its owner would not answer to it."""
    return DRAWN.fullmatch(name) is not None


class Drawer:
    """Draws names that nobody has for `wanted` people. One query."""

    def __init__(self, wanted: int = 1) -> None:
        self.taken = set(User.objects.filter(display_name__startswith=f"{WORD} ").values_list("display_name", flat=True))
        self.is_crowded = len(self.taken) + wanted > 4_000  # four digits while there is room for chance, then six

    def name_for(self, row: Enrolment) -> str:
        """The pen name that the list gives, else a drawn one."""
        return row.pen_name or self.draw()

    def draw(self) -> str:
        first, span = (100_000, 900_000) if self.is_crowded else (1_000, 9_000)
        while (name := f"{WORD} {first + secrets.randbelow(span)}") in self.taken:
            pass
        self.taken.add(name)
        return name
