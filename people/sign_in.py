"""Checking who somebody says she is. Known and unknown people get the same words, and the same work is done for both."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password

from . import attempts
from .attempts import Admission, Counter
from .caller import Caller
from .contact import email_hash, phone_hash
from .errors import CardRefused
from .models import User
from .pins import clean_pin
from .services import redeem_account_card
from .services.staff import confirm_totp, has_totp, verify_totp


@dataclass(frozen=True)
class Answer:
    """`user` when all was right; else how many tries are left before a pause, or until when the door stays shut."""

    user: User | None
    tries_left: int = 0
    next_pause: timedelta = timedelta()
    shut_until: datetime | None = None

    @property
    def pause_minutes(self) -> int:
        return int(self.next_pause.total_seconds() // 60)


def try_phone_and_pin(*, phone: str, pin: str, caller: Caller, now: datetime) -> Answer:
    """Raises contact.PhoneNotUnderstood before anything is counted."""
    person = phone_hash(phone)
    user = User.objects.filter(identity__phone_hash=person, is_active=True).first()
    return _try(user, attempts.counters_for_person(door="pin", person=person, user=user, caller=caller), now, _secret(user, clean_pin(pin)))


def try_email_and_password(*, email: str, password: str, caller: Caller, now: datetime) -> Answer:
    person = email_hash(email)
    user = User.objects.filter(identity__email_hash=person, is_active=True).first()
    counters = attempts.counters_for_person(door="password", person=person, user=user, caller=caller)
    return _try(user, counters, now, _secret(user, password))


def try_own_secret(*, user: User, secret: str, caller: Caller, now: datetime) -> Answer:
    """The present PIN or password once more, before it is changed."""
    counters = attempts.counters_for_person(door="own", person=str(user.pk), user=user, caller=caller)
    return _try(user, counters, now, _secret(user, secret))


def try_totp(*, user: User, code: str, caller: Caller, now: datetime) -> tuple[Answer, object | None]:
    """The six digits, for a person whose password was right; the device that accepted them comes second."""
    accepted: list[object] = []

    def check() -> bool:
        device = verify_totp(user=user, code=code) if has_totp(user) else confirm_totp(user=user, code=code)
        accepted.extend([device] if device else [])
        return device is not None

    counters = attempts.counters_for_person(door="totp", person=str(user.pk), user=user, caller=caller)
    answer = _try(user, counters, now, check)
    return answer, (accepted[0] if answer.user else None)


def try_card(*, code: str, claim: str, caller: Caller, now: datetime) -> Answer:
    """A card's code; wrong ones are counted by address."""
    used: list[User] = []

    def check() -> bool:
        try:
            used.append(redeem_account_card(code=code, claim=claim, now=now))
        except CardRefused:
            return False
        return True

    answer = _try(None, attempts.counters_for_code(caller), now, check)
    return Answer(used[0]) if used else answer


def _secret(user: User | None, secret: str) -> Callable[[], bool]:
    def check() -> bool:
        if user is None or not user.has_usable_password():
            make_password(secret)  # the same work as for a person we know
            return False
        return check_password(secret, user.password)

    return check


def _try(user: User | None, counters: list[Counter], now: datetime, check: Callable[[], bool]) -> Answer:
    admission: Admission = attempts.admit(counters, now)
    if not admission.admitted:
        return Answer(None, shut_until=admission.shut_until)
    if check():
        attempts.forgive(counters, now)
        return Answer(user)
    return Answer(None, admission.tries_left, admission.next_pause, admission.shut_until)
