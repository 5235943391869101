"""How long somebody stays signed in. Three kinds: her own phone, a phone that is shared, staff."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.signals import user_logged_in
from django.db import models
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from .models import User

KIND, BEGAN, SEEN = "account_kind", "account_began", "account_seen"
MARKED_SEEN_EVERY = timedelta(seconds=60)  # so that reading does not write to the database at each click


class Kind(models.TextChoices):
    OWN = "mine"
    SHARED = "shared"
    STAFF = "staff"


@dataclass(frozen=True)
class Span:
    idle: timedelta
    whole: timedelta


SPANS = {
    Kind.OWN: Span(idle=timedelta(hours=12), whole=timedelta(hours=24)),
    Kind.SHARED: Span(idle=timedelta(minutes=30), whole=timedelta(hours=24)),
    Kind.STAFF: Span(idle=timedelta(hours=8), whole=timedelta(hours=8)),
}


def begin(request: HttpRequest, user: User, kind: Kind, *, keeps_forms: bool = False) -> None:
    """Sign the person in under a new session key.

    `keeps_forms`: a form that stands open in another window can still be sent. Only for the person whom this browser knows: on a shared
    phone the words of one must not go out under the name of the next.
    """
    forms_key = request.META.get("CSRF_COOKIE") if keeps_forms else None
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    if forms_key:
        request.META["CSRF_COOKIE"] = forms_key  # login() has put another one there
    request.session[KIND] = kind.value
    request.session.set_expiry(int(SPANS[kind].idle.total_seconds()))


@receiver(user_logged_in)
def stamp(sender: type, request: HttpRequest, **kwargs: object) -> None:
    """Every session begins on the clock, by whichever door."""
    request.session[KIND] = Kind.OWN.value
    request.session[BEGAN] = request.session[SEEN] = timezone.now().timestamp()


def kind_of(request: HttpRequest) -> Kind:
    value = request.session.get(KIND)
    return Kind(value) if value in Kind.values else Kind.OWN


def is_over(request: HttpRequest, now: datetime) -> bool:
    """True past the idle or the whole span, and for a session that does not say when it began."""
    span = SPANS[kind_of(request)]
    began, seen = request.session.get(BEGAN), request.session.get(SEEN)
    if began is None or seen is None:
        return True
    return now.timestamp() - began >= span.whole.total_seconds() or now.timestamp() - seen >= span.idle.total_seconds()


def mark_seen(request: HttpRequest, now: datetime) -> bool:
    """True when it was time to write it down."""
    is_due = now.timestamp() - request.session[SEEN] >= MARKED_SEEN_EVERY.total_seconds()
    if is_due:
        request.session[SEEN] = now.timestamp()
    return is_due
