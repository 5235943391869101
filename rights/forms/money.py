"""Rupiah as people type them. What could mean two amounts is refused with the sentence that helps; nothing is guessed."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

PLAIN = re.compile(r"\d{1,12}")
# 5.886.853, 35.000 and 4.482.914,09; 5.886 may be meant in thousands, and 5886 is as quickly written
POINTS = re.compile(r"(?:\d{1,3}(?:\.\d{3}){2,}|\d{2,3}\.\d{3})(?:,\d{1,2})?")
BLANKS = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d{1,2})?")
SEN = re.compile(r"\d{4,12},\d{1,2}")  # 4482914,09; a short one, such as 4,5, may be meant in millions
COMMAS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d{1,2})?")  # 5,886,853: only one comma could be a decimal one
FRAME = re.compile(r"^(?:rp\.?|idr)\s*|(?:,-|,–|\.-|\s*rupiah)$", re.IGNORECASE)
IN_WORDS = re.compile(r"\d\s*(?:jt|juta|rb|ribu|k|m|million)\b", re.IGNORECASE)


class NotMoney(ValueError):
    """Carries the sentence for the reader."""


def read_money(typed: str) -> Decimal:
    """Raises NotMoney."""
    text = FRAME.sub("", FRAME.sub("", " ".join(typed.split()))).strip()
    if not text.isascii():
        raise NotMoney(_("Write digits only, for example 4500000."))
    if PLAIN.fullmatch(text):
        return Decimal(text)
    for shape, group in ((POINTS, "."), (BLANKS, " "), (SEN, "")):
        if shape.fullmatch(text):
            return Decimal(text.replace(group, "").replace(",", ".") if group else text.replace(",", "."))
    if COMMAS.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if IN_WORDS.search(text):
        raise NotMoney(_("Write the whole number in digits, for example 4500000 instead of 4,5 juta."))
    if text.startswith(("-", "−")):
        raise NotMoney(_("An amount cannot be under zero."))
    if re.fullmatch(r"[\d.,]+", text):
        raise NotMoney(_("This could be two different amounts. Write digits only, for example 4500000."))
    raise NotMoney(_("Write digits only, for example 4500000."))
