"""Account cards: issued face to face, printed, used once."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..errors import AccountClosed, CardNotForStaff, CardRefused, PinGrantOver
from ..models import AccountCard, User
from ..vault import keyed_hash
from .accounts import set_pin
from .history import record
from .staff import ADMIN_RIGHT, is_staff_person

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0 O, no 1 I L: what is read from paper must be typed right
CODE_LENGTH = 10
GOOD_FOR = timedelta(days=30)
# Between using the card and choosing the PIN; the same form may be sent again within it, when the answer was lost on the way.
PIN_GRANT = timedelta(minutes=30)


@dataclass(frozen=True)
class IssuedCard:
    """The only moment at which the code can be read: print it, do not keep it."""

    card: AccountCard
    code: str = field(repr=False)


def clean_code(text: str) -> str:
    """The code without dash and spaces, in capitals."""
    return "".join(char for char in text.upper() if char.isascii() and char.isalnum())


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _unused in range(CODE_LENGTH))


@transaction.atomic
def issue_account_card(*, user: User, issued_by: User | None, now: datetime | None = None) -> IssuedCard:
    """A new card; older unused ones are void from now on. The code comes back as XXXXX-XXXXX.

    The caller asks whether `issued_by` may. Raises AccountClosed, or CardNotForStaff: a PIN must not replace a staff password.
    """
    now = now or timezone.now()
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not locked.is_active:
        raise AccountClosed
    if is_staff_person(locked):
        raise CardNotForStaff
    _close_open_cards(locked, now)
    code = _new_code()
    card = AccountCard.objects.create(
        user=locked,
        issued_by=issued_by,
        code_hash=keyed_hash("card", code),
        issued_on=timezone.localdate(now),
        expires_at=now + GOOD_FOR,
    )
    record(locked, "card.issue", by=issued_by)
    return IssuedCard(card=card, code=f"{code[:5]}-{code[5:]}")


@transaction.atomic
def issue_account_cards(*, user_ids: Iterable[int], issued_by: User | None, now: datetime | None = None) -> list[IssuedCard]:
    """A new card for each of them, as `issue_account_card`; closed accounts and people of the office are left out."""
    now = now or timezone.now()
    users = list(User.objects.select_for_update(no_key=True).filter(pk__in=list(user_ids), is_active=True).order_by("pk"))
    office = _people_of_the_office(users)
    users = [user for user in users if user.pk not in office]
    cards = AccountCard.objects.filter(user__in=users)
    cards.filter(used_at=None, voided_at=None).update(voided_at=now)
    cards.exclude(claim_hash="").update(claim_hash="")
    codes = [_new_code() for _user in users]
    day, until = timezone.localdate(now), now + GOOD_FOR
    made = AccountCard.objects.bulk_create(
        AccountCard(user=user, issued_by=issued_by, code_hash=keyed_hash("card", code), issued_on=day, expires_at=until)
        for user, code in zip(users, codes, strict=True)
    )
    for user in users:
        record(user, "card.issue", by=issued_by)
    return [IssuedCard(card=card, code=f"{code[:5]}-{code[5:]}") for card, code in zip(made, codes, strict=True)]


def _people_of_the_office(users: list[User]) -> set[int]:
    """Those with a group that opens the office, whatever the day: none of them signs in by a card. One query."""
    app, codename = ADMIN_RIGHT.split(".")
    right = Q(groups__permissions__codename=codename, groups__permissions__content_type__app_label=app)
    return set(User.objects.filter(Q(is_superuser=True) | right, pk__in=[user.pk for user in users]).values_list("pk", flat=True))


def _close_open_cards(user: User, now: datetime) -> None:
    """Unused cards are void, and a used one whose PIN was not chosen yet gives no right any more."""
    user.account_cards.filter(used_at=None, voided_at=None).update(voided_at=now)
    user.account_cards.exclude(claim_hash="").update(claim_hash="")


@transaction.atomic
def redeem_account_card(*, code: str, claim: str = "", now: datetime | None = None) -> User:
    """Use the card; raises CardRefused. Of two at the same time one wins.

    `claim` is the one-time key of the form: the same form may arrive twice, until the PIN is chosen.
    """
    now = now or timezone.now()
    card = AccountCard.objects.select_for_update().filter(code_hash=keyed_hash("card", clean_code(code))).first()
    if card is None or not card.user.is_active or is_staff_person(card.user):  # she may have become staff since it was printed
        raise CardRefused
    claim_hash = keyed_hash("claim", claim or secrets.token_hex(16))
    if card.used_at and card.claim_hash == claim_hash and now < card.used_at + PIN_GRANT:
        return card.user
    if not card.is_open(now):
        raise CardRefused
    card.used_at, card.claim_hash = now, claim_hash
    card.save(update_fields=["used_at", "claim_hash"])
    record(card.user, "card.redeem", by=card.user)
    return card.user


@transaction.atomic
def choose_pin_after_card(*, user: User, pin: str, claim: str, now: datetime | None = None) -> None:
    """The PIN of a person whose card was used within the last half hour, with this `claim`. Raises PinGrantOver, or ValidationError.

    Another card's claim gives nothing: whoever found an older card must have no share in the new one.
    """
    now = now or timezone.now()
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)  # before the card, as whoever issues or erases does
    cards = locked.account_cards.select_for_update().filter(claim_hash=keyed_hash("claim", claim))
    card = cards.filter(used_at__gt=now - PIN_GRANT).first()
    if card is None or not locked.is_active or is_staff_person(locked):
        raise PinGrantOver
    set_pin(user=user, pin=pin)
    card.claim_hash = ""
    card.save(update_fields=["claim_hash"])
