"""From bytes to text, in whatever encoding a spreadsheet program wrote. Pure: no Django."""

import codecs

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, with whose mark it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Excel writes in Indonesia, on Windows and on a Mac. More guesses than these turn a few accents into Czech.
LIKELY = ["cp1252", "mac_roman"]
SAMPLE_BYTES = 64 * 1024
LAST_GUESS = "cp1252"


class NotText(ValueError):
    """No encoding makes text of these bytes."""


def decode(data: bytes) -> str:
    """The text. Raises NotText for pictures, programs and the like."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), None) or _without_mark(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != LAST_GUESS:
            raise NotText from None
        text = data.decode(encoding, "replace")  # five bytes have no letter in cp1252
    if "\0" in text:
        raise NotText
    return text


def _without_mark(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if b"\0" not in data:
            return "utf-8"
    return _wide(data[:SAMPLE_BYTES]) or _narrow(data)


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: every other byte of such a list is nearly always zero."""
    pairs = max(len(sample) // 2, 1)
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > 0.7 * pairs:
            return encoding
    return ""


def _narrow(data: bytes) -> str:
    """From the stretch that holds the first byte outside ASCII."""
    first = next((number for number, byte in enumerate(data) if byte > 127), 0)
    start = max(0, first - SAMPLE_BYTES // 2)
    found = from_bytes(data[start : start + SAMPLE_BYTES], cp_isolation=LIKELY, threshold=0.5).best()
    return found.encoding if found else LAST_GUESS
