"""How many forms may come from one address within an hour. The address itself is written nowhere.

What is kept, for two hours, is a keyed hash and a number (`tallies`). The key is drawn by chance each day and never stands in the database;
the hash takes in the site's secret too, which Redis does not know. So neither we nor whoever takes one of our disks can trace it back.
"""

import hashlib
from datetime import datetime
from functools import partial

from django.conf import settings
from django.utils import timezone

from .tallies import Tally, counted

ANSWERS_OF_AN_ADDRESS = 20  # within an hour; whole factories share the address of a telephone network


def may_answer(address: str, now: datetime) -> bool:
    """Count one answer from this address; False once there are too many in this hour."""
    return may_send("answers", address, now, most=ANSWERS_OF_AN_ADDRESS)


def may_send(what: str, address: str, now: datetime, *, most: int) -> bool:
    """The same for any public form; `what` keeps one form's count apart from another's."""
    return counted(partial(_count, what, address, now)) <= most


def _count(what: str, address: str, now: datetime, tally: Tally) -> int:
    return tally.add(f"{what}:{_digest(address, now, tally.salt_of(timezone.localdate(now)))}")


def _digest(address: str, now: datetime, salt: bytes) -> str:
    words = f"{settings.SECRET_KEY}|{now:%Y%m%d%H}|{address}"
    return hashlib.blake2b(words.encode(), key=salt, digest_size=16).hexdigest()
