"""Workers who ask to take part: kept sealed, read by whoever decides, emptied once it is decided. The public learns nothing of members."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from people import services as people
from people.contact import phone_hash
from people.roles import Role

from ..models import Batch, Cohort, CohortStatus, Membership, SignUp, SignUpRefusal, SignUpState, Workshop, WorkshopStatus
from ..services import grant_membership, reopen_membership
from ..workshops.services.seats import take_seat
from . import pen_names
from .errors import SignUpDecided, SignUpRefused
from .known import Known
from .permissions import may_decide_in, may_fill, refuse_unless_filler

if TYPE_CHECKING:
    from cms.models import City
    from people.models import User

WAITING_OF_A_NUMBER = 3  # more of them tell nobody anything
WAITING_MOST = 2_000  # in the whole programme: nobody reads more, and a machine could write them


def open_workshops(now: datetime):  # noqa: ANN201  QuerySet
    """Those that take workers who are no members yet, the next first."""
    found = Workshop.objects.filter(takes_sign_ups=True, status=WorkshopStatus.PLANNED, starts_at__gt=now)
    return found.select_related("cohort__city").order_by("starts_at", "pk")


@dataclass(frozen=True)
class Request:
    """What the form says, clean. Its repr tells nothing of the person."""

    city: City
    workshop: Workshop | None
    name: str = field(repr=False)
    phone: str = field(repr=False)
    workplace: str = field(repr=False, default="")
    words: str = field(repr=False, default="")
    sex: str = ""
    sector: str = ""


def submit(*, request: Request, client_id: uuid.UUID, now: datetime) -> None:
    """Keep the request; the same `client_id` again changes nothing. Whether the number is known is told to nobody.

    Raises SignUpRefused when the workshop takes nobody any more.
    """
    if SignUp.objects.filter(client_id=client_id).exists():
        return
    if request.workshop is not None and not open_workshops(now).filter(pk=request.workshop.pk).exists():
        raise SignUpRefused
    key = phone_hash(request.phone)
    waiting = SignUp.objects.filter(state=SignUpState.WAITING)
    if waiting.filter(phone_hash=key).count() >= WAITING_OF_A_NUMBER or waiting.count() >= WAITING_MOST:
        return
    facts = {name: getattr(request, name) for name in ("city", "workshop", "name", "phone", "workplace", "words", "sex", "sector")}
    SignUp.objects.get_or_create(client_id=client_id, defaults={**facts, "phone_hash": key, "received_on": timezone.localdate(now)})


def is_full() -> bool:
    return SignUp.objects.filter(state=SignUpState.WAITING).count() >= WAITING_MOST


@dataclass(frozen=True)
class OpenedSignUp:
    """Plain texts for one answer on one screen, and who has that number already."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    workplace: str = field(repr=False)
    words: str = field(repr=False)
    member: User | None = None
    membership: Membership | None = None
    old_place: Membership | None = None  # in a class that she left, and to which she may come back
    others_waiting: int = 0


@transaction.atomic
def open_sign_up(*, sign_up: SignUp, by: User) -> OpenedSignUp:
    """For whoever decides; that it was read is written down. Raises PermissionDenied, SignUpDecided."""
    if not may_decide_in(by, sign_up.city):
        raise PermissionDenied
    if sign_up.state != SignUpState.WAITING:
        raise SignUpDecided
    log(sign_up, "curriculum.sign_up_read", user=by)
    texts = {name: getattr(sign_up, name).reveal() for name in ("name", "phone", "workplace", "words")}
    member = _member_of(sign_up)
    waiting = SignUp.objects.filter(state=SignUpState.WAITING, phone_hash=sign_up.phone_hash).exclude(pk=sign_up.pk)
    membership = _seat_in_city(member, sign_up, by)
    old_place = _old_place_in_city(sign_up, by) if member and not membership else None
    return OpenedSignUp(**texts, member=member, membership=membership, old_place=old_place, others_waiting=waiting.count())


def _member_of(sign_up: SignUp) -> User | None:
    found = people.identities_known_by(phone_hashes=[sign_up.phone_hash], email_hashes=[])
    return found[0].user if found else None


def _seat_in_city(user: User | None, sign_up: SignUp, by: User) -> Membership | None:
    """Her place in a class that `by` may fill. Of all others it is told only that the number is taken: whose it is would join a name to a
    pen name."""
    if user is None:
        return None
    held = Membership.objects.current().held_by(user).as_role(Role.TRAINEE).filter(cohort__city=sign_up.city, ends_on=None)
    return next((one for one in held.select_related("cohort", "user").order_by("pk") if may_fill(by, one.cohort)), None)


