"""Blocks of lessons, trainers' notes and handouts: plain text that a phone and a printer show alike."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import PhotoBlock, plain_blocks


class ExerciseBlock(blocks.StructBlock):
    """Something to do, alone or in a group."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=240)
    steps = blocks.ListBlock(blocks.CharBlock(max_length=400), label=_("Steps"))

    class Meta:
        icon = "edit"
        label = _("Exercise")


class DiscussionBlock(blocks.StructBlock):
    """Questions for the group."""

    questions = blocks.ListBlock(blocks.CharBlock(max_length=300), label=_("Questions"))

    class Meta:
        icon = "openquote"
        label = _("Discussion")


class PlanStepBlock(blocks.StructBlock):
    """One stretch of a meeting."""

    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=240)
    words = blocks.CharBlock(label=_("What is done"), max_length=400)


class LinesBlock(blocks.StructBlock):
    """Room to write by hand."""

    asked = blocks.CharBlock(label=_("What is asked"), max_length=300, required=False)
    count = blocks.IntegerBlock(label=_("Empty lines"), min_value=1, max_value=30)

    class Meta:
        icon = "horizontalrule"
        label = _("Lines to write on")


def lesson_blocks() -> list[tuple[str, blocks.Block]]:
    return [*plain_blocks(), ("picture", PhotoBlock(label=_("Picture"))), ("exercise", ExerciseBlock()), ("discussion", DiscussionBlock())]


def note_blocks() -> list[tuple[str, blocks.Block]]:
    """The plan is a table of minutes: the page and the paper add up the clock."""
    return [*plain_blocks(), ("plan", blocks.ListBlock(PlanStepBlock(), label=_("Plan of the meeting"), icon="time"))]


def handout_blocks() -> list[tuple[str, blocks.Block]]:
    """A handout is printed: it may have boxes to tick and lines to write on."""
    tick = blocks.ListBlock(blocks.CharBlock(max_length=300), label=_("Checklist"), icon="tasks")
    return [*plain_blocks(), ("checklist", tick), ("lines", LinesBlock())]
