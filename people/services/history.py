"""The one way into the log of people."""

from typing import Any

from wagtail.log_actions import log

from ..models import PersonLogEntry, User


def record(person: User, action: str, *, by: User | None, **data: Any) -> PersonLogEntry:
    """One row about a person's account, card or identity. Raises when it cannot be written, so that the change fails with it."""
    entry = log(person, action, user=by, data=data)
    if not isinstance(entry, PersonLogEntry):
        raise RuntimeError("Wagtail writes about people elsewhere; see people.wagtail_hooks.")
    return entry
