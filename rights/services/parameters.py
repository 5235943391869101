"""Every change of the law: proposed by one editor, decided by another, told to the history of the site. Nothing is ever deleted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from rights.current import Edition, current_edition, forget
from rights.errors import AlreadyDecided, CannotTakeBack, LawChangedMeanwhile
from rights.models import ChangeState, LawChange, LawCheck, LawEdition, ParameterRecord
from rights.permissions import may_call_off, may_change_law, may_decide
from rights.services.parameter_checks import refuse_unusable

if TYPE_CHECKING:
    from people.models import User

# A law that is passed in a month may hold from the next: a check is never good for longer.
LONGEST_CERTAINTY = timedelta(days=31)
# Answers without a day count by the law of that day: a wrong year would silently take an old one.
LONGEST_BACK = timedelta(days=366)


def propose(*, by: User, records: Iterable[Mapping[str, Any]], title: str, why: str, client_id: uuid.UUID, at: datetime) -> LawChange:
    """Keep values, each with the keys of ParameterRecord, until a second person decides; the same `client_id` again returns the first row.

    Raises PermissionDenied, RecordsRefused.
    """
    if not may_change_law(by):
        raise PermissionDenied
    if sent_before := LawChange.objects.filter(client_id=client_id).first():
        return sent_before
    unsaved = [ParameterRecord(**record) for record in records]
    refuse_unusable(current_edition().law, unsaved, on=timezone.localdate(at))
    return _keep_proposal(by, unsaved, title, why, client_id, at)


@transaction.atomic
def _keep_proposal(by: User, unsaved: list[ParameterRecord], title: str, why: str, client_id: uuid.UUID, at: datetime) -> LawChange:
    change, is_new = LawChange.objects.get_or_create(
        client_id=client_id, defaults={"title": title, "why": why, "proposed_by": by, "proposed_at": at}
    )
    if is_new:
        for record in unsaved:
            record.change = change
        ParameterRecord.objects.bulk_create(unsaved)
        _tell(change, "propose", by)
    return change


@transaction.atomic
def propose_to_take_back(*, change: LawChange, by: User, why: str, client_id: uuid.UUID, at: datetime) -> LawChange:
    """Propose that an approved change shall no longer hold. Raises PermissionDenied, CannotTakeBack."""
    if not may_change_law(by):
        raise PermissionDenied
    if sent_before := LawChange.objects.filter(client_id=client_id).first():
        return sent_before
    change = LawChange.objects.select_for_update().get(pk=change.pk)
    is_being_taken_back = change.taken_back_by.filter(state__in=[ChangeState.PROPOSED, ChangeState.APPROVED]).exists()
    if change.state != ChangeState.APPROVED or change.takes_back_id or is_being_taken_back:
        raise CannotTakeBack
    title = _("Taken back: %(title)s") % {"title": change.title}
    proposal = LawChange.objects.create(client_id=client_id, title=title[:160], why=why, takes_back=change, proposed_by=by, proposed_at=at)
    _tell(proposal, "propose", by)
    return proposal


def approve(*, change: LawChange, by: User, seen: str, at: datetime) -> LawChange:
    """From the next request on the values hold everywhere. `seen` is the token of the edition with which the preview was shown.

    Raises PermissionDenied, AlreadyDecided, LawChangedMeanwhile, RecordsRefused where the calculators cannot count with it any more.
    """
    if not may_change_law(by):
        raise PermissionDenied
    edition = current_edition()
    if change.takes_back_id is None:
        refuse_unusable(edition.law, list(change.records.all()), on=timezone.localdate(at))
    return _approve(change, by, seen, edition, at)


@transaction.atomic
def _approve(change: LawChange, by: User, seen: str, edition: Edition, at: datetime) -> LawChange:
    row, is_first = _locked_edition()
    change = _locked(change)
    if not may_decide(by, change):
        raise PermissionDenied
    if token_words(edition) != seen or edition.token != (None if is_first else row.token):
        raise LawChangedMeanwhile
    _decide(change, ChangeState.APPROVED, by, at)
    _new_edition(row)
    _tell(change, "approve", by)
    return change


@transaction.atomic
def refuse(*, change: LawChange, by: User, reason: str, at: datetime) -> LawChange:
    """Raises PermissionDenied, AlreadyDecided, ValidationError without a reason."""
    change = _locked(change)
    if not may_decide(by, change):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, so that the proposer can do better.")})
    _decide(change, ChangeState.REFUSED, by, at, reason.strip())
    _tell(change, "refuse", by)
    return change


@transaction.atomic
def call_off(*, change: LawChange, by: User, at: datetime) -> LawChange:
    """The proposer thinks otherwise. Raises PermissionDenied, AlreadyDecided."""
    change = _locked(change)
    if not may_call_off(by, change):
        raise PermissionDenied
    _decide(change, ChangeState.CALLED_OFF, by, at)
    _tell(change, "call_off", by)
    return change


@transaction.atomic
def record_law_check(*, by: User, checked_through: date, law: str, source: str, words: str, client_id: uuid.UUID, at: datetime) -> LawCheck:
    """Events up to that day no longer carry `law_may_have_changed`, later ones do. Raises PermissionDenied, ValidationError by field."""
    if not may_change_law(by):
        raise PermissionDenied
    row, _is_first = _locked_edition()  # first, so that the same form twice at once makes one check
    if sent_before := LawCheck.objects.filter(client_id=client_id).first():
        return sent_before
    earliest, latest = timezone.localdate(at) - LONGEST_BACK, timezone.localdate(at) + LONGEST_CERTAINTY
    problems = {name: _("This is needed.") for name, text in (("law", law), ("source", source), ("words", words)) if not text.strip()}
    if checked_through > latest:
        problems["checked_through"] = _("At most %(day)s: a law may come within a month.") % {"day": date_format(latest)}
    if checked_through < earliest:
        problems["checked_through"] = _("At the earliest %(day)s: look at the year again.") % {"day": date_format(earliest)}
    if problems:
        raise ValidationError(problems)
    check = LawCheck.objects.create(
        client_id=client_id, checked_through=checked_through, law=law, source=source, words=words, checked_by=by, checked_at=at
    )
    _new_edition(row)
    log(instance=check, action="rights.law.check", user=by, data={"checked_through": checked_through.isoformat()})
    return check


def token_words(edition: Edition) -> str:
    """What a form carries to say which law its preview was made with."""
    return str(edition.token or "")


def _locked_edition() -> tuple[LawEdition, bool]:
    """Approvals stand in line here. The row is made at the first change of all, which the second value tells."""
    return LawEdition.objects.select_for_update().get_or_create(pk=1)


def _new_edition(row: LawEdition) -> None:
    row.token = uuid.uuid4()
    row.save(update_fields=["token"])
    transaction.on_commit(forget)


def _locked(change: LawChange) -> LawChange:
    change = LawChange.objects.select_for_update().get(pk=change.pk)
    if change.state != ChangeState.PROPOSED:
        raise AlreadyDecided
    return change


def _decide(change: LawChange, state: ChangeState, by: User, at: datetime, words: str = "") -> None:
    change.state, change.decided_by, change.decided_at, change.decision_words = state, by, at, words
    change.save(update_fields=["state", "decided_by", "decided_at", "decision_words"])


def _tell(change: LawChange, act: str, by: User) -> None:
    log(instance=change, action=f"rights.law.{act}", user=by)
