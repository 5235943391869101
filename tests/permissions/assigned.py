"""What the table needs of assignments: a channel task of Semarang, answered by Siti."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from curriculum.assignments import services
from curriculum.models import Assignment
from curriculum.training_home import visitor_of
from tests.cast import Cast


def given(cast: Cast, kind: str = "channel", by: str = "tono") -> Assignment:
    today = timezone.localdate()
    facts = services.AssignmentFacts("Jadwal unggahan seminggu", "Tulis tujuh hari, satu baris sehari.", today + timedelta(days=7))
    trainer = visitor_of(getattr(cast, by), today)
    return services.give(visitor=trainer, cohort=cast.semarang, kind=kind, facts=facts, client_id=uuid.uuid4())


def answered_assignment(cast: Cast) -> dict[str, dict[str, Any]]:
    """The arguments of its addresses."""
    now = timezone.now()
    assignment = given(cast)
    services.hand_in(visitor=visitor_of(cast.siti, timezone.localdate(now)), assignment=assignment, words="Senin: foto rapat.", now=now)
    here, siti = {"public_id": assignment.client_id}, {"username": cast.siti.username}
    return {
        "curriculum:new_assignment": {"slug": cast.semarang.slug},
        **dict.fromkeys(("curriculum:assignment", "curriculum:change_assignment", "curriculum:assignment_calls"), here),
        "curriculum:assignment_answer": here | siti,
        "curriculum:class_progress": {"slug": cast.semarang.slug},
        "curriculum:person_progress": siti,
        "curriculum:completion_rule": {"slug": cast.semarang.programme.slug},
    }
