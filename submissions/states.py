"""The state of a text as people see it (S0 to S11), derived from Wagtail's facts and never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from curriculum.models import CohortStatus
from jobs.models import OPEN_STATES, Job
from jobs.sentences import cause_of

from .models import Publication, ReviewTaskState, SetAside, Stage, Submission, WithdrawalRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLISH_KIND = "submissions.publish"
PARKED_AFTER = timedelta(days=60)


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for a mentor")
    BEING_READ = "being_read", _("Being read by a mentor")
    NEEDS_CHANGES = "needs_changes", _("Needs changes")
    WITH_EDITORS = "with_editors", _("With the editors")
    CONFIRM = "confirm", _("Please confirm")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISH_FAILED = "publish_failed", _("Publication failed")
    PUBLISHED = "published", _("Published")
    IN_CORRECTION = "in_correction", _("Published, new version in review")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SET_ASIDE = "set_aside", _("Set aside")
    PARKED = "parked", _("Parked")


# Where the word is spoken to the author, mentors and editors read another.
WORDS_FOR_REVIEWERS = {State.CONFIRM: _("Waits for the author's yes"), State.NEEDS_CHANGES: _("With the author, for changes")}
AUTHORS_TURN = {State.NEEDS_CHANGES, State.CONFIRM}
FINISHED = {State.DRAFT, State.PUBLISHED, State.IN_CORRECTION, State.WITHDRAWN, State.SET_ASIDE, State.PARKED}


@dataclass(frozen=True)
class Plan:
    """An approved publication whose hour was chosen; `failure` says why no job will do it any more, empty while one will."""

    publish_at: datetime
    workflow_state_id: int
    failure: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a text stands: its state, the running workflow, and the wait that is open (or was rejected) in it."""

    state: State
    workflow: WorkflowState | None = None
    step: ReviewTaskState | None = None
    withdrawn: bool = False
    set_aside: SetAside | None = None
    plan: Plan | None = None

    @property
    def publish_at(self) -> datetime | None:
        return self.plan.publish_at if self.plan else None

    @property
    def is_being_read(self) -> bool:
        """Whether somebody has claimed the step that is open now."""
        running = self.workflow is not None and self.workflow.status == WorkflowState.STATUS_IN_PROGRESS
        return running and self.step is not None and self.step.is_claimed()

    @property
    def reader(self) -> str:
        """The name of whoever has it, or nothing."""
        return self.step.claimed_by.display_name if self.is_being_read and self.step and self.step.claimed_by else ""

    @property
    def turn(self) -> str:
        """Form of the word: "turn" (the author's), "" (another's), "done" (finished)."""
        return "turn" if self.state in AUTHORS_TURN else "done" if self.state in FINISHED else ""

    @property
    def word_for_reviewers(self) -> str:
        return str(WORDS_FOR_REVIEWERS.get(self.state, self.state.label))


def standing_of(submission: Submission) -> Standing:
    """The standing of one text; five queries at most."""
    return standings([submission])[submission.pk]


def standings(submissions: Iterable[Submission]) -> Mapping[int, Standing]:
    """Standing by primary key; the number of queries does not grow with the number of texts. Pages should be selected before."""
    texts = list(submissions)
    pks = [text.pk for text in texts]
    if not pks:
        return {}
    workflows = {int(state.object_id): state for state in _latest_workflows(pks)}
    steps = {
        step.pk: step
        for step in ReviewTaskState.objects.filter(
            pk__in=[w.current_task_state_id for w in workflows.values() if w.is_active]
        ).select_related("claimed_by")
    }
    aside = {row.submission_id: row for row in SetAside.objects.filter(submission__in=pks, lifted_at__isnull=True)}
    withdrawn = set(WithdrawalRecord.objects.filter(submission__in=pks, lifted_at__isnull=True).values_list("submission_id", flat=True))
    plans = _plans_of(pks)
    return {
        text.pk: _standing(text, workflows.get(text.pk), steps, aside.get(text.pk), text.pk in withdrawn, plans.get(text.pk))
        for text in texts
    }


