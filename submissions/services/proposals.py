"""The author takes over a sentence that a reviewer proposed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from ..errors import Stale
from ..models import ReviewComment, Submission
from ..permissions import may_edit
from ..text import clean_line, put_sentence
from .locking import lock, record

if TYPE_CHECKING:
    from people.models import User


@transaction.atomic
def take_proposal(*, submission: Submission, author: User, comment_id: int, seen_id: int | None) -> Revision:
    """The proposed sentence stands in its paragraph, as a new version, and the point is ticked off. The same tap twice changes nothing.

    Raises PermissionDenied, or Stale when the text is another one by now or the paragraph is gone.
    """
    submission = lock(submission)
    comment = _proposal(submission, comment_id)
    if comment is None or not may_edit(author, submission):
        raise PermissionDenied
    version = submission.get_latest_revision_as_object()
    blocks = [dict(block) for block in version.body.raw_data]
    block = next((block for block in blocks if block["id"] == comment.block_id and isinstance(block["value"], str)), None)
    if block is None:
        raise Stale(_("The paragraph of this proposal is gone. Put the sentence in yourself where it belongs."))
    if clean_line(comment.proposal) in block["value"]:
        return submission.latest_revision
    if seen_id != submission.latest_revision_id:
        raise Stale(_("There is another version of this text. Look at it first, then choose."))
    block["value"] = put_sentence(block["value"], comment.proposal)
    version.body = json.dumps(blocks)
    if not submission.live:
        version.save()
    revision = version.save_revision(user=author)
    ReviewComment.objects.filter(pk=comment.pk).update(done=True)
    submission.refresh_from_db()
    record(submission, "take_proposal", by=author, role="author", comment=comment.pk)
    return revision


def _proposal(submission: Submission, comment_id: int) -> ReviewComment | None:
    """One that she has been shown: of a step that is decided."""
    decided = ReviewComment.objects.filter(state__submission=submission).exclude(state__status=TaskState.STATUS_IN_PROGRESS)
    return decided.filter(pk=comment_id).exclude(proposal="").first()
