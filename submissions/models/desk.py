"""What the writing desk remembers so that no word is lost: forms already taken, side copies, photos, messages."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from .submission import Submission


class SavedWrite(models.Model):
    """A form that was taken once: the same form sent again gives the same answer and no second revision."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="saved_writes")
    client_id = models.UUIDField(help_text=_("Made by the server for each form."))
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, null=True, related_name="+")
    side_draft = models.ForeignKey("submissions.SideDraft", on_delete=models.CASCADE, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    saved_at = models.DateTimeField(default=timezone.now)
    number = models.BigIntegerField(null=True, help_text=_("Rises with every sending by the form's script; an overtaken one is lower."))
    by_itself = models.BooleanField(default=False, help_text=_("Saved by the page's script, while she wrote."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "client_id"], name="saved_write_once")]

    def __str__(self) -> str:
        return str(self.client_id)


class SideDraft(models.Model):
    """What arrived late or on an old base: kept beside the text until the author chooses, never merged silently."""

    class Reason(models.TextChoices):
        BEING_READ = "being_read", _("sent while the text was being read")
        OLD_BASE = "old_base", _("written on an older version")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="side_drafts")
    base = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason)
    content = models.JSONField(help_text=_("The fields of the form as they were typed."))
    arrived_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.pk}"


class SubmissionPhoto(models.Model):
    """A photo that came with a text. Until publication only those who may read the text may see it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="photos")
    image = models.OneToOneField("cms.Image", on_delete=models.PROTECT, related_name="+")
    client_id = models.UUIDField(help_text=_("The same photo form sent twice stores one photo."))
    sent_bytes = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "client_id"], name="submission_photo_once")]

    def __str__(self) -> str:
        return f"photo {self.pk}"


class Contribution(models.Model):
    """Who wrote in a text and as what. Nobody judges what she owns or co-wrote."""

    class As(models.TextChoices):
        WRITER = "writer", _("writer")
        EDITOR = "editor", _("editor")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="contributions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=6, choices=As)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "user", "role"], name="contribution_once")]

    def __str__(self) -> str:
        return f"{self.role} {self.submission_id}"


class SetAside(models.Model):
    """The text will not be published for now; the author keeps it and is told why."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="set_asides")
    reason = models.TextField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    appeal = models.TextField(blank=True, help_text=_("What the author writes to the programme manager, once."))
    appealed_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text=_("What the programme manager answers; the author reads it."))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission"], condition=models.Q(lifted_at__isnull=True), name="set_aside_open_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="set_aside_has_reason"),
            models.CheckConstraint(
                condition=models.Q(appealed_at__isnull=True, appeal="") | (models.Q(appealed_at__isnull=False) & ~models.Q(appeal="")),
                name="set_aside_appeal_has_words",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | models.Q(appealed_at__isnull=False), name="set_aside_answer_after_appeal"
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:60]


class InboxMessage(models.Model):
    """One line on a person's own page; the channel that always works. Kinds and words stand in `notifications.py`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inbox")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=24)
    sent_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["user", "-id"], name="inbox_user_idx")]

    def __str__(self) -> str:
        return self.kind
