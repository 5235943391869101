"""What a check of a payslip says: broken, fine, or not to be judged from what is known. Unknown is never zero."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rights.calculators.arithmetic import up
from rights.calculators.parameters import Reference, weakest
from rights.calculators.results import Step
from rights.calculators.texts import Text, text


class Unknown(Exception):
    """A check cannot be made: `fields` are missing, or `reason` says why none of them would help."""

    def __init__(self, *fields: str, reason: Text | None = None) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """`gap` is exact rupiah, None where the breach is not one of money or its size is not known.

    Not certain: nothing on the slip shows that it is wrong, but the employer owes an answer.
    """

    is_broken: bool
    gap: Fraction | None = None
    is_certain: bool = True


FINE = Verdict(False)
BROKEN = Verdict(True)
TO_ASK = Verdict(True, is_certain=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach. `steps` can be redone by hand; all that it rests on stands in them."""

    code: str
    steps: tuple[Step, ...]
    gap: Fraction | None
    is_certain: bool

    @property
    def title(self) -> Text:
        return text(f"slip_{self.code}")

    @property
    def next_step(self) -> Text:
        return text(f"slip_{self.code}_next")

    @property
    def about(self) -> Text:
        """What it concerns, without a judgement."""
        return text(f"slip_{self.code}_about")

    @property
    def gap_idr(self) -> int | None:
        """Never rounded down."""
        return None if self.gap is None else up(self.gap)

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(dict.fromkeys(reference for step in self.steps for reference in step.references))

    @property
    def confidence(self) -> str:
        return weakest(*(reference.confidence for reference in self.references))


@dataclass(frozen=True, slots=True)
class Passed:
    """Fine as far as the numbers show."""

    code: str
    steps: tuple[Step, ...]

    @property
    def title(self) -> Text:
        return text(f"slip_{self.code}_about")


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Not judged. `missing` are the fields that would decide it."""

    code: str
    missing: tuple[str, ...]
    reason: Text | None = None

    @property
    def title(self) -> Text:
        return text(f"slip_{self.code}_about")


@dataclass(frozen=True, slots=True)
class SlipCheck:
    """Findings by gap, the largest first; those without a sum of money follow, those that are only to be asked come last.

    Gaps must not be added up: some of them are the same money seen twice.
    """

    day: date
    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...]
    unchecked: tuple[Unchecked, ...]
    warnings: frozenset[str]
    notes: tuple[Text, ...]

    @property
    def is_fine(self) -> bool:
        """Nothing was found, and something was checked."""
        return not self.findings and bool(self.passed)


def by_gap(finding: Finding) -> tuple[bool, Fraction]:
    return (not finding.is_certain, -(finding.gap or Fraction(0)))
