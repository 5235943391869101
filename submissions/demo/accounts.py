"""The table of accounts that a visitor needs, as plain text."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django_otp.plugins.otp_totp.models import TOTPDevice

from people.roles import Role
from people.services.staff import secret_of

from .people import PARTS, PASSWORD, PIN, Part, find

COLUMNS = "{:<18}{:<18}{:<38}{}"


def account_table(*, everybody: bool = False, card: str = "") -> str:
    """One account of each role, or all thirty; `card` is the code of an unused account card, shown once."""
    parts = PARTS if everybody else [next(part for part in PARTS if part.role == role) for role in Role]
    lines = [
        "All people and texts of the demo are invented.",
        "",
        f"The paper           {address('/')}",
        f"Phone and PIN       {address(reverse('people:sign_in'))}   PIN of all: {PIN}",
        f"E-mail and code     {address(reverse('people:staff_sign_in'))}   password of all: {PASSWORD}",
        "                    the code of this half minute: manage.py staff_code E-MAIL",
    ]
    if card:
        lines.append(f"Account card        {address(reverse('people:card'))}   code, good for one use: {card}")
    return "\n".join([*lines, "", COLUMNS.format("ROLE", "NAME", "SIGNS IN AS", "WHERE, OR SECRET OF THE APP"), *_rows(parts)])


def address(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def _rows(parts: Iterable[Part]) -> list[str]:
    with translation.override("id"):
        return [COLUMNS.format(str(part.role.label), part.name, part.phone or part.email, _detail(part)).rstrip() for part in parts]


def _detail(part: Part) -> str:
    if not part.is_staff:
        return ", ".join(place.title() for place in part.places)
    device = TOTPDevice.objects.filter(user=find(part), confirmed=True).first()
    return secret_of(device) if device else ""
