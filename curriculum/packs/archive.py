"""A ZIP that is the same for the same files, and never heavier than a phone's data plan bears. Pure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

MOST_BYTES = 5 * 1024 * 1024
DAY_ONE = (1980, 1, 1, 0, 0, 0)  # no clock in the file: the same pack has the same bytes
PACKED_ALREADY = (".pdf", ".jpg")


class PackTooBig(Exception):
    """`size` is what it would be, in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(f"The pack would have {size} bytes.")
        self.size = size


def packed(files: Iterable[tuple[str, bytes]], most: int = MOST_BYTES) -> bytes:
    """In the order of the names. Raises PackTooBig."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in sorted(files):
            entry = zipfile.ZipInfo(name, DAY_ONE)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, data, zipfile.ZIP_STORED if name.endswith(PACKED_ALREADY) else zipfile.ZIP_DEFLATED)
    if out.tell() > most:
        raise PackTooBig(out.tell())
    return out.getvalue()
