"""Does a picture hold pixels and nothing else? Knows no Django; reads marks only, decodes nothing."""

import re

# JPEG segments that draw: JFIF head, tables, frame, scan, restart. APP1 to APP15 (EXIF, XMP, ICC, Adobe) and COM tell stories.
JPEG_SEGMENTS = {0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA}
JPEG_SCAN_END = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
JFIF_LENGTH = 16  # a longer head carries a thumbnail
WEBP_CHUNKS = {b"VP8 ", b"VP8L"}


class NotBarePixels(ValueError):
    """The bytes are no picture of ours, or hold more than pixels."""


def check_bare(name: str, data: bytes) -> None:
    """Raise NotBarePixels unless `data` is a JPEG (`.jpg`) or WebP (`.webp`) of bare pixels, as its name says."""
    if name.endswith(".jpg"):
        _check_jpeg(data)
    elif name.endswith(".webp"):
        _check_webp(data)
    else:
        raise NotBarePixels("Only .jpg and .webp pictures are stored.")


def _check_jpeg(data: bytes) -> None:
    if data[:2] != b"\xff\xd8":
        raise NotBarePixels("No JPEG.")
    at = 2
    while data[at : at + 2] != b"\xff\xd9":
        marker, length = data[at : at + 2], int.from_bytes(data[at + 2 : at + 4], "big")
        if len(marker) < 2 or marker[0] != 0xFF or marker[1] not in JPEG_SEGMENTS or length < 2:
            raise NotBarePixels("The JPEG holds a segment that draws nothing.")
        if marker[1] == 0xE0 and (length != JFIF_LENGTH or data[at + 4 : at + 9] != b"JFIF\0"):
            raise NotBarePixels("The JPEG's head holds more than its own name.")
        at = _scan_end(data, at + 2 + length) if marker[1] == 0xDA else at + 2 + length
    if at + 2 != len(data):
        raise NotBarePixels("Something follows the end of the JPEG.")


def _scan_end(data: bytes, start: int) -> int:
    if not (mark := JPEG_SCAN_END.search(data, start)):
        raise NotBarePixels("The JPEG has no end.")
    return mark.start()


def _check_webp(data: bytes) -> None:
    whole = int.from_bytes(data[4:8], "little") + 8
    chunk_end = 20 + int.from_bytes(data[16:20], "little")
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or data[12:16] not in WEBP_CHUNKS:
        raise NotBarePixels("No plain WebP.")
    if whole != len(data) or chunk_end + chunk_end % 2 != len(data):
        raise NotBarePixels("The WebP holds more than one picture.")
