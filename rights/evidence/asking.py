"""The form that asks for a pack, on the page of a result, and what comes back from it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.cleaning import clean_text
from rights.answers import plain
from rights.evidence.claims import TOPICS, Claim
from rights.evidence.sharing import share_text
from rights.forms import BY_CALCULATOR
from rights.forms.kinds import MISSING, Day, Refused

PAPERS = (("a4", "A4"), ("f4", "F4"))
LONGEST = 8_000  # a month of overtime, a row a day, takes a third of it
LETTER = Day(name="letter", label=gettext_lazy("On which day did the letter of dismissal come?"), is_optional=True)
CHECK_PAGES = {"payslip": "rights:payslip", "offer": "rights:offer"}


@dataclass(frozen=True, repr=False)
class EvidenceOffer:
    """What the form on a page of a result holds. `given` is the engine's input as JSON; `share` the text to send on."""

    calculator: str
    given: str
    asks_letter: bool
    share: str
    papers: tuple[tuple[str, str], ...] = PAPERS
    letter: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(LETTER.names, ""))
    paper: str = "a4"
    error: str = ""


@dataclass(frozen=True, repr=False)
class Asked:
    """What was posted, read. `text` is `given` as it came: it goes back into the form unread, since a number in it may be endless.

    `error` is the sentence for a day that is none.
    """

    calculator: str
    given: Any
    text: str
    paper: str
    letter_on: date | None
    typed: Mapping[str, str]
    error: str = ""


class NotReadable(ValueError):
    """What was posted did not come from one of our pages."""


def evidence_offer(calculator: str, given: Mapping[str, Any], claim: Claim) -> EvidenceOffer:
    """For the context of a page of a result, as `evidence`."""
    return EvidenceOffer(calculator, as_json(given), claim.topic == "dismissal", share_text(claim, page_of(calculator)))


def as_json(given: Mapping[str, Any]) -> str:
    """Decimals keep their digits: amounts are far too small for a float to lose one."""
    return json.dumps({key: plain(_exact(value)) for key, value in given.items()}, ensure_ascii=False, separators=(",", ":"))


def _exact(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {key: _exact(item) for key, item in value.items()}
    return [_exact(item) for item in value] if isinstance(value, list | tuple) else value


def page_of(calculator: str) -> str:
    """The path of the page that computes this."""
    if calculator in CHECK_PAGES:
        return reverse(CHECK_PAGES[calculator])
    return reverse("rights:calculator", args=[BY_CALCULATOR[calculator].slug])


def read_asked(posted: Mapping[str, str]) -> Asked:
    """Raises NotReadable."""
    calculator, text = posted.get("calculator", ""), posted.get("given", "")
    if calculator not in TOPICS or len(text) > LONGEST:
        raise NotReadable
    try:
        given = json.loads(text, parse_float=Decimal, parse_constant=lambda _name: None)
    except (ValueError, ArithmeticError, RecursionError) as error:  # arithmetic: an exponent beyond what a decimal can hold
        raise NotReadable from error
    if not isinstance(given, dict):
        raise NotReadable
    paper = posted.get("paper", "") if posted.get("paper") in dict(PAPERS) else "a4"
    typed = {name: clean_text(posted.get(name, ""))[: LETTER.longest].strip() for name in LETTER.names}
    letter_on, error = _letter(typed)
    return Asked(calculator, given, text, paper, letter_on, typed, error)


def _letter(typed: Mapping[str, str]) -> tuple[date | None, str]:
    try:
        found = LETTER.read(typed)
    except Refused as refused:
        return None, refused.words
    return (None, "") if found is MISSING else (found, _too_far(found))


def _too_far(day: date) -> str:
    """Time limits are counted on from it, so it must leave room for them."""
    return "" if 1990 <= day.year <= 2100 else _("Write the year with four digits, for example 2026.")


def shown_again(asked: Asked) -> EvidenceOffer:
    """The form as it was sent."""
    asks_letter = TOPICS[asked.calculator] == "dismissal"
    return EvidenceOffer(asked.calculator, asked.text, asks_letter, "", letter=asked.typed, paper=asked.paper, error=asked.error)
