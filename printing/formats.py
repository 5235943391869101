"""The forms in which an article is offered on paper, and how each is called in an address."""

import re
from dataclasses import dataclass

from django.db import models

_FILE_NAME = re.compile(r"(a2|a3|a4|f4)(?:-(a4|f4))?(-hemat)?\.pdf")


class Paper(models.TextChoices):
    A3 = "a3", "A3"
    A2 = "a2", "A2"
    A4 = "a4", "A4"
    F4 = "f4", "F4"


class Sheet(models.TextChoices):
    """Office paper on which a larger poster is cut up."""

    A4 = "a4", "A4"
    F4 = "f4", "F4"


@dataclass(frozen=True, slots=True)
class Format:
    """`sheet` is empty for a poster in one piece; `mono` is the ink saver."""

    paper: str = Paper.A3
    sheet: str = ""
    mono: bool = False

    @property
    def file_name(self) -> str:
        """`a3.pdf`, `a3-a4.pdf`, `a3-hemat.pdf`."""
        parts = [str(self.paper), *([str(self.sheet)] if self.sheet else []), *(["hemat"] if self.mono else [])]
        return "-".join(parts) + ".pdf"

    @classmethod
    def from_file_name(cls, name: str) -> "Format | None":
        """The inverse of `file_name`; None for any other name."""
        found = _FILE_NAME.fullmatch(name)
        return cls(found[1], found[2] or "", bool(found[3])) if found else None


# Made for every article as soon as it is published; those that most people want come first.
COMMON_SET = (Format(), Format(mono=True), Format(sheet=Sheet.A4), Format(sheet=Sheet.F4))
