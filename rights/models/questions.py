"""Questions about rights that do not age: editors keep the words, the law and the worked examples are computed when a page is read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from cms.blocks import plain_blocks


class Situation(models.TextChoices):
    """What has happened to the reader; the groups of the list, in their order."""

    WAGE = "wage", _("Wage")
    MINIMUM_WAGE = "minimum_wage", _("Minimum wage")
    OVERTIME = "overtime", _("Overtime and working hours")
    HOLIDAY_ALLOWANCE = "thr", _("Holiday allowance (THR)")
    CONTRACT = "contract", _("Contract")
    DISMISSAL = "dismissal", _("Dismissal")
    ABSENCE = "absence", _("Leave and sickness")
    SOCIAL_SECURITY = "social_security", _("Social security (BPJS)")


class Confidence(models.TextChoices):
    """How a statement was checked; the marks of `rights/parameters`."""

    READ = "A", _("A: read in the article itself")
    REPORTED = "B", _("B: two independent reports agree")
    ONE_REPORT = "C", _("C: one report")
    TO_BE_CHECKED = "D", _("D: not read again, to be checked")
    SILENT = "X", _("X: not found, silent or contested")


class LawBlock(blocks.StructBlock):
    law = blocks.CharBlock(label=_("Law"), max_length=120)
    article = blocks.CharBlock(label=_("Article"), max_length=120)
    confidence = blocks.ChoiceBlock(label=_("Confidence"), choices=Confidence.choices)

    class Meta:
        icon = "doc-full"


class RightsQuestionQuerySet(models.QuerySet["RightsQuestion"]):
    def public(self) -> RightsQuestionQuerySet:
        return self.filter(live=True)


class RightsQuestion(DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """A question and its answer. Texts may hold figures as names in braces, see `rights.questions.figures`.

    `examples` is a list of {"words": who it is about, "inputs": answers to `calculator`}. `shipped_name` and `shipped_hash` tell which text
    of ours stands here and whether somebody has changed it since.
    """

    question = models.CharField(_("question"), max_length=160)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    situation = models.CharField(_("situation"), max_length=20, choices=Situation)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    description = models.CharField(_("description for search engines"), max_length=200)
    short_answer = models.TextField(_("short answer"), max_length=800)
    body = StreamField(plain_blocks(), verbose_name=_("text"), blank=True)
    next_steps = models.TextField(_("what to do"), max_length=1500, help_text=_("One step on each line."))
    laws = StreamField([("law", LawBlock(label=_("Law")))], verbose_name=_("legal basis"), blank=True)
    calculator = models.CharField(_("calculator"), max_length=40, blank=True)
    examples = models.JSONField(_("worked examples"), default=list, blank=True)
    topic = models.ForeignKey(
        "cms.Topic", verbose_name=_("topic of related news"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    checked_on = models.DateField(_("last checked on"))
    shipped_name = models.CharField(max_length=80, null=True, blank=True, unique=True, editable=False)  # noqa: DJ001  unique where given
    shipped_hash = models.CharField(max_length=64, blank=True, default="", editable=False)

    objects = RightsQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("question about rights")
        verbose_name_plural = _("questions about rights")

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("rights:question", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "rights/question.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        # Wagtail asks the model for its preview; the view reads the law, whose own tables are models of this room.
        from rights.views.questions import context_of

        return {"request": request, **context_of(self)}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """In the readers' language, whatever the editor's is."""
        with translation.override(settings.LANGUAGE_CODE):
            return super().serve_preview(request, mode_name).render()
