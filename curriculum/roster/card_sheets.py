"""Account cards for a whole class, eight a sheet. The codes exist in the answer alone: they are stored nowhere, printed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.addresses import absolute, site_name
from people import services as people
from people.models import User
from printing.layout import AccountCardFace, CardSheetContent

from ..cards import Member, with_cards
from ..models import Cohort
from .errors import CardsPrintedMeanwhile, NobodyToPrintFor
from .lists import in_batch, trainees
from .permissions import may_print_cards

CARDS_AT_ONCE = 1_000  # in one file: more could not be drawn, and their codes would be lost; the next press makes the others


@dataclass(frozen=True)
class CardNeed:
    """How the cards of a class (or of a batch) stand. `last_card` tells whether any was made since."""

    cohort: Cohort
    batch: str
    without: list[Member] = field(default_factory=list)
    printed: list[Member] = field(default_factory=list)  # a card that still works lies somewhere
    inside: list[Member] = field(default_factory=list)  # chose a PIN already
    last_card: int = 0
    last_printed_on: date | None = None

    def members(self, *, again: bool) -> list[Member]:
        return [*self.printed, *self.without] if again else self.without


def need_of(cohort: Cohort, batch: str, today: date) -> CardNeed:
    members = with_cards(in_batch(trainees(cohort, today), batch))
    groups: dict[str, list[Member]] = {"without": [], "printed": [], "inside": []}
    for member in members:
        groups[_group(member)].append(member)
    days = [member.made_on for member in members if member.made_on]
    last = max((member.card_id for member in members), default=0)
    return CardNeed(cohort, batch, **groups, last_card=last, last_printed_on=max(days, default=None))


def _group(member: Member) -> str:
    if member.membership.user.has_usable_password():
        return "inside"
    return "printed" if member.state == "open" else "without"


@dataclass(frozen=True)
class PrintedCard:
    member: Member
    code: str = field(repr=False)
    expires_on: date = field(default=date.max)


@transaction.atomic
def issue_cards(*, cohort: Cohort, batch: str, again: bool, seen: int, by: User | None, now: datetime) -> list[PrintedCard]:
    """A card for everybody who has none; with `again` also in place of those that are printed and not used yet, which end.

    `seen` is the `last_card` of the page on which the button stood; `by` is None for the operator at the command line.
    Raises PermissionDenied, NobodyToPrintFor, or CardsPrintedMeanwhile: a second press must not end the sheet that has just come out
    of the printer.
    """
    cohort = Cohort.objects.select_for_update(of=("self",), no_key=True).select_related("city").get(pk=cohort.pk)
    if by is not None and not may_print_cards(by, cohort):
        raise PermissionDenied
    need = need_of(cohort, batch, timezone.localdate(now))
    if need.last_card != seen:
        raise CardsPrintedMeanwhile
    members = {member.membership.user_id: member for member in need.members(again=again)[:CARDS_AT_ONCE]}
    if by is not None:
        members.pop(by.pk, None)
    issued = people.issue_account_cards(user_ids=list(members), issued_by=by, now=now)
    if not issued:
        raise NobodyToPrintFor
    by_user = {card.card.user_id: card for card in issued}
    return [
        PrintedCard(member, by_user[pk].code, timezone.localdate(by_user[pk].card.expires_at))
        for pk, member in members.items()
        if pk in by_user
    ]


def sheet_of(cohort: Cohort, cards: Sequence[PrintedCard], *, with_names: bool, by: User | None) -> CardSheetContent:
    """`with_names`: the name of the list on each card, so that it reaches the right hand. Each opening is written down."""
    faces = [
        AccountCardFace(
            name=_name_on(card, with_names=with_names, by=by),
            place=_place(card),
            code=card.code,
            address=absolute(reverse("people:card_code", args=[card.code])),
            expires_on=card.expires_on,
            typed_address=site_name() + reverse("people:card"),
        )
        for card in cards
    ]
    return CardSheetContent(tuple(faces))


def _name_on(card: PrintedCard, *, with_names: bool, by: User | None) -> str:
    user = card.member.membership.user
    if not with_names:
        return user.display_name
    opened = people.open_identity(user=user, viewer=by, reason=_("To print her account card and give it to her"))
    return opened.legal_name or user.display_name


def _place(card: PrintedCard) -> str:
    membership = card.member.membership
    if membership.batch is None:
        return membership.cohort.name
    return _("%(place)s · batch %(number)d") % {"place": membership.cohort.name, "number": membership.batch.number}
