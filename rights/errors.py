"""Refusals of the law's office, each with the sentence for the person who asked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


class LawOfficeError(Exception):
    """Raised inside a transaction: nothing was written."""


class AlreadyDecided(LawOfficeError):
    def __init__(self) -> None:
        super().__init__(_("Somebody has decided this already."))


class LawChangedMeanwhile(LawOfficeError):
    def __init__(self) -> None:
        super().__init__(_("The law has been changed since you looked at the preview. Look at it again, then decide."))


class CannotTakeBack(LawOfficeError):
    def __init__(self) -> None:
        super().__init__(_("Only an approved change can be taken back, and only once."))


@dataclass(frozen=True, slots=True)
class Problem:
    """`field` is one of ParameterRecord, or empty for a change as a whole; `parameter` tells the rows of a set apart."""

    parameter: str
    field: str
    message: str


class RecordsRefused(LawOfficeError):
    """Values that are not complete, or with which the calculators cannot count."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{each.parameter} {each.field}: {each.message}".strip() for each in problems))
        self.problems = problems
