"""What is taught: a programme of modules of lessons. Written by editors and programme managers in the Wagtail admin."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from ..blocks import handout_blocks, lesson_blocks, note_blocks
from ..querysets import LessonQuerySet


class Programme(models.Model):
    """One year's or one donor's training; cohorts follow one of them."""

    title = models.CharField(_("title"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), unique=True)
    summary = models.CharField(_("summary"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class Module(models.Model):
    """Lessons that belong together."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="modules", verbose_name=_("programme"))
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    ready_key = models.SlugField(blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["programme", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "ready_key"], condition=~Q(ready_key=""), name="module_ready_once_in_programme")
        ]

    def __str__(self) -> str:
        return self.title


class Lesson(DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """One lesson: what a trainee reads, what the trainer knows besides, and what is handed out on paper.

    `ready_key` names the file of the ready curriculum from which it came, whatever an editor makes of its title and address.
    """

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="lessons", verbose_name=_("module"))
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), unique=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=90, validators=[MinValueValidator(5), MaxValueValidator(480)], help_text=_("How long it takes in the hall.")
    )
    summary = models.CharField(_("summary"), max_length=300)
    goals = models.TextField(_("learning goals"), help_text=_("One goal a line: what she can do afterwards."))
    body = StreamField(lesson_blocks(), verbose_name=_("lesson"), blank=True)
    trainer_notes = StreamField(note_blocks(), verbose_name=_("trainer's notes"), blank=True)
    handout = StreamField(handout_blocks(), verbose_name=_("handout"), blank=True)
    ready_key = models.SlugField(blank=True, default="", editable=False)
    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["module__programme", "module__position", "module_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["ready_key"], condition=~Q(ready_key=""), name="lesson_ready_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def goal_list(self) -> list[str]:
        return [line.strip() for line in self.goals.splitlines() if line.strip()]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "curriculum/lessons/lesson.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """As a trainee sees it who has not read it yet."""
        return {
            **super().get_preview_context(request, mode_name),
            "lesson": self,
            "nav": "writer",
            "current": "training",
            "has_sheet": True,
        }


class LessonReading(models.Model):
    """A trainee says that she has read the lesson."""

    membership = models.ForeignKey("curriculum.Membership", on_delete=models.CASCADE, related_name="readings")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="readings")
    read_on = models.DateField(_("read on"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [models.UniqueConstraint(fields=["membership", "lesson"], name="reading_once")]

    def __str__(self) -> str:
        return f"#{self.pk}"
