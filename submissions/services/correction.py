"""An editor begins a new version of a published text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from ..errors import Stale
from ..models import ReviewTaskState, SideDraft, Stage, Submission
from ..permissions import may_judge
from ..states import State, standing_of
from .claims import claim
from .fields import fields_of
from .locking import lock, record
from .workflows import start_workflow

if TYPE_CHECKING:
    from people.models import User


@transaction.atomic
def start_correction(*, submission: Submission, editor: User) -> ReviewTaskState:
    """Open the editors' step on the published words and give it to her; the article stays as it is until the author has said yes.

    Words that the author was writing are kept beside the text for her to choose. Raises PermissionDenied, Stale.
    """
    submission = lock(submission)
    if not may_judge(editor, submission, Stage.EDITOR):
        raise PermissionDenied
    if standing_of(submission).state != State.PUBLISHED:
        raise Stale(_("Only a published text that nobody is reading can be corrected."))
    if submission.latest_revision_id != submission.live_revision_id:
        _begin_from_the_published_words(submission, editor)
    start_workflow(submission, editor)
    record(submission, "correct", by=editor, role=Stage.EDITOR)
    return claim(submission=submission, user=editor)


def _begin_from_the_published_words(submission: Submission, editor: User) -> None:
    unsent = submission.get_latest_revision_as_object()
    SideDraft.objects.create(
        submission=submission, base=submission.live_revision, reason=SideDraft.Reason.OLD_BASE, content=fields_of(unsent).to_json()
    )
    submission.live_revision.as_object().save_revision(user=editor)
    submission.refresh_from_db()
