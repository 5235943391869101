"""Named sets of memberships; each reads as a phrase."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.roles import Role

if TYPE_CHECKING:
    from cms.models import City
    from people.models import User

    from .models import Cohort, Programme


class MembershipQuerySet(models.QuerySet):
    def current(self, *, on: date | None = None) -> MembershipQuerySet:
        """In force on that day (today in the programme's time zone when none is given), of people whose account is open."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day, user__is_active=True)

    def held_by(self, user: User) -> MembershipQuerySet:
        return self.filter(user_id=user.pk)

    def as_role(self, *roles: Role) -> MembershipQuerySet:
        return self.filter(role__in=roles)

    def in_cohort(self, cohort: Cohort) -> MembershipQuerySet:
        return self.filter(cohort_id=cohort.pk)

    def mentoring(self, cohort: Cohort) -> MembershipQuerySet:
        return self.as_role(Role.MENTOR).in_cohort(cohort)

    def relief_pool(self) -> MembershipQuerySet:
        """Mentors who offered to read for other cohorts when one of those is late."""
        return self.as_role(Role.MENTOR).filter(takes_relief=True)

    def in_city(self, city: City) -> MembershipQuerySet:
        return self.filter(Q(city_id=city.pk) | Q(cohort__city_id=city.pk))


class LessonQuerySet(models.QuerySet):
    def live(self) -> LessonQuerySet:
        return self.filter(live=True)

    def of_programmes(self, programmes: Iterable[Programme]) -> LessonQuerySet:
        return self.filter(module__programme__in=programmes)

    def listed(self) -> LessonQuerySet:
        """With their modules and without their texts, as lists need them."""
        return self.select_related("module__programme").defer("body", "trainer_notes", "handout", "goals")
