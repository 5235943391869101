"""The calculators' texts and numbers in the reader's language."""

import re

from django.utils.formats import number_format
from django.utils.translation import gettext

from rights.calculators import TEXTS, Text

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def sentence(text: Text) -> str:
    """The codes' English sentences are the catalogue's message ids; a test keeps the catalogue complete."""
    return gettext(TEXTS[text.code]) % text.values


def warning_sentence(code: str) -> str:
    return sentence(Text(code))


def unit_sentence(unit: str) -> str:
    return sentence(Text(f"unit_{unit}"))


def expression(plain: str) -> str:
    """`7 × 1.5 × 5000000 ÷ 173` as `7 × 1,5 × 5.000.000 ÷ 173`."""
    return NUMBER.sub(lambda match: grouped(match[0]), plain)


def grouped(digits: str) -> str:
    """A decimal number as text, with the separators of the active language."""
    whole, point, decimals = digits.partition(".")
    return number_format(int(whole), force_grouping=True) + (number_format("0.0")[1:2] + decimals if point else "")
