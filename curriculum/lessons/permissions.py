"""Who reads what of the lessons. A trainee reads those of her class's programme, whoever belongs to no class those of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.roles import Role

from ..models import Lesson

if TYPE_CHECKING:
    from ..models import Membership
    from ..querysets import LessonQuerySet
    from ..visitor import Visitor

TEACHING_ROLES = (Role.MENTOR, Role.TRAINER, Role.EDITOR, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)
READERS_OF_ALL = (Role.STEWARD, Role.EDITOR, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


def may_read_notes(visitor: Visitor) -> bool:
    """Trainer's notes and the pack: not for those who are taught."""
    return visitor.holds(*TEACHING_ROLES)


def readable_lessons(visitor: Visitor) -> LessonQuerySet:
    """Published ones."""
    if visitor.holds(*READERS_OF_ALL):
        return Lesson.objects.live()
    return Lesson.objects.live().of_programmes({cohort.programme_id for cohort in visitor.cohorts()} - {None})


def enrolments(visitor: Visitor, lesson: Lesson) -> list[Membership]:
    """As whom she can say that she has read it: her enrolments in the lesson's programme."""
    wanted = lesson.module.programme_id
    return [m for m in visitor.memberships if m.role == Role.TRAINEE and m.cohort is not None and m.cohort.programme_id == wanted]
