"""Exact arithmetic that keeps its own written form, so that what is shown is what was computed.

Rounding: the law is silent on it. We keep fractions whole and round once for each line that is shown, half up; what is compared with a
floor is never rounded down.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

SUM, PRODUCT, ATOM = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Expression:
    """A value and how it came about: `7 × 2 × 5000000 ÷ 173`. Plain digits, a point for decimals; pages write them in their own way."""

    value: Fraction
    text: str
    rank: int = ATOM

    def __add__(self, other: "Expression") -> "Expression":
        return Expression(self.value + other.value, f"{self.text} + {other.text}", SUM)

    def __sub__(self, other: "Expression") -> "Expression":
        return Expression(self.value - other.value, f"{self.text} − {other._within(PRODUCT)}", SUM)

    def __mul__(self, other: "Expression") -> "Expression":
        return Expression(self.value * other.value, f"{self._within(PRODUCT)} × {other._within(PRODUCT)}", PRODUCT)

    def __truediv__(self, other: "Expression") -> "Expression":
        return Expression(self.value / other.value, f"{self._within(PRODUCT)} ÷ {other._within(ATOM)}", PRODUCT)

    def _within(self, rank: int) -> str:
        return self.text if self.rank >= rank else f"({self.text})"


def number(value: int | Fraction) -> Expression:
    """Written as a decimal where that is exact, else as a division."""
    value = Fraction(value)
    text = decimal_text(value)
    if text is None:
        return Expression(value, f"{value.numerator} ÷ {value.denominator}", PRODUCT)
    return Expression(value, text)


def percent(points: int | Fraction) -> Expression:
    """`percent(5)` is 5 %, a twentieth."""
    return Expression(Fraction(points, 100), f"{decimal_text(Fraction(points))}%")


def share_as_percent(share: Fraction) -> Expression:
    return percent(share * 100)


def decimal_text(value: Fraction) -> str | None:
    """Exact decimal form, or None for one without end."""
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        return None
    if places == 0:
        return str(value.numerator)
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def half_up(value: Fraction) -> int:
    """Nearest whole rupiah; a half goes up."""
    return floor(value + Fraction(1, 2))


def up(value: Fraction) -> int:
    """Next whole rupiah: shortfalls."""
    return ceil(value)


def places(value: Fraction, count: int) -> Fraction:
    """Rounded half up to so many decimals, for display only."""
    return Fraction(half_up(value * 10**count), 10**count)


def places_up(value: Fraction, count: int) -> Fraction:
    """Rounded up to so many decimals: floors and shortfalls that are shown."""
    return Fraction(up(value * 10**count), 10**count)
