"""Workshops: when and where, who has a seat, who was there. A trainee's membership is what every row points at."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """An angkatan: those of one cohort who are taught together."""

    cohort = models.ForeignKey("curriculum.Cohort", on_delete=models.PROTECT, related_name="batches", verbose_name=_("class"))
    number = models.PositiveSmallIntegerField(_("number"))

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["cohort", "number"]
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="batch_number_once_in_cohort")]

    def __str__(self) -> str:
        return f"{self.cohort} {self.number}"


class WorkshopStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")
    MOVED = "moved", _("Moved")


class Workshop(models.Model):
    """One meeting in a hall. A moved one points at what took its place; `sequence` counts changes for calendars."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey("curriculum.Cohort", on_delete=models.PROTECT, related_name="workshops", verbose_name=_("class"))
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="workshops", verbose_name=_("batch"))
    title = models.CharField(_("title"), max_length=120)
    lessons = models.ManyToManyField("curriculum.Lesson", blank=True, related_name="workshops", verbose_name=_("lessons"))
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    venue = models.CharField(_("venue"), max_length=120)
    directions = models.CharField(_("how to get there"), max_length=300, blank=True)
    capacity = models.PositiveSmallIntegerField(_("seats"), default=30)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="workshops_taught",
        verbose_name=_("trainer"),
    )
    status = models.CharField(_("status"), max_length=9, choices=WorkshopStatus, default=WorkshopStatus.PLANNED)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    moved_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_from", verbose_name=_("moved to")
    )
    takes_sign_ups = models.BooleanField(_("workers who are no members yet may sign up"), default=False)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    client_id = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="workshop_ends_after_start"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="workshop_has_seats"),
            models.CheckConstraint(condition=Q(status__in=WorkshopStatus.values), name="workshop_status_known"),
            models.CheckConstraint(
                condition=~Q(status__in=[WorkshopStatus.CANCELLED, WorkshopStatus.MOVED]) | ~Q(reason=""), name="workshop_change_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(status=WorkshopStatus.MOVED, moved_to__isnull=False)
                | ~Q(status=WorkshopStatus.MOVED) & Q(moved_to__isnull=True),
                name="workshop_moved_knows_where",
            ),
        ]
        indexes = [models.Index(fields=["cohort", "starts_at"], name="workshop_calendar_idx")]

    def __str__(self) -> str:
        return self.title

    @property
    def total_minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


class SeatState(models.TextChoices):
    SEAT = "seat", _("Has a seat")
    WAITING = "waiting", _("On the waiting list")
    GIVEN_UP = "given_up", _("Gave up the seat")
    OUT = "out", _("Not on the list any more")  # who left the waiting list or the class: no session that she missed


NOT_COMING = (SeatState.GIVEN_UP, SeatState.OUT)


class Seat(models.Model):
    """A place in a workshop, or in its waiting list by the order of `asked_at`."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="seats", verbose_name=_("workshop"))
    membership = models.ForeignKey("curriculum.Membership", on_delete=models.PROTECT, related_name="seats", verbose_name=_("trainee"))
    state = models.CharField(_("state"), max_length=8, choices=SeatState, default=SeatState.SEAT)
    asked_at = models.DateTimeField(_("asked at"))

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "membership"], name="seat_once_in_workshop"),
            models.CheckConstraint(condition=Q(state__in=SeatState.values), name="seat_state_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Roll(models.Model):
    """A printed attendance sheet: its rows in the order of the paper, so that it is typed in the same order; its number stands on it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="rolls", verbose_name=_("workshop"))
    number = models.PositiveSmallIntegerField(_("number"))
    membership_ids = models.JSONField(default=list, editable=False)
    printed_on = models.DateField(_("printed on"))

    class Meta:
        verbose_name = _("attendance sheet")
        verbose_name_plural = _("attendance sheets")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="roll_number_once_in_workshop")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Presence(models.TextChoices):
    PRESENT = "present", _("Present")
    LATE = "late", _("Came late")
    LEFT_EARLY = "left", _("Left early")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")


class Attendance(models.Model):
    """Whether she was there and how long; a later change keeps what stood before, with the reason."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("workshop"))
    membership = models.ForeignKey("curriculum.Membership", on_delete=models.PROTECT, related_name="attendances", verbose_name=_("trainee"))
    presence = models.CharField(_("attendance"), max_length=8, choices=Presence)
    minutes = models.PositiveSmallIntegerField(_("minutes present"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "membership"], name="attendance_once_in_workshop"),
            models.CheckConstraint(condition=Q(presence__in=Presence.values), name="attendance_presence_known"),
            models.CheckConstraint(
                condition=~Q(presence__in=[Presence.EXCUSED, Presence.ABSENT]) | Q(minutes=0), name="attendance_absent_without_minutes"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class AttendanceChange(models.Model):
    """What a row said before, and why it was changed."""

    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="changes")
    presence = models.CharField(max_length=8, choices=Presence)
    minutes = models.PositiveSmallIntegerField()
    reason = models.CharField(_("reason"), max_length=200)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("change of an attendance")
        verbose_name_plural = _("changes of attendances")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="attendance_change_has_reason")]

    def __str__(self) -> str:
        return f"#{self.pk}"
