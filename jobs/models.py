"""The job row is the truth about background work; a broker only carries its id (docs/decisions/0003-jobs.md)."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy


class JobState(models.TextChoices):
    """queued -> running -> done; running -> queued (try again) or quarantined; queued -> cancelled.

    A person may send a quarantined job to queued or to cancelled. No other way.
    """

    QUEUED = "queued", pgettext_lazy("job", "waiting")
    RUNNING = "running", pgettext_lazy("job", "running")
    DONE = "done", pgettext_lazy("job", "done")
    QUARANTINED = "quarantined", pgettext_lazy("job", "quarantined")
    CANCELLED = "cancelled", pgettext_lazy("job", "cancelled")


OPEN_STATES = (JobState.QUEUED, JobState.RUNNING)


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> "JobQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def due(self) -> "JobQuerySet":
        """Waiting and allowed to start, by the database's clock; oldest first."""
        return self.filter(state=JobState.QUEUED, not_before__lte=Now()).order_by("not_before", "created_at")

    def expired(self) -> "JobQuerySet":
        """Running on a lease that has passed: the process died, froze or is cut off."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=Now())

    def quarantined(self) -> "JobQuerySet":
        """What waits for a person; that which has waited longest first."""
        return self.filter(state=JobState.QUARANTINED).order_by("finished_at")

    def held(self, job: "Job") -> "JobQuerySet":
        """The row of `job` if the lease under which it was claimed still stands; empty for a stale holder."""
        return self.filter(pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token)


class Job(models.Model):
    """One piece of background work. All moments are the database's; all changes go through services."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=64)
    key = models.CharField(max_length=200)  # the object that receives the effect, and the version of its maker
    queue = models.CharField(max_length=16)
    payload = models.JSONField(default=dict)  # ids and versions only; never names, numbers or text of people
    state = models.CharField(max_length=12, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)  # counted at the claim, so that a killed process counts too
    max_attempts = models.PositiveSmallIntegerField(default=3)
    lease_token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    not_before = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    out_path = models.CharField(max_length=255, blank=True)
    out_sha256 = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)
    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, lease_token__isnull=False, lease_until__isnull=False)
                | ~Q(state=JobState.RUNNING) & Q(lease_token__isnull=True, lease_until__isnull=True),
                name="job_lease_exactly_while_running",
            ),
            models.CheckConstraint(condition=Q(attempts__lte=F("max_attempts")), name="job_attempts_within_limit"),
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(state__in=OPEN_STATES), name="job_open_once"),
        ]
        indexes = [
            models.Index(fields=["not_before", "created_at"], condition=Q(state=JobState.QUEUED), name="job_due"),
            models.Index(fields=["lease_until"], condition=Q(state=JobState.RUNNING), name="job_lease"),
            models.Index(fields=["finished_at"], condition=~Q(state__in=OPEN_STATES), name="job_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class EffectState(models.TextChoices):
    READY = "ready", pgettext_lazy("effect", "ready")
    SENDING = "sending", pgettext_lazy("effect", "being sent")
    SENT = "sent", pgettext_lazy("effect", "sent")
    UNKNOWN = "unknown", pgettext_lazy("effect", "outcome unknown")
    FAILED = "failed", pgettext_lazy("effect", "not sent")


class Effect(models.Model):
    """One act outside our database (a post, a mail, a notice), done once. Its id is the key that services with idempotency receive."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=32)
    key = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=EffectState, default=EffectState.READY)
    reference = models.CharField(max_length=255, blank=True)  # what the service calls it: an id or an address
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=EffectState.values), name="effect_state_known"),
            models.UniqueConstraint(fields=["channel", "key"], name="effect_once"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"


class PeriodicRun(models.Model):
    """That the work `name` was started for `period`: two schedulers, one run."""

    name = models.CharField(max_length=64)
    period = models.CharField(max_length=32)
    started_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "period"], name="periodic_run_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.period}"


class WorkerSign(models.Model):
    """Last sign of life of the workers: their sweeper writes it, `manage.py jobs --check` reads it."""

    name = models.CharField(max_length=16, primary_key=True)
    seen_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name
