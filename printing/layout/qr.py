"""The code for the phone: QR, error level M, fixed mask, drawn as vector squares.

Addresses of usual length are encoded here, in a fifth of the time that segno takes; segno gives the frame around their bits and
encodes the others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress
from operator import add, itemgetter

import segno
from segno import consts, encoder

QUIET_MODULES = 4
MIN_MODULE_MM = 1.0
MASK = 2
LONGEST_HERE = 106  # bytes: up to version 6, where the count of bytes takes eight bits and no version is written
_TURNED = str.maketrans("01", "10")
_BITS = bytes.maketrans(b"01", b"\0\1")
FIELD = 0x11D  # the polynomial of the codewords' field


@dataclass(frozen=True, slots=True)
class Code:
    """Rows of modules, "1" for a dark one, quiet zone not counted; `side` counts it in."""

    rows: tuple[str, ...]

    @property
    def side(self) -> int:
        return len(self.rows) + 2 * QUIET_MODULES

    def side_mm(self, dark_mm: float) -> float:
        """Width with the quiet zone for dark modules of this width, more where a module would fall under 1 mm."""
        return self.side * max(dark_mm / len(self.rows), MIN_MODULE_MM)

    def squares(self) -> Iterable[str]:
        """Each dark stretch of a row as "x y width 1 re" in modules, the quiet zone counted in; from the top down."""
        modules = "0".join((*self.rows, ""))  # with a light one after each row, so that no stretch goes on in the next row
        bits = int(modules, 2)
        begins = f"{bits & ~(bits >> 1):0{len(modules)}b}".encode().translate(_BITS)
        corners, widths = _corners(len(self.rows)), _widths(len(self.rows))
        return map(add, compress(corners, begins), map(widths.__getitem__, modules.replace("0", " ").split()))


@lru_cache(maxsize=256)
def code_for(address: str) -> Code | None:
    """The code of an address; None when the address is longer than a QR code holds."""
    if address.isascii() and len(address) <= LONGEST_HERE and any(map(str.islower, address)):  # so that its mode is bytes
        return _encoded(address.encode("ascii"))
    try:
        made = segno.make_qr(address, error="m", mask=MASK, boost_error=False)
    except segno.DataOverflowError:
        return None
    return Code(tuple("".join(map(str, row)) for row in made.matrix))


@lru_cache(maxsize=8)
def _corners(side: int) -> list[str]:
    """Lower left corner of each module, and of one more after each row."""
    return [f"{column + QUIET_MODULES} {row + QUIET_MODULES} " for row in range(side - 1, -1, -1) for column in range(side + 1)]


@lru_cache(maxsize=8)
def _widths(side: int) -> dict[str, str]:
    """Of each stretch."""
    return {"1" * length: f"{length} 1 re" for length in range(1, side + 1)}


# --- bytes up to version 6


def _encoded(data: bytes) -> Code:
    frame = _frame(next(version for version in range(1, 7) if len(data) <= _capacity(version)))
    bits = (4 << 8 | len(data)) << 8 * len(data) | int.from_bytes(data)  # mode, count, data
    return frame.code((bits << 4).to_bytes(len(data) + 2))


def _blocks(version: int) -> list[tuple[int, int]]:
    """Words of data and of correction in each block."""
    infos = consts.ECC[version][consts.ERROR_LEVEL_M]
    return [(info.num_data, info.num_total - info.num_data) for info in infos for _ in range(info.num_blocks)]


@cache
def _capacity(version: int) -> int:
    """Bytes of an address, beside mode, count and end."""
    return sum(count for count, _ in _blocks(version)) - 2


class _Frame:
    """What all codes of one version share: the fixed modules, where the bits go, how the words are cut into blocks."""

    def __init__(self, version: int) -> None:
        self.blocks = _blocks(version)
        self.word_count = sum(count for count, _ in self.blocks)
        bit_count = 8 * sum(map(sum, self.blocks))
        self.side = encoder.calc_matrix_size(version)
        empty = encoder.make_matrix(self.side, self.side)
        encoder.add_finder_patterns(empty, self.side, self.side)
        encoder.add_alignment_patterns(empty, self.side, self.side)
        made = segno.make_qr("a", version=version, error="m", mask=MASK, boost_error=False)
        # of each module, its place in the message's bits, the same bits turned over, "0" and "1"
        sources = [2 * bit_count + module for row in made.matrix for module in row]
        bits = iter(range(bit_count))
        for row, column in self._path():
            if empty[row][column] == 2:
                is_turned = column % 3 == 0  # by the mask
                bit = next(bits, None)
                sources[row * self.side + column] = 2 * bit_count + is_turned if bit is None else bit + bit_count * is_turned
        self._modules = itemgetter(*sources)

    def _path(self) -> list[tuple[int, int]]:
        """All modules in the order of the bits: two columns wide, up and down, from the right; not the column of the timing."""
        path, upwards = [], True
        for right in (*range(self.side - 1, 6, -2), 5, 3, 1):
            rows = range(self.side - 1, -1, -1) if upwards else range(self.side)
            path += [(row, right - left) for row in rows for left in (0, 1)]
            upwards = not upwards
        return path

    def code(self, words: bytes) -> Code:
        """The code of these words, filled up and corrected."""
        words = (words + b"\0" + b"\xec\x11" * self.word_count)[: self.word_count]  # as segno fills up
        data, checks, start = [], [], 0
        for count, check_count in self.blocks:
            data.append(words[start : start + count])
            checks.append(_check_words(data[-1], check_count))
            start += count
        message = bytes(_interleaved(data) + _interleaved(checks))
        bits = f"{int.from_bytes(message):0{8 * len(message)}b}"
        modules = "".join(self._modules(bits + bits.translate(_TURNED) + "01"))
        side = self.side
        return Code(tuple([modules[start : start + side] for start in range(0, side * side, side)]))


@cache
def _frame(version: int) -> _Frame:
    return _Frame(version)


def _interleaved(blocks: list[bytes]) -> list[int]:
    longest = max(map(len, blocks))
    return [block[place] for place in range(longest) for block in blocks if place < len(block)]


def _check_words(data: bytes, count: int) -> bytes:
    """The remainder of the data by the generator polynomial."""
    multiples, rest, shift = _multiples(count), 0, 8 * (count - 1)
    whole = (1 << 8 * count) - 1
    for word in data:
        rest = (rest << 8 & whole) ^ multiples[word ^ rest >> shift]
    return rest.to_bytes(count)


@cache
def _multiples(count: int) -> list[int]:
    """The generator polynomial of so many check words, without its first term, times each element of the field."""
    generator, root = [1], 1
    for _ in range(count):
        shifted, scaled = [*generator, 0], [0, *(_product(term, root) for term in generator)]
        generator = [a ^ b for a, b in zip(shifted, scaled, strict=True)]
        root = _product(root, 2)
    return [int.from_bytes(bytes(_product(term, factor) for term in generator[1:])) for factor in range(256)]


def _product(one: int, other: int) -> int:
    result = 0
    while other:
        if other & 1:
            result ^= one
        one = one << 1 ^ (FIELD if one & 0x80 else 0)
        other >>= 1
    return result
