"""Numbers of certificates: ten signs that can be spoken and typed, too many to be guessed, and never used again."""

import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0 O, no 1 I L
LENGTH = 10
TYPED_MAX = 40  # longer than any way of writing ten signs


def new_number() -> str:
    return "".join(secrets.choice(ALPHABET) for _sign in range(LENGTH))


def normalise(typed: str) -> str:
    """Without dashes and blanks, in capitals; empty when it cannot be a number of ours."""
    signs = "".join(sign for sign in typed[:TYPED_MAX].upper() if sign.isascii() and sign.isalnum())
    return signs if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else ""


def shown(number: str) -> str:
    """XXXXX-XXXXX, as it stands on paper."""
    return f"{number[:5]}-{number[5:]}"
