"""Standing pages: about us, how we check, the English page about the paper."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import plain_blocks


class StandardPage(Page):
    """A page of plain text. Public pages are in Indonesian; one page in English tells others about the paper."""

    class Language(models.TextChoices):
        INDONESIAN = "id", _("Indonesian")
        ENGLISH = "en", _("English")

    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.INDONESIAN)
    standfirst = models.CharField(_("standfirst"), max_length=300, blank=True)
    body = StreamField(plain_blocks(), verbose_name=_("text"), blank=True)

    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, "language", "standfirst", "body"]
    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.SearchField("body")]
    template = "cms/standard_page.html"

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        """Rendered here, so that the frame around the text speaks the page's language too."""
        with translation.override(self.language):
            return super().serve(request, *args, **kwargs).render()
