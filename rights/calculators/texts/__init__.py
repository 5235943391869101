"""Every sentence of the calculators by code, in English, the language of the source; pages translate them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rights.calculators.texts.labels import LABELS
from rights.calculators.texts.notes import NOTES, WARNINGS
from rights.calculators.texts.offer import OFFER
from rights.calculators.texts.payslip import SLIP_FINDINGS, SLIP_LINES
from rights.calculators.texts.refusals import REFUSALS

TEXTS: Mapping[str, str] = {**LABELS, **NOTES, **WARNINGS, **REFUSALS, **SLIP_FINDINGS, **SLIP_LINES, **OFFER}


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence by its code, with what goes into it; `str` gives the English."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return TEXTS[self.code] % self.values


def text(code: str, **values: Any) -> Text:
    return Text(code, values)
