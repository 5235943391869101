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


def lesson_blocks() -> list[tuple[str, blocks.Block]]:
    return [*plain_blocks(), ("picture", PhotoBlock()), ("exercise", ExerciseBlock()), ("discussion", DiscussionBlock())]


def note_blocks() -> list[tuple[str, blocks.Block]]:
    return plain_blocks()


def handout_blocks() -> list[tuple[str, blocks.Block]]:
    """A handout is printed: it may have boxes to tick and lines to write on."""
    return [
        *plain_blocks(),
        ("checklist", blocks.ListBlock(blocks.CharBlock(max_length=300), label=_("Checklist"))),
        ("lines", blocks.IntegerBlock(label=_("Empty lines to write on"), min_value=1, max_value=30)),
    ]
