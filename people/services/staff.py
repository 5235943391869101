"""The second factor of staff: six digits from an app, by django-otp."""

from base64 import b32encode

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from ..models import User
from .accounts import end_sessions
from .history import record

ADMIN_RIGHT = "wagtailadmin.access_admin"


def is_staff_person(user: User) -> bool:
    """Whether the person may enter the editorial office. Two queries at the first asking."""
    return user.has_perm(ADMIN_RIGHT)


def secret_of(device: TOTPDevice) -> str:
    """The secret as authenticator apps want it typed: base32."""
    return b32encode(device.bin_key).decode()


@transaction.atomic
def create_totp(user: User) -> str:
    """A ready second factor in place of any older one; the secret in base32, to be told once."""
    TOTPDevice.objects.filter(user=user).delete()
    device = TOTPDevice.objects.create(user=user, name="totp", confirmed=True)
    record(user, "totp.create", by=user)
    return secret_of(device)


@transaction.atomic
def pending_totp(user: User) -> TOTPDevice:
    """The factor that waits for its first code; made when there is none. The page may be opened again: it is the same one
    until the next right password."""
    User.objects.select_for_update().get(pk=user.pk)
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="totp", confirmed=False)


def forget_pending_totp(user: User) -> None:
    """Letters that were shown to somebody and not used: they are worth nothing to whoever comes next with the password."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()


def has_totp(user: User) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


@transaction.atomic
def confirm_totp(*, user: User, code: str) -> TOTPDevice | None:
    """The waiting factor becomes the person's factor if the code is right; never beside an older one."""
    if has_totp(user):
        return None
    device = _accepting(TOTPDevice.objects.filter(user=user, confirmed=False), code)
    if device:
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        record(user, "totp.create", by=user)
    return device


@transaction.atomic
def verify_totp(*, user: User, code: str) -> TOTPDevice | None:
    """The factor that accepts the code; each code is accepted once."""
    return _accepting(TOTPDevice.objects.filter(user=user, confirmed=True), code)


def _accepting(devices, code: str) -> TOTPDevice | None:
    for device in devices.select_for_update():
        device.throttle_reset(commit=False)  # wrong codes are counted by people.attempts, in a way that locks nobody out
        if device.verify_token(clean_digits(code)):
            return device
    return None


def clean_digits(code: str) -> str:
    return "".join(char for char in code if char.isascii() and char.isdigit())


@transaction.atomic
def reset_totp(*, user: User, by: User | None) -> None:
    """Forget a lost phone: the next sign-in with the password sets up a new factor, and every session is over."""
    TOTPDevice.objects.filter(user=user).delete()
    end_sessions(user)
    record(user, "totp.reset", by=by)
