from __future__ import annotations

from typing import Any

from wagtail.log_actions import log

from people.models import User

from ..models import Submission


def lock(submission: Submission | int) -> Submission:
    """The text, read anew and locked until the transaction ends. Every service begins here (else approve and withdraw deadlock)."""
    pk = submission if isinstance(submission, int) else submission.pk
    return Submission.objects.select_for_update().get(pk=pk)


def lock_person(user: User) -> None:
    """Before her text, for what is counted over all of her texts; the order in which an account is shut, too."""
    User.objects.select_for_update(no_key=True).values_list("pk").get(pk=user.pk)


def record(submission: Submission, action: str, *, by: User | None, role: str, **data: Any) -> None:
    """One row of the text's history, in the transaction of the change: actor, role used, version and hash; never words of the text."""
    log(submission, f"submissions.{action}", user=by, revision=submission.latest_revision, data={"role": role} | data)
