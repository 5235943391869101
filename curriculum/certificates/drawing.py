"""The file of a batch: drawn in a job, kept where only a view with a right reaches it, swept after a month."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import storages
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

from ..models import CertificateBatch
from .numbers import shown

if TYPE_CHECKING:
    from django.core.files.storage import Storage

    from ..models import Certificate

KEPT = timedelta(days=30)


def files() -> Storage:
    return storages["private"]


def draw_batch(batch_id: int) -> Outcome | None:
    """The same rows give the same bytes and so the same name: drawn twice it is one file."""
    batch = CertificateBatch.objects.select_related("cohort__city", "cohort__programme", "made_by").filter(pk=batch_id).first()
    if batch is None or batch.file:
        return None
    try:
        drawn = draw(content_of(batch), paper=batch.paper)
    except ContentError as error:
        problem = _("A certificate cannot be printed: %(where)s") % {"where": error.detail or error.code}
        CertificateBatch.objects.filter(pk=batch.pk).update(problem=problem)
        raise PermanentFailure(str(error)) from error
    name = f"certificates/{hashlib.sha256(drawn.pdf).hexdigest()[:40]}.pdf"
    if not files().exists(name):
        name = files().save(name, ContentFile(drawn.pdf))
    return Outcome(apply=lambda: CertificateBatch.objects.filter(pk=batch.pk).update(file=name, problem=""))


def content_of(batch: CertificateBatch) -> CertificatesContent:
    """Certificates are in Indonesian whoever asks for them."""
    with override("id"):
        rows = batch.certificates.select_related("rule").order_by("pk")
        return CertificatesContent(tuple(_sheet(certificate, batch) for certificate in rows))


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


def sweep(now: datetime) -> int:
    """Files older than a month go; they can be drawn again. How many went."""
    old = CertificateBatch.objects.filter(made_at__lt=now - KEPT).exclude(file="")
    gone = 0
    for batch in old:
        still_used = CertificateBatch.objects.filter(file=batch.file, made_at__gte=now - KEPT).exists()
        if not still_used:
            files().delete(batch.file)
        gone += CertificateBatch.objects.filter(pk=batch.pk, file=batch.file).update(file="")
    return gone
