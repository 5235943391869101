"""The account itself: beginning, name, PIN, sessions, end."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from .. import signals
from ..contact import email_hash, normalise_email, phone_hash
from ..errors import EmailTaken, NameMissing, PhoneTaken
from ..models import Identity, User
from ..pins import clean_pin, validate_pin
from .history import record


def _clean_name(display_name: str) -> str:
    name = " ".join(display_name.split())
    if not name:
        raise NameMissing
    return name[: User._meta.get_field("display_name").max_length]


def refuse_taken(*, phone: str, email: str, besides: User | None = None) -> None:
    """Raises PhoneTaken, EmailTaken or PhoneNotUnderstood. The database has the last word, by its unique columns."""
    others = Identity.objects.exclude(pk=besides.pk) if besides else Identity.objects
    if phone and others.filter(phone_hash=phone_hash(phone)).exists():
        raise PhoneTaken
    if email and others.filter(email_hash=email_hash(email)).exists():
        raise EmailTaken


@transaction.atomic
def create_person(
    *,
    display_name: str,
    phone: str = "",
    email: str = "",
    legal_name: str = "",
    workplace: str = "",
    language: str = "id",
    password: str | None = None,
    pin: str | None = None,
    is_fictional: bool = False,
) -> User:
    """A new person with her sealed identity. Raises PhoneTaken, EmailTaken, PhoneNotUnderstood, NameMissing, or
    ValidationError for a weak PIN. Without PIN or password nobody can sign in until an account card is used."""
    refuse_taken(phone=phone, email=email)
    if pin is not None:
        pin = clean_pin(pin)
        validate_pin(pin, phone=phone)
    user = User.objects.create_user(
        password=pin if pin is not None else password,
        display_name=_clean_name(display_name),
        language=language,
        is_fictional=is_fictional,
    )
    Identity.objects.create(user=user, phone=phone, email=normalise_email(email), legal_name=legal_name, workplace=workplace)
    return user


def own_phone(user: User) -> str:
    """The person's number for comparing with her PIN; not an opening, as nobody gets to see it."""
    identity = Identity.objects.filter(pk=user.pk).first()
    return identity.phone.reveal() if identity else ""


@transaction.atomic
def set_pin(*, user: User, pin: str) -> None:
    """A new PIN; it ends the person's sessions everywhere. Raises ValidationError for a weak one."""
    pin = clean_pin(pin)
    validate_pin(pin, phone=own_phone(user))
    user.set_password(pin)
    user.save(update_fields=["password"])


@transaction.atomic
def set_password(*, user: User, password: str) -> None:
    """A new password for staff; it ends the person's sessions everywhere. Raises ValidationError for a weak one.

    A second factor that was begun with the old password goes with it.
    """
    validate_password(password, user)
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    user.set_password(password)
    user.save(update_fields=["password"])


@transaction.atomic
def end_sessions(user: User) -> None:
    """Whoever is signed in as this person is out at the next click."""
    user.session_version = User.objects.select_for_update(no_key=True).values_list("session_version", flat=True).get(pk=user.pk) + 1
    user.save(update_fields=["session_version"])


@transaction.atomic
def deactivate_person(*, user: User, by: User | None) -> None:
    """Close the account at once: no sign-in, no session, no card. The caller asks whether `by` may; a second call does nothing."""
    # no_key: whoever holds a text and writes a row that names this person must not wait for us, who wait for the text next.
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not locked.is_active:
        user.is_active = False
        return
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    user.account_cards.filter(used_at=None, voided_at=None).update(voided_at=timezone.now())
    record(user, "person.deactivate", by=by)
    signals.person_deactivated.send(sender=User, user=user, by=by)


@transaction.atomic
def reactivate_person(*, user: User, by: User | None) -> None:
    """Open a closed account again; the old PIN or password holds."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(user, "person.reactivate", by=by)


@transaction.atomic
def change_display_name(*, user: User, display_name: str, by: User | None) -> None:
    """The log says that the name changed, never what it was: a name taken back must not live on there."""
    name = _clean_name(display_name)
    if name == user.display_name:
        return
    user.display_name = name
    user.save(update_fields=["display_name"])
    record(user, "person.rename", by=by)
    signals.person_renamed.send(sender=User, user=user, by=by)


def change_language(*, user: User, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])
