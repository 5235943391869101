"""Assignments and what answers them, and the rule that says when somebody counts as trained."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AssignmentKind(models.TextChoices):
    TEXT = "text", _("A text for the newsroom")
    CHANNEL = "channel", _("A task for the union's channels")


class Assignment(models.Model):
    """Something to hand in by a day. A text is handed in by sending it from the writing desk, a channel task on its own page."""

    cohort = models.ForeignKey("curriculum.Cohort", on_delete=models.PROTECT, related_name="assignments", verbose_name=_("class"))
    lesson = models.ForeignKey(
        "curriculum.Lesson", on_delete=models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("lesson")
    )
    kind = models.CharField(_("what counts"), max_length=7, choices=AssignmentKind, default=AssignmentKind.TEXT)
    title = models.CharField(_("title"), max_length=120)
    words = models.TextField(_("what to do"), max_length=2000)
    opens_on = models.DateField(_("given on"))
    due_on = models.DateField(_("due on"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    client_id = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AssignmentKind.values), name="assignment_kind_known"),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("opens_on")),
                name="assignment_due_after_opening",
                violation_error_message=_("An assignment is due on the day that it is given or later."),
            ),
        ]
        indexes = [models.Index(fields=["cohort", "due_on"], name="assignment_cohort_idx")]

    def __str__(self) -> str:
        return self.title


class AnswerState(models.TextChoices):
    WAITING = "waiting", _("Waiting for a mentor")
    REVISE = "revise", _("To be improved")
    ACCEPTED = "accepted", _("Accepted")


class ChannelAnswer(models.Model):
    """What a trainee hands in for a channel task: a posting plan, drafts of posts. One a person, improved in place."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="channel_answers", verbose_name=_("assignment"))
    membership = models.ForeignKey(
        "curriculum.Membership", on_delete=models.PROTECT, related_name="channel_answers", verbose_name=_("trainee")
    )
    words = models.TextField(_("answer"), max_length=6000)
    state = models.CharField(_("state"), max_length=8, choices=AnswerState, default=AnswerState.WAITING)
    feedback = models.TextField(_("feedback"), max_length=2000, blank=True)
    sent_at = models.DateTimeField(_("sent at"))
    judged_at = models.DateTimeField(_("judged at"), null=True, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer to a channel task")
        verbose_name_plural = _("answers to channel tasks")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "membership"], name="channel_answer_once"),
            models.CheckConstraint(condition=Q(state__in=AnswerState.values), name="channel_answer_state_known"),
            models.CheckConstraint(condition=~Q(words=""), name="channel_answer_not_empty"),
            models.CheckConstraint(condition=~Q(state=AnswerState.REVISE) | ~Q(feedback=""), name="channel_answer_revise_says_why"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CompletionRule(models.Model):
    """When a trainee counts as trained, from a day on. Never changed: a new version follows, and a certificate names its own."""

    programme = models.ForeignKey("curriculum.Programme", on_delete=models.PROTECT, related_name="rules", verbose_name=_("programme"))
    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("valid from"))
    sessions_percent = models.PositiveSmallIntegerField(_("sessions attended, in percent"), default=75)
    accepted_works = models.PositiveSmallIntegerField(_("accepted texts or channel tasks"), default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False)

    class Meta:
        verbose_name = _("rule for being trained")
        verbose_name_plural = _("rules for being trained")
        ordering = ["programme", "version"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "version"], name="rule_version_once"),
            models.CheckConstraint(condition=Q(sessions_percent__lte=100), name="rule_percent_possible"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
