"""Who reads the figures: those who run the programme all of them, a trainer those of her own classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.roles import Role

from ..permissions import OVERSEERS

if TYPE_CHECKING:
    from ..models import Cohort
    from ..visitor import Visitor


def may_report(visitor: Visitor) -> bool:
    return visitor.holds(Role.TRAINER, *OVERSEERS)


def reported_cohorts(visitor: Visitor) -> list[Cohort]:
    return visitor.classes(Role.TRAINER)
