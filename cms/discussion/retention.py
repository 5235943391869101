"""How long each kind of row is kept here, and the one function that drops what is older."""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from .models import Answer, AnswerHour
from .states import AnswerState

# One table: what → how long after it was decided, came, or began.
KEPT_FOR = {
    "refused_answers": timedelta(days=30),
    "waiting_answers": timedelta(days=180),
    "words_before_hiding": timedelta(days=30),
    "counts_of_an_hour": timedelta(hours=1),
    "history_of_answers": timedelta(days=730),
}


@transaction.atomic
def sweep(now: datetime) -> dict[str, int]:
    """Drop what is past its time; how many rows of each kind went, or lost their original words. Meant for an hourly job."""
    today = timezone.localdate(now)

    def before(kind: str) -> object:
        return today - KEPT_FOR[kind]

    history = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Answer))
    hidden = Answer.objects.filter(state=AnswerState.ACCEPTED, decided_on__lt=before("words_before_hiding")).exclude(original_words="")
    return {
        "refused_answers": Answer.objects.refused().filter(decided_on__lt=before("refused_answers")).delete()[0],
        "waiting_answers": Answer.objects.waiting().received_before(before("waiting_answers")).delete()[0],
        "words_before_hiding": hidden.update(original_words=""),
        "counts_of_an_hour": AnswerHour.objects.filter(began_at__lte=now - KEPT_FOR["counts_of_an_hour"]).delete()[0],
        "history_of_answers": history.filter(timestamp__lt=now - KEPT_FOR["history_of_answers"]).delete()[0],
    }
