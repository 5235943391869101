"""How large a list may be: on the page, where somebody waits, and from the command line."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """`unpacked_bytes` is what an XLSX may hold once its archive is opened."""

    file_bytes: int
    unpacked_bytes: int
    rows: int


# What a browser sends stays in memory up to Django's FILE_UPLOAD_MAX_MEMORY_SIZE: no list of names touches a disk unsealed.
ON_PAGE = Limits(file_bytes=MIB - 24 * 1024, unpacked_bytes=16 * MIB, rows=2_000)
BY_COMMAND = Limits(file_bytes=32 * MIB, unpacked_bytes=256 * MIB, rows=50_000)
CELL_CHARACTERS = 2_000
COLUMNS = 60
HEADER_WITHIN = 10  # rows from the top: some lists have a title above
