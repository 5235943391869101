"""What is written down about lessons outside the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ..models import LessonReading
from .permissions import enrolments

if TYPE_CHECKING:
    from ..models import Lesson
    from ..visitor import Visitor


@transaction.atomic
def mark_read(*, visitor: Visitor, lesson: Lesson) -> None:
    """She says that she has read it; the first day stays. Raises PermissionDenied for whoever is not enrolled in its programme."""
    memberships = enrolments(visitor, lesson)
    if not memberships:
        raise PermissionDenied
    rows = [LessonReading(membership=membership, lesson=lesson, read_on=visitor.today) for membership in memberships]
    LessonReading.objects.bulk_create(rows, ignore_conflicts=True)
