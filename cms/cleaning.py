"""What is taken out of every text that somebody typed. Pure: no Django."""

import re
import unicodedata

# Removed on the way in: control characters but newline and tab, bidi overrides and isolates, zero-width space, word joiner and BOM.
# Zero-width joiner and non-joiner stay: scripts and emoji need them.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")


def clean_text(text: str) -> str:
    """NFC, newlines as \\n, without characters that only hide or reorder text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def clean_line(text: str) -> str:
    """One line: clean, blanks folded."""
    return " ".join(clean_text(text).split())
