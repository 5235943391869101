"""What the editors put on top of the front page. A table of its own, since page rights would open the text."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .articles import ArticlePage


class FrontPageSlot(models.Model):
    """An article at a place of the front page: 1 leads. Empty or withdrawn places are filled with the newest articles."""

    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    article = models.OneToOneField(ArticlePage, verbose_name=_("article"), on_delete=models.PROTECT, related_name="front_page_slot")

    panels = [FieldPanel("position"), FieldPanel("article")]

    class Meta:
        ordering = ["position"]
        verbose_name = _("place on the front page")
        verbose_name_plural = _("places on the front page")

    def __str__(self) -> str:
        return f"{self.position}. {self.article}"
