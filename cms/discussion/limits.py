"""How many answers may come from one address within an hour. The address itself is written nowhere.

The cache holds a keyed hash and a number, for two hours; the key is drawn by chance each day and stands in the cache alone, so that neither
the hash nor anything else can be traced back to an address, by us or by whoever takes our disks.
"""

import hashlib
import secrets
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

ANSWERS_OF_AN_ADDRESS = 20  # within an hour; whole factories share the address of a telephone network
KEPT_SECONDS = 2 * 3600
SALT_SECONDS = 26 * 3600


def may_answer(address: str, now: datetime) -> bool:
    """Count one answer from this address; False once there are too many in this hour."""
    return may_send("answers", address, now, most=ANSWERS_OF_AN_ADDRESS)


def may_send(what: str, address: str, now: datetime, *, most: int) -> bool:
    """The same for any public form; `what` keeps one form's count apart from another's."""
    name = _name(what, address, now)
    cache.add(name, 0, KEPT_SECONDS)
    try:
        return cache.incr(name) <= most
    except ValueError:  # the entry went between the two lines: the cache is full
        return True


def _name(what: str, address: str, now: datetime) -> str:
    key = cache.get_or_set(f"{what}:salt:{timezone.localdate(now)}", lambda: secrets.token_bytes(32), SALT_SECONDS)
    digest = hashlib.blake2b(f"{now:%Y%m%d%H}|{address}".encode(), key=key, digest_size=16)
    return f"{what}:{digest.hexdigest()}"
