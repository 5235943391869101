"""Values from the environment that can be written wrong: a sentence that names the setting, instead of an error far away."""

import re

from django.core.exceptions import ImproperlyConfigured

HIGHEST = 100


def site_address(value: str) -> str:
    """The address of the site without a slash at its end. Raises ImproperlyConfigured."""
    address = value.rstrip("/")
    if not re.fullmatch(r"https?://[^/\s?#]+", address):
        raise ImproperlyConfigured("SITE_URL must be the address of the site without a path, for example https://wartaburuh.example.")
    return address


def whole_number(name: str, value: str) -> int:
    """Raises ImproperlyConfigured."""
    if not (value.isascii() and value.isdecimal() and int(value) <= HIGHEST):
        raise ImproperlyConfigured(f"{name} must be a whole number from 0 to {HIGHEST}, not {value[:40]!r}.")
    return int(value)
