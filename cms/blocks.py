"""Blocks of our own for StreamFields."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PhotoBlock(blocks.StructBlock):
    """A photo inside a text. What it shows (its alt text) is the image's own description."""

    image = ImageChooserBlock(label=_("Photo"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=100)

    class Meta:
        icon = "image"


def plain_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a standing page: text only."""
    return [
        ("paragraph", blocks.TextBlock(label=_("Paragraph"))),
        ("heading", blocks.CharBlock(label=_("Heading"))),
        ("list", blocks.ListBlock(blocks.CharBlock(), label=_("List"))),
    ]
