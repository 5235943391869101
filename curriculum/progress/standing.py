"""How far each trainee is. The number of queries does not grow with people, lessons or assignments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..assignments.works import Work, WorkState, furthest, works_of
from ..models import CompletionRule, LessonReading
from ..workshops.facts import Attended, attended_share, lessons_attended
from .rules import rules_on

if TYPE_CHECKING:
    from ..models import Membership


@dataclass(frozen=True)
class Progress:
    """One trainee against the rule; `rule` is None where her class follows no programme, and then nobody counts as trained."""

    membership: Membership
    rule: CompletionRule | None
    sessions: Attended
    accepted: int
    attended_lessons: frozenset[int] = frozenset()
    read_lessons: frozenset[int] = frozenset()
    works: Mapping[int, WorkState] = field(default_factory=dict)

    @property
    def percent(self) -> int:
        """Of her sessions, cut to whole percents: 74.9 is not yet 75."""
        return self.sessions.attended * 100 // self.sessions.sessions if self.sessions.sessions else 0

    @property
    def has_sessions(self) -> bool:
        return self.rule is not None and bool(self.sessions.sessions) and self.percent >= self.rule.sessions_percent

    @property
    def has_works(self) -> bool:
        return self.rule is not None and self.accepted >= self.rule.accepted_works

    @property
    def is_trained(self) -> bool:
        return self.has_sessions and self.has_works

    @property
    def missing(self) -> list[str]:
        """What she still needs, in sentences."""
        if self.rule is None:
            return [_("This class follows no programme yet.")]
        found = []
        if not self.has_sessions:
            wanted = {"percent": self.rule.sessions_percent, "attended": self.sessions.attended, "sessions": self.sessions.sessions}
            found.append(_("%(percent)d %% of the sessions; so far %(attended)d of %(sessions)d") % wanted)
        if not self.has_works:
            count = self.rule.accepted_works - self.accepted
            words = ngettext("%(count)d more accepted text or channel task", "%(count)d more accepted texts or channel tasks", count)
            found.append(words % {"count": count})
        return found

    def work(self, assignment_id: int) -> WorkState:
        return self.works.get(assignment_id, WorkState.MISSING)


def progress_of(trainees: Collection[Membership], day: date, *, before: datetime | None = None) -> list[Progress]:
    """In the order of `trainees`, whose cohorts are loaded, by the rule of that day. Ten queries at most.

    `before` leaves out sessions that began and works that were accepted later: how far each of them was then.
    """
    ids = [membership.pk for membership in trainees]
    rules = rules_on(day, {membership.cohort.programme_id for membership in trainees} - {None})
    shares, taught, works = attended_share(ids, before=before), lessons_attended(ids), works_of(ids)
    read: dict[int, set[int]] = {}
    for membership_id, lesson_id in LessonReading.objects.filter(membership_id__in=ids).values_list("membership_id", "lesson_id"):
        read.setdefault(membership_id, set()).add(lesson_id)
    accepted = Counter(work.membership_id for work in works if work.state == WorkState.ACCEPTED and _is_in_time(work, before))
    states: dict[int, dict[int, WorkState]] = {}
    for (membership_id, assignment_id), state in furthest(works).items():
        states.setdefault(membership_id, {})[assignment_id] = state
    return [
        Progress(
            membership,
            rules.get(membership.cohort.programme_id),
            shares.get(membership.pk, Attended(0, 0)),
            accepted[membership.pk],
            frozenset(taught.get(membership.pk, ())),
            frozenset(read.get(membership.pk, ())),
            states.get(membership.pk, {}),
        )
        for membership in trainees
    ]


def _is_in_time(work: Work, before: datetime | None) -> bool:
    return before is None or work.accepted_at is not None and work.accepted_at < before
