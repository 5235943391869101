"""The editors' own hand in a text. Her version needs the author's yes before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from ..errors import Stale
from ..models import Contribution, Stage, Submission
from ..permissions import may_edit_in_admin
from .fields import byline_words
from .locking import lock, record

if TYPE_CHECKING:
    from people.models import User


@transaction.atomic
def edit_as_editor(*, submission: Submission, editor: User, base_id: int, changes: Mapping[str, Any]) -> Revision:
    """A version by the editor who holds the claim, on the version that she read; the author will be asked to confirm.

    `changes` are values by field of ArticleContent, or the headline. Raises PermissionDenied, Stale.
    """
    submission = lock(submission)
    if not may_edit_in_admin(editor, submission):
        raise PermissionDenied
    if base_id != submission.latest_revision_id:
        raise Stale(_("The text has changed since you opened it. Read the new version first."))
    version = submission.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(version, name, value)
    if not submission.live:
        version.save()
    revision = version.save_revision(user=editor)
    submission.refresh_from_db()
    note_editors_version(submission=submission, editor=editor)
    return revision


@transaction.atomic
def note_editors_version(*, submission: Submission, editor: User) -> None:
    """Called after the admin saved an editor's version: remember that she wrote, and keep the byline's words true to the choice."""
    Contribution.objects.get_or_create(submission=submission, user=editor, role=Contribution.As.EDITOR)
    record(submission, "edit", by=editor, role=Stage.EDITOR)


def refresh_byline(version: Submission) -> None:
    version.byline = byline_words(version)
