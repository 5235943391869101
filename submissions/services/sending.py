"""The author sends her text on, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.models import CohortStatus

from ..errors import AlreadySent, NotReady, Stale, TooManyOpenTexts
from ..models import ReviewTaskState, Stage, Submission
from ..permissions import may_edit, may_send
from ..rules import OPEN_TEXTS_MAX, Missing, missing_to_submit
from ..states import Standing, State, standing_of
from .fields import facts_of
from .locking import lock, lock_person, record
from .publication import unschedule
from .review import send_back_to_editor
from .workflows import start_workflow

if TYPE_CHECKING:
    from people.models import User


@transaction.atomic
def submit(*, submission: Submission, author: User, seen_id: int | None) -> Submission:
    """Send the text on: to a mentor, or back to whoever asked for changes. `seen_id` is the version that she had before her.

    Raises NotReady, TooManyOpenTexts, AlreadySent, PermissionDenied; Stale when there is another version that she has not seen.
    """
    lock_person(author)
    submission = lock(submission)
    if author.pk != submission.author_id:
        raise PermissionDenied
    standing = standing_of(submission)
    if not may_edit(author, submission, standing):
        raise AlreadySent
    if seen_id != submission.latest_revision_id:
        raise Stale(_("There is another version of this text. Look at it first, then send it."))
    if not may_send(author, submission):
        raise NotReady(
            [Missing("title", _("You are not in this class any more, so the text cannot be sent. It stays yours. Ask your mentor."))]
        )
    if missing := missing_to_submit(facts_of(submission.latest_revision), timezone.localdate()):
        raise NotReady(missing)
    if standing.state == State.NEEDS_CHANGES or (standing.workflow is not None and submission.page_id):  # a correction outlives its class
        _send_again(standing, author)
    else:
        _send_first(submission, author, standing)
    submission.refresh_from_db()
    record(submission, "submit", by=author, role="author", revision=submission.latest_revision_id)
    return submission


def _send_first(submission: Submission, author: User, standing: Standing) -> None:
    if standing.state == State.PUBLISHED and submission.latest_revision_id == submission.live_revision_id:
        raise NotReady([Missing("body", _("Nothing has changed since it was published."))])
    if open_texts_of(author) >= OPEN_TEXTS_MAX:
        raise TooManyOpenTexts([Missing("title", _("Three of your texts are being read already. Send this one when one of them is done."))])
    goes_on = submission.page_id or (submission.cohort.status == CohortStatus.CLOSING and submission.review_states.exists())
    if not submission.cohort.takes_new_texts and not goes_on:
        raise NotReady([Missing("title", _("Your class takes no new texts any more. Ask your mentor."))])
    start_workflow(submission, author)


def _send_again(standing: Standing, author: User) -> None:
    if standing.workflow is None or standing.step is None:
        raise AlreadySent
    if standing.step.stage == Stage.AUTHOR:
        send_back_to_editor(standing.workflow, author)  # resume() would reopen the author's own step and skip the editor
    else:
        standing.workflow.resume(author)


def open_texts_of(author: User) -> int:
    """Texts of hers that somebody is asked to read now."""
    waiting = ReviewTaskState.objects.filter(submission__author=author, waiting_since__isnull=False).exclude(stage=Stage.AUTHOR)
    return waiting.values("submission_id").distinct().count()


@transaction.atomic
def take_back(*, submission: Submission, author: User) -> Submission:
    """The author takes her text back at any moment before it is published; it is a draft again. Raises PermissionDenied."""
    submission = lock(submission)
    if author.pk != submission.author_id:
        raise PermissionDenied
    standing = standing_of(submission)
    if standing.publish_at is not None and standing.workflow is None:  # planned, be it for the first time or after a withdrawal
        unschedule(submission=submission, by=author, role="author")
    elif standing.workflow is not None:
        standing.workflow.cancel(user=author)
        record(submission, "take_back", by=author, role="author")
    else:
        raise PermissionDenied
    submission.refresh_from_db()
    return submission
