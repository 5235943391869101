"""Who fetches a class's pack: its trainers, and those who run the programme; it has the sheets with the names of the class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.roles import Role

from ..assignments.permissions import OVERSEERS
from ..models import Cohort

if TYPE_CHECKING:
    from ..visitor import Visitor


def packed_cohorts(visitor: Visitor) -> list[Cohort]:
    if visitor.holds(*OVERSEERS):
        return list(Cohort.objects.select_related("city"))
    return visitor.cohorts(Role.TRAINER)


def may_pack(visitor: Visitor, cohort: Cohort) -> bool:
    return visitor.holds(*OVERSEERS) or cohort in visitor.cohorts(Role.TRAINER)
