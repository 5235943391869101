"""The code with which a trainee is ticked: good for her at one workshop, made of both, kept nowhere, with no name in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import segno
from django.urls import reverse
from django.utils.safestring import SafeString

from cms.addresses import absolute
from people.vault import keyed_hash

from ..models import Membership, Workshop

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0 O, no 1 I L: it may be typed
LENGTH = 8


def pass_code(workshop: Workshop, membership: Membership) -> str:
    """Eight letters that only this site can make."""
    signature = keyed_hash("attendance", f"{workshop.public_id}:{membership.pk}")
    number = int.from_bytes(hashlib.sha256(signature.encode()).digest(), "big")
    letters = []
    for _place in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def spaced(code: str) -> str:
    """To be read aloud and typed: ABCD-EFGH."""
    return f"{code[:4]}-{code[4:]}"


def typed_code(text: str) -> str:
    """The code in what was typed or scanned: with or without dash, alone or at the end of our address."""
    return "".join(char for char in text.rpartition("kode=")[2].upper() if char.isascii() and char.isalnum())


def who_has(code: str, workshop: Workshop, people: Iterable[Membership]) -> Membership | None:
    """The one among these people."""
    return next((membership for membership in people if pass_code(workshop, membership) == code), None) if len(code) == LENGTH else None


def pass_address(workshop: Workshop, membership: Membership) -> str:
    """What the picture says: any camera opens the trainer's page with the code filled in."""
    return absolute(f"{reverse('curriculum:scan', args=[workshop.public_id])}?kode={pass_code(workshop, membership)}")


def pass_picture(workshop: Workshop, membership: Membership) -> SafeString:
    """Black on white in any mode, for a camera; as wide as the phone, at most 24em. Drawn from our own address alone."""
    code = segno.make(pass_address(workshop, membership), micro=False, error="m")
    return SafeString(code.svg_inline(border=4, dark="#111", light="#fff", svgclass="trend", lineclass=None, omitsize=True))
