"""Those whom the database knows of the people on a list, and how they stand in the programme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from people import services as people
from people.models import Identity
from people.roles import Role

from ..models import CohortStatus, Membership
from .judging import Candidate


@dataclass
class Known:
    """Those whom the database knows of a few hundred rows, with their memberships. Three queries."""

    by_phone: dict[str, Identity]
    by_email: dict[str, Identity]
    memberships: dict[int, list[Membership]]

    @classmethod
    def to(cls, rows: list[Candidate]) -> Known:
        phones = {row.phone_key for row in rows} - {""}
        emails = {row.email_key for row in rows} - {""}
        found = people.identities_known_by(phone_hashes=phones, email_hashes=emails)
        by_phone = {identity.phone_hash: identity for identity in found if identity.phone_hash}
        by_email = {identity.email_hash: identity for identity in found if identity.email_hash}
        known = cls(by_phone, by_email, {})
        known._load([identity.pk for identity in found])
        return known

    def _load(self, user_ids: Iterable[int]) -> None:
        wanted = set(user_ids) - self.memberships.keys()
        if not wanted:
            return
        self.memberships |= {pk: [] for pk in wanted}
        for membership in Membership.objects.filter(user__in=wanted).select_related("batch", "cohort"):
            self.memberships[membership.user_id].append(membership)

    def open_membership(self, user_id: int, cohort_id: int) -> Membership | None:
        """The person's seat among the trainees of that class."""
        return next((m for m in self._held(user_id, cohort_id) if m.ends_on is None), None)

    def old_membership(self, user_id: int, cohort_id: int) -> Membership | None:
        """The last one of somebody who left that class."""
        return max(self._held(user_id, cohort_id), key=lambda membership: membership.pk, default=None)

    def _held(self, user_id: int, cohort_id: int) -> list[Membership]:
        self._load([user_id])
        return [m for m in self.memberships[user_id] if m.role == Role.TRAINEE and m.cohort_id == cohort_id]

    def objection(self, identity: Identity, cohort_id: int, *, may_return: bool) -> str:
        """Why somebody who has an account, but no seat in that class, may not be put into it by a list."""
        self._load([identity.pk])
        held = self.memberships[identity.pk]
        if not identity.user.is_active:
            return _("This person's account was closed.")
        if not may_return and any(m.cohort_id == cohort_id and m.role == Role.TRAINEE for m in held):
            return _("This person left the class. Whoever brings her back does it by hand.")
        if any(m.ends_on is None and m.role == Role.TRAINEE and m.cohort.status != CohortStatus.CLOSED for m in held):
            return _("This person is in another class.")
        if any(m.ends_on is None and m.role != Role.TRAINEE for m in held):
            return _("This person has an account with another role.")
        return ""
