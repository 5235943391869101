"""Many people at once, as lists bring them: found by their keyed hashes, compared without anybody seeing, sealed before any transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from ..contact import email_hash, phone_hash
from ..models import Identity, User
from ..models.identity import SEALED_FIELDS
from ..models.user import random_username
from ..vault import Sealed


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Everything of an account that does not exist yet, sealed. Make it with `seal`."""

    phone_hash: str | None
    email_hash: str | None
    sealed: dict[str, Sealed] = field(repr=False)


def seal(*, legal_name: str, phone: str, email: str, workplace: str) -> NewPerson:
    """`phone` and `email` in their one spelling (people.contact), or empty. Encrypts and hashes: do it outside transactions."""
    texts = {"legal_name": legal_name, "phone": phone, "email": email, "workplace": workplace}
    sealed = {name: Sealed.seal(texts[name]) for name in SEALED_FIELDS}
    return NewPerson(phone_hash(phone) if phone else None, email_hash(email) if email else None, sealed)


def identities_known_by(*, phone_hashes: Iterable[str], email_hashes: Iterable[str]) -> list[Identity]:
    """The records with one of these hashes, with their accounts. One query."""
    wanted = Q(phone_hash__in=list(phone_hashes)) | Q(email_hash__in=list(email_hashes))
    return list(Identity.objects.filter(wanted).select_related("user"))


def identities_by_name(users: Iterable[int], *, has_number: bool) -> Iterator[tuple[Identity, str]]:
    """Records of these people, with or without a number, each with its folded name; for comparing, never for showing."""
    for identity in Identity.objects.filter(user__in=users, phone_hash__isnull=not has_number).select_related("user").iterator():
        yield identity, fold_name(identity.legal_name.reveal())


def fold_name(name: str) -> str:
    """ "  HASNA " and "Hasna" are one name."""
    return " ".join(name.casefold().split())


def has_name(identity: Identity, name: str) -> bool:
    """Whether the record is of somebody called so; no opening, as nobody gets to see it."""
    return fold_name(identity.legal_name.reveal()) == fold_name(name)


def differing(identity: Identity, texts: dict[str, str]) -> dict[str, str]:
    """Those of `texts` that say something else than the record; an empty text says nothing."""
    return {name: text for name, text in texts.items() if text and getattr(identity, name).reveal() != text}


@transaction.atomic
def create_people(people: Sequence[NewPerson], display_names: Sequence[str]) -> list[User]:
    """Accounts that nobody can enter until a card is used, in the order given. The database refuses a number that is taken."""
    accounts = [User(username=random_username(), display_name=name, password=make_password(None)) for name in display_names]
    users = User.objects.bulk_create(accounts)
    Identity.objects.bulk_create(
        Identity(user=user, phone_hash=person.phone_hash, email_hash=person.email_hash, **person.sealed)
        for user, person in zip(users, people, strict=True)
    )
    return users
