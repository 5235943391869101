"""Whole addresses of the public site. They come from the settings, never from a request, so that no caller can forge them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse


def absolute(path: str) -> str:
    """`https://…` for a path that begins with a slash."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def site_name() -> str:
    """Host and port as one would spell them, without `https://`."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc


def short_url(code: str) -> str:
    """The whole address of a short code, for QR codes."""
    return absolute(reverse("short_address", args=[code.lower()]))


def short_address(code: str) -> str:
    """The address to be spelled and typed: host, path and code, nothing else."""
    return f"{site_name()}/p/{code.lower()}"
