"""Who keeps the law: editors change it, two of them for each change; programme managers read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from curriculum.permissions import holds, is_editor
from people.roles import Role

from .models import ChangeState, LawChange

if TYPE_CHECKING:
    from people.models import User


def may_read_law_office(user: User, on: date | None = None) -> bool:
    return holds(user, Role.EDITOR, Role.PROGRAMME_MANAGER, on=on)


def may_change_law(user: User, on: date | None = None) -> bool:
    """To propose, and to say that the law was checked."""
    return is_editor(user, on)


def may_decide(user: User, change: LawChange, on: date | None = None) -> bool:
    """Never the proposer."""
    return change.state == ChangeState.PROPOSED and change.proposed_by_id != user.pk and is_editor(user, on)


def may_call_off(user: User, change: LawChange, on: date | None = None) -> bool:
    return change.state == ChangeState.PROPOSED and change.proposed_by_id == user.pk and is_editor(user, on)