@transaction.atomic
def accept(*, sign_up: SignUp, cohort: Cohort, batch: int | None, by: User, now: datetime) -> Membership:
    """She becomes a trainee of the class, with a seat or a place in the waiting list where she asked for a workshop.

    Somebody of that number who is a trainee of the class already gets the seat alone; whoever left it comes back. Raises
    PermissionDenied, SignUpDecided, PhoneTaken (a member of a class that is not hers to fill), WorkshopRefused.
    """
    sign_up = _locked(sign_up, by)
    refuse_unless_filler(by, cohort)
    if cohort.city_id != sign_up.city_id:
        raise PermissionDenied
    membership = _seat_in_city(_member_of(sign_up), sign_up, by)
    if membership is None:
        membership = _brought_back(sign_up, cohort, batch) or _enrol(sign_up, cohort, batch, timezone.localdate(now))
    if sign_up.workshop is not None and sign_up.workshop.cohort_id == membership.cohort_id:
        _give_seat(sign_up.workshop, membership, by, now)
    known_before = SignUp.objects.filter(membership=membership).exists()
    _decide(sign_up, SignUpState.ACCEPTED, now, membership=None if known_before else membership)
    log(sign_up, "curriculum.sign_up_accepted", user=by)
    return membership


@transaction.atomic
def refuse(*, sign_up: SignUp, reason: str, by: User, now: datetime) -> None:
    """Raises PermissionDenied, SignUpDecided, ValueError for a reason that is none."""
    sign_up = _locked(sign_up, by)
    _decide(sign_up, SignUpState.REFUSED, now, reason=SignUpRefusal(reason))
    log(sign_up, "curriculum.sign_up_refused", user=by, data={"reason": str(reason)})


def _locked(sign_up: SignUp, by: User) -> SignUp:
    # Not joined with its workshop: PostgreSQL would join the row of after the wait with what was there before it.
    locked = SignUp.objects.select_for_update(no_key=True).get(pk=sign_up.pk)
    if not may_decide_in(by, locked.city):
        raise PermissionDenied
    if locked.state != SignUpState.WAITING:
        raise SignUpDecided
    return locked


def _old_place_in_city(sign_up: SignUp, by: User) -> Membership | None:
    """As _seat_in_city, of somebody who left."""
    classes = Cohort.objects.filter(city=sign_up.city, status=CohortStatus.OPEN).order_by("pk")
    return next((old for cohort in classes if may_fill(by, cohort) and (old := _old_place(sign_up, cohort))), None)


def _old_place(sign_up: SignUp, cohort: Cohort) -> Membership | None:
    """In that class, where the number and the name are hers and nothing speaks against her return, as when she is added by hand."""
    identity = next(iter(people.identities_known_by(phone_hashes=[sign_up.phone_hash], email_hashes=[])), None)
    if identity is None or not people.has_name(identity, sign_up.name.reveal()):
        return None
    known = Known({}, {}, {})
    old = known.old_membership(identity.pk, cohort.pk)
    return None if known.objection(identity, cohort.pk, may_return=True) else old


def _brought_back(sign_up: SignUp, cohort: Cohort, batch: int | None) -> Membership | None:
    old = _old_place(sign_up, cohort)
    if old is None:
        return None
    membership = reopen_membership(membership=old)
    if batch is not None:
        membership.batch = Batch.objects.get_or_create(cohort=cohort, number=batch)[0]
        membership.save(update_fields=["batch"])
    return membership


def _enrol(sign_up: SignUp, cohort: Cohort, batch: int | None, today: date) -> Membership:
    """A card is still to be printed: she signs in by that."""
    user = people.create_person(
        display_name=pen_names.Drawer().draw(),
        legal_name=sign_up.name.reveal(),
        phone=sign_up.phone.reveal(),
        workplace=sign_up.workplace.reveal(),
    )
    facts = {"sex": sign_up.sex, "sector": sign_up.sector}
    if batch is not None:
        facts["batch"] = Batch.objects.get_or_create(cohort=cohort, number=batch)[0]
    return grant_membership(user=user, role=Role.TRAINEE, cohort=cohort, starts_on=today, **facts)


def _give_seat(workshop: Workshop, membership: Membership, by: User, now: datetime) -> None:
    """A workshop that was held, moved or called off meanwhile gives no seat, and keeps nobody out of the class."""
    if workshop.status == WorkshopStatus.PLANNED and now < workshop.starts_at:
        take_seat(workshop=workshop, membership=membership, by=by, now=now)


def _decide(sign_up: SignUp, state: str, now: datetime, **facts: object) -> None:
    """Nothing of the person stays here."""
    sign_up.state, sign_up.decided_on = state, max(timezone.localdate(now), sign_up.received_on)
    sign_up.name = sign_up.phone = sign_up.workplace = sign_up.words = sign_up.phone_hash = ""
    for name, value in facts.items():
        setattr(sign_up, name, value)
    sign_up.save()
