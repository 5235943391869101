"""The code for the phone: QR by segno, error level M, fixed mask, drawn as vector squares."""

from dataclasses import dataclass
from functools import lru_cache

import segno

QUIET_MODULES = 4
MIN_MODULE_MM = 1.0
MASK = 2


@dataclass(frozen=True, slots=True)
class Code:
    """Rows of dark stretches (start, length) in modules, quiet zone not counted; `side` counts it in."""

    rows: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def side(self) -> int:
        return len(self.rows) + 2 * QUIET_MODULES

    def side_mm(self, dark_mm: float) -> float:
        """Width with the quiet zone for dark modules of this width, more where a module would fall under 1 mm."""
        return self.side * max(dark_mm / len(self.rows), MIN_MODULE_MM)


@lru_cache(maxsize=256)
def code_for(address: str) -> Code | None:
    """The code of an address; None when the address is longer than a QR code holds."""
    try:
        made = segno.make_qr(address, error="m", mask=MASK, boost_error=False)
    except segno.DataOverflowError:
        return None
    return Code(tuple(_stretches(row) for row in made.matrix))


def _stretches(row: bytearray) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return tuple(found)
