"""The older versions of a text: taken up again by its author, and thinned out so that one text cannot fill the disk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.models import Revision

from ..content import says_the_same
from ..errors import Stale
from ..models import BylineChoice, Publication, ReviewTaskState, SavedWrite, SideDraft, Submission
from ..permissions import may_edit
from .fields import byline_words, name_is_taken_back
from .locking import lock, record

if TYPE_CHECKING:
    from people.models import User

NEWEST_KEPT = 40
SLACK = 20  # so that not every save looks
ONE_SITTING = timedelta(minutes=10)
VERSIONS_MAX = 300


@transaction.atomic
def take_up_version(*, submission: Submission, author: User, revision_id: int, seen_id: int | None) -> Revision:
    """An older version becomes the newest one, as a version of its own: nothing that came between is lost.

    `seen_id` is the version that was the newest when she chose. The same tap twice changes nothing. Raises PermissionDenied, Stale.
    """
    submission = lock(submission)
    old = Revision.objects.for_instance(submission).filter(pk=revision_id).first()
    if old is None or not may_edit(author, submission):
        raise PermissionDenied
    if says_the_same(old.content, submission.latest_revision.content):
        return submission.latest_revision
    if seen_id != submission.latest_revision_id:
        raise Stale(_("There is another version of this text. Look at it first, then choose."))
    version = old.as_object()
    if name_is_taken_back(submission):
        version.byline_choice = BylineChoice.WORKER
    version.byline = byline_words(version)  # a pen name that she gave up since does not come back
    if not submission.live:
        version.save()
    revision = version.save_revision(user=author)
    submission.refresh_from_db()
    record(submission, "take_up_version", by=author, role="author", taken_up=old.pk)
    return revision


def authors_last_revision(submission: Submission) -> Revision | None:
    """The last version that the author herself wrote."""
    return Revision.objects.for_instance(submission).filter(user_id=submission.author_id).order_by("-created_at", "-pk").first()


def editor_changed_the_text(submission: Submission, revision: Revision) -> bool:
    hers = authors_last_revision(submission)
    return hers is None or not says_the_same(hers.content, revision.content)


def thin_out(submission: Submission) -> None:
    """Delete old versions that say little: of the author's saves that followed each other within ten minutes the last one stays, and of
    all that is left the newest. What a reviewer had, what was published and what a late copy was written on is never touched, nor are the
    newest versions. docs/decisions/0006-versions-of-a-text.md says why nothing is overwritten.
    """
    rows = Revision.objects.for_instance(submission).order_by("-created_at", "-pk").values_list("pk", "user_id", "created_at")
    newest_first = list(rows[: VERSIONS_MAX + 100])
    if len(newest_first) <= NEWEST_KEPT + SLACK:
        return
    named = _named(submission)
    gone, newer = [], newest_first[NEWEST_KEPT - 1]
    for place, row in enumerate(newest_first[NEWEST_KEPT:], start=NEWEST_KEPT):
        is_hers = row[1] == submission.author_id and row[0] not in named
        if is_hers and (place >= VERSIONS_MAX or newer[1] == row[1] and newer[2] - row[2] < ONE_SITTING):
            gone.append(row[0])
        newer = row
    Revision.objects.filter(pk__in=gone).delete()


def forget_version(submission: Submission, revision: Revision, *, since: datetime) -> None:
    """Delete what the page's script saved a moment ago, now that it has saved more. Of a sitting that began at `since` one version stays
    for every ten minutes, and whatever something points to.
    """
    before = Revision.objects.for_instance(submission).filter(pk__lt=revision.pk).aggregate(last=Max("created_at"))["last"] or since
    if revision.created_at - max(before, since) >= ONE_SITTING or SavedWrite.objects.filter(revision=revision).exists():
        return
    if revision.pk not in _named(submission):
        revision.delete()


def _named(submission: Submission) -> set[int | None]:
    """The versions that something else points to."""
    steps = ReviewTaskState.objects.filter(submission=submission).values_list("revision_id", "judged_revision_id")
    bases = SideDraft.objects.filter(submission=submission).values_list("base_id", flat=True)
    published = Publication.objects.filter(submission=submission).values_list("revision_id", flat=True)
    own = {submission.latest_revision_id, submission.live_revision_id}
    return own | {pk for pair in steps for pk in pair} | set(bases) | set(published)
