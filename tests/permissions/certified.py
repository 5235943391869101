"""What the table needs of certificates: one of Siti's, issued by the trainer of Semarang."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from curriculum.certificates import services
from curriculum.models import Attendance, Workshop, WorkshopStatus
from curriculum.training_home import visitor_of
from tests.cast import Cast


def issued_certificate(cast: Cast) -> dict[str, dict[str, Any]]:
    """The arguments of its addresses. Texts that a mentor has passed on are on the stage already."""
    now = timezone.now()
    facts = {"cohort": cast.semarang, "title": "Pertemuan", "venue": "Aula", "status": WorkshopStatus.HELD}
    workshop = Workshop.objects.create(starts_at=now - timedelta(days=3), ends_at=now - timedelta(days=2), **facts)
    membership, minutes = cast.membership("siti"), int((workshop.ends_at - workshop.starts_at).total_seconds() // 60)
    Attendance.objects.create(workshop=workshop, membership=membership, presence="present", minutes=minutes, recorded_at=now)
    trainer = visitor_of(cast.tono, timezone.localdate(now))
    batch = services.issue(visitor=trainer, cohort=cast.semarang, paper="a4", client_id=uuid.uuid4(), now=now)
    code = batch.certificates.get().code
    return {
        "curriculum:class_certificates": {"slug": cast.semarang.slug},
        **dict.fromkeys(("curriculum:certificate_batch", "curriculum:certificate_file"), {"public_id": batch.public_id}),
        "curriculum:certificate": {"public_id": code},
        "certificate_check": {"number": code.lower()},
    }
