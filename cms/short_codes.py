"""Short codes of six characters that survive being read from a wall and typed on a small phone. Pure: no Django.

The alphabet has 31 characters, a prime number, without 0, O, 1, I and L. The last character makes the weighted sum of all six a multiple of
31; with the weights 1 to 6 every single wrong character and every swap of two characters changes that sum.
"""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 6
LOOKALIKES = frozenset("0O1IL")  # no code holds one
_WEIGHTS = (1, 2, 3, 4, 5, 6)
_IN_ADDRESS = re.compile(r"(?:^|/)\s*p/([^/?#]*)", re.IGNORECASE)


def _weighted_sum(code: str) -> int:
    return sum(weight * ALPHABET.index(character) for weight, character in zip(_WEIGHTS, code, strict=False))


def check_character(payload: str) -> str:
    """The sixth character that belongs to five others; ValueError for characters outside the alphabet."""
    wanted = -_weighted_sum(payload) * pow(_WEIGHTS[-1], -1, len(ALPHABET))
    return ALPHABET[wanted % len(ALPHABET)]


def new_code() -> str:
    """A random code with its check character."""
    payload = "".join(secrets.choice(ALPHABET) for _position in range(CODE_LENGTH - 1))
    return payload + check_character(payload)


def normalise(typed: str) -> str:
    """The code in what was typed, in capitals, without spaces, hyphens and dots; of a whole address what follows `/p/`."""
    if address := _IN_ADDRESS.search(typed.strip()):
        typed = address[1]
    return "".join(character for character in typed.upper() if character not in " -.\t\u00a0")


def is_well_formed(code: str) -> bool:
    """Whether a normalised code has the right length, alphabet and check character."""
    return len(code) == CODE_LENGTH and all(c in ALPHABET for c in code) and _weighted_sum(code) % len(ALPHABET) == 0
