"""How often somebody may guess. A try is counted before it is checked, so that parallel guesses cannot slip through together.

Nobody can lock another person out by typing her number: tries from a device on which she has signed in before have a counter
of their own, and only that one. Strangers' tries are counted by place, all together for the person, and by address.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from .caller import Caller
from .models import SignInAttempt, User
from .vault import keyed_hash


@dataclass(frozen=True)
class Limit:
    """So many tries, then a pause; each further pause is twice as long, up to a day."""

    name: str
    tries: int
    first_pause: timedelta
    forgiven_whole: bool  # a right answer clears the counter; else it takes back only its own try

    def pause(self, pauses_before: int) -> timedelta:
        return min(self.first_pause * 2 ** min(pauses_before, 12), LONGEST_PAUSE)


LONGEST_PAUSE = timedelta(hours=24)
FORGOTTEN_AFTER = timedelta(hours=48)
KNOWN_DEVICE = Limit("known-device", 5, timedelta(minutes=15), True)
PLACE = Limit("place", 5, timedelta(minutes=15), True)
STRANGERS = Limit("strangers", 40, timedelta(hours=1), False)
ADDRESS = Limit("address", 60, timedelta(minutes=15), False)
CARD_ADDRESS = Limit("card-address", 20, timedelta(minutes=15), False)


@dataclass(frozen=True)
class Counter:
    limit: Limit
    subject: str

    @property
    def key(self) -> str:
        return keyed_hash(f"attempt:{self.limit.name}", self.subject)


@dataclass(frozen=True)
class Admission:
    """`admitted` says whether this try may be checked; the rest is what to tell if it proves wrong."""

    admitted: bool
    tries_left: int = 0
    next_pause: timedelta = timedelta()
    shut_until: datetime | None = None


def counters_for_person(*, door: str, person: str, user: User | None, caller: Caller) -> list[Counter]:
    """`person` is a hash that exists for unknown people too, so that they are counted alike."""
    subject = f"{door}|{person}"
    if caller.device.knows(user):
        return [Counter(KNOWN_DEVICE, f"{subject}|{caller.device.token}")]
    return [Counter(PLACE, f"{subject}|{caller.address}"), Counter(STRANGERS, subject), Counter(ADDRESS, caller.address)]


def counters_for_code(caller: Caller) -> list[Counter]:
    return [Counter(CARD_ADDRESS, caller.address)]


@transaction.atomic
def admit(counters: list[Counter], now: datetime) -> Admission:
    """Count one try on every counter, or none and refuse when one of them is shut."""
    rows = _locked_rows(counters, now)
    shut = [row.shut_until for row in rows.values() if row.shut_until and row.shut_until > now]
    if shut:
        return Admission(admitted=False, shut_until=max(shut))
    for counter in counters:
        _count(rows[counter.key], counter.limit, now)
    tightest = min(counters, key=lambda counter: _tries_left(rows[counter.key], counter.limit))
    row = rows[tightest.key]
    return Admission(
        admitted=True,
        tries_left=_tries_left(row, tightest.limit),
        next_pause=tightest.limit.pause(row.pauses),
        shut_until=max((row.shut_until for row in rows.values() if row.shut_until), default=None),
    )


@transaction.atomic
def forgive(counters: list[Counter], now: datetime) -> None:
    """The try was right: it does not count."""
    rows = _locked_rows(counters, now)
    for counter in counters:
        _take_back(rows[counter.key], counter.limit)


def _locked_rows(counters: list[Counter], now: datetime) -> dict[str, SignInAttempt]:
    """In the order of their keys, on all sides, so that two callers never wait for each other."""
    keys = sorted(counter.key for counter in counters)
    rows: dict[str, SignInAttempt] = {}
    while len(rows) < len(keys):  # again only when the sweep took one between the two statements
        SignInAttempt.objects.bulk_create([SignInAttempt(key=key, last_try_at=now) for key in keys], ignore_conflicts=True)
        rows = {row.key: row for row in SignInAttempt.objects.select_for_update().filter(key__in=keys).order_by("key")}
    return rows


def _count(row: SignInAttempt, limit: Limit, now: datetime) -> None:
    if now - max(row.last_try_at, row.shut_until or row.last_try_at) > FORGOTTEN_AFTER:
        row.pauses = row.count = 0
    row.count, row.shut_until, row.last_try_at = row.count + 1, None, now
    if row.count >= limit.tries:
        row.shut_until = now + limit.pause(row.pauses)
        row.count, row.pauses = 0, row.pauses + 1
    row.save()


def _take_back(row: SignInAttempt, limit: Limit) -> None:
    if row.shut_until:  # this try had shut the door
        row.shut_until, row.count, row.pauses = None, limit.tries, max(row.pauses - 1, 0)
    row.count = max(row.count - 1, 0)
    if limit.forgiven_whole:
        row.count = row.pauses = 0
    row.save()


def _tries_left(row: SignInAttempt, limit: Limit) -> int:
    return 0 if row.shut_until else limit.tries - row.count
