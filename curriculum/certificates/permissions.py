"""Who issues certificates: the class's trainers, and those who run the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.roles import Role

if TYPE_CHECKING:
    from ..models import Cohort, Membership
    from ..visitor import Visitor


def may_issue(visitor: Visitor, cohort: Cohort) -> bool:
    return visitor.acts_in(cohort, Role.TRAINER)


def may_end(visitor: Visitor, membership: Membership) -> bool:
    """Replace or revoke; nobody her own."""
    return membership.user_id != visitor.user.pk and may_issue(visitor, membership.cohort)
