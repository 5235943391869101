"""What a text consists of, the same before publication and after it."""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import PhotoBlock

BODY_BLOCKS = [
    ("paragraph", blocks.TextBlock(label=_("Paragraph"))),
    ("heading", blocks.CharBlock(label=_("Heading"))),
    ("quote", blocks.TextBlock(label=_("Quote"))),
    ("list", blocks.ListBlock(blocks.CharBlock(), label=_("List"))),
    ("photo", PhotoBlock(label=_("Photo"))),
]

CONTENT_FIELDS = [
    "standfirst",
    "body",
    "lead_photo",
    "lead_caption",
    "lead_credit",
    "city",
    "event_date",
    "question_1",
    "question_2",
    "question_3",
    "topics",
]
# Chosen by the editors: how the text is shown, not what it says. Copied and hashed like the content, but no change that an author confirms.
LAYOUT_FIELDS = ["poster_is_short"]


class ArticleContent(models.Model):
    """The fields that a text and its published copy share. Plain text throughout: no markup is stored, all is escaped on output."""

    standfirst = models.CharField(_("standfirst"), max_length=300, blank=True)
    body = StreamField(BODY_BLOCKS, verbose_name=_("text"), blank=True)
    lead_photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("lead photo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    lead_caption = models.CharField(_("caption of the lead photo"), max_length=200, blank=True)
    lead_credit = models.CharField(_("credit of the lead photo"), max_length=100, blank=True)
    city = models.ForeignKey("cms.City", verbose_name=_("city"), null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    event_date = models.DateField(_("day of the event"), null=True, blank=True)
    question_1 = models.CharField(_("first question"), max_length=200, blank=True)
    question_2 = models.CharField(_("second question"), max_length=200, blank=True)
    question_3 = models.CharField(_("third question"), max_length=200, blank=True)
    poster_is_short = models.BooleanField(
        _("short version on the poster"),
        default=False,
        help_text=_("One sheet with the beginning of the text, to the end of a paragraph; the code leads to the rest."),
    )
    topics = ParentalManyToManyField("cms.Topic", verbose_name=_("topics"), blank=True, related_name="+")

    # Not `content_panels`: on a snippet that name raises the check wagtailadmin.W002.
    article_panels = [FieldPanel(field) for field in CONTENT_FIELDS]

    class Meta:
        abstract = True

    @property
    def questions(self) -> list[str]:
        """The discussion questions that were asked, in order."""
        return [question for question in (self.question_1, self.question_2, self.question_3) if question]

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """The text as pairs: kind ("paragraph", "heading", "quote" or "item") and plain text. Photos are left out."""
        for block in self.body:
            if block.block_type == "list":
                yield from (("item", str(item)) for item in block.value)
            elif block.block_type != "photo":
                yield block.block_type, str(block.value)

    @property
    def word_count(self) -> int:
        """Words of the standfirst and the body."""
        return len(self.standfirst.split()) + sum(len(text.split()) for _kind, text in self.paragraphs())
