"""Issuing, replacing and revoking certificates. Their file is drawn by a job; the rows say what holds."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from jobs import services as jobs
from jobs.models import OPEN_STATES, Job
from people.roles import Role
from people.services import open_identity

from ..models import Certificate, CertificateBatch, CertificateState, Cohort, Membership, NameChoice
from ..progress.standing import Progress, progress_of
from .drawing import has_file
from .errors import NobodyToCertify, NoLegalName, NoLongerValid, ReasonMissing
from .numbers import new_number
from .permissions import may_end, may_issue

if TYPE_CHECKING:
    from datetime import date

    from ..visitor import Visitor

DRAW_KIND = "curriculum.draw_certificates"
AT_ONCE = 1_000  # in one file; the next press issues the others


def ready_in(cohort: Cohort, day: date) -> list[Progress]:
    """Trainees of the class who count as trained and hold no valid certificate, by name."""
    trainees = Membership.objects.current(on=day).as_role(Role.TRAINEE).in_cohort(cohort).select_related("user", "cohort")
    without = trainees.exclude(certificates__state=CertificateState.VALID).order_by("user__display_name", "pk")
    return [progress for progress in progress_of(list(without), day) if progress.is_trained]


@transaction.atomic
def issue(*, visitor: Visitor, cohort: Cohort, paper: str, client_id: uuid.UUID, now: datetime) -> CertificateBatch:
    """Certificates for everybody who is ready, in one file; the same form again gives the same batch.

    Raises PermissionDenied, NobodyToCertify.
    """
    cohort = Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    if not may_issue(visitor, cohort):
        raise PermissionDenied
    if known := _batch_of(client_id, cohort):
        return known
    ready = ready_in(cohort, timezone.localdate(now))
    if not ready:
        raise NobodyToCertify
    batch = _batch(visitor, cohort, paper, client_id, now)
    for progress in ready[:AT_ONCE]:
        _certify(progress.membership, batch, progress.rule.pk, visitor, timezone.localdate(now))
    return batch


@transaction.atomic
def replace(*, visitor: Visitor, certificate: Certificate, reason: str, client_id: uuid.UUID, now: datetime) -> CertificateBatch:
    """A new certificate for the same person, by the rule of the old one, which holds no longer; for a name that changed or a lost sheet.

    Raises PermissionDenied, ReasonMissing, NoLongerValid.
    """
    # Two presses follow one another at the class, as in `issue`.
    cohort = Cohort.objects.select_for_update(no_key=True).get(pk=certificate.membership.cohort_id)
    if not may_end(visitor, certificate.membership):
        raise PermissionDenied
    if known := _batch_of(client_id, cohort):
        return known
    certificate = _ended(visitor, certificate, CertificateState.REPLACED, reason, now)
    batch = _batch(visitor, certificate.membership.cohort, certificate.batch.paper, client_id, now)
    _certify(certificate.membership, batch, certificate.rule_id, visitor, timezone.localdate(now))
    return batch


@transaction.atomic
def revoke(*, visitor: Visitor, certificate: Certificate, reason: str, now: datetime) -> Certificate:
    """It holds no longer. Raises PermissionDenied, ReasonMissing, NoLongerValid."""
    return _ended(visitor, certificate, CertificateState.REVOKED, reason, now)


@transaction.atomic
def choose_name(*, visitor: Visitor, membership: Membership, choice: str) -> Membership:
    """The person says under which name she wants her certificates from now on. Raises PermissionDenied, NoLegalName."""
    if membership.user_id != visitor.user.pk or choice not in NameChoice.values:
        raise PermissionDenied
    if choice == NameChoice.LEGAL and not _legal_name(membership, visitor):
        raise NoLegalName
    membership = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    membership.certificate_name = choice
    membership.save(update_fields=["certificate_name"])
    return membership


@transaction.atomic
def draw_again(*, visitor: Visitor, batch: CertificateBatch) -> CertificateBatch:
    """The file anew, after it was swept or could not be drawn. Raises PermissionDenied."""
    batch = CertificateBatch.objects.select_for_update(of=("self",), no_key=True).select_related("cohort").get(pk=batch.pk)
    if not may_issue(visitor, batch.cohort):
        raise PermissionDenied
    if not has_file(batch):
        batch.file = batch.problem = ""
        batch.save(update_fields=["file", "problem"])
        ask_for_file(batch)
    return batch


def is_being_drawn(batch: CertificateBatch) -> bool:
    return Job.objects.filter(kind=DRAW_KIND, key=_key(batch), state__in=OPEN_STATES).exists()


def _key(batch: CertificateBatch) -> str:
    return f"certificates:{batch.pk}"


def ask_for_file(batch: CertificateBatch) -> None:
    jobs.enqueue(DRAW_KIND, key=_key(batch), payload={"batch": batch.pk})


def _batch_of(client_id: uuid.UUID, cohort: Cohort) -> CertificateBatch | None:
    """The one that this form made before. Raises PermissionDenied for a form of another class."""
    known = CertificateBatch.objects.filter(client_id=client_id).first()
    if known is not None and known.cohort_id != cohort.pk:
        raise PermissionDenied
    return known


def _batch(visitor: Visitor, cohort: Cohort, paper: str, client_id: uuid.UUID, now: datetime) -> CertificateBatch:
    batch = CertificateBatch.objects.create(cohort=cohort, made_at=now, made_by=visitor.user, paper=paper, client_id=client_id)
    ask_for_file(batch)
    return batch


def _certify(membership: Membership, batch: CertificateBatch, rule_id: int, visitor: Visitor, day: date) -> Certificate:
    legal = _legal_name(membership, visitor) if membership.certificate_name == NameChoice.LEGAL else ""
    certificate = Certificate.objects.create(
        code=new_number(),
        membership=membership,
        batch=batch,
        rule_id=rule_id,
        name=legal or membership.user.display_name,
        issued_on=day,
    )
    log(certificate, "curriculum.certificate_issued", user=visitor.user)
    return certificate


def _legal_name(membership: Membership, visitor: Visitor) -> str:
    """Opened for the certificate that she asked for under that name; she can read that it was."""
    return open_identity(user=membership.user, viewer=visitor.user, reason=_("For the certificate")).legal_name


def _ended(visitor: Visitor, certificate: Certificate, state: str, reason: str, now: datetime) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",), no_key=True)
    certificate = rows.select_related("membership__cohort", "membership__user", "batch").get(pk=certificate.pk)
    if not may_end(visitor, certificate.membership):
        raise PermissionDenied
    if not reason:
        raise ReasonMissing
    if certificate.state != CertificateState.VALID:
        raise NoLongerValid
    certificate.state, certificate.reason, certificate.ended_on = state, reason, timezone.localdate(now)
    certificate.save(update_fields=["state", "reason", "ended_on"])
    log(certificate, f"curriculum.certificate_{state}", user=visitor.user)
    return certificate


def is_valid(number: str) -> bool:
    """What the public may know of a number, and nothing more."""
    return bool(number) and Certificate.objects.filter(code=number, state=CertificateState.VALID).exists()


def of_people(memberships: Collection[Membership]) -> Sequence[Certificate]:
    """All certificates of these, the newest first."""
    return list(Certificate.objects.filter(membership__in=memberships).select_related("batch").order_by("-pk"))
