"""The forms in which an article or a bulletin is offered on paper, and how each is called in an address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

# Whole papers may be cut up; small papers and series come as they are.
_FILE_NAME = re.compile(r"(?:(a2|a3)(?:-(a4|f4)(?:-tepi([467]))?)?|(a4s?|f4s?))(-hemat)?\.pdf")


class Paper(models.TextChoices):
    """The last two are series: one article over whole sheets that hang side by side, for offices without scissors."""

    A3 = "a3", "A3"
    A2 = "a2", "A2"
    A4 = "a4", "A4"
    F4 = "f4", "F4"
    A4_SERIES = "a4s", _("A4 in series")
    F4_SERIES = "f4s", _("F4 in series")


class Sheet(models.TextChoices):
    """Office paper on which a larger poster is cut up."""

    A4 = "a4", "A4"
    F4 = "f4", "F4"


LARGE_PAPERS = (Paper.A3, Paper.A2)
USUAL_EDGE_MM = 5
EDGES_MM = (4, 5, 6, 7)


@dataclass(frozen=True, slots=True)
class Format:
    """`sheet` is empty for a poster in one piece; `mono` is the ink saver; `edge_mm` is the edge that the office's printer leaves white and
    counts only where a poster is cut up. Raises ValueError for what cannot be."""

    paper: str = Paper.A3
    sheet: str = ""
    mono: bool = False
    edge_mm: int = USUAL_EDGE_MM

    def __post_init__(self) -> None:
        known = self.paper in Paper.values and self.sheet in ("", *Sheet.values) and self.edge_mm in EDGES_MM
        if not known or (self.sheet and self.paper not in LARGE_PAPERS) or (self.edge_mm != USUAL_EDGE_MM and not self.sheet):
            raise ValueError(f"there is no such format: {self.paper} {self.sheet} {self.edge_mm}")

    @property
    def file_name(self) -> str:
        """`a3.pdf`, `a3-a4.pdf`, `a3-a4-tepi7.pdf`, `a3-hemat.pdf`, `a4s.pdf`."""
        edge = f"tepi{self.edge_mm}" if self.edge_mm != USUAL_EDGE_MM else ""
        parts = [str(self.paper), str(self.sheet), edge, "hemat" if self.mono else ""]
        return "-".join(filter(None, parts)) + ".pdf"

    @classmethod
    def from_file_name(cls, name: str) -> "Format | None":
        """The inverse of `file_name`; None for any other name."""
        found = _FILE_NAME.fullmatch(name)
        return cls(found[1] or found[4], found[2] or "", bool(found[5]), int(found[3] or USUAL_EDGE_MM)) if found else None

    def fields(self) -> dict[str, str | bool | int]:
        """As the rows of posters and bulletins keep it."""
        return {"paper": self.paper, "sheet": self.sheet, "mono": self.mono, "edge_mm": self.edge_mm}


def _colour_and_ink_saver(formats: Sequence[Format]) -> tuple[Format, ...]:
    return tuple(Format(each.paper, each.sheet, mono, each.edge_mm) for mono in (False, True) for each in formats)


def large_formats(paper: str, edge_mm: int = USUAL_EDGE_MM) -> tuple[Format, ...]:
    """A large paper in one piece and cut up, each in colour and as ink saver."""
    whole = [] if edge_mm != USUAL_EDGE_MM else [Format(paper)]
    return _colour_and_ink_saver([*whole, *(Format(paper, sheet, edge_mm=edge_mm) for sheet in Sheet.values)])


# Made for every article as soon as it is published.
COMMON_SET = large_formats(Paper.A3)
SMALL_FORMATS = _colour_and_ink_saver([Format(paper) for paper in (Paper.A4, Paper.F4, Paper.A4_SERIES, Paper.F4_SERIES)])


def poster_formats(edge_mm: int = USUAL_EDGE_MM) -> tuple[Format, ...]:
    """Every form in which one article is offered to a printer with that edge; what is not made yet is made when somebody asks."""
    whole = (Format(Paper.A3), Format(Paper.A3, mono=True), Format(Paper.A2), Format(Paper.A2, mono=True))
    tiled = (each for paper in LARGE_PAPERS for each in large_formats(paper, edge_mm) if each.sheet)
    return (*whole, *tiled, *SMALL_FORMATS)
