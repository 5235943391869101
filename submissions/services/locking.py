from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.log_actions import log

from ..models import Submission

if TYPE_CHECKING:
    from people.models import User


def lock(submission: Submission | int) -> Submission:
    """The text, read anew and locked until the transaction ends. Every service begins here (else approve and withdraw deadlock)."""
    pk = submission if isinstance(submission, int) else submission.pk
    return Submission.objects.select_for_update().get(pk=pk)


def record(submission: Submission, action: str, *, by: User | None, role: str, **data: Any) -> None:
    """One row of the text's history, in the transaction of the change: actor, role used, version and hash; never words of the text."""
    log(submission, f"submissions.{action}", user=by, revision=submission.latest_revision, data={"role": role} | data)
