"""One appeal to the programme manager against "not to be published". She reads the reason and the appeal, never the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.models import Membership
from people.roles import Role

from ..errors import NotReady, Stale
from ..models import SetAside, Submission
from ..notifications import mentors_of, tell
from ..permissions import may_answer_appeals
from ..rules import Missing
from .locking import lock, record

if TYPE_CHECKING:
    from people.models import User


def open_appeals() -> QuerySet[SetAside]:
    """Those that wait for an answer, the oldest first."""
    waiting = SetAside.objects.filter(appealed_at__isnull=False, answered_at__isnull=True, lifted_at__isnull=True)
    return waiting.select_related("submission__membership__cohort__city", "submission__author").order_by("appealed_at", "pk")


@transaction.atomic
def appeal(*, submission: Submission, author: User, words: str) -> SetAside:
    """She asks once to have the decision looked at again; a second time changes nothing. Raises PermissionDenied, NotReady."""
    submission = lock(submission)
    row = SetAside.objects.filter(submission=submission, lifted_at__isnull=True).first()
    if author.pk != submission.author_id or row is None:
        raise PermissionDenied
    if row.appealed_at is not None:
        return row
    if not words.strip():
        raise NotReady([Missing("appeal", _("Write why the text should be published."))])
    row.appeal, row.appealed_at = words.strip(), timezone.now()
    row.save(update_fields=["appeal", "appealed_at"])
    tell("appeal", submission, Membership.objects.current().as_role(Role.PROGRAMME_MANAGER).values_list("user_id", flat=True))
    record(submission, "appeal", by=author, role="author")
    return row


@transaction.atomic
def answer_appeal(*, set_aside: SetAside, manager: User, words: str, looks_again: bool) -> SetAside:
    """Her answer, with words for the author: the decision stays, or the text is a draft again that she may send to other readers.

    Raises PermissionDenied, NotReady, Stale when it was answered already or the author has sent the text anew.
    """
    submission = lock(set_aside.submission_id)
    row = SetAside.objects.get(pk=set_aside.pk)
    if not may_answer_appeals(manager) or manager.pk == submission.author_id:
        raise PermissionDenied
    if row.appealed_at is None or row.answered_at is not None or row.lifted_at is not None:
        raise Stale(_("This appeal has been answered already, or the author has sent the text again."))
    if not words.strip():
        raise NotReady([Missing("answer", _("Write the answer: the author will read it."))])
    row.answer, row.answered_by, row.answered_at = words.strip(), manager, timezone.now()
    row.lifted_at = row.answered_at if looks_again else None
    row.save(update_fields=["answer", "answered_by", "answered_at", "lifted_at"])
    tell("appeal_answered", submission, [submission.author_id])
    if looks_again:
        tell("appeal_upheld", submission, mentors_of(submission))
    record(submission, "appeal.answer", by=manager, role="programme_manager")
    return row
