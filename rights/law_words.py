"""Amounts, days and the law behind a figure, in the reader's words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.templatetags.cms_tags import indonesian_date
from cms.typesetting import NO_BREAK_SPACE, typeset
from rights.calculators import Reference, Step, Text
from rights.calculators.arithmetic import decimal_text, places
from rights.calculators.parameters import weakest
from rights.sentences import grouped, sentence, unit_sentence

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CONFIDENCE = {
    "A": gettext_lazy("read in the text of the law"),
    "B": gettext_lazy("two or more reports agree"),
    "C": gettext_lazy("one report only"),
    "D": gettext_lazy("known from the statute, not re-read; check it first"),
    "X": gettext_lazy("the law is silent, or it is disputed"),
}
REGIMES = {
    "pp35_2021": gettext_lazy("PP 35/2021, from 2 February 2021"),
    "kepmen102_2004": gettext_lazy("Ministerial decree 102/2004, until 1 February 2021"),
    "uu13_2003": gettext_lazy("UU 13/2003 in its first text, until 1 November 2020"),
}


@dataclass(frozen=True, slots=True)
class LawWords:
    """One law behind a line: where it stands, when it holds, how sure we are. `str` gives all of it in one sentence."""

    law: str
    article: str
    span: str
    confidence: str
    confidence_words: str
    reviewed_on: date

    def __str__(self) -> str:
        return _("%(law)s %(article)s; %(span)s; confidence %(mark)s: %(words)s") % {
            "law": self.law,
            "article": self.article,
            "span": self.span,
            "mark": self.confidence,
            "words": self.confidence_words,
        }


def basis_words(laws: Iterable[LawWords]) -> str:
    """Several laws in one paragraph; articles of one law that hold in the same time and are as sure stand together."""
    groups: dict[tuple[str, str, str], list[LawWords]] = {}
    for law in laws:
        groups.setdefault((law.law, law.span, law.confidence), []).append(law)
    joined = (replace(group[0], article=", ".join(dict.fromkeys(law.article for law in group))) for group in groups.values())
    return " ".join(f"{law}." for law in joined)


def law_words(reference: Reference) -> LawWords:
    mark = weakest(reference.confidence)
    return LawWords(
        typeset(reference.law), typeset(reference.article), span_words(reference), mark, str(CONFIDENCE[mark]), reference.reviewed_on
    )


def span_words(reference: Reference) -> str:
    if reference.valid_to is None:
        return _("in force since %(first)s") % {"first": day_words(reference.valid_from)}
    return _("in force from %(first)s to %(last)s") % {"first": day_words(reference.valid_from), "last": day_words(reference.valid_to)}


def day_words(day: date) -> str:
    return indonesian_date(day)


def money_words(amount: int | Fraction) -> str:
    """With sen only where there are some."""
    return f"Rp{NO_BREAK_SPACE}{grouped(decimal_text(places(Fraction(amount), 2)) or '')}"


def number_words(value: int | Fraction) -> str:
    """At most six decimals, which is what hours are shown with."""
    return grouped(decimal_text(places(Fraction(value), 6)) or "")


def quantity_words(quantity: Fraction, unit: str) -> str:
    """An amount with its unit; money first, as `Rp 35.762,16 sejam`."""
    if unit.startswith("rupiah"):
        span = "" if unit == "rupiah" else f" {unit_sentence(unit).removeprefix('rupiah ')}"
        return money_words(quantity) + span
    return f"{number_words(quantity)}{NO_BREAK_SPACE}{unit_sentence(unit)}"


def step_amount(step: Step) -> str:
    if step.amount_idr is not None:
        return money_words(step.amount_idr)
    return quantity_words(Fraction(step.quantity or 0), step.unit)


def tenure_words(tenure: Any) -> str:
    years, months, days = tenure
    return _("%(years)s years, %(months)s months, %(days)s days") % {"years": years, "months": months, "days": days}


def text_words(text: Text) -> str:
    """A calculator's sentence, with days and regimes inside it in words."""
    return typeset(sentence(Text(text.code, {key: _value_words(value) for key, value in text.values.items()})))


def _value_words(value: Any) -> str:
    words = str(value)
    if ISO_DAY.fullmatch(words):
        return day_words(date.fromisoformat(words))
    return str(REGIMES.get(words, words))


def yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")
