"""What background work is and why it failed, in plain words: for the administrator's page and `manage.py jobs` alike."""

from django.utils.translation import gettext as _

from .errors import UnknownKind
from .models import Job
from .registry import kind_named

LONGEST_ID = 60


def title_of(job: Job) -> str:
    """What the work is; the bare name of a kind that this release does not know."""
    try:
        return str(kind_named(job.kind).title) or job.kind
    except UnknownKind:
        return job.kind


def cause_of(job: Job) -> str:
    """The sentence of its last failure in the language of whoever reads; empty when there is none."""
    if not job.error:
        return ""
    try:
        explain = kind_named(job.kind).explain
    except UnknownKind:
        explain = None
    return explain(job.error) if explain else _(job.error)


def concerns(job: Job) -> str:
    """Which things the work is about: names of fields and ids, as the payload has them, or how many there are."""
    return " · ".join(f"{name} {_value(value)}" for name, value in job.payload.items())


def _value(value: object) -> str:
    return f"({len(value)})" if isinstance(value, list | dict) else str(value)[:LONGEST_ID]
