"""Who fetches a class's pack: its trainers, and those who run the programme; it has the sheets with the names of the class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.roles import Role

if TYPE_CHECKING:
    from ..models import Cohort
    from ..visitor import Visitor


def packed_cohorts(visitor: Visitor) -> list[Cohort]:
    return visitor.classes(Role.TRAINER)


def may_pack(visitor: Visitor, cohort: Cohort) -> bool:
    return visitor.acts_in(cohort, Role.TRAINER)
