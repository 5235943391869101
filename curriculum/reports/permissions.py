"""Who reads the figures: those who run the programme all of them, a trainer those of her own classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.roles import Role

from ..assignments.permissions import OVERSEERS
from ..models import Cohort

if TYPE_CHECKING:
    from ..visitor import Visitor


def may_report(visitor: Visitor) -> bool:
    return visitor.holds(Role.TRAINER, *OVERSEERS)


def reported_cohorts(visitor: Visitor) -> list[Cohort]:
    if visitor.holds(*OVERSEERS):
        return list(Cohort.objects.select_related("city"))
    return visitor.cohorts(Role.TRAINER)
