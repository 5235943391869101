"""Which PINs are too easy to guess. Pure decisions on plain strings."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MIN_DIGITS = 6
MAX_DIGITS = 32
UPWARDS = "01234567890123456789"
# Besides runs and repeats, which are found by rule: the patterns most often met in leaked lists.
OFTEN_CHOSEN = frozenset({"112233", "123654", "159753", "147258", "147852", "258456", "789456", "456123", "102030", "131313"})


def clean_pin(text: str) -> str:
    """The PIN without the spaces and dashes that come with pasting."""
    return "".join(char for char in text if char not in " -\t\u00a0")


def is_run(pin: str) -> bool:
    return pin in UPWARDS or pin[::-1] in UPWARDS


def is_repeat(pin: str) -> bool:
    """One digit, or a group of two or three, over and over: 111111, 121212, 123123."""
    return any(pin == (pin[:size] * len(pin))[: len(pin)] for size in (1, 2, 3))


def _spellings(phone: str) -> tuple[str, ...]:
    """The digits of a number as it is written here, 62812… and 0812…; both, whichever was given."""
    digits = "".join(char for char in phone if char.isdigit())
    bare = digits.removeprefix("62").removeprefix("0")
    return (digits, f"0{bare}", f"62{bare}") if digits else ()


def validate_pin(pin: str, *, phone: str = "") -> None:
    """Raises ValidationError with a sentence; `phone` is the person's own number in any spelling."""
    if not (pin.isascii() and pin.isdigit()):
        raise ValidationError(_("A PIN is made of digits only."), code="digits")
    if len(pin) < MIN_DIGITS:
        raise ValidationError(_("Use at least six digits."), code="short")
    if len(pin) > MAX_DIGITS:
        raise ValidationError(_("Use at most %(count)s digits."), code="long", params={"count": MAX_DIGITS})
    if is_run(pin) or is_repeat(pin) or pin in OFTEN_CHOSEN:
        raise ValidationError(_("This PIN is easy to guess. Choose digits that do not follow or repeat one another."), code="weak")
    if any(pin in spelling for spelling in _spellings(phone)):
        raise ValidationError(_("This PIN is part of your phone number. Choose other digits."), code="phone")
