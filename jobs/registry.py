"""Which function does which kind of job. Rooms register theirs in `<room>/tasks.py`, imported when Django starts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from .conf import setting
from .errors import UnknownKind
from .models import Job
from .queues import QUEUES


@dataclass(frozen=True)
class Outcome:
    """What a handler hands back. `apply` writes the effect, in the same short transaction that ends the job: no slow work in it."""

    apply: Callable[[], None] | None = None
    out_path: str = ""
    out_sha256: str = ""


Handler = Callable[[Job], Outcome | None]
Explain = Callable[[str], str]


@dataclass(frozen=True)
class Kind:
    """`title` says in plain words what the work is; `explain` makes the sentence of what the room wrote down as the cause of a failure."""

    name: str
    queue: str
    run: Handler
    title: str | Promise
    explain: Explain | None
    own_lease_seconds: float | None
    time_limit_seconds: float

    @property
    def lease_seconds(self) -> float:
        return self.own_lease_seconds or setting("JOBS_LEASE_SECONDS")

    @property
    def end_seconds(self) -> float:
        """From here on the process that runs the job is ended from outside."""
        return self.time_limit_seconds + setting("JOBS_GRACE_SECONDS")


_kinds: dict[str, Kind] = {}


def handler(
    kind: str,
    *,
    queue: str,
    title: str | Promise = "",
    explain: Explain | None = None,
    lease_seconds: float | None = None,
    time_limit_seconds: float = 100,
) -> Callable[[Handler], Handler]:
    """Register the decorated function for `kind`. It runs outside any transaction, maybe more than once; its Outcome counts once."""
    if queue not in QUEUES:
        raise ValueError(f"{queue} is not one of {', '.join(QUEUES)}")

    def register(function: Handler) -> Handler:
        known = _kinds.get(kind)
        if known and known.run.__qualname__ != function.__qualname__:
            raise ValueError(f"{kind} has a handler already")
        _kinds[kind] = Kind(kind, queue, function, title, explain, lease_seconds, time_limit_seconds)
        return function

    return register


def kind_named(name: str) -> Kind:
    """Raises UnknownKind."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def known_kinds() -> list[str]:
    """What this process can do; a worker of an older release leaves newer kinds alone."""
    return list(_kinds)
