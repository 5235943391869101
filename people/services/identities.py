"""The sealed records: opened one at a time, for a reason that the person can read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models, transaction

from ..contact import normalise_email, normalise_phone
from ..errors import ReasonMissing
from ..models import Identity, PersonLogEntry, User
from ..models.identity import SEALED_FIELDS
from ..vault import SealedTextField
from .accounts import refuse_taken
from .history import record

MIN_REASON_CHARACTERS = 5
MAX_REASON_CHARACTERS = 300
ROTATED_AT_ONCE = 100


@dataclass(frozen=True)
class OpenedIdentity:
    """Plain texts for one answer on one screen; its repr tells nothing, so that no log does."""

    legal_name: str = field(repr=False)
    phone: str = field(repr=False)
    email: str = field(repr=False)
    workplace: str = field(repr=False)


@transaction.atomic
def open_identity(*, user: User, viewer: User | None, reason: str) -> OpenedIdentity:
    """Open one record and write down who did and why; raises ReasonMissing. The caller asks whether `viewer` may.

    `viewer` is None only for the programme itself (a job that writes to her).
    """
    reason = " ".join(reason.split())[:MAX_REASON_CHARACTERS]
    if len(reason) < MIN_REASON_CHARACTERS:
        raise ReasonMissing
    record(user, "name.reveal", by=viewer, reason=reason)
    identity = Identity.objects.filter(pk=user.pk).first() or Identity(user=user)
    sealed = {name: getattr(identity, name) for name in SEALED_FIELDS}
    return OpenedIdentity(**{name: value.reveal() if value else "" for name, value in sealed.items()})


def identity_openings(user: User) -> models.QuerySet[PersonLogEntry]:
    """Who opened this person's record and why, newest first; for the person herself."""
    return PersonLogEntry.objects.for_instance(user).filter(action="name.reveal").select_related("user")


@transaction.atomic
def update_identity(*, user: User, by: User | None, **texts: str) -> bool:
    """Write any of legal_name, phone, email, workplace; True if something changed. Raises PhoneTaken, EmailTaken, PhoneNotUnderstood.

    The log names the fields, not what they held.
    """
    texts = {name: _one_spelling(name, text) for name, text in texts.items()}
    if unknown := texts.keys() - set(SEALED_FIELDS):
        raise TypeError(f"An identity has no {', '.join(sorted(unknown))}.")
    refuse_taken(phone=texts.get("phone", ""), email=texts.get("email", ""), besides=user)
    Identity.objects.get_or_create(user=user)
    identity = Identity.objects.select_for_update().get(pk=user.pk)
    changed = sorted(name for name, text in texts.items() if getattr(identity, name).reveal() != text)
    for name in changed:
        setattr(identity, name, texts[name])
    if changed:
        identity.save()
        record(user, "identity.change", by=by, fields=changed)
    return bool(changed)


def _one_spelling(name: str, text: str) -> str:
    if name == "phone" and text:
        return normalise_phone(text)
    return normalise_email(text) if name == "email" else text.strip()


def rotate_identities() -> int:
    """Seal every record again under the first of IDENTITY_KEYS and renew the hashes; how many were done.

    A hundred rows a transaction, so that sign-in goes on meanwhile. A key may leave the setting when this and the next have ended.
    """
    done, last = 0, 0
    while pks := list(Identity.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:ROTATED_AT_ONCE]):
        with transaction.atomic():
            for identity in Identity.objects.select_for_update().filter(pk__in=pks).order_by("pk"):
                _rotate(identity)
        done, last = done + len(pks), pks[-1]
    return done


def rotate_other_rooms() -> int:
    """The same for sealed texts of the rooms above (names on certificates, sign-ups): found by their fields, so none is forgotten. How many
    rows were done.
    """
    return sum(_rotate_rows(model, names) for model, names in sealed_models() if model is not Identity)


def sealed_models() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model that seals something, with the names of those fields."""
    for model in apps.get_models():
        if names := [field.name for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]:
            yield model, names


def _rotate_rows(model: type[models.Model], names: list[str]) -> int:
    done, last = 0, 0
    while pks := list(model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:ROTATED_AT_ONCE]):
        with transaction.atomic():
            for row in model.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=pks).order_by("pk").only(*names):
                for name in names:
                    setattr(row, name, getattr(row, name).rotated())
                row.save(update_fields=names)
        done, last = done + len(pks), pks[-1]
    return done


def _rotate(identity: Identity) -> None:
    for name in SEALED_FIELDS:
        setattr(identity, name, getattr(identity, name).rotated())
    identity.save()
