"""Whose account cards a person may give out, and how each card stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from people.models import AccountCard
from people.roles import Role

from .models import Membership
from .permissions import is_administrator, may_issue_card

if TYPE_CHECKING:
    from people.models import User

HANDED_OUT_BY_ADMINISTRATORS = (Role.STEWARD, Role.TRAINER, Role.MENTOR)


@dataclass(frozen=True)
class Member:
    """A row of the list. `state` is "none", "open", "used" or "over"; `day` until when it is good, or when it was used."""

    membership: Membership
    state: str
    day: date | None
    card_id: int = 0
    made_on: date | None = None

    @property
    def place(self) -> str:
        return str(self.membership.cohort or self.membership.city)


def may_give_cards(user: User) -> bool:
    """Whether the list of members is a page for her at all."""
    return Membership.objects.current().held_by(user).as_role(Role.TRAINER, Role.MENTOR, Role.ADMINISTRATOR).exists()


def members_for(user: User) -> list[Member]:
    """Everybody to whom she gives cards, by place and name. Four queries, however many people."""
    given = _given_to_by(user).select_related("user", "cohort", "city")
    return with_cards(given.order_by("cohort__name", "city__name", "user__display_name"))


def with_cards(memberships: Iterable[Membership]) -> list[Member]:
    """Each with the last card of her account. One query beside that of the memberships."""
    memberships = list(memberships)
    cards = _last_cards([membership.user_id for membership in memberships])
    now = timezone.now()
    return [_member(membership, cards.get(membership.user_id), now) for membership in memberships]


def _member(membership: Membership, card: AccountCard | None, now: datetime) -> Member:
    state, day = _state(card, now)
    return Member(membership, state, day, card.pk if card else 0, card.issued_on if card else None)


def by_place(members: Iterable[Member]) -> list[tuple[str, list[Member]]]:
    return [(place, list(group)) for place, group in groupby(members, key=lambda member: member.place)]


def _given_to_by(user: User):  # noqa: ANN202  MembershipQuerySet
    mine = Membership.objects.current().held_by(user)
    trained = mine.as_role(Role.TRAINER).values("cohort_id")
    mentored = mine.as_role(Role.MENTOR).values("cohort_id")
    wanted = Q(cohort_id__in=trained, role__in=(Role.TRAINEE, Role.MENTOR)) | Q(cohort_id__in=mentored, role=Role.TRAINEE)
    if is_administrator(user):
        wanted |= Q(role__in=HANDED_OUT_BY_ADMINISTRATORS)
    return Membership.objects.current().filter(wanted).exclude(user_id=user.pk)


def _last_cards(user_ids: list[int]) -> dict[int, AccountCard]:
    return {card.user_id: card for card in AccountCard.objects.filter(user_id__in=user_ids).order_by("pk")}


def _state(card: AccountCard | None, now) -> tuple[str, date | None]:  # noqa: ANN001
    if card is None:
        return "none", None
    if card.used_at is not None:
        return "used", timezone.localdate(card.used_at)
    return ("open" if card.is_open(now) else "over"), timezone.localdate(card.expires_at)


def membership_for_card(user: User, username: str) -> tuple[Membership | None, bool]:
    """The membership by which she meets that person, and whether she may give a card for it; None for strangers."""
    memberships = list(Membership.objects.current().filter(user__username=username).select_related("user", "cohort", "city"))
    for membership in memberships:
        if may_issue_card(user, membership):
            return membership, True
    mine = set(Membership.objects.current().held_by(user).exclude(cohort=None).values_list("cohort_id", flat=True))
    shared = next((membership for membership in memberships if membership.cohort_id in mine), None)
    return shared, False
