"""What keeps a date, a sum or an article of law on one line. Pure: no Django."""

import re

NO_BREAK_SPACE = "\u00a0"
MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
UNITS = "KB|MB|menit|jam|kata|berita|orang|WIB|WITA|WIT"
_AFTER = re.compile(r"\b(Rp|PP|UU|Perppu|PDF,|ZIP,|XLSX,|Pasal|ayat|Paragraf) (?=[\d(])")
_BEFORE = re.compile(rf"(\d) (?=(?:{MONTHS}|{UNITS}|%)(?!\w))")
_YEAR = re.compile(rf"\b({MONTHS}) (?=\d{{4}}\b)")


def typeset(text: str) -> str:
    """The text with no-break spaces where a line must not end."""
    text = _AFTER.sub(rf"\1{NO_BREAK_SPACE}", text)
    text = _BEFORE.sub(rf"\1{NO_BREAK_SPACE}", text)
    return _YEAR.sub(rf"\1{NO_BREAK_SPACE}", text)