def open_plans() -> models.QuerySet[ReviewTaskState]:
    """The editors' steps whose hour still stands: approved for later, neither published nor called off."""
    planned = ReviewTaskState.objects.filter(publish_at__isnull=False, workflow_state__status=WorkflowState.STATUS_APPROVED)
    return planned.exclude(workflow_state__in=Publication.objects.values("workflow_state"))


def publish_job(workflow_state_id: int) -> Job | None:
    """The newest job that is to publish what this workflow approved."""
    return Job.objects.filter(kind=PUBLISH_KIND, key=str(workflow_state_id)).order_by("-created_at", "-pk").first()


def _plans_of(pks: list[int]) -> dict[int, Plan]:
    """One query, and one more when anything is planned."""
    steps = list(open_plans().filter(submission__in=pks).order_by("pk"))
    keys = [str(step.workflow_state_id) for step in steps]
    jobs = {job.key: job for job in Job.objects.filter(kind=PUBLISH_KIND, key__in=keys).order_by("created_at", "pk")} if keys else {}
    return {
        step.submission_id: Plan(step.publish_at, step.workflow_state_id, _failure(jobs.get(str(step.workflow_state_id)))) for step in steps
    }


def _failure(job: Job | None) -> str:
    if job is not None and job.state in OPEN_STATES:
        return ""
    return (cause_of(job) if job else "") or str(_("The job that was to publish it was taken away."))


def _latest_workflows(pks: list[int]) -> list[WorkflowState]:
    """The last workflow of each text, in order, so that the latest one stays in a dict."""
    states = WorkflowState.objects.filter(base_content_type=Submission.get_base_content_type(), object_id__in=[str(pk) for pk in pks])
    return list(states.select_related("workflow").order_by("pk"))


def _standing(
    text: Submission,
    workflow: WorkflowState | None,
    steps: Mapping[int, ReviewTaskState],
    aside: SetAside | None,
    withdrawn: bool,
    plan: Plan | None,
) -> Standing:
    active = workflow if workflow is not None and workflow.is_active else None
    step = steps.get(active.current_task_state_id) if active else None
    state = _state(text, active, step, aside, withdrawn, plan)
    return Standing(state, active, step, withdrawn, aside, plan)


def _state(
    text: Submission,
    active: WorkflowState | None,
    step: ReviewTaskState | None,
    aside: SetAside | None,
    withdrawn: bool,
    plan: Plan | None,
) -> State:
    if active is not None and step is not None:
        if text.live and not withdrawn and active.status == WorkflowState.STATUS_IN_PROGRESS and step.stage == Stage.EDITOR:
            return State.IN_CORRECTION
        return _state_in_review(text, active, step)
    if plan is not None:  # also of a withdrawn text: at that hour it is shown again, and somebody must be able to call it off
        return State.PUBLISH_FAILED if plan.failure else State.SCHEDULED
    if withdrawn:
        return State.WITHDRAWN
    if text.live:
        return State.PUBLISHED
    if aside is not None:
        return State.SET_ASIDE
    return State.PARKED if _untouched(text) else State.DRAFT


def _state_in_review(text: Submission, active: WorkflowState, step: ReviewTaskState) -> State:
    if active.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return State.PARKED if text.cohort.status == CohortStatus.CLOSED else State.NEEDS_CHANGES
    if step.stage == Stage.MENTOR:
        return State.BEING_READ if step.is_claimed() else State.WAITING
    return State.WITH_EDITORS if step.stage == Stage.EDITOR else State.CONFIRM


def _untouched(text: Submission, on: date | None = None) -> bool:
    """Nothing was written for 60 days, or the cohort has closed."""
    last = text.latest_revision.created_at if text.latest_revision_id else None
    return text.cohort.status != CohortStatus.OPEN or (last is not None and last < timezone.now() - PARKED_AFTER)
