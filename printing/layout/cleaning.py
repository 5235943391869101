"""Text as it may be drawn: NFC, one blank between words, nothing invisible that could mislead a reader."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_BLANKS = re.compile("[\t\n\r\x1c-\x1f\x85 \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")
_JOINER_AFTER_LATIN = re.compile("(^|(?<=[\x00-\u058f]))[\u200c\u200d\ufe0e\ufe0f]+")
_LOOSE_JOINER = re.compile("[\u200c\u200d\ufe00-\ufe0f]")


def clean(text: str) -> str:
    """Normalise to NFC, drop control, zero-width, bidi and surrogate characters, fold blanks (no-break blanks stay).

    U+200C and U+200D stay where a script or an emoji sequence needs them, that is after a letter beyond Latin, Greek,
    Cyrillic and Armenian.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")  # the usual case: the only blank that can be in it is the plain one
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text.translate(_SPACES)))
        if _LOOSE_JOINER.search(text):
            text = _JOINER_AFTER_LATIN.sub("", text)
    elif not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return _BLANKS.sub(" ", text).strip(" \xa0")


_JOINT = re.compile(r" (?:(?=[\d(])|(?<=\d )(?=[A-Za-z%°]))")  # begins with the blank, so that the search for it is quick
_COUNTED = frozenset([
    "Rp", "Rp.", "UU", "PP", "Perpu", "Perppu", "Perpres", "Kepres", "Keppres", "Inpres", "Kepmen", "Kepmenaker", "Kepmenakertrans",
    "Permen", "Permenaker", "Permenakertrans", "Kepgub", "Pergub", "Perda", "Perwali", "Perbup", "SK", "SE", "No.", "no.", "Nomor",
    "nomor", "Bab", "Pasal", "pasal", "Ayat", "ayat", "huruf", "butir", "angka", "Pukul", "pukul", "Lembar", "lembar", "hlm.",
])  # fmt: skip
_UNITS = frozenset([
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember", "ribu",
    "juta", "miliar", "triliun", "persen", "jam", "hari", "kg", "km", "cm", "mm", "m",
])  # fmt: skip


def bound(text: str) -> str:
    """Cleaned text with no-break blanks where no line may end: "Rp 22.000", "PP 35/2021", "ayat (4)", "15 Desember", "3 juta"."""
    return _JOINT.sub(_joined, text)


def _joined(match: re.Match[str]) -> str:
    text, place = match.string, match.start()
    before = text[text.rfind(" ", 0, place) + 1 : place].lstrip("([“‘\"'")
    if text[place + 1] in "%°" or (before in _COUNTED and not text[place + 1].isalpha()):
        return "\xa0"
    end = text.find(" ", place + 1)
    after = text[place + 1 : end if end > 0 else None].rstrip(".,;:!?)]”’\"'")
    return "\xa0" if after in _UNITS and before[-1:].isdigit() else " "


_SPACES = {0x202F: 0xA0, 0x2007: 0xA0, 0x2011: 0x2010}


def is_blank(text: str) -> bool:
    return not clean(text)
