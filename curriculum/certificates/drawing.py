"""The file of a batch: drawn in a job, kept where only a view with a right reaches it, swept after a month."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.addresses import absolute
from cms.drawing import draw
from jobs.errors import PermanentFailure
from jobs.registry import Outcome
from printing.layout import Certificate as Sheet
from printing.layout import CertificatesContent, ContentError

from ..models import Certificate, CertificateBatch, CertificateState
from .numbers import shown

if TYPE_CHECKING:
    from django.core.files.storage import Storage
    from django.db.models import QuerySet

    from people.models import User

FOLDER = "certificates"
KEPT = timedelta(days=30)
BEING_DRAWN = timedelta(days=1)  # so long a file may lie there before its batch names it


def files() -> Storage:
    return storages["private"]


def draw_batch(batch_id: int) -> Outcome | None:
    """The same rows give the same bytes and so the same name: drawn twice it is one file."""
    batch = CertificateBatch.objects.select_related("cohort__city", "cohort__programme", "made_by").filter(pk=batch_id).first()
    if batch is None or batch.file:
        return None
    if not (drawn_ones := [certificate.pk for certificate in printable(batch)]):
        _say(batch, _("None of these certificates is valid any more, so there is nothing to print."))
        return None
    try:
        drawn = draw(content_of(batch), paper=batch.paper)
    except ContentError as error:
        _say(batch, _("A certificate cannot be printed: %(where)s") % {"where": error.detail or error.code})
        raise PermanentFailure(str(error)) from error
    name = f"{FOLDER}/{hashlib.sha256(drawn.pdf).hexdigest()[:40]}.pdf"
    if not files().exists(name):
        name = files().save(name, ContentFile(drawn.pdf))
    return Outcome(apply=lambda: _keep(batch, name, drawn_ones))


def _keep(batch: CertificateBatch, name: str, drawn_ones: list[int]) -> None:
    """Not when somebody was erased or lost her certificate while it was drawn: the sweep then takes the file.

    The batch is locked before its names are looked at, as `forget` does: whoever comes second sees what the other has done.
    """
    list(_locked(CertificateBatch.objects.filter(pk=batch.pk)))
    if [certificate.pk for certificate in printable(batch)] == drawn_ones:
        CertificateBatch.objects.filter(pk=batch.pk).update(file=name, problem="")
    else:
        _say(batch, _("A certificate was changed while the file was drawn. Draw it again."))


def _locked(batches: QuerySet[CertificateBatch]) -> QuerySet[CertificateBatch]:
    return batches.select_for_update(no_key=True).order_by("pk")


def _say(batch: CertificateBatch, problem: str) -> None:
    CertificateBatch.objects.filter(pk=batch.pk).update(problem=problem)


def printable(batch: CertificateBatch) -> list[Certificate]:
    """Those that hold, of people who were not erased: no sheet is drawn anew of what was revoked or replaced."""
    rows = batch.certificates.filter(state=CertificateState.VALID).select_related("rule").order_by("pk")
    return [certificate for certificate in rows if certificate.name]


def has_file(batch: CertificateBatch) -> bool:
    return bool(batch.file) and files().exists(batch.file)


def content_of(batch: CertificateBatch) -> CertificatesContent:
    """Certificates are in Indonesian whoever asks for them."""
    with override("id"):
        return CertificatesContent(tuple(_sheet(certificate, batch) for certificate in printable(batch)))


def _sheet(certificate: Certificate, batch: CertificateBatch) -> Sheet:
    programme, city = batch.cohort.programme, batch.cohort.city
    address = absolute(reverse("certificate_check", args=[shown(certificate.code).lower()]))
    rule = certificate.rule
    lines = (
        _("has completed the training “%(programme)s”, class %(cohort)s,")
        % {"programme": programme.title if programme else "Warta Buruh", "cohort": batch.cohort.name},
        _("with at least %(percent)d %% of the sessions and %(works)d accepted work in news writing and union media.")
        % {"percent": rule.sessions_percent, "works": rule.accepted_works},
    )
    return Sheet(
        name=certificate.name.reveal(),
        headline=_("Certificate"),
        lines=lines,
        number=shown(certificate.code),
        qr=address,
        typed_address=address.partition("://")[2],
        issued_on=f"{city.name}, {date_format(certificate.issued_on, 'j F Y')}",
        signers=((batch.made_by.display_name if batch.made_by else "", _("for the training")), ("", "Konfederasi KASBI")),
    )


def forget(user: User) -> None:
    """She was erased: her name goes from her certificates, and with it every file in which it is printed. The numbers go on being valid."""
    mine = Certificate.objects.filter(membership__user=user)
    batches = CertificateBatch.objects.filter(pk__in=mine.values("batch"))
    names = [batch.file for batch in _locked(batches) if batch.file]
    mine.update(name="")
    batches.update(file="")
    for name in names:
        transaction.on_commit(partial(files().delete, name))


def sweep(now: datetime) -> int:
    """Files older than a month go, with whatever no batch names any more; they can be drawn again. How many went."""
    CertificateBatch.objects.filter(made_at__lt=now - KEPT).exclude(file="").update(file="")
    named = set(CertificateBatch.objects.exclude(file="").values_list("file", flat=True))
    try:
        _folders, names = files().listdir(FOLDER)
    except FileNotFoundError:
        return 0
    paths = {f"{FOLDER}/{name}" for name in names}
    old = [path for path in paths - named if files().get_modified_time(path) < now - BEING_DRAWN]
    for path in old:
        files().delete(path)
    return len(old)
