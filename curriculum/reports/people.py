"""What is counted: one row for each trainee of a period, without anything that names her. The queries do not grow with people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from cms.cleaning import clean_line
from people.roles import Role

from ..assignments.works import Work, WorkState, works_of
from ..models import Attendance, Certificate, CertificateState, Membership, WorkshopStatus
from ..progress.standing import progress_of
from ..workshops.rules import attended

if TYPE_CHECKING:
    from ..models import Cohort


@dataclass(frozen=True)
class Period:
    """From a day to a day, both of them in it, on the clock of the programme."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        return _midnight(self.first)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return _midnight(self.last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@dataclass(frozen=True)
class Counted:
    """One person; a woman of two classes is one, in the class in which she came further."""

    cohort: Cohort
    sex: str
    sector: str
    branch: str
    trained: bool
    attended: int
    works: int
    certified: bool


def counted(cohorts: Collection[Cohort], period: Period) -> list[Counted]:
    """Everybody who was a trainee of these classes on a day of the period."""
    rows = Membership.objects.as_role(Role.TRAINEE).filter(cohort__in=cohorts, starts_on__lte=period.last)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=period.first)).select_related("cohort__city").order_by("pk")
    memberships = list(rows)
    ids = [membership.pk for membership in memberships]
    trained = {item.membership.pk for item in progress_of(memberships, period.last, before=period.ends) if item.is_trained}
    sessions, works, certified = _attended(ids, period), _accepted(works_of(ids), period), _certified(ids, period)
    people: dict[int, list[Membership]] = {}
    for membership in memberships:
        people.setdefault(membership.user_id, []).append(membership)
    return [_person(held, trained, sessions, works, certified) for held in people.values()]


def _person(held: list[Membership], trained: set[int], sessions: Counter[int], works: Counter[int], certified: set[int]) -> Counted:
    best = max(held, key=lambda membership: (membership.pk in trained, sessions[membership.pk], membership.pk))
    keys = {membership.pk for membership in held}
    return Counted(
        cohort=best.cohort,
        sex=best.sex,
        sector=best.sector,
        branch=clean_line(best.union_branch),
        trained=best.pk in trained,
        attended=sum(sessions[key] for key in keys),
        works=sum(works[key] for key in keys),
        certified=not keys.isdisjoint(certified),
    )


def _attended(ids: Collection[int], period: Period) -> Counter[int]:
    """Sessions of the period that each of them attended."""
    held = {"status": WorkshopStatus.HELD, "starts_at__gte": period.begins, "starts_at__lt": period.ends}
    rows = Attendance.objects.filter(membership_id__in=ids, **{f"workshop__{name}": value for name, value in held.items()})
    came = (row for row in rows.select_related("workshop") if attended(row.presence, row.minutes, row.workshop.total_minutes))
    return Counter(row.membership_id for row in came)


def _accepted(works: Iterable[Work], period: Period) -> Counter[int]:
    """Texts and channel tasks that were accepted in the period."""
    accepted = (work for work in works if work.state == WorkState.ACCEPTED and work.accepted_at)
    return Counter(work.membership_id for work in accepted if period.begins <= work.accepted_at < period.ends)


def _certified(ids: Collection[int], period: Period) -> set[int]:
    """Who got a certificate in the period that holds; one that took the place of an older one counts on its own day."""
    given = Certificate.objects.filter(membership_id__in=ids, state=CertificateState.VALID, issued_on__range=(period.first, period.last))
    return set(given.values_list("membership_id", flat=True))
