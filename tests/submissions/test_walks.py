"""Random walks: people of every role do whatever occurs to them, allowed or not; after each step the promises must hold.

WARTA_SOAK=20 walks twenty times as far; WARTA_SEED repeats a walk.
"""

import os
import random
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import TaskState, WorkflowState

from cms.models import ArticlePage, Withdrawal
from submissions.content import content_sha256
from submissions.errors import AlreadyClaimed, AlreadySent, NotReady
from submissions.models import Publication, ReviewTaskState, Stage, Submission, SubmissionLogEntry, WithdrawalRecord
from submissions.permissions import has_contributed, open_step
from submissions.rules import RUBRIC, SAFETY_CHECKLIST
from submissions.services import claims, commenting, editing, publication, review, sending, writing
from submissions.states import State, standing_of
from tests.submissions import texts

REFUSALS = (PermissionDenied, NotReady, AlreadyClaimed, AlreadySent)
STEPS = 60 * int(os.environ.get("WARTA_SOAK", "1"))
ACTORS = ("siti", "budi", "ratna", "joko", "maya", "dewi", "tono", "rini")


class Walk:
    def __init__(self, cast, seed: int) -> None:
        self.cast, self.dice = cast, random.Random(seed)
        self.texts = [texts.draft(cast, author).pk for author in ("siti", "siti", "budi")]
        self.done: list[str] = []

    def step(self) -> None:
        """Two of three steps are what somebody would do next, so that texts get far; the rest is anything by anybody."""
        text = Submission.objects.get(pk=self.dice.choice(self.texts))
        author = "siti" if text.author_id == self.cast.siti.pk else "budi"
        people = {"author": author, "mentor": texts.MENTOR_OF[author], "editor": "maya"}
        if self.dice.random() < 0.67:
            part, act = self.dice.choice(NEXT[standing_of(text).state])
            actor = people[part]
        else:
            actor, act = self.dice.choice(ACTORS), self.dice.choice(ACTS)
        try:
            with transaction.atomic():
                act(self, text, getattr(self.cast, actor))
            self.done.append(f"{actor} {act.__name__} {text.pk}")
        except REFUSALS:
            pass


def write(walk, text, user):
    body = f"Kalimat {walk.dice.randrange(10**6)}.\n\nKalimat kedua."
    writing.save_draft(
        submission=text, author=user, client_id=uuid.uuid4(), base_id=text.latest_revision_id, fields=texts.fields(body=body)
    )


def submit(walk, text, user):
    texts.send(text, user)


def take_back(walk, text, user):
    sending.take_back(submission=text, author=user)


def claim(walk, text, user):
    claims.claim(submission=text, user=user)


def release(walk, text, user):
    claims.release(submission=text, user=user)


def judge(walk, text, user):
    step = open_step(text)
    if step is None:
        raise PermissionDenied
    if step.stage == Stage.MENTOR:
        commenting.save_comments(submission=text, user=user, notes=[], rubric=dict.fromkeys(RUBRIC, "yes"), praise="Baik.", todo="Siapa?")
    rubric = {"safety": dict.fromkeys(SAFETY_CHECKLIST, True), "correction": {"was_wrong": "a", "is_right": "b"}}
    action = "approve" if walk.dice.random() < 0.7 else "reject"
    seen = text.latest_revision_id if walk.dice.random() < 0.9 else (text.latest_revision_id or 1) - 1
    review.judge(
        submission=text,
        user=user,
        action=action,
        revision_id=seen,
        comment="Ubah ini.",
        rubric=rubric if step.stage == Stage.EDITOR else None,
    )


def edit(walk, text, user):
    changes = {"title": f"Judul {walk.dice.randrange(10**6)}"}
    editing.edit_as_editor(submission=text, editor=user, base_id=text.latest_revision_id, changes=changes)


def set_aside(walk, text, user):
    review.set_aside(submission=text, user=user, reason="Sudah dimuat.")


def withdraw(walk, text, user):
    if walk.dice.random() < 0.5:
        publication.withdraw(submission=text, by=user, reason="Bahaya.")
    else:
        publication.hide_now(submission=text, by=user)


def bring_back(walk, text, user):
    publication.bring_back(submission=text, by=user)


ACTS: tuple[Callable, ...] = (write, submit, claim, judge, edit, take_back, release, set_aside, withdraw, bring_back)
NEXT: dict[State, list[tuple[str, Callable]]] = {
    State.DRAFT: [("author", submit), ("author", write)],
    State.WAITING: [("mentor", claim)],
    State.BEING_READ: [("mentor", judge)],
    State.NEEDS_CHANGES: [("author", write), ("author", submit)],
    State.WITH_EDITORS: [("editor", claim), ("editor", judge), ("editor", edit)],
    State.IN_CORRECTION: [("editor", claim), ("editor", judge), ("editor", edit)],
    State.CONFIRM: [("author", judge)],
    State.PUBLISHED: [("author", write), ("author", submit), ("editor", withdraw)],
    State.WITHDRAWN: [("editor", bring_back)],
    State.SET_ASIDE: [("author", submit)],
    State.PARKED: [("author", write)],
}


def check(cast, pk: int) -> None:
    text = Submission.objects.get(pk=pk)
    standing_of(text)  # every combination of facts has a name
    check_the_public_half(text)
    for step in ReviewTaskState.objects.filter(submission=text).select_related("workflow_state"):
        waits = step.status == TaskState.STATUS_IN_PROGRESS
        assert waits == (step.waiting_since is not None)
        assert step.stage == step.task.specific.stage
        if step.status in (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED) and step.stage != Stage.AUTHOR:
            assert not has_contributed(step.finished_by, text, step.stage), "somebody judged her own text"
    running = WorkflowState.objects.for_instance(text).filter(status=WorkflowState.STATUS_IN_PROGRESS)
    assert running.count() <= 1
    logged = SubmissionLogEntry.objects.filter(submission_id=pk, action="submissions.publish").count()
    assert logged == Publication.objects.filter(submission=text).count()


def check_the_public_half(text: Submission) -> None:
    if text.page_id is None:
        assert not text.live
        return
    page = ArticlePage.objects.get(pk=text.page_id)
    last = Publication.objects.filter(submission=text).last()
    withdrawn = WithdrawalRecord.objects.filter(submission=text, lifted_at__isnull=True).exists()
    assert page.live == text.live == (not withdrawn)
    assert withdrawn == Withdrawal.objects.filter(article=page, lifted_on__isnull=True).exists()
    assert content_sha256(page.get_latest_revision().content, byline=last.revision.content) == last.sha256
    judged = ReviewTaskState.objects.filter(workflow_state=last.workflow_state, judged_revision=last.revision)
    assert {Stage.EDITOR, Stage.AUTHOR} <= {Stage(step.stage) for step in judged}, "a version went live that nobody judged"


@pytest.mark.django_db
@pytest.mark.parametrize("walker", range(3))
def test_no_walk_breaks_a_promise(cast, walker):
    seed = int(os.environ.get("WARTA_SEED", random.randrange(10**6)))
    print(f"WARTA_SEED={seed}")  # noqa: T201 - shown when the walk fails
    walk = Walk(cast, seed)
    for _step in range(STEPS):
        walk.step()
        for pk in walk.texts:
            check(cast, pk)
    assert len(walk.done) > STEPS / 10, "the walk went nowhere"
