"""Attendance in words, for pages that say what was changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Attendance, Presence, Workshop
from .rules import PARTLY, Mark


@dataclass(frozen=True)
class Told:
    """What somebody else wrote about a person."""

    name: str
    words: str
    by: str


@dataclass(frozen=True)
class Clash(Told):
    """And what the later one wants to write in its place."""

    mine: str


def mark_words(mark: Mark | None, total: int) -> str:
    """ "Terlambat, 20 menit tidak ikut"."""
    if mark is None:
        return _("nothing yet")
    label = str(Presence(mark.presence).label)
    if mark.presence not in PARTLY:
        return label
    missed = total - mark.minutes
    return ngettext("%(label)s, missed %(count)d minute", "%(label)s, missed %(count)d minutes", missed) % {"label": label, "count": missed}


def told_changes(workshop: Workshop, ids: Collection[int], mine: Mapping[int, Mark | None] | None = None) -> list[Told]:
    """What stands on the list about these people and who wrote it. One query, none for nobody."""
    if not ids:
        return []
    rows = Attendance.objects.filter(workshop=workshop, membership_id__in=ids).select_related("membership__user", "recorded_by")
    total, found = workshop.total_minutes, []
    for row in rows.order_by("membership__user__display_name"):
        facts = (row.membership.user.display_name, mark_words(Mark(row.presence, row.minutes), total), str(_by(row)))
        found.append(Told(*facts) if mine is None else Clash(*facts, mark_words(mine.get(row.membership_id), total)))
    return found


def _by(row: Attendance) -> str:
    return row.recorded_by.display_name if row.recorded_by else _("somebody")
